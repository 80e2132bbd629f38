"""Dates as news tells them: often without a year, sometimes only a weekday, and what they mean on a given day."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Grain = Literal["time", "day", "weekday", "week", "month", "quarter", "year", "decade", "century"]


@dataclass(frozen=True, slots=True)
class Day:
    """A day, month or year of which parts may not be said."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """Return ``2024-09-29``, ``2024-09``, ``2024``, ``-09-29`` or ``-09``."""
        parts = [
            str(self.year) if self.year else "",
            f"{self.month:02}" if self.month else "",
            f"{self.day:02}" if self.day else "",
        ]
        return "-".join(parts).rstrip("-") if self.month or self.day else parts[0]

    @property
    def first(self) -> date | None:
        """The first date it may be, when the year is known."""
        return date(self.year, self.month or 1, self.day or 1) if self.year else None

    @property
    def last(self) -> date | None:
        """The last date it may be, when the year is known."""
        if not self.year:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date, stretch of time or time of day in a text, code points ``start`` to ``end``.

    ``first`` and ``last`` are the same for a single day, month or year. ``weekday`` (Monday is 0) and ``times``
    (``HH:MM``, one or two) only when said. ``interval`` is known when the text or the publication date gives a year.
    """

    start: int
    end: int
    grain: Grain
    first: Day = Day()
    last: Day = Day()
    weekday: int | None = None
    times: tuple[str, ...] = ()

    @property
    def interval(self) -> tuple[date, date] | None:
        """The first and last day it covers."""
        first, last = self.first.first, self.last.last
        return (first, last) if first and last else None

    def __str__(self) -> str:
        """Return ``2024-09-29..2024-10-04``, ``19:57``, or ``?`` for what cannot be told."""
        if self.times:
            return "..".join(self.times)
        ends = [str(self.first)] if self.first == self.last else [str(self.first), str(self.last)]
        return "..".join(ends) or "?"


def exact(year: int | None, month: int | None = None, day: int | None = None) -> Day | None:
    """Return the day, or None where the calendar has no such day."""
    if month is not None and not 1 <= month <= 12:
        return None
    if day is not None and not 1 <= day <= calendar.monthrange(year or 2024, month or 1)[1]:
        return None
    if year is not None and not 1 <= year <= 9999:
        return None
    return Day(year, month, day)


def nearest_year(day: Day, published: date | None) -> Day:
    """Return ``day`` in the year that brings it nearest to publication; news looks back further than ahead."""
    if day.year or not day.month or published is None:
        return day
    candidates = list(_in_years(day, published))
    if not candidates:
        return day
    _, year = min((_distance((found - published).days), found.year) for found in candidates)
    return Day(year, day.month, day.day)


def _distance(days: int) -> int:
    return 2 * days if days > 0 else -days


def _in_years(day: Day, published: date) -> Iterator[date]:
    middle = 15
    for year in (published.year - 1, published.year, published.year + 1):
        if 1 <= year <= 9999 and exact(year, day.month, day.day):
            yield date(year, day.month or 1, day.day or middle)


def month_by(month: int, steps: int, published: date | None) -> Day:
    """Return the last (-1), this (0) or next (1) January, February …"""
    if published is None:
        return Day(None, month)
    if steps == 0:
        return Day(published.year, month)
    passed = month < published.month
    return Day(published.year + (passed if steps > 0 else passed - 1), month)


def on_weekday(weekday: int, published: date | None, towards: int) -> Day:
    """Return the weekday nearest to publication: the last one (0), the next one (1) or the one before it (-1)."""
    if published is None:
        return Day()
    back = (published.weekday() - weekday) % 7
    moved = {0: -back, 1: (-back % 7) or 7, -1: -(back or 7)}[towards]
    return of(_moved(published, moved))


def of(day: date) -> Day:
    """Return a full date as a :class:`Day`."""
    return Day(day.year, day.month, day.day)


def relative(grain: Grain, steps: int, published: date | None) -> tuple[Day, Day]:
    """Return the day, week, month, quarter or year that lies ``steps`` after the one of publication."""
    if published is None:
        return Day(), Day()
    if grain == "day":
        day = of(_moved(published, steps))
        return day, day
    if grain == "week":
        monday = _moved(published, 7 * steps - published.weekday())
        return of(monday), of(_moved(monday, 6))
    if grain == "year":
        return Day(published.year + steps), Day(published.year + steps)
    return _months(3 if grain == "quarter" else 1, steps, published)


def _months(size: int, steps: int, published: date) -> tuple[Day, Day]:
    index = ((published.year * 12 + published.month - 1) // size + steps) * size
    last = index + size - 1
    return Day(index // 12, index % 12 + 1), Day(last // 12, last % 12 + 1)


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def quarter(year: int | None, number: int) -> tuple[Day, Day]:
    """Return the first and last month of a quarter."""
    return Day(year, 3 * number - 2), Day(year, 3 * number)
