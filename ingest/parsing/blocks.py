"""Paragraphs, headings and list items: what a page and what was extracted from it consist of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lxml.etree import _Element

_BETWEEN = re.compile(r"[\W_]+")
Kind = Literal["paragraph", "heading", "item", "row"]

_KINDS: dict[str, Kind] = {"head": "heading", "item": "item", "row": "row"}
_NESTED = frozenset({"list", "table", "quote", "p", "head", "item", "row", "div", "lb", "code"})


@dataclass(frozen=True, slots=True)
class Block:
    """One line of an article; ``linked`` is the share of its characters that are in links."""

    kind: Kind
    text: str
    linked: float = 0.0

    @property
    def key(self) -> str:
        """What blocks with the same words have in common."""
        return key(self.text)


def key(text: str) -> str:
    """Return the letters and digits of ``text`` in lower case: what two renderings of one line share."""
    return _BETWEEN.sub("", text.casefold())


def of_extraction(body: _Element) -> Iterator[Block]:
    """Yield the blocks of an article that trafilatura found, as TEI has them."""
    yield from _blocks(body, "paragraph")


def _blocks(element: _Element, kind: Kind) -> Iterator[Block]:
    line = _Line()
    for part in _parts(element, line):
        if isinstance(part, str):
            continue
        if block := line.block(kind):
            yield block
        line.clear()
        if part.tag == "row":
            yield from _row(part)
        elif part.tag != "lb":
            yield from _blocks(part, _KINDS.get(str(part.tag), kind if element.tag == "list" else "paragraph"))
    if block := line.block(kind):
        yield block


def _parts(element: _Element, line: _Line) -> Iterator[_Element | str]:
    """Yield the blocks within ``element`` as they come; what stands between them goes to ``line``."""
    line.add(element.text, linked=element.tag == "ref")
    for child in element:
        if child.tag in _NESTED:
            yield child
        elif isinstance(child.tag, str):
            yield from _inline(child, line, linked=child.tag == "ref")
        line.add(child.tail, linked=False)


def _inline(element: _Element, line: _Line, *, linked: bool) -> Iterator[_Element]:
    line.add(element.text, linked=linked)
    for child in element:
        if child.tag in _NESTED:
            yield child
        elif isinstance(child.tag, str):
            yield from _inline(child, line, linked=linked or child.tag == "ref")
        line.add(child.tail, linked=linked)


def _row(row: _Element) -> Iterator[Block]:
    cells = [" ".join("".join(cell.itertext()).split()) for cell in row]
    if any(cells):
        yield Block("row", " | ".join(cells))


class _Line:
    """What is collected of one block."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self._parts: list[str] = []
        self._linked = 0

    def add(self, text: str | None, *, linked: bool) -> None:
        if text:
            self._parts.append(text)
            self._linked += linked and len(text.strip())

    def block(self, kind: Kind) -> Block | None:
        text = " ".join("".join(self._parts).split())
        return Block(kind, text, min(1.0, self._linked / len(text))) if text else None
