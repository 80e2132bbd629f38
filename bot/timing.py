"""The time that a question asks about: a period, or the newest there is. Pure.

The day of an event and the day of its report are kept apart: a sentence is within a period when it names a day
of it, or when its article appeared in it and the sentence names no other day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.question import Question
from ingest.text.dates import read_dates
from ingest.text.folding import fold

_NEWEST = re.compile(
    r"\b(?:latest|newest|most recent(?:ly)?|current(?:ly)?|so far|right now|as of now|moi nhat|gan day nhat|gan nhat"
    r"|hien nay|hien tai|cho den nay|tinh den nay)\b"
)
# "this week" is often asked on Monday of what was reported on Friday, and a report follows its event by some days.
_BEFORE, _AFTER = timedelta(days=4), timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Time:
    """The time a question asks about: ``first`` to ``last``, or no period; and whether the newest is wanted."""

    first: date | None = None
    last: date | None = None
    newest: bool = False

    def __bool__(self) -> bool:
        return self.first is not None or self.newest


def time_of(question: Question, asked: date) -> Time:
    """Return the time that ``question``, asked on the day ``asked``, is about."""
    newest = bool(_NEWEST.search(fold(question.text)))
    for mention in read_dates(question.embedded_text, question.language, asked):
        if mention.interval:
            first, last = mention.interval
            return Time(first, last, newest)
    return Time(newest=newest)


def fits(time: Time, text: str, language: str, published: date | None) -> float:
    """Return 1 when a sentence is within the period of ``time``, -1 when it is not, 0 when nobody knows."""
    if time.first is None or time.last is None:
        return 0.0
    named = [mention.interval for mention in read_dates(text, language, published) if mention.interval]
    if any(first <= time.last and last >= time.first for first, last in named):
        return 1.0
    if published is None:
        return -1.0 if named else 0.0
    return 1.0 if not named and time.first - _BEFORE <= published <= time.last + _AFTER else -1.0
