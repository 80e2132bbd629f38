"""A number as written: what a figure is before its noun is looked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ingest.text.relations import Relation

Kind = Literal["count", "money", "share", "measure", "duration", "age", "multiple", "ordinal", "score", "label"]
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Source:
    """The text that is read, its language, and which of the two word lists (``en``, ``vi``) serves it."""

    text: str
    language: str
    words: str


@dataclass(slots=True)
class Count:
    """A number at code points ``start`` to ``end`` with its hedge and unit, as :class:`ingest.text.figures.Figure`."""

    start: int
    end: int
    kind: Kind
    low: Fraction
    high: Fraction
    relation: Relation = "exact"
    unit: str = ""
    label: str = ""
    others: tuple[Fraction, ...] = ()


def single(start: int, end: int, kind: Kind, value: Fraction, label: str = "", unit: str = "") -> Count:
    """Return a count of one exact value."""
    return Count(start, end, kind, value, value, unit=unit, label=label)


def labelled(text: str, start: int, end: int, kind: Kind = "label") -> Count:
    """Return the digits and signs from ``start`` to ``end`` as the label or score they are."""
    digits = _DIGITS.search(text, start, end)
    return single(start, end, kind, Fraction(int(digits.group()) if digits else 0), text[start:end])
