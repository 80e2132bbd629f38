"""The column of an article on its page, and what stands below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lxml.html import HtmlElement

from ingest.parsing.blocks import Block
from ingest.parsing.leaves import Leaf

# The smallest element with so much of what was extracted is the column.
_COLUMN_SHARE = 0.5


def within_column(blocks: Sequence[Block], page: Sequence[Leaf]) -> list[Block]:
    """Return ``blocks`` up to the last that is in the column which holds most of them, or looks like those in it.

    Teasers of other articles are often extracted with an article: they stand below its column, in other markup.
    """
    places: dict[str, Leaf] = {}
    for leaf in page:
        places.setdefault(leaf.key, leaf)
    found = [places[block.key] for block in blocks if block.key in places]
    column = _column(found)
    if column is None:
        return list(blocks)
    looks = {leaf.looks for leaf in found if leaf.is_within(column)}
    end = len(blocks)
    while end > 1:
        last = places.get(blocks[end - 1].key)
        if last is None or last.is_within(column) or last.looks in looks:
            break
        end -= 1
    return list(blocks[:end])


def _column(found: Sequence[Leaf]) -> HtmlElement | None:
    chars: Counter[HtmlElement] = Counter()
    for leaf in found:
        for place in leaf.element.iterancestors():
            chars[place] += len(leaf.text)
    least = _COLUMN_SHARE * sum(len(leaf.text) for leaf in found)
    large = [place for place, count in chars.items() if count >= least]
    return max(large, key=lambda place: sum(1 for _ in place.iterancestors()), default=None)
