"""Which words of a text belong to which of its figures or dates: each has those up to the break before the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from bot.checks.statement import Reading
from bot.checks.terms import Term, outside
from ingest.text.calendar_days import DateMention
from ingest.text.figures import Figure

_SIGN = re.compile(r"[,;.–—](?!\d)")
_JOINTS = (
    re.compile(r"\b(?:and|but|while|whereas|và|còn|nhưng|trong khi)\b", re.IGNORECASE),
    re.compile(r"\b(?:after|following|compared|than|versus|against|with|sau khi|so với|cùng)\b", re.IGNORECASE),
)
_UNTIL = re.compile(r"\b(?:to|until|đến|tới)\b", re.IGNORECASE)


_Mention = TypeVar("_Mention", bound=Figure | DateMention)


@dataclass(frozen=True, slots=True)
class Share(Generic[_Mention]):
    """A figure or date and the words that are its own, in order."""

    mention: _Mention
    terms: Sequence[Term]

    @property
    def before(self) -> Sequence[Term]:
        """The words before the figure or date."""
        return [term for term in self.terms if term.end <= self.mention.start]

    @property
    def after(self) -> Sequence[Term]:
        """The words after it."""
        return [term for term in self.terms if term.start >= self.mention.end]


def shares(reading: Reading, mentions: Sequence[_Mention]) -> list[Share[_Mention]]:
    """Share out the words of a text among ``mentions``; to figures its dates are words too, and figures to dates."""
    if not mentions:
        return []
    breaks = [_break(reading.text, one, two) for one, two in pairwise(mentions)]
    starts, ends = [0, *(start for _, start in breaks)], [*(end for end, _ in breaks), len(reading.text)]
    words = _words(reading, to_dates=isinstance(mentions[0], DateMention))
    return [
        Share(mention, [term for term in words if start <= term.start < end])
        for mention, start, end in zip(mentions, starts, ends, strict=True)
    ]


def with_leads(found: Sequence[Share[Figure]]) -> list[Share[Figure]]:
    """Give what has no word before it those before its predecessor: "120 beds for adults and 45 for children"."""
    led = list(found[:1])
    for share in found[1:]:
        leads = [] if share.before else led[-1].before
        led.append(Share(share.mention, [*leads, *share.terms]))
    return led


def _words(reading: Reading, *, to_dates: bool) -> list[Term]:
    """Return the words outside of figures, and those outside of dates; each of the one kind is a word to the other."""
    figures = [Term(each.start, each.end, str(each.low)) for each in reading.figures if each.kind != "label"]
    dates = [Term(each.start, each.end, str(each)) for each in reading.dates]
    spans = [(term.start, term.end) for term in (figures + dates if to_dates else figures)]
    own = outside(reading.terms, spans)
    return sorted([*own, *(figures if to_dates else dates)], key=lambda term: term.start)


def _break(text: str, one: _Mention, two: _Mention) -> tuple[int, int]:
    """Return where the words of one end and those of the next begin; both have what nothing parts."""
    aged = isinstance(two, Figure) and two.kind == "age"
    signs = list(_SIGN.finditer(text, one.end, two.start - 2 * aged))  # "Ana Lima, 46"
    joints = _JOINTS if isinstance(two, Figure) else (*_JOINTS, _UNTIL)
    kinds = (signs, *(list(joint.finditer(text, one.end, two.start)) for joint in joints))
    found = next((matches for matches in kinds if matches), [])
    return found[-1].span() if found else (two.start, one.end)
