"""Every figure in a text: its value, how it is hedged, its unit, what it counts and what happens to that.

Read without a parser or a model: one scan finds where a number may begin, the rest looks only at the words around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TypeVar

from ingest.text.calendar_days import DateMention
from ingest.text.composing import composed, is_composed
from ingest.text.count import Count, Kind
from ingest.text.counting import read_counts
from ingest.text.dates import read_dates
from ingest.text.nouns import Counted, read_counted
from ingest.text.relations import Relation


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at code points ``start`` to ``end`` of a text, hedge and unit included.

    It says that something is between ``low`` and ``high`` (equal for a single number). ``others`` are values that the
    digits may also mean (``3.000`` where the language is not known). ``unit`` is a name of ``ingest.text.units``;
    ``noun`` the counted words in lower case, ``concept`` and ``act`` their names in ``ingest.text.lexicon``: each
    empty when not told. A label (``COVID-19``, ``Article 5``) or score (``3-1``) has its characters in ``label``.
    """

    start: int
    end: int
    kind: Kind
    low: Fraction
    high: Fraction
    relation: Relation = "exact"
    unit: str = ""
    noun: str = ""
    concept: str = ""
    act: str = ""
    label: str = ""
    others: tuple[Fraction, ...] = ()

    @property
    def values(self) -> tuple[Fraction, ...]:
        """Every value it may mean, the likeliest first; for an interval its lower end."""
        return (self.low, *self.others)


_Mention = TypeVar("_Mention", Figure, DateMention)


def read_figures(text: str, language: str, published: date | None = None) -> list[Figure]:
    """Return the figures of ``text`` in order; none overlaps another, nor a date of :func:`read_dates`."""
    return read_mentions(text, language, published)[0]


def read_mentions(text: str, language: str, published: date | None = None) -> tuple[list[Figure], list[DateMention]]:
    """Return the figures and the dates of ``text``, read together.

    ``language`` is an ISO 639-1 code; English and Vietnamese are read as such, any other with the English words
    and both readings of ``3.000``. ``published`` is the article's date, which gives dates their year.
    """
    if is_composed(text):
        dates = read_dates(text, language, published)
        return list(_figures(text, language, dates)), dates
    whole, offsets = composed(text)
    figures, dates = read_mentions(whole, language, published)
    return [_moved(figure, offsets) for figure in figures], [_moved(mention, offsets) for mention in dates]


def _moved(mention: _Mention, offsets: Sequence[int]) -> _Mention:
    return replace(mention, start=offsets[mention.start], end=offsets[mention.end])


def _figures(text: str, language: str, dates: Sequence[DateMention]) -> Iterator[Figure]:
    for count in read_counts(text, language, dates):
        yield _figure(text, count, language)


def _figure(text: str, count: Count, language: str) -> Figure:
    counted = Counted()
    if count.kind not in {"label", "score"}:
        counted = read_counted(text, count.start, count.end, language, bare=count.kind in {"count", "ordinal"})
    return Figure(
        count.start, count.end, count.kind, count.low, count.high, count.relation, count.unit,
        counted.noun, counted.concept, counted.act, count.label, count.others,
    )  # fmt: skip
