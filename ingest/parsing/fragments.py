"""HTML fragments of feeds to plain text."""

from __future__ import annotations

import html
import re

_BLOCKS = frozenset(
    "address article aside blockquote body br caption dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hr li main nav ol option p pre section table tbody tfoot thead tr ul".split()
)
_CELLS = frozenset({"td", "th"})
_UNSEEN = frozenset("script style template noscript audio video svg math head select textarea".split())
# What is often left open and would swallow the rest.
_FRAMES = re.compile(r"</?(?:iframe|object|embed|noembed|noframes|xmp|plaintext)\b[^<>]*>", re.IGNORECASE)
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|<!--|&(?:#\d+|#[xX][\da-fA-F]+|[A-Za-z]\w{1,30});")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")


class _Target:
    """Collects the text of a document as lxml meets it; depth costs nothing."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._unseen = 0

    def start(self, tag: str, _attributes: object) -> None:
        self._unseen += tag in _UNSEEN
        self._break(tag)

    def end(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN
        self._break(tag)

    def data(self, text: str) -> None:
        if not self._unseen:
            self.parts.append(text.replace("\n", " "))

    def close(self) -> str:
        return "".join(self.parts)

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")
        elif tag in _CELLS:
            self.parts.append(" ")


def plain(fragment: str) -> str:
    """Return the text of an HTML fragment, one line a paragraph, without what a reader does not see."""
    from lxml import etree

    if not _MARKUP.search(fragment):
        return _tidy(fragment.replace("\n", " "))
    parser = etree.HTMLParser(target=_Target(), encoding="utf-8", no_network=True, remove_comments=True)
    try:
        text = etree.fromstring(
            f"<html><body>{_FRAMES.sub(' ', fragment)}</body></html>".encode("utf-8", "replace"), parser
        )
    except etree.LxmlError:
        text = html.unescape(_MARKUP.sub(" ", fragment))
    return _tidy(str(text))


def line(text: str) -> str:
    """Return plain text on one line."""
    return " ".join(text.split())


def _tidy(text: str) -> str:
    return _LINES.sub("\n", _SPACES.sub(" ", text)).strip()
