"""Saved web pages: the article on them, without what surrounds it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

from ingest.article import Article
from ingest.errors import ItemError
from ingest.sources.building import build, id_of_path
from ingest.sources.decoding import NotTextError, decode_html
from ingest.sources.plain import contents, sidecar

# What it says about a page without an article is said by our own error.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def read(path: Path) -> Iterator[Article]:
    """Yield the one article of a page. Raises ``ItemError`` or ``OSError``."""
    try:
        page = decode_html(contents(path))
    except NotTextError as error:
        raise ItemError(str(path), f"it is not text ({error}).") from error
    text, metadata = extract(str(path), page)
    yield build(str(path), id_of_path(path), text, {**metadata, **sidecar(path)})


def extract(item: str, page: str) -> tuple[str, dict[str, str]]:
    """Return the article's text and what the page says about it.

    Raises:
        ItemError: there is no article on the page.
    """
    from trafilatura import bare_extraction

    found = bare_extraction(page, include_comments=False, include_tables=True, with_metadata=True)
    if found is None or isinstance(found, dict) or not found.text:
        raise ItemError(item, "no article was found on the page.")
    metadata = {
        "title": found.title,
        "published": found.date,
        "source": found.sitename,
        "url": found.url,
        "language": found.language,
    }
    return found.text, {name: value for name, value in metadata.items() if value}
