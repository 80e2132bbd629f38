"""HTML pages: the article on them and what they state about it."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from ingest.parsing.decoding import NotTextError, decode_html
from ingest.parsing.extraction import article_text
from ingest.parsing.metadata import Metadata
from ingest.parsing.types import Page, ParseError

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NO_ARTICLE = "no article was found on the page."


def parse(body: bytes, *, charset: str | None = None, url: str | None = None) -> Page:
    """Return the article on a page that was found at ``url``; ``charset`` is what its server said.

    Raises:
        ParseError: it is no text, or has no article.
    """
    tree = _tree(body, charset)
    metadata = Metadata(tree, url)
    text = article_text(tree, metadata.title, metadata.descriptions, metadata.text)
    if not re.search(r"[^\W_]", text):
        raise ParseError(_NO_ARTICLE)
    return metadata.page(text)


def _tree(body: bytes, charset: str | None) -> HtmlElement:
    try:
        html = _CONTROL.sub("", decode_html(body, charset))
    except NotTextError as error:
        raise ParseError(f"it is not text ({error}).") from error
    try:
        return document_fromstring(html.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8"))
    except etree.XMLSyntaxError as error:  # this parser repairs whatever it reads: it fails when memory ends
        raise MemoryError from error
    except etree.ParserError as error:
        raise ParseError(_NO_ARTICLE) from error
