"""Whether the figures and dates of a claim stand with what they stand with in its quotes.

"The Lions won 4 games and the Bears 7" does not rest on "the Bears won 4 games, the Lions 7", though both figures count
games: where a quote tells several figures of one kind, or dates, the words around each tell whose it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.checks import days, values
from bot.checks.names import base, names
from bot.checks.shares import Share, shares, with_leads
from bot.checks.statement import Fault, Reading
from bot.checks.terms import Term
from ingest.text.calendar_days import DateMention
from ingest.text.figures import Figure
from ingest.text.folding import fold
from ingest.text.lexicon import is_person

_NAMING = frozenset({"label", "ordinal", "score"})
_CLOSE = 3
_NAME = 2
_ENOUGH = 2


_Mention = TypeVar("_Mention", bound=Figure | DateMention)


@dataclass(frozen=True, slots=True)
class _Rivals(Generic[_Mention]):
    """What a quote tells of the kind of a claim's figure or date: itself and others, each with its words."""

    own: Sequence[Share[_Mention]]
    others: Sequence[Share[_Mention]]


def pairing_faults(claim: Reading, quotes: Sequence[Reading]) -> Iterator[Fault]:
    """Yield a fault for each figure or date of ``claim`` whose words stand with another of its kind in a quote."""
    for share in shares(claim, [figure for figure in claim.figures if figure.kind not in _NAMING]):
        if any(_is_swapped_figure(share, claim, quote) for quote in quotes):
            yield claim.fault(share.mention.start, share.mention.end, "subject")
    for dated in shares(claim, claim.dates):
        if any(_is_swapped_date(dated, claim, quote) for quote in quotes):
            yield claim.fault(dated.mention.start, dated.mention.end, "date")


def _is_swapped_figure(share: Share[Figure], claim: Reading, quote: Reading) -> bool:
    figure = share.mention
    known = [other for other in quote.figures if _is_rival(other, figure)]
    bearing = [other for other in known if values.bears(other, figure)]
    rivals = _rivals(with_leads(shares(quote, known)), bearing)
    if rivals is None:
        return False
    near, far = _told(share, rivals)
    of_it = any(term in share.after and term.key not in figure.noun for term in far)
    return _outweighs(near, far, claim, 1 if of_it else _ENOUGH) or _is_of_another(share, rivals, claim, quote)


def _is_swapped_date(share: Share[DateMention], claim: Reading, quote: Reading) -> bool:
    mention = share.mention
    known = [other for other in quote.dates if other.grain == mention.grain]
    bearing = [other for other in known if days.dated(mention, [other], ())]
    rivals = _rivals(shares(quote, known), bearing)
    return rivals is not None and _outweighs(*_told(share, rivals), claim, _ENOUGH)


def _is_rival(known: Figure, figure: Figure) -> bool:
    one, other = known.concept, figure.concept
    alike = not one or not other or one == other or (is_person(one) and is_person(other))
    return alike and known.kind == figure.kind and known.unit == figure.unit


def _rivals(known: Sequence[Share[_Mention]], bearing: Collection[_Mention]) -> _Rivals[_Mention] | None:
    own = [share for share in known if share.mention in bearing]
    others = [share for share in known if share.mention not in bearing]
    return _Rivals(own, others) if own and others else None


def _told(share: Share[_Mention], rivals: _Rivals[_Mention]) -> tuple[list[Term], list[Term]]:
    """Return the words next to a figure or date that stand with it alone in the quote, and with others alone."""
    mine = [term for known in rivals.own for term in known.terms]
    theirs = [term for known in rivals.others for term in known.terms]
    said = [*share.before[-_CLOSE:], *share.after[:_CLOSE]]
    near = [term for term in said if term.among(mine) and not term.among(theirs)]
    return near, [term for term in said if term.among(theirs) and not term.among(mine)]


def _outweighs(near: Sequence[Term], far: Sequence[Term], claim: Reading, least: int) -> bool:
    weight = _weight(far, claim)
    return weight >= least and weight >= 2 * _weight(near, claim)


def _is_of_another(share: Share[Figure], rivals: _Rivals[Figure], claim: Reading, quote: Reading) -> bool:
    """Tell whether the names before a figure are of whom the quote gives another: "Feld won 40,000 euros"."""
    said = set(_leaders(share, claim))
    mine = [_leaders(known, quote) for known in rivals.own]
    theirs = {leaders[0] for known in rivals.others if (leaders := _leaders(known, quote))}
    holders = {leader for leaders in mine for leader in (*leaders[:1], *leaders[-1:])}
    return bool(holders) and not holders & said and bool(theirs & said)


def _leaders(share: Share[Figure], reading: Reading) -> list[str]:
    """Return the last words of the names before a figure that are its own."""
    starts = [term.start for term in share.before]
    return [
        fold(base(name.words[-1]))
        for name in names(reading.text)
        if any(name.start <= start < name.end for start in starts)
    ]


def _weight(terms: Sequence[Term], claim: Reading) -> int:
    """Return how much ``terms`` tell: a name or number tells more than a word."""
    called = {term for name in names(claim.text) for term in terms if name.start <= term.start < name.end}
    called |= {term for term in terms if term.key[:1].isdigit() or (term.start and claim.text[term.start].isupper())}
    return len(terms) + (_NAME - 1) * len(called)
