"""What bytes are, by how they begin and what a server calls them."""

from __future__ import annotations

import re
from typing import Literal

from ingest.addresses import is_web

Kind = Literal["page", "feed", "sitemap", "pdf", "lines", "text"]

_HEAD_BYTES = 8_192
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"})
_PROLOG = rb"^(?:\s|<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE[^>\[]*>)*"
_ROOT = re.compile(_PROLOG + rb"<(?:[\w-]+:)?([\w-]+)", re.DOTALL | re.IGNORECASE)
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|main|div|p|h1)\b", re.IGNORECASE)
_ROOTS: dict[bytes, Kind] = {
    **dict.fromkeys((b"rss", b"feed", b"rdf", b"channel"), "feed"),
    **dict.fromkeys((b"urlset", b"sitemapindex"), "sitemap"),
}
_JSON_FEED = b"jsonfeed.org/version"
_GZIP = b"\x1f\x8b"


def kind_of_answer(body: bytes, media_type: str, url: str) -> Kind:
    """Return what a server's answer is; what is not known to be something else is a page."""
    kind = kind_of(body)
    if kind in {"feed", "sitemap", "pdf"}:
        return kind
    if media_type in _FEED_TYPES:
        return "feed"
    if body.startswith(_GZIP) or ("sitemap" in url.casefold() and _is_list_of_addresses(body)):
        return "sitemap"
    return "text" if media_type == "text/plain" and kind != "page" else "page"


def kind_of(body: bytes) -> Kind:
    """Return what bytes of unknown origin are: a PDF document, a feed, a sitemap, a page, JSON lines or text."""
    head = body[:_HEAD_BYTES].removeprefix(b"\xef\xbb\xbf")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    root = _ROOT.match(head)
    if root is not None and (known := _ROOTS.get(root.group(1).lower())):
        return known
    if head.lstrip().startswith(b"{"):
        return "feed" if _JSON_FEED in head.replace(b"\\/", b"/") else "lines"
    return "page" if root is not None and _MARKUP.search(head) else "text"


def _is_list_of_addresses(body: bytes) -> bool:
    lines = body[:_HEAD_BYTES].decode("utf-8", "replace").split()
    return bool(lines) and all(is_web(line) for line in lines[:-1] or lines)
