"""The lines of an article: paragraphs, headings, list items, rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

_BETWEEN = re.compile(r"[\W_]+")
# The elements of TEI that begin and end a line.
_LINES = frozenset({"list", "table", "quote", "p", "head", "item", "row", "div", "lb", "code"})


@dataclass(frozen=True, slots=True)
class Block:
    """One line of an article; ``linked`` is the share of its characters that are in links."""

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
    """Yield the blocks of an article that trafilatura found; its elements are those of TEI."""
    line = _Line()
    yield from _walk(body, line, linked=False)
    yield from line.end()


def _walk(element: _Element, line: _Line, *, linked: bool) -> Iterator[Block]:
    if element.tag in _LINES:
        yield from line.end()
    if isinstance(element.tag, str):  # else it is a comment
        inner = linked or element.tag == "ref"
        line.add(element.text, linked=inner)
        for child in element:
            yield from _walk(child, line, linked=inner)
        line.add(" | " if element.tag == "cell" and element.getnext() is not None else None, linked=inner)
    if element.tag in _LINES:
        yield from line.end()
    line.add(element.tail, linked=linked)


class _Line:
    """What is collected of one block."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._linked = 0

    def add(self, text: str | None, *, linked: bool) -> None:
        if text:
            self._parts.append(text)
            self._linked += linked and len(text.strip())

    def end(self) -> Iterator[Block]:
        text = " ".join("".join(self._parts).split())
        if text.strip(" |"):
            yield Block(text, min(1.0, self._linked / len(text)))
        self._parts, self._linked = [], 0
