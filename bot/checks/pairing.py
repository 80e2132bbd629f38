"""Whether the figures of a claim stand with what they stand with in its quotes.

"The Lions won 4 games and the Bears 7" does not rest on "the Bears won 4 games, the Lions 7", though both figures count
games: where a quote tells several figures of one kind, the words around each tell whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.checks import values
from bot.checks.statement import Fault, Reading
from bot.checks.terms import Term
from ingest.text.figures import Figure

_SIGN = re.compile(r"[,;.–—](?!\d)")
_JOINT = re.compile(
    r"\b(?:and|but|while|whereas|after|following|compared|than|versus|against|with|và|còn|nhưng|trong khi"
    r"|sau khi|so với|cùng)\b",
    re.IGNORECASE,
)
_NAMING = frozenset({"label", "ordinal", "score"})
_CLOSE = 3
_NAME = 2
_ENOUGH = 2


def pairing_faults(claim: Reading, quotes: Sequence[Reading]) -> Iterator[Fault]:
    """Yield a fault for each figure of ``claim`` whose words stand with another figure of the same kind in a quote."""
    counts = [figure for figure in claim.figures if figure.kind not in _NAMING]
    for figure, share in _shares(claim, counts):
        said = _next_to(figure, share)
        for quote in quotes:
            own = [share for known, share in _rivals(figure, quote) if _is_one(known, figure)]
            others = [share for known, share in _rivals(figure, quote) if not _is_one(known, figure)]
            if own and others and _is_crossed(said, own, others, claim):
                yield claim.fault(figure.start, figure.end, "subject")
                break


def _next_to(figure: Figure, share: Sequence[Term]) -> Sequence[Term]:
    """Return the words of a share that stand closest to its figure."""
    before = [term for term in share if term.end <= figure.start]
    return [*before[-_CLOSE:], *[term for term in share if term.start >= figure.end][:_CLOSE]]


def _is_one(known: Figure, figure: Figure) -> bool:
    return values.bears(known, figure)


def _rivals(figure: Figure, quote: Reading) -> list[tuple[Figure, list[Term]]]:
    """Return the figures of a quote that are of the kind of ``figure``, each with the words that are its own."""
    alike = [known for known in quote.figures if known.kind == figure.kind and known.unit == figure.unit]
    alike = [known for known in alike if not (known.concept and figure.concept) or known.concept == figure.concept]
    return _shares(quote, alike)


def _shares(reading: Reading, figures: Sequence[Figure]) -> list[tuple[Figure, list[Term]]]:
    """Share out the words of a text among its ``figures``: each gets those up to the break before the next."""
    if not figures:
        return []
    breaks = [_break(reading.text, one, two) for one, two in pairwise(figures)]
    starts, ends = [0, *(start for _, start in breaks)], [*(end for end, _ in breaks), len(reading.text)]
    spans = [(figure.start, figure.end) for figure in reading.figures if figure.kind != "label"]
    dates = [Term(mention.start, mention.end, str(mention)) for mention in reading.dates]
    free = [term for term in reading.terms if not any(start <= term.start < end for start, end in spans)]
    free = sorted([*dates, *free], key=lambda term: term.start)
    return [
        (figure, [term for term in free if start <= term.start < end])
        for figure, start, end in zip(figures, starts, ends, strict=True)
    ]


def _break(text: str, one: Figure, two: Figure) -> tuple[int, int]:
    """Return where the words of one figure end and those of the next begin; both have what nothing parts."""
    signs = list(_SIGN.finditer(text, one.end, two.start - 2 * (two.kind == "age")))  # "Ana Lima, 46"
    joints = signs or list(_JOINT.finditer(text, one.end, two.start))
    return (joints[-1].start(), joints[-1].end()) if joints else (two.start, one.end)


def _is_crossed(said: Sequence[Term], own: Sequence[list[Term]], others: Sequence[list[Term]], claim: Reading) -> bool:
    """Tell whether the words around a figure stand with another figure of the quote and not with its own."""
    mine = [term for share in own for term in share]
    theirs = [term for share in others for term in share]
    near = sum(_weight(term, claim) for term in said if term.among(mine) and not term.among(theirs))
    far = sum(_weight(term, claim) for term in said if term.among(theirs) and not term.among(mine))
    return far >= _ENOUGH and far >= 2 * near


def _weight(term: Term, claim: Reading) -> int:
    return _NAME if term.key[:1].isdigit() or (term.start and claim.text[term.start].isupper()) else 1
