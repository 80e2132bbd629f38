"""PDF documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ingest.article import Article
from ingest.errors import ItemError
from ingest.parsing import Parser, shared
from ingest.sources.building import build, id_of_path
from ingest.sources.html import metadata
from ingest.sources.plain import sidecar

# Most of a document is pictures and fonts.
_MAX_BYTES = 32 << 20


def read(path: Path, parser: Parser | None = None) -> Iterator[Article]:
    """Yield the one article of a document. Raises ``ItemError`` or ``OSError``."""
    size = path.stat().st_size
    if size > _MAX_BYTES:
        raise ItemError(str(path), f"it has {size / 1e6:.0f} MB, a document may have {_MAX_BYTES / 1e6:.0f}: split it.")
    page = (parser or shared()).pdf(str(path), path.read_bytes())
    yield build(str(path), id_of_path(path), page.text, {**metadata(page), **sidecar(path)})
