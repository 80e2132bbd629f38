"""What extraction lost of an article, found again on its page: the standfirst, and paragraphs like those it kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement

from ingest.parsing.blocks import Block, key
from ingest.parsing.leaves import Leaf

# Where no part of an article stands, whatever it looks like.
_OUTSIDE = frozenset("aside footer nav form figure figcaption button select noscript template".split())
_OUTSIDE_NAME = re.compile(
    r"related|newsletter|promo|comment|sidebar|footer|share|social|subscri|paywall|cookie|consent|advert|recommend"
    r"|popular|widget|modal|dialog|overlay|banner|caption|credit|byline|author|tags?\b|breadcrumb|hidden",
    re.IGNORECASE,
)
_STANDFIRST = re.compile(
    r"(?:^|[\W_])(?:article|post|story|entry|content|c|m|p)?[\W_]*(?:stand-?first|lead|lede|summary|dek|deck|intro\w*"
    r"|sub-?(?:title|head(?:line)?)|excerpt|perex|chapo|chapeau|sapo|ingress|entradilla|sommario|vorspann|abstract"
    r"|teaser-?text)"
    r"(?:$|[\W_])",
    re.IGNORECASE,
)
_LEAST_KNOWN = 3
_LEAST_CHARS, _MOST_LINKED = 80, 0.3
_LEAST_STANDFIRST_CHARS, _MOST_STANDFIRST_CHARS = 40, 700
_PREFIX_CHARS = 40
_HEAD_BLOCKS = 3


def restored(
    blocks: Sequence[Block], page: Sequence[Leaf], title: str | None, descriptions: Iterable[str]
) -> list[Block]:
    """Return ``blocks`` with the standfirst before and the paragraphs between them that extraction lost."""
    found = _with_paragraphs(list(blocks), page)
    standfirst = _standfirst(found, page, key(title or ""), descriptions)
    return [Block(standfirst), *found] if standfirst else found


def _with_paragraphs(blocks: list[Block], page: Sequence[Leaf]) -> list[Block]:
    known = {block.key for block in blocks}
    text = "".join(block.key for block in blocks)
    looks = Counter(found.looks for found in page if found.key in known and len(found.text) >= _LEAST_CHARS)
    after: dict[str, list[Block]] = {}
    last = None
    for found in page:
        if found.key in known:
            last = found.key
        elif last and looks[found.looks] >= _LEAST_KNOWN and _is_paragraph(found) and _is_new(found, text):
            after.setdefault(last, []).append(Block(found.text, found.linked))
            known.add(found.key)
    return [each for block in blocks for each in (block, *after.pop(block.key, ()))]


def _is_paragraph(found: Leaf) -> bool:
    return (
        len(found.text) >= _LEAST_CHARS
        and found.linked <= _MOST_LINKED
        and not _OUTSIDE.intersection(place.tag for place in found.element.iterancestors())
    )


def _is_new(found: Leaf, text: str) -> bool:
    """Tell whether neither end of a paragraph is in the article: extraction cuts some where a line ends."""
    return found.key[:_PREFIX_CHARS] not in text and found.key[-_PREFIX_CHARS:] not in text


def _standfirst(blocks: Sequence[Block], page: Sequence[Leaf], title: str, descriptions: Iterable[str]) -> str | None:
    """Return the text between headline and article that is the page's description, or is marked as its summary."""
    text = "".join(block.key for block in blocks)
    first = {block.key for block in blocks[:_HEAD_BLOCKS]}
    end = next((index for index, found in enumerate(page) if found.key in first), 0)
    above = page[:end]
    start = max((index for index, found in enumerate(above) if found.key == title), default=0)
    described = tuple(key(each)[:_PREFIX_CHARS] for each in descriptions if len(each) >= _LEAST_STANDFIRST_CHARS)
    for found in above[start:]:
        if not _LEAST_STANDFIRST_CHARS <= len(found.text) <= _MOST_STANDFIRST_CHARS or not _is_new(found, text):
            continue
        is_told = bool(described) and found.key.startswith(described)
        if (is_told or _is_marked(found.element)) and found.linked <= _MOST_LINKED and not _is_outside(found.element):
            return found.text
    return None


def _is_marked(element: HtmlElement) -> bool:
    places = [element, *list(element.iterancestors())[:2]]
    return any(_STANDFIRST.search(f"{place.get('class') or ''} {place.get('itemprop') or ''}") for place in places)


def _is_outside(element: HtmlElement) -> bool:
    for place in (element, *element.iterancestors()):
        if place.tag in {"body", "article", "main"}:
            return False
        if place.tag in _OUTSIDE or _OUTSIDE_NAME.search(f"{place.get('class') or ''} {place.get('id') or ''}"):
            return True
    return False
