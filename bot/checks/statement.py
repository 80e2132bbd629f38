"""What is checked and what is found wrong with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from bot.checks.subjects import Setting, setting_of
from bot.checks.terms import Term, Vocabulary, terms, vocabulary
from ingest.text.calendar_days import DateMention
from ingest.text.figures import Figure, read_mentions

Reason = Literal[
    "value", "sharper", "unit", "subject", "date", "name", "code", "negation", "opposite", "certainty", "extreme",
    "roles", "unsaid",
]  # fmt: skip
_CLAUSE = re.compile(r"[.;:!?\n]|,|\b(?:but|while|although|nhưng|trong khi|mặc dù|còn)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim or a quote: its words, their language, and for a quote its article's date, title and source."""

    text: str
    language: str
    published: date | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What in a claim its quotes do not bear: the words at code points ``start`` to ``end``, and why."""

    start: int
    end: int
    words: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement with what is read in it."""

    statement: Statement
    figures: Sequence[Figure]
    dates: Sequence[DateMention]
    setting: Setting

    @property
    def text(self) -> str:
        """The words as they stand."""
        return self.statement.text

    @property
    def language(self) -> str:
        """The ISO 639-1 code of the words."""
        return self.statement.language

    @property
    def mentions(self) -> list[tuple[int, int]]:
        """Where its figures and dates stand, code points."""
        return [(figure.start, figure.end) for figure in self.figures] + [(day.start, day.end) for day in self.dates]

    @property
    def terms(self) -> tuple[Term, ...]:
        """The words that carry meaning."""
        return terms(self.text, self.language)

    @property
    def vocabulary(self) -> Vocabulary:
        """The words and senses of the text."""
        return vocabulary(self.text, self.language)

    @property
    def title(self) -> Vocabulary:
        """The words and senses of the article's title and source."""
        return vocabulary(self.statement.about, self.language)

    @property
    def words(self) -> str:
        """Which word lists serve the text: ``vi``, or ``en`` for any other language."""
        return "vi" if self.language == "vi" else "en"

    def following(self, position: int, words: int) -> list[Term]:
        """Return the terms after ``position`` to the end of the clause, among the next ``words`` words."""
        end = _CLAUSE.search(self.text, position)
        rest = self.text[position : end.start() if end else len(self.text)]
        reach = re.match(rf"(?:\W*\w+){{0,{words}}}", rest)
        stop = position + (reach.end() if reach else 0)
        return [term for term in self.terms if position <= term.start < stop]

    def fault(self, start: int, end: int, reason: Reason) -> Fault:
        """Return the fault of the words from ``start`` to ``end``."""
        return Fault(start, end, self.text[start:end], reason)

    def whole(self, reason: Reason) -> Fault:
        """Return a fault of all the words."""
        return self.fault(0, len(self.text), reason)


@lru_cache(maxsize=128)
def read(statement: Statement) -> Reading:
    """Read the figures, dates and things of a statement."""
    figures, dates = read_mentions(statement.text, statement.language, statement.published)
    return Reading(statement, figures, dates, setting_of(statement.language, statement.text, figures))
