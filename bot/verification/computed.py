"""Figures that no quote has and that follow from those it has: a sum, a difference, a share, years between, a unit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from bot.verification.values import brought_together
from ingest.text.figures import Figure

# More figures than these make so many sums that any small number is one.
_MOST = 10
_SUMMED = frozenset({"count", "money", "share", "measure", "duration", "multiple"})
_PERCENT = Fraction(1, 2)
# What one of a unit is in another; news rounds it.
_CONVERTED = {
    ("mile", "km"): Fraction(1609, 1000), ("mph", "km/h"): Fraction(1609, 1000), ("mi2", "km2"): Fraction(259, 100),
    ("foot", "m"): Fraction(305, 1000), ("yard", "m"): Fraction(914, 1000), ("inch", "cm"): Fraction(254, 100),
    ("pound", "kg"): Fraction(454, 1000), ("gallon", "liter"): Fraction(38, 10), ("acre", "hectare"): Fraction(4, 10),
}  # fmt: skip
_ROUNDED = Fraction(5, 100)
_PERIODS = {
    re.compile(pattern, re.IGNORECASE): years
    for pattern, years in ((r"\bdecade\b|\bthập (?:kỷ|niên)\b", 10), (r"\bcentury\b|\bthế kỷ\b", 100))
}


def is_computed(figure: Figure, known: Sequence[Figure], texts: Sequence[str], years: Collection[int]) -> bool:
    """Tell whether ``figure`` follows from two ``known`` ones of a kind, from ``years``, or from a period in a text."""
    if figure.kind not in _SUMMED or figure.low != figure.high or not figure.low:
        return False
    if figure.unit == "year" and figure.low in set(_spans(texts, years)):
        return True
    if any(_is_converted(figure, one) for one in known):
        return True
    exact = [one for one in known if one.kind in _SUMMED and one.low == one.high][:_MOST]
    return any(_follows(figure, *brought_together(one, other)) for one, other in combinations(exact, 2))


def _spans(texts: Sequence[str], years: Collection[int]) -> Iterator[int]:
    yield from (abs(one - other) for one, other in combinations(sorted(years), 2))
    yield from (span for pattern, span in _PERIODS.items() if any(pattern.search(text) for text in texts))


def _is_converted(figure: Figure, known: Figure) -> bool:
    factor = _CONVERTED.get((known.unit, figure.unit))
    back = _CONVERTED.get((figure.unit, known.unit))
    if factor is None and back is not None:
        factor = 1 / back
    return factor is not None and abs(known.low * factor - figure.low) <= _ROUNDED * figure.low


def _follows(figure: Figure, one: Figure, other: Figure) -> bool:
    if figure.unit == "%" and one.unit == other.unit and one.unit != "%":
        small, large = sorted((one.low, other.low))
        return large > 0 and abs(100 * small / large - figure.low) <= _PERCENT
    if one.unit != other.unit or (figure.unit and figure.unit != one.unit):
        return False
    small, large = sorted((one.low, other.low))
    return figure.low in {large - small, large + small} or (0 < figure.low < 1 and figure.low * large == small)
