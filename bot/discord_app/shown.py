"""What is shown in Discord, as plain values: messages of text and lines between, within Discord's limits. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass

# Discord allows 4,000 characters over all text of one message with Components V2, and 40 components. Whether it counts
# code points or UTF-16 units is not documented; the latter are never fewer.
MAX_SIZE = 4_000
# Discord also fails, with status 500, on components of more than 10,170 bytes, twelve for each text included
# (discord-api-docs issue 8554, 2026): so much text takes 8,400 at most, which leaves room for the buttons.
_BYTES_PER_UNIT = 2.1
# Of the 40 components the container, two rows and ten buttons are not ours.
MAX_BLOCKS = 24


@dataclass(frozen=True, slots=True)
class Text:
    """A text display: Discord's Markdown, ready to be sent, never blank."""

    markdown: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A separator: a thin line between two texts."""


Block = Text | Rule


@dataclass(frozen=True, slots=True)
class Message:
    """One message: at most ``MAX_BLOCKS`` blocks with text of at most ``MAX_SIZE`` together."""

    blocks: tuple[Block, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The Markdown of its texts, in order."""
        return tuple(block.markdown for block in self.blocks if isinstance(block, Text))


@dataclass(frozen=True, slots=True)
class Shown:
    """Messages in order, never none; buttons belong under the last one.

    Where a list in it is long, this is page ``page`` of ``pages``, and other pages differ in the last message only.
    """

    messages: tuple[Message, ...]
    page: int = 1
    pages: int = 1


def size(text: str) -> int:
    """Return what ``text`` takes of ``MAX_SIZE``: UTF-16 units, or more where its bytes are what counts.

    The size of two texts together is never more than the sum of their sizes.
    """
    units = len(text) + sum(char > "\uffff" for char in text)
    return max(units, math.ceil(len(text.encode()) / _BYTES_PER_UNIT))
