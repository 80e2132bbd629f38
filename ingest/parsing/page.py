"""HTML pages: the article on them, without what surrounds it."""

from __future__ import annotations

import logging
import re
from datetime import date

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from ingest.parsing.decoding import NotTextError, decode_html
from ingest.parsing.types import Page, ParseError

# What it says about a page without an article is said by our own error.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def parse(body: bytes, *, charset: str | None = None, url: str | None = None) -> Page:
    """Return the article on a page. Raises ``ParseError`` when there is none."""
    from trafilatura import bare_extraction

    tree = _tree(body)
    found = bare_extraction(tree, url=url, include_comments=False, include_tables=True, with_metadata=True)
    if found is None or isinstance(found, dict) or not re.search(r"[^\W_]", found.text or ""):
        raise ParseError("no article was found on the page.")
    published = date.fromisoformat(found.date) if found.date else None
    return Page(found.text or "", found.title, found.sitename, (), published, None, found.url, found.language)


def _tree(body: bytes) -> HtmlElement:
    try:
        html = _CONTROL.sub("", decode_html(body))
    except NotTextError as error:
        raise ParseError(f"it is not text ({error}).") from error
    try:
        return document_fromstring(html.encode(), parser=HTMLParser(encoding="utf-8"))
    except etree.XMLSyntaxError as error:  # this parser repairs whatever it reads: it fails when memory ends
        raise MemoryError from error
    except etree.ParserError as error:
        raise ParseError("no article was found on the page.") from error
