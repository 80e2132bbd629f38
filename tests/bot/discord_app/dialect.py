"""Discord's Markdown, read as its clients do: by rules tried in turn at each place, first match wins.

It is the judge of what escaping is for, so it knows nothing of it, and where clients differ it is the most eager one.
Within a link's title a backslash is a backslash; a title with an emoji, an address or a mention makes no link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Node:
    """A piece of a message: of ``kind`` "text" with words, or anything else, with what is in it."""

    kind: str
    text: str = ""
    children: tuple[Node, ...] = ()
    target: str = ""


_BLOCKS = (
    ("quote", re.compile(r" *>>> ?((?s:.)+)")),
    ("quote", re.compile(r" *> ?([^\n]*(?:\n *> ?[^\n]*)*)")),
    ("subtext", re.compile(r" *-# +([^\n]+)")),
    ("heading", re.compile(r" *#{1,3} +([^\n]+)")),
    ("item", re.compile(r" *(?:[-*+]|\d+[.)])(?: +([^\n]*)|(?=\n|$))")),
)
_QUOTE_MARK = re.compile(r"(?m)^ *>(?:>>)? ?")
# Words and spaces, of which only "http" and "steam" may begin something.
_PLAIN = re.compile(r"[^\\*_~`|\[<@:hHsS]+|[hHsS]")
_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
_TOKENS = (
    ("fence", re.compile(r"```(.+?)```", re.DOTALL)),
    ("code", re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)),
    ("address", re.compile(r"<([a-z][\w+.-]*:[^\s<>]+|[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+|\+\d[\d -]+)>", re.IGNORECASE)),
    ("address", re.compile(r"((?:https?|steam)://[^\s<]+)", re.IGNORECASE)),
    ("ping", re.compile(r"<@[!&]?\d+>|@everyone|@here")),
    ("mention", re.compile(r"<#\d+>|<id:\w+(?::\d+)?>|</[^<>:]+:\d+>|<sound:\d+:\d+>")),
    ("time", re.compile(r"<t:-?\d+(?::\w)?>")),
    ("emoji", re.compile(r"<a?:\w+:\d+>|:[\w+~-]+:")),
)
_SPANS = (
    ("strong", re.compile(r"\*\*(.+?)\*\*(?!\*)", re.DOTALL)),
    ("underline", re.compile(r"__(.+?)__(?!_)", re.DOTALL)),
    ("em", re.compile(r"\*(?!\s)(.+?)(?<!\s)\*(?!\*)", re.DOTALL)),
    ("em", re.compile(r"(?<![0-9A-Za-z])_(.+?)_(?![0-9A-Za-z_])", re.DOTALL)),
    ("strike", re.compile(r"~~(.+?)~~", re.DOTALL)),
    ("spoiler", re.compile(r"\|\|(.+?)\|\|", re.DOTALL)),
)
_TARGET = re.compile(r"\(\s*(?:<([^\s<>]*)>|([^\s()<>]+))\s*\)")
_UNICODE_EMOJI = re.compile(
    "[\u203c\u2049\u20e3\u2139\u2194-\u21aa\u231a\u231b\u2328\u23cf\u23e9-\u23fa\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe"
    "\u2600-\u2767\u2795-\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
_BREAKS_A_LINK = {"address", "ping", "mention", "time", "emoji"}


def parse(text: str) -> tuple[Node, ...]:
    """Return what a client makes of the text of a message."""
    return tuple(_blocks(text))


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Yield all nodes, those around others first."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def visible(nodes: tuple[Node, ...]) -> str:
    """Return the letters that a person sees, without what is invisible."""
    return "".join(node.text + visible(node.children) for node in nodes).replace("\u200b", "")


def _blocks(text: str) -> Iterator[Node]:
    position = 0
    while position < len(text):
        for kind, pattern in _BLOCKS:
            if match := pattern.match(text, position):
                inner = _QUOTE_MARK.sub("", match.group()) if kind == "quote" else match.group(1) or ""
                yield Node(kind, "", parse(inner) if kind == "quote" else tuple(_inline(inner)))
                break
        else:
            match = re.compile(r"[^\n]*").match(text, position)
            fence = re.compile(r"[^\n]*?```.+?```[^\n]*", re.DOTALL).match(text, position)
            match = fence or match
            yield Node("line", "", tuple(_inline(match.group())))
        position = match.end()
        if text.startswith("\n", position):
            yield Node("text", "\n")
            position += 1


def _inline(text: str, *, escapes: bool = True) -> Iterator[Node]:
    position, plain = 0, ""
    while position < len(text):
        found = _match(text, position, escapes=escapes)
        if isinstance(found, str):
            plain += found
            position += len(found)
            continue
        node, end = found
        if plain:
            yield Node("text", plain)
        yield node
        position, plain = end, ""
    if plain:
        yield Node("text", plain)


def _match(text: str, position: int, *, escapes: bool) -> tuple[Node, int] | str:
    """Return the node at a place and where it ends, or the plain words there."""
    if run := _PLAIN.match(text, position):
        return run.group() if run.group()[0] not in "hHsS" else _token(text, position) or run.group()
    if escapes and (escaped := _ESCAPE.match(text, position)):
        return Node("text", escaped.group(1)), escaped.end()
    return _token(text, position) or _link(text, position) or _span(text, position) or text[position]


def _token(text: str, position: int) -> tuple[Node, int] | None:
    for kind, pattern in _TOKENS:
        if match := pattern.match(text, position):
            return Node(kind, match.group(match.lastindex or 0), target=match.group()), match.end()
    return None


def _span(text: str, position: int) -> tuple[Node, int] | None:
    for kind, pattern in _SPANS:
        if match := pattern.match(text, position):
            return Node(kind, "", tuple(_inline(match.group(1)))), match.end()
    return None


def _link(text: str, position: int) -> tuple[Node, int] | None:
    end = _closing(text, position) if text[position] == "[" else None
    target = _TARGET.match(text, end + 1) if end is not None else None
    if target is None:
        return None
    children = tuple(_inline(text[position + 1 : end], escapes=False))
    words = visible(children)
    if not words.strip() or _UNICODE_EMOJI.search(words) or any(it.kind in _BREAKS_A_LINK for it in walk(children)):
        return None
    return Node("link", "", children, target.group(1) or target.group(2) or ""), target.end()


def _closing(text: str, position: int) -> int | None:
    """Return where the bracket closes that opens at a place."""
    depth = 0
    for index in range(position, len(text)):
        depth += (text[index] == "[") - (text[index] == "]")
        if depth == 0:
            return index
    return None
