"""The article's text out of a page's tree, one block a line."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from copy import deepcopy

from lxml import etree
from lxml.html import HtmlElement

from ingest.parsing.blocks import Block, of_extraction
from ingest.parsing.column import within_column
from ingest.parsing.furniture import without_furniture, without_headline
from ingest.parsing.leaves import Leaf, leaves
from ingest.parsing.restoring import restored

# What it says about a page without an article is said by our own error.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_NO_TEXT = ("script", "style", "noscript", "template", "dialog")
# Less is rarely an article; what is found in another way is then taken when it is twice as long.
_SHORT_CHARS, _TIMES_LONGER = 300, 2


def article_text(tree: HtmlElement, title: str | None, descriptions: Sequence[str], stated: str | None) -> str:
    """Return the article on the page of ``tree``, or an empty string.

    The headline ``title`` is left out. ``descriptions`` are what the page says of itself in a sentence or two,
    ``stated`` is the text that it states beside its markup. Scripts and styles are removed from ``tree``.
    """
    etree.strip_elements(tree, *_NO_TEXT, with_tail=False)
    page = list(leaves(tree))
    text = _text(_extracted(tree), page, title, descriptions)
    if len(text) >= _SHORT_CHARS:
        return text
    lenient = _text(_extracted(tree, lenient=True), page, title, descriptions)
    longest = max(lenient, stated or "", key=len)
    return longest if len(longest) > _TIMES_LONGER * len(text) else text


def _text(blocks: list[Block], page: list[Leaf], title: str | None, descriptions: Sequence[str]) -> str:
    whole = restored(without_headline(blocks, title), page, title, descriptions)
    return "\n".join(block.text for block in within_column(without_furniture(whole), page))


def _extracted(tree: HtmlElement, *, lenient: bool = False) -> list[Block]:
    from trafilatura import bare_extraction

    found = bare_extraction(
        deepcopy(tree), include_comments=False, include_links=True, include_formatting=True, favor_recall=lenient
    )
    return [] if found is None or isinstance(found, dict) else list(of_extraction(found.body))
