"""Whether every figure, date and code of a claim stands in its quotes, and no sharper than there.

What is a matter of meaning (who did what, whether it happened, why) no rule here decides: over the claims that the
judge is measured on, rules about names, negation, roles, certainty or wording dropped as many true sentences as they
caught false ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

from bot.verification import days
from bot.verification.codes import codes_not_in
from bot.verification.computed import is_computed
from bot.verification.figures import objection
from ingest.text.calendar_days import DateMention
from ingest.text.figures import Figure, read_mentions
from ingest.text.folding import tones_first

Reason = Literal["value", "sharper", "unit", "date", "code"]
_HEDGE = re.compile(
    r"(?:about|around|nearly|almost|roughly|after|before|khoảng|gần|sau|trước|hơn|tầm)(?: lúc)? $", re.IGNORECASE
)


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
class _Told:
    """A statement with the figures and dates in its words and, for a quote, in its article's title."""

    statement: Statement
    figures: Sequence[Figure]
    dates: Sequence[DateMention]


def unsupported(claim: Statement, quotes: Sequence[Statement], question: str = "") -> list[Fault]:
    """Return what in ``claim`` none of ``quotes`` supports, in order.

    The claim's relative dates are read on the day of the first quote's article. What the ``question`` says itself, in
    the claim's language, an answer may say again.
    """
    told = [_read(_spelled(quote)) for quote in quotes]
    published = claim.published or next((quote.published for quote in quotes if quote.published), None)
    said = _read(replace(claim, text=tones_first(claim.text), published=published))
    told += [_read(Statement(text, claim.language, published)) for text in (tones_first(question),) if text]
    titles = (replace(quote, text=quote.about.partition("\n")[0], about="") for quote in map(_spelled, quotes))
    told += map(_read, titles)
    found = [*_figure_faults(said, told), *_date_faults(said, told, len(quotes)), *_code_faults(said, told)]
    first = {fault.start: fault for fault in reversed(found)}.values()
    return sorted(
        (replace(fault, words=claim.text[fault.start : fault.end]) for fault in first), key=lambda fault: fault.start
    )


def _spelled(quote: Statement) -> Statement:
    """Return a quote with its diacritics within its letters and in one spelling: no offset of it is given away."""
    text, about = (tones_first(unicodedata.normalize("NFC", part)) for part in (quote.text, quote.about))
    return replace(quote, text=text, about=about)


@lru_cache(maxsize=256)
def _read(statement: Statement) -> _Told:
    return _Told(statement, *read_mentions(statement.text, statement.language, statement.published))


def _figure_faults(claim: _Told, told: Sequence[_Told]) -> Iterator[Fault]:
    known = [(figure, it.statement.text) for it in told for figure in it.figures]
    years = {year for it in told for mention in it.dates for year in (mention.first.year, mention.last.year) if year}
    texts = [it.statement.text for it in told]
    for figure in claim.figures:
        reason = objection(figure, claim.statement.text, known, texts, years)
        if reason and not is_computed(figure, [it for it, _ in known], texts, years | _published(told)):
            yield _fault(claim, figure.start, figure.end, reason)


def _published(told: Sequence[_Told]) -> set[int]:
    return {it.statement.published.year for it in told if it.statement.published}


def _date_faults(claim: _Told, told: Sequence[_Told], quotes: int) -> Iterator[Fault]:
    known = [mention for it in told for mention in it.dates]
    published = [it.statement.published for it in told[:quotes] if it.statement.published]
    for mention in claim.dates:
        year = rf"(?<![\d.,]){mention.first}(?![\d.,]?\d)" if mention.grain == "year" else ""
        if year and mention.first == mention.last and any(re.search(year, it.statement.text) for it in told):
            continue
        loosely = bool(_HEDGE.search(claim.statement.text, max(0, mention.start - 20), mention.start))
        if not days.dated(mention, known, published, loosely=loosely):
            yield _fault(claim, mention.start, mention.end, "sharper" if days.closer(mention, known) else "date")


def _code_faults(claim: _Told, told: Sequence[_Told]) -> Iterator[Fault]:
    measured = [(figure.start, figure.end) for figure in claim.figures if figure.kind != "label"]
    measured += [(mention.start, mention.end) for mention in claim.dates]
    for start, end in codes_not_in([it.statement.text for it in told], claim.statement.text):
        if not any(first <= start < last for first, last in measured):
            yield _fault(claim, start, end, "code")


def _fault(claim: _Told, start: int, end: int, reason: Reason) -> Fault:
    return Fault(start, end, claim.statement.text[start:end], reason)
