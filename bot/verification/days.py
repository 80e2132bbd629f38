"""Whether the dates and times of a claim are those of its quotes, or vaguer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ingest.text.calendar_days import DateMention, Day

_NOON = 12
_WEEK = 7
_HALF_A_DAY = 12 * 60
# Minutes that "about" and "shortly after" may be off by.
_LOOSELY = 30


def dated(
    claim: DateMention, quotes: Sequence[DateMention], published: Iterable[date], *, loosely: bool = False
) -> bool:
    """Tell whether ``claim`` is a date of ``quotes`` or contains one.

    The day an article appeared counts only where its quote tells no day of its own. ``loosely`` says that a time of
    day is hedged ("shortly after midnight").
    """
    if claim.times:
        return any(_same_time(claim, quote) or (loosely and _near(claim, quote)) for quote in quotes if quote.times)
    days = [quote for quote in quotes if not quote.times]
    if any(_covers(claim, quote) for quote in days) or _is_span(claim, days):
        return True
    grains = {quote.grain for quote in days}
    told = bool(grains & {"day", "weekday"}) if claim.grain in {"day", "weekday"} else bool(grains)
    return not told and any(_holds(claim, day) for day in published)


def closer(claim: DateMention, quotes: Sequence[DateMention]) -> bool:
    """Tell whether ``claim`` is a day within a longer time of the quotes: sharper than they are."""
    said = claim.interval
    return said is not None and any(
        known is not None and known != said and known[0] <= said[0] and said[1] <= known[1]
        for known in (quote.interval for quote in quotes)
    )


def _same_time(claim: DateMention, quote: DateMention) -> bool:
    if set(claim.times) <= set(quote.times):
        return True
    return len(claim.times) == len(quote.times) == 1 and _half_day_apart(claim.times[0], quote.times[0])


def _near(claim: DateMention, quote: DateMention) -> bool:
    said, told = (60 * int(mention.times[0][:2]) + int(mention.times[0][3:]) for mention in (claim, quote))
    apart = abs(said - told) % _HALF_A_DAY
    return min(apart, _HALF_A_DAY - apart) <= _LOOSELY


def _half_day_apart(one: str, other: str) -> bool:
    """Allow 19:30 for "7:30", which may be said of the evening."""
    hours = abs(int(one[:2]) - int(other[:2]))
    return hours == _NOON and one[2:] == other[2:]


def _covers(claim: DateMention, quote: DateMention) -> bool:
    said, known = claim.interval, quote.interval
    if claim.grain == quote.grain == "weekday" and claim.weekday == quote.weekday:
        return True  # which Tuesday it is may be read otherwise in another sentence
    if quote.grain == "weekday" and said and known and abs((said[0] - known[0]).days) == _WEEK:
        return said[0] == said[1]  # "Wednesday" may be the last one or the next
    if said and known:
        vaguer = said[0] <= known[0] and known[1] <= said[1] and _is_unit(claim)
        return said == known or vaguer or _is_end(claim, quote)
    if claim.weekday is not None and claim.first == Day():
        return quote.weekday == claim.weekday or (known is not None and known[0].weekday() == claim.weekday)
    if claim.first == Day() or quote.first == Day():
        return claim.first == quote.first and claim.grain == quote.grain
    return (_agree(claim.first, quote.first) and _agree(claim.last, quote.last)) or _is_end(claim, quote)


def _is_unit(claim: DateMention) -> bool:
    """Tell a month or a year, which may stand for its days, from a range, whose ends are facts."""
    return claim.first == claim.last or claim.grain in {"week", "quarter", "decade", "century"}


def _is_end(claim: DateMention, quote: DateMention) -> bool:
    """Tell whether the claim is the first or last day of a range: "began on September 29"."""
    if claim.first != claim.last or quote.first == quote.last:
        return False
    if claim.grain == quote.grain == "year" and (quote.last.year or 0) - (quote.first.year or 0) == 1:
        return claim.first in {quote.first, quote.last}  # the season of 2024-25
    return claim.first.month is not None and (_agree(claim.first, quote.first) or _agree(claim.first, quote.last))


def _agree(claim: Day, quote: Day) -> bool:
    """Tell whether every part that the claim says is said, or not contradicted, by the quote."""
    for said, known in ((claim.year, quote.year), (claim.month, quote.month), (claim.day, quote.day)):
        if said is not None and known is not None and said != known:
            return False
    if claim.month is None and claim.year != quote.year:
        return False
    return (claim.month is None or quote.month is not None) and (claim.day is None or quote.day is not None)


def _is_span(claim: DateMention, quotes: Sequence[DateMention]) -> bool:
    """Tell whether both ends of a claimed range are dates of the quotes."""
    if claim.first == claim.last:
        return False
    ends = [*(quote.first for quote in quotes), *(quote.last for quote in quotes)]
    return all(any(_agree(end, known) for known in ends) for end in (claim.first, claim.last))


def _holds(claim: DateMention, day: date) -> bool:
    said = claim.interval
    if said:
        return said[0] <= day <= said[1] and claim.grain in {"day", "weekday", "month", "year"}
    if claim.first == Day():
        return claim.weekday is not None and claim.weekday == day.weekday()
    return _agree(claim.first, Day(day.year, day.month, day.day))
