"""The blocks of a page in its own markup: to find again there what was extracted, and what is beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from lxml.html import HtmlElement

from ingest.parsing.blocks import key

_BLOCKS = frozenset("p div section article ul ol table blockquote h1 h2 h3 h4 h5 h6 li figure form header".split())
_DIGITS = re.compile(r"[0-9]+")
_LOOKS_DEPTH = 3


@dataclass(frozen=True)
class Leaf:
    """A block that holds no other block."""

    text: str
    element: HtmlElement

    @cached_property
    def key(self) -> str:
        """What it has in common with a block that was extracted from it."""
        return key(self.text)

    @cached_property
    def looks(self) -> tuple[str, ...]:
        """Tags and classes from the element upwards: alike for the paragraphs of one article."""
        places = [self.element, *islice(self.element.iterancestors(), _LOOKS_DEPTH)]
        return tuple(f"{place.tag}.{_DIGITS.sub('', place.get('class') or '')}" for place in places)

    @property
    def linked(self) -> float:
        """The share of its characters that are in links."""
        return sum(len(link.text_content()) for link in self.element.iter("a")) / max(1, len(self.text))

    def is_within(self, element: HtmlElement) -> bool:
        """Tell whether ``element`` is around it."""
        return any(place is element for place in self.element.iterancestors())


def leaves(tree: HtmlElement) -> Iterator[Leaf]:
    """Yield the leaves of a page that hold text, in its order."""
    for element in tree.iter(*_BLOCKS, "span"):
        parent = element.getparent()
        if element.tag == "span" and parent is not None and parent.tag not in {"div", "header"}:
            continue  # a part of a line
        if next(element.iterchildren(*_BLOCKS), None) is None:
            text = " ".join(element.text_content().split())
            if text:
                yield Leaf(text, element)
