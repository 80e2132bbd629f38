"""Whether the figures and dates of a claim stand with what they stand with in its quotes.

"The Lions won 4 games and the Bears 7" does not rest on "the Bears won 4 games, the Lions 7", though both figures count
games: where a quote tells several figures of one kind, the words around each tell whose it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.checks import days, values
from bot.checks.names import base, names
from bot.checks.shares import Mention, Share, shares, with_leads
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


def pairing_faults(claim: Reading, quotes: Sequence[Reading]) -> Iterator[Fault]:
    """Yield a fault for each figure or date of ``claim`` whose words stand with another of its kind in a quote."""
    for share in shares(claim, [figure for figure in claim.figures if figure.kind not in _NAMING]):
        figure = share.mention
        for quote in quotes:
            rivals = with_leads(shares(quote, [known for known in quote.figures if _is_rival(known, figure)]))
            own = [known for known in rivals if values.bears(known.mention, figure)]
            others = [known for known in rivals if known not in own]
            of_it = figure.noun
            if own and others and (_is_crossed(share, own, others, claim, figure.noun) or _is_of_another(share, claim, own, others, quote)):
                yield claim.fault(figure.start, figure.end, "subject")
                break
    for share in shares(claim, claim.dates):
        mention = share.mention
        for quote in quotes:
            rivals = shares(quote, [known for known in quote.dates if known.grain == mention.grain])
            own = [known for known in rivals if days.dated(mention, [known.mention], ())]
            others = [known for known in rivals if known not in own]
            if own and others and _is_crossed(share, own, others, claim, None):
                print("DATE", claim.text)
                yield claim.fault(mention.start, mention.end, "date")
                break


def _is_rival(known: Figure, figure: Figure) -> bool:
    one, other = known.concept, figure.concept
    alike = not one or not other or one == other or (is_person(one) and is_person(other))
    return alike and known.kind == figure.kind and known.unit == figure.unit


def _is_crossed(share: Share[Mention], own: Sequence[Share[Mention]], others: Sequence[Share[Mention]], claim: Reading, noun) -> bool:
    """Tell whether the words next to a mention stand with another one of the quote and not with its own."""
    mine = [term for known in own for term in known.terms]
    theirs = [term for known in others for term in known.terms]
    said = [*share.before[-_CLOSE:], *share.after[:_CLOSE]]
    near = [term for term in said if term.among(mine) and not term.among(theirs)]
    far = [term for term in said if term.among(theirs) and not term.among(mine)]
    of_it = noun is not None and any(term in share.after and term.key not in noun for term in far)
    weight = _weight(far, claim)
    return weight >= 2 * _weight(near, claim) and weight >= (1 if of_it else _ENOUGH)


def _is_of_another(share, claim, own, others, quote: Reading) -> bool:
    """Tell whether the names before a figure are of whom the quote gives another: "Feld won 40,000 euros"."""
    said = set(_leaders(share, claim))
    mine = [_leaders(known, quote) for known in own]
    theirs = {leaders[0] for known in others if (leaders := _leaders(known, quote))}
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
    """Return how much ``terms`` tell: a name or date tells more than a word."""
    called = {term for name in names(claim.text) for term in terms if name.start <= term.start < name.end}
    called |= {term for term in terms if term.key[:1].isdigit() or (term.start and claim.text[term.start].isupper())}
    return len(terms) + (_NAME - 1) * len(called)
