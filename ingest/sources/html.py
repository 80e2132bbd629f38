"""Saved web pages: the article on them, without what surrounds it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.article import Article
from ingest.parsing import Page, Parser, shared
from ingest.sources.building import build, id_of_path
from ingest.sources.plain import contents, sidecar


def read(path: Path, parser: Parser | None = None) -> Iterator[Article]:
    """Yield the one article of a page. Raises ``ItemError`` or ``OSError``."""
    page = (parser or shared()).page(str(path), contents(path))
    yield build(str(path), id_of_path(path), page.text, {**metadata(page), **sidecar(path)})


def metadata(page: Page) -> dict[str, Any]:
    """Return what a page states beside its text, under the names of an article's fields."""
    fields = {
        "title": page.title,
        "source": page.source,
        "authors": list(page.authors),
        "published": page.published,
        "modified": page.modified,
        "url": page.url,
        "language": page.language,
    }
    return {name: value for name, value in fields.items() if value}
