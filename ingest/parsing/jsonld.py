"""JSON-LD as pages carry it, mostly broken: what is said of the article, and nothing on the rest.

Read are lists, ``@graph``, several documents in one element, comments around them, trailing commas, raw line ends
and HTML entities. Elements, objects and depth are bounded; whatever else goes wrong is no JSON-LD.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml.html import HtmlElement

from ingest.text.folding import words

Node = dict[str, Any]

_MAX_ELEMENTS, _MAX_CHARS, _MAX_NODES, _MAX_DEPTH = 40, 4_000_000, 5_000, 12
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$"
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
# The type whose statements are about the article itself comes first; a page says less of it.
_TYPES = re.compile(r"(?:article|posting|report|review|analysis|opinion|background)\w*$", re.IGNORECASE)
_PAGE_TYPES = re.compile(r"(?:webpage|itempage|creativework)$", re.IGNORECASE)


def article(tree: HtmlElement, headlines: Sequence[str]) -> tuple[Node, dict[str, Node]]:
    """Return what JSON-LD says of the page's article, and all that has an ``@id``; both may be empty.

    Of several articles the one with one of ``headlines`` is taken, else the first that is not an item of a list.
    """
    nodes = list(_nodes(tree))
    titles = {tuple(words(headline)) for headline in headlines if headline}
    best: Node = {}
    best_rank = (0, 0, 0)
    for depth, node in nodes:
        kind = 2 if _is(node, _TYPES) else 1 if _is(node, _PAGE_TYPES) else 0
        rank = (kind, int(tuple(words(text(node.get("headline")) or text(node.get("name")) or "")) in titles), -depth)
        if kind and (not best or rank > best_rank):
            best, best_rank = node, rank
    return best, {str(node["@id"]): node for _, node in reversed(nodes) if len(node) > 1 and "@id" in node}


def text(value: object) -> str | None:
    """Return a string value without markup, entities and superfluous white space, or None."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if not isinstance(value, str):
        return None
    plain = re.sub(r"<[a-zA-Z/][^<>]{0,200}>", "", html.unescape(value[:_MAX_CHARS]))
    return " ".join(html.unescape(plain).split()) or None


def _is(node: Node, types: re.Pattern[str]) -> bool:
    found = node.get("@type")
    return any(isinstance(name, str) and types.search(name) for name in (found if isinstance(found, list) else [found]))


def _nodes(tree: HtmlElement) -> Iterator[tuple[int, Node]]:
    """Yield every object and the depth at which it stands, in the order of the page."""
    elements = tree.xpath("//script[contains(translate(@type, 'LDJSON', 'ldjson'), 'ld+json')]")[:_MAX_ELEMENTS]
    left = _MAX_NODES
    for element in elements:
        for document in _documents(element.text or ""):
            for found in _walk(document, 0):
                yield found
                left -= 1
                if not left:
                    return


def _walk(value: object, depth: int) -> Iterator[tuple[int, Node]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, dict):
        yield depth, value
        # `@graph` is an envelope; what hangs on any other property is not the page's own article, but about it.
        for name, inner in value.items():
            yield from _walk(inner, depth if name == "@graph" else depth + (5 if name == "itemListElement" else 1))
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner, depth)


def _documents(source: str) -> list[object]:
    source = _WRAPPING.sub("", _WRAPPING.sub("", source[:_MAX_CHARS])).strip().rstrip(";")
    for repaired in (source, _TRAILING_COMMA.sub(r"\1", source), _TRAILING_COMMA.sub(r"\1", html.unescape(source))):
        found = list(_decoded(repaired))
        if found:
            return found
    return []


def _decoded(source: str) -> Iterator[object]:
    """Yield the JSON documents that stand one after the other in ``source``, up to the first broken one."""
    decoder = json.JSONDecoder(strict=False)
    at = 0
    while at < len(source):
        try:
            document, at = decoder.raw_decode(source, at)
        except (ValueError, RecursionError):
            return
        yield document
        while at < len(source) and source[at] in " \t\r\n,;":
            at += 1
