"""Whether the quotes of a claim say what it says: every figure, date and name, and every "not".

A quote supports a figure when unit and subject agree and the claim is no sharper than the quote; a claim may be
vaguer, never sharper. No similarity is measured: what is not seen to be supported is a fault.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.checks import days
from bot.checks.certainty import certainty_faults
from bot.checks.codes import code_faults
from bot.checks.contraries import contrary_faults
from bot.checks.deeds import deed_faults
from bot.checks.doubling import doubled_dates
from bot.checks.extremes import extreme_faults
from bot.checks.figures import figure_faults
from bot.checks.naming import name_faults
from bot.checks.negation import negation_faults
from bot.checks.pairing import pairing_faults
from bot.checks.roles import role_faults
from bot.checks.slots import slot_faults
from bot.checks.statement import Fault, Reading, Reason, Statement, read
from bot.checks.wording import Similarity, unsaid_faults
from ingest.text.calendar_days import DateMention
from ingest.text.folding import tones_first

_HEDGE = re.compile(
    r"(?:about|around|nearly|almost|roughly|after|before|khoảng|gần|sau|trước|hơn|tầm)(?: lúc)? $", re.IGNORECASE
)

__all__ = ["Fault", "Reason", "Similarity", "Statement", "unsupported"]


def unsupported(
    claim: Statement,
    quotes: Sequence[Statement],
    *,
    question: str = "",
    similarity: Similarity | None = None,
) -> list[Fault]:
    """Return what in ``claim`` none of ``quotes`` supports, in order; nothing when it is supported whole.

    The claim's relative dates are read on the day of the first quote's article. ``question`` is what was asked, in the
    claim's language. ``similarity`` returns the cosine of two statements' centred vectors; it is asked only where the
    words leave doubt. Without it, a claim in another language than its quotes needs a figure or a name to be held by.
    """
    told = [read(_spelled(quote)) for quote in quotes]
    published = claim.published or next((quote.published for quote in quotes if quote.published), None)
    said = read(replace(claim, text=tones_first(claim.text), published=published))
    found = [
        *figure_faults(said, told),
        *pairing_faults(said, told),
        *_date_faults(said, told),
        *name_faults(said, told),
        *slot_faults(said, told),
        *negation_faults(said, told),
        *code_faults(said, told),
        *contrary_faults(said, told),
        *certainty_faults(said, told),
        *extreme_faults(said, told),
        *role_faults(said, told),
        *deed_faults(said, told),
    ]
    found = found or list(unsaid_faults(said, told, question, similarity))
    first = {fault.start: fault for fault in reversed(found)}.values()
    return sorted((_as_written(fault, claim) for fault in first), key=lambda fault: fault.start)


def _as_written(fault: Fault, claim: Statement) -> Fault:
    return replace(fault, words=claim.text[fault.start : fault.end])


def _spelled(quote: Statement) -> Statement:
    """Return a quote with its diacritics within its letters and in one spelling: no offset of it is given away."""
    text, about = (tones_first(unicodedata.normalize("NFC", part)) for part in (quote.text, quote.about))
    return replace(quote, text=text, about=about)


def _has_digits(quote: Reading, mention: DateMention) -> bool:
    """Tell whether the year of ``mention`` stands in a quote by itself, be it read as a date or not."""
    return re.search(rf"(?<![\d.,]){mention.first}(?![\d.,]?\d)", quote.text) is not None


def _date_faults(claim: Reading, quotes: Sequence[Reading]) -> Iterator[Fault]:
    known = [mention for quote in quotes for mention in quote.dates]
    for mention in doubled_dates(claim.dates, known):
        yield claim.fault(mention.start, mention.end, "date")
    published = [quote.statement.published for quote in quotes if quote.statement.published]
    for mention in claim.dates:
        if mention.grain == "year" and any(
            mention.first == mention.last and _has_digits(quote, mention) for quote in quotes
        ):
            continue
        loosely = bool(_HEDGE.search(claim.text, max(0, mention.start - 20), mention.start))
        if not days.dated(mention, known, published, loosely=loosely):
            yield claim.fault(mention.start, mention.end, "sharper" if days.closer(mention, known) else "date")
