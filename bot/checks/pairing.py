"""Whether the figures of a claim stand with what they stand with in its quotes.

"The Lions won 4 games and the Bears 7" does not rest on "the Bears won 4 games, the Lions 7", though both figures count
games: where a quote tells several figures of one kind, the words around each tell whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.checks import values
from bot.checks.names import base, names
from bot.checks.statement import Fault, Reading
from bot.checks.terms import Term
from ingest.text.figures import Figure
from ingest.text.folding import fold
from ingest.text.lexicon import is_person

_SIGN = re.compile(r"[,;.–—](?!\d)")
_JOINTS = (
    re.compile(r"\b(?:and|but|while|whereas|và|còn|nhưng|trong khi)\b", re.IGNORECASE),
    re.compile(r"\b(?:after|following|compared|than|versus|against|with|sau khi|so với|cùng)\b", re.IGNORECASE),
)
_NAMING = frozenset({"label", "ordinal", "score"})
_CLOSE = 3
_NAME = 2
_ENOUGH = 2

_Share = tuple[Figure, list[Term]]


def pairing_faults(claim: Reading, quotes: Sequence[Reading]) -> Iterator[Fault]:
    """Yield a fault for each figure of ``claim`` whose words stand with another figure of the same kind in a quote."""
    counts = [figure for figure in claim.figures if figure.kind not in _NAMING]
    for figure, share in _shares(claim, counts):
        if any(_is_crossed(figure, share, claim, quote) for quote in quotes):
            yield claim.fault(figure.start, figure.end, "subject")


def _is_crossed(figure: Figure, share: Sequence[Term], claim: Reading, quote: Reading) -> bool:
    """Tell whether the words of a figure stand with another figure of the quote and not with its own."""
    rivals = _rivals(figure, quote)
    own = [(known, words) for known, words in rivals if values.bears(known, figure)]
    others = [(known, words) for known, words in rivals if not values.bears(known, figure)]
    if not own or not others:
        return False
    mine = [term for _, words in own for term in words]
    theirs = [term for _, words in others for term in words]
    said = _next_to(figure, share)
    near = [term for term in said if term.among(mine) and not term.among(theirs)]
    far = [term for term in said if term.among(theirs) and not term.among(mine)]
    of_it = any(term.start >= figure.end and term.key not in figure.noun for term in far)
    weight = _weight(far, claim)
    if weight >= 2 * _weight(near, claim) and weight >= (1 if of_it else _ENOUGH):
        return True
    return _is_of_another(_leaders(figure, share, claim), own, others, quote)


def _next_to(figure: Figure, share: Sequence[Term]) -> Sequence[Term]:
    """Return the words of a share that stand closest to its figure."""
    before = [term for term in share if term.end <= figure.start]
    return [*before[-_CLOSE:], *[term for term in share if term.start >= figure.end][:_CLOSE]]


def _is_of_another(said: Sequence[str], own: Sequence[_Share], others: Sequence[_Share], quote: Reading) -> bool:
    """Tell whether the names before a figure are of whom the quote gives another: "Feld won 40,000 euros"."""
    mine = [_leaders(known, words, quote) for known, words in own]
    theirs = {leaders[0] for known, words in others if (leaders := _leaders(known, words, quote))}
    holders = {leader for leaders in mine for leader in (*leaders[:1], *leaders[-1:])}
    return bool(holders) and not holders & set(said) and bool(theirs & set(said))


def _leaders(figure: Figure, share: Sequence[Term], reading: Reading) -> list[str]:
    """Return the last words of the names before a figure that are its own."""
    starts = [term.start for term in share if term.end <= figure.start]
    return [
        fold(base(name.words[-1]))
        for name in names(reading.text)
        if any(name.start <= start < name.end for start in starts)
    ]


def _rivals(figure: Figure, quote: Reading) -> list[_Share]:
    """Return the figures of a quote that are of the kind of ``figure``, each with the words that are its own."""
    alike = [known for known in quote.figures if known.kind == figure.kind and known.unit == figure.unit]
    alike = [known for known in alike if _may_be_one(known.concept, figure.concept)]
    return _with_leads(_shares(quote, alike))


def _shares(reading: Reading, figures: Sequence[Figure]) -> list[_Share]:
    """Share out the words of a text among its ``figures``: each gets those up to the break before the next."""
    if not figures:
        return []
    breaks = [_break(reading.text, one, two) for one, two in pairwise(figures)]
    starts, ends = [0, *(start for _, start in breaks)], [*(end for end, _ in breaks), len(reading.text)]
    spans = [(figure.start, figure.end) for figure in reading.figures if figure.kind != "label"]
    dates = [Term(mention.start, mention.end, str(mention)) for mention in reading.dates]
    free = [term for term in reading.terms if not any(start <= term.start < end for start, end in spans)]
    free = sorted([*dates, *free], key=lambda term: term.start)
    shares = [[term for term in free if start <= term.start < end] for start, end in zip(starts, ends, strict=True)]
    return list(zip(figures, shares, strict=True))


def _with_leads(shares: Sequence[_Share]) -> list[_Share]:
    """Give a figure whose own words all follow it what leads to the one before: "120 beds for adults and 45 for"."""
    found = list(shares[:1])
    for figure, share in shares[1:]:
        before, known = found[-1]
        leads = [] if any(term.end <= figure.start for term in share) else known
        found.append((figure, [*(term for term in leads if term.end <= before.start), *share]))
    return found


def _break(text: str, one: Figure, two: Figure) -> tuple[int, int]:
    """Return where the words of one figure end and those of the next begin; both have what nothing parts."""
    signs = list(_SIGN.finditer(text, one.end, two.start - 2 * (two.kind == "age")))  # "Ana Lima, 46"
    kinds = (signs, *(list(joint.finditer(text, one.end, two.start)) for joint in _JOINTS))
    joints = next((found for found in kinds if found), [])
    return (joints[-1].start(), joints[-1].end()) if joints else (two.start, one.end)


def _may_be_one(one: str, other: str) -> bool:
    return not one or not other or one == other or (is_person(one) and is_person(other))


def _weight(terms: Sequence[Term], claim: Reading) -> int:
    """Return how much ``terms`` tell: a name or date tells more than a word."""
    called = {term for name in names(claim.text) for term in terms if name.start <= term.start < name.end}
    called |= {term for term in terms if term.key[:1].isdigit() or (term.start and claim.text[term.start].isupper())}
    return len(terms) + (_NAME - 1) * len(called)
