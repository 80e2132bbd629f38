"""Standard input: a page, a feed, a PDF document, JSON lines or text, by what it looks like."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

from ingest.addresses import id_of_url, normal
from ingest.article import Article, Found
from ingest.errors import ItemError
from ingest.parsing import Page, shared
from ingest.parsing.decoding import NotTextError, decode
from ingest.sources import jsonl, sniffing
from ingest.sources.building import build
from ingest.sources.html import metadata
from ingest.sources.web import Web

_ITEM = "standard input"
# What a document may have; JSON lines are read one by one and may be as many as they like.
_MAX_BYTES = 32 << 20
_GZIP = b"\x1f\x8b"


def read(web: Web | None) -> Iterator[Found]:
    """Yield what is on standard input."""
    try:
        yield from _read(sys.stdin.buffer, web)
    except ItemError as error:
        yield error
    except OSError as error:
        yield ItemError(_ITEM, f"it cannot be read ({error.strerror or error}).")


def _read(stream: IO[bytes], web: Web | None) -> Iterator[Found]:
    head = stream.peek(1)  # type: ignore[attr-defined]  # it is a BufferedReader
    if head.startswith(_GZIP):
        with gzip.open(stream) as lines:
            yield from jsonl.read_stream(_ITEM, lines)
    elif sniffing.kind_of(head) == "lines":
        yield from jsonl.read_stream(_ITEM, stream)
    else:
        yield from _document(stream.read(_MAX_BYTES + 1), web)


def _document(body: bytes, web: Web | None) -> Iterator[Found]:
    if len(body) > _MAX_BYTES:
        raise ItemError(_ITEM, f"it has more than {_MAX_BYTES >> 20} MB: split it.")
    if not body:
        raise ItemError(_ITEM, "it is empty.")
    kind = sniffing.kind_of(body)
    if kind in {"feed", "sitemap"} and web is not None:
        yield from web.read_file(Path(_ITEM), body, kind)
    else:
        yield _article(_page(body, kind), web)


def _page(body: bytes, kind: sniffing.Kind) -> Page:
    if kind == "pdf":
        return shared().pdf(_ITEM, body)
    if kind == "page":
        return shared().page(_ITEM, body)
    try:
        return Page(decode(body))
    except NotTextError as error:
        raise ItemError(_ITEM, f"it is not text ({error}).") from error


def _article(page: Page, web: Web | None) -> Article:
    """Return the article under the address it states; without one, another text is another article."""
    article = build(_ITEM, "-", page.text, metadata(page))
    if page.url is None:
        return replace(article, id=f"stdin-{article.digest[:8]}")
    known = web.known(normal(page.url)) if web is not None else None
    return replace(article, id=known or id_of_url(page.url))
