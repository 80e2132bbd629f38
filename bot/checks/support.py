"""Whether the quotes of a claim say what it says: every figure, date and name, and every "not".

A quote supports a figure when unit and subject agree and the claim is no sharper than the quote; a claim may be
vaguer, never sharper. No similarity is measured: what is not seen to be supported is a fault.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.checks import days, values
from bot.checks.doubling import doubled_dates, doubled_figures
from bot.checks.names import missing, names
from bot.checks.negation import lost_or_added
from bot.checks.subjects import Setting, same_subject, setting_of
from ingest.text.calendar_days import DateMention
from ingest.text.figures import Figure, read_mentions

Reason = Literal["value", "sharper", "unit", "subject", "date", "name", "negation"]
_ORDER: tuple[Reason, ...] = ("value", "unit", "subject", "sharper")
_NAMES = frozenset({"label", "ordinal", "score"})
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[ .\u00a0-]*$")


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
class _Read:
    statement: Statement
    figures: list[Figure]
    dates: list[DateMention]
    setting: Setting


def unsupported(claim: Statement, quotes: Sequence[Statement]) -> list[Fault]:
    """Return what in ``claim`` none of ``quotes`` supports, in order; nothing when it is supported whole.

    The claim's relative dates are read on the day of the first quote's article.
    """
    quotes = [_composed(quote) for quote in quotes]
    published = claim.published or next((quote.published for quote in quotes if quote.published), None)
    figures, dates = read_mentions(claim.text, claim.language, published)
    read = [_read(quote) for quote in quotes]
    found = [
        *_figure_faults(claim, figures, read),
        *_date_faults(claim, dates, read),
        *_name_faults(claim, quotes),
        *_negation_faults(claim, quotes),
    ]
    return sorted({fault.start: fault for fault in found}.values(), key=lambda fault: fault.start)


def _composed(quote: Statement) -> Statement:
    """Return a quote with its diacritics within its letters: no offset of it is given away."""
    if unicodedata.is_normalized("NFC", quote.text):
        return quote
    return replace(quote, text=unicodedata.normalize("NFC", quote.text))


def _read(quote: Statement) -> _Read:
    figures, dates = read_mentions(quote.text, quote.language, quote.published)
    return _Read(quote, figures, dates, setting_of(quote.language, quote.text, figures))


def _fault(claim: Statement, start: int, end: int, reason: Reason) -> Fault:
    return Fault(start, end, claim.text[start:end], reason)


def _figure_faults(claim: Statement, figures: Sequence[Figure], quotes: Sequence[_Read]) -> Iterator[Fault]:
    for figure in doubled_figures(figures, [known for quote in quotes for known in quote.figures]):
        yield _fault(claim, figure.start, figure.end, "subject")
    for figure in figures:
        reasons = [_objection(figure, claim, known, quote) for quote in quotes for known in quote.figures]
        if not reasons or all(reasons):
            worst = max((_ORDER.index(reason) for reason in reasons if reason), default=0)
            yield _fault(claim, figure.start, figure.end, _ORDER[worst])


def _objection(figure: Figure, claim: Statement, known: Figure, quote: _Read) -> Reason | None:
    """Return why ``known`` does not support ``figure``; None when it does."""
    if not _same_unit(known, figure) and known.low == figure.low and known.high == figure.high:
        return "unit"
    if not _same_value(known, figure):
        return "sharper" if _same_unit(known, figure) and values.sharper(known, figure) else "value"
    if not _same_unit(known, figure):
        return "unit"
    if figure.kind == "label" or known.kind == "label":
        return None if _same_name(figure, claim, known, quote.statement) else "subject"
    if figure.kind in _NAMES or known.kind in _NAMES:
        return None
    return None if same_subject(figure, claim.language, known, quote.setting) else "subject"


def _same_name(figure: Figure, claim: Statement, known: Figure, quote: Statement) -> bool:
    """Tell whether a label belongs to the same word: "No. 8" is not "Channel 8"."""
    said, told = (
        _WORD_BEFORE.search(text[:start]) for text, start in ((claim.text, figure.start), (quote.text, known.start))
    )
    if claim.language != quote.language or not said or not told:
        return True
    return said[1].casefold() == told[1].casefold()


def _same_value(known: Figure, figure: Figure) -> bool:
    if figure.kind == "score" or known.kind == "score":
        return _signs(figure.label) == _signs(known.label)
    if figure.label and known.label:
        return figure.label.lower().lstrip("0") == known.label.lower().lstrip("0")
    if "label" in {figure.kind, known.kind}:
        return figure.low == known.low and not (figure.unit or known.unit)
    return values.bears(known, figure)


def _signs(label: str) -> str:
    return "-".join(label.replace("–", "-").replace(" ", "").split("-"))


def _same_unit(known: Figure, figure: Figure) -> bool:
    """Compare units: "30 tỷ" may leave out "đồng", "half" is 50 %, "a gallon" may go unsaid."""
    if figure.kind in _NAMES or known.kind in _NAMES:
        return figure.kind == known.kind or not (figure.unit or known.unit)
    said, told = figure.unit, known.unit
    if said.split("/")[0] == told.split("/")[0]:
        return "/" not in said or "/" not in told or said == told
    if {said, told} in ({"degree", "°C"}, {"degree", "°F"}):
        return True
    if not said:
        return (not figure.noun and known.low >= 1) or _is_share(figure, told) or _is_times(figure.concept, told)
    return (not told and _is_share(known, said)) or _is_times(known.concept, said)


def _is_share(figure: Figure, unit: str) -> bool:
    return unit == "%" and 0 < figure.low < 1


def _is_times(concept: str, unit: str) -> bool:
    return concept == "time" and unit == "times"


def _date_faults(claim: Statement, dates: Sequence[DateMention], quotes: Sequence[_Read]) -> Iterator[Fault]:
    known = [mention for quote in quotes for mention in quote.dates]
    for mention in doubled_dates(dates, known):
        yield _fault(claim, mention.start, mention.end, "date")
    published = [quote.statement.published for quote in quotes if quote.statement.published]
    for mention in dates:
        if not days.dated(mention, known, published):
            yield _fault(claim, mention.start, mention.end, "sharper" if days.closer(mention, known) else "date")


def _name_faults(claim: Statement, quotes: Sequence[Statement]) -> Iterator[Fault]:
    told = "\n".join(f"{quote.text}\n{quote.about}" for quote in quotes)
    translated = all(quote.language != claim.language for quote in quotes)
    for name in names(claim.text):
        if missing(name, claim.text, told, translated=translated):
            yield _fault(claim, name.start, name.end, "name")


def _negation_faults(claim: Statement, quotes: Sequence[Statement]) -> Iterator[Fault]:
    if lost_or_added(claim.text, claim.language, [(quote.text, quote.language) for quote in quotes]):
        yield _fault(claim, 0, len(claim.text), "negation")
