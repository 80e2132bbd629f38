"""Sitemaps (sitemaps.org): pages with what Google's news extension says of them, indexes of sitemaps, plain lists."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import Any

from ingest.parsing import dates
from ingest.parsing.addresses import absolute
from ingest.parsing.fragments import line
from ingest.parsing.markup import decode, mend
from ingest.parsing.types import ParseError, Sitemap, SitemapEntry
from ingest.text.language import normalize_code

# The protocol's limits: addresses of one sitemap, bytes of it unpacked.
MAX_ADDRESSES = 50_000
MAX_BYTES = 50 * 1024 * 1024
_GZIP = b"\x1f\x8b"
_NOT_A_SITEMAP = "it is not a sitemap: neither XML of sitemaps.org nor a list of addresses."
_ROOTS = ("urlset", "sitemapindex")
_Fields = dict[str, str]


def parse(body: bytes, *, url: str | None = None) -> Sitemap:
    """Return the sitemap that was found at ``url``, plain or as the gzip file that many are; each address once.

    An index's sitemaps are not fetched. An ill-formed one is read as far as it goes.

    Raises:
        ParseError: it is no sitemap, has no address, too many addresses, or is too large when unpacked.
    """
    text, _ = decode(_unpacked(body))
    start = text.lstrip("\ufeff \t\r\n")[:1]
    sitemap = _xml(mend(text), url) if start == "<" else _plain(text)
    if len(sitemap.entries) + len(sitemap.sitemaps) > MAX_ADDRESSES:
        raise ParseError(f"it has more than {MAX_ADDRESSES:,} addresses, which is the most a sitemap may have.")
    return sitemap


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(_GZIP):
        return body
    try:
        with gzip.open(io.BytesIO(body)) as file:
            unpacked = file.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ParseError("the compressed file is damaged.") from error
    if len(unpacked) > MAX_BYTES:
        raise ParseError(f"unpacked it has more than {MAX_BYTES >> 20} MB, which is the most a sitemap may have.")
    return unpacked


def _plain(text: str) -> Sitemap:
    """Read a list of addresses, one a line; any other line tells that it is none."""
    lines = [found for found in (line(each) for each in text.splitlines()) if found]
    addresses = [address for each in lines if (address := absolute(each))]
    if not addresses or len(addresses) < len(lines):
        raise ParseError(_NOT_A_SITEMAP if lines else "it is empty.")
    return Sitemap(tuple(SitemapEntry(address) for address in dict.fromkeys(addresses)))


def _xml(text: str, base: str | None) -> Sitemap:
    entries: dict[str, SitemapEntry] = {}
    sitemaps: dict[str, None] = {}
    for name, fields in _elements(text):
        address = absolute(fields.get("loc", ""), base)
        if address and name == "url":
            entries.setdefault(address, _entry(address, fields))
        elif address:
            sitemaps.setdefault(address)
        if len(entries) + len(sitemaps) > MAX_ADDRESSES:
            break
    return Sitemap(tuple(entries.values()), tuple(sitemaps))


def _elements(text: str) -> Iterator[tuple[str, _Fields]]:
    """Yield ``url`` and ``sitemap`` with what they hold, each forgotten before the next is read."""
    from lxml import etree

    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    document = io.BytesIO(text.encode("utf-8", "replace"))
    found = etree.iterparse(document, tag=("{*}url", "{*}sitemap"), recover=True, encoding="utf-8", **safe)
    try:
        for _, element in found:
            yield _local(element), _fields(element)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError:
        pass  # what came before is read
    if found.root is None or _local(found.root) not in _ROOTS:
        raise ParseError(_NOT_A_SITEMAP)


def _fields(element: Any) -> _Fields:
    """Return the texts of an element and of its news extension; a picture on the page has names of its own."""
    holders = [element, *element.findall("{*}news"), *element.findall("{*}news/{*}publication")]
    return {_local(child): line(child.text or "") for holder in holders for child in holder}


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _entry(address: str, fields: _Fields) -> SitemapEntry:
    published = dates.parse(fields.get("publication_date", ""))
    return SitemapEntry(
        url=address,
        modified=dates.parse(fields.get("lastmod", "")),
        published=published.date() if published else None,
        title=fields.get("title") or None,
        source=fields.get("name") or None,
        language=normalize_code(fields.get("language", "")) or None,
    )
