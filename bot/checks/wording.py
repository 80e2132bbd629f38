"""Whether the quotes say what a claim says where it has no figure, name or "not" to be told by.

First by words: the share of the claim's that the quotes hold, as they are or in a word of the same sense. Where that
leaves doubt, by how near the meaning of the claim is to that of the quotes, which costs an embedding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.checks.names import names
from bot.checks.statement import Fault, Reading, Statement
from bot.checks.terms import Term, outside, vocabulary
from ingest.text.places import places_in, places_told

# Cosine of two statements' centred vectors.
Similarity = Callable[[Statement, Statement], float]

# Fitted on 418 supported claims over 209 sentences of news, half of them in the other language: 0.997 are kept. Over
# 4 other sentences of the same article, 0.02 pass this and all other checks, over another article's none.
_ENOUGH_SAID = 0.7
_ENOUGH_WORDS = {True: 2, False: 3}
# What the cosine has to be at least when no word is said, and how much less when all are.
_NEAR = {True: (0.60, 0.18), False: (0.40, 0.17)}
# Without an embedder.
_SAID_AT_LEAST = {True: 0.5, False: 0.5}
# A claim of one part of a long sentence is nearer to that part.
_PART = re.compile(
    r"[,;:()—–]\s+|\s(?=(?:and|but|while|which|who|where|và|nhưng|trong khi|người|khi|còn)\s)", re.IGNORECASE
)
_PART_WORDS = 6
_CLAUSE = re.compile(
    r"[,;:()—–]\s+|\s(?=(?:because|due to|after|before|and|but|while|so that|in order to|thanks to|vì|do|nhằm|để"
    r"|sau khi|khiến|nhờ|và"
    r"|nhưng)\s)",
    re.IGNORECASE,
)
_CAUSE = re.compile(r"(?:because|due to|thanks to|vì|bởi|do|nhờ)\b", re.IGNORECASE)
_ADDED_WORDS = 2
# A clause is foreign to the quotes below these; a cause is invented more often than anything else.
_FAR = {True: 0.3, False: 0.1}
_WORTH_A_TRY = 0.25
_PART_NEARER = 0.05


def unsaid_faults(
    claim: Reading, quotes: Sequence[Reading], question: str, similarity: Similarity | None
) -> Iterator[Fault]:
    """Yield a fault when the quotes neither hold the words of ``claim`` nor mean what it says.

    Words of the ``question`` and of the articles' titles and sources tell nothing for it or against.
    """
    said, unsaid = _weighed(claim, quotes, question)
    if not unsaid and (claim.figures or claim.dates):
        return  # figures and dates, checked before, and else only words of the question or the quotes
    if all(quote.language != claim.language for quote in quotes):
        unsaid = [term for term in unsaid if term.senses or claim.text[term.start].isupper()]
    if not _is_borne(claim, quotes, said, unsaid, similarity):
        yield claim.whole("unsaid")
    elif any(quote.language == claim.language for quote in quotes):
        yield from _added(claim, quotes, said, unsaid, similarity)


def _is_borne(
    claim: Reading,
    quotes: Sequence[Reading],
    said: Sequence[Term],
    unsaid: Sequence[Term],
    similarity: Similarity | None,
) -> bool:
    """Tell whether the claim as a whole is what the quotes say."""
    same = any(quote.language == claim.language for quote in quotes)
    called = [(name.start, name.end) for name in names(claim.text)] if unsaid else []
    held = len(outside(said, called)) + len(claim.mentions)  # that a name is told does not tell what is said of it
    share = held / (held + len(unsaid)) if held else 0.0
    if share >= _ENOUGH_SAID and held + len(unsaid) >= _ENOUGH_WORDS[same]:
        return True
    if similarity is None:
        return _is_held(claim, said, unsaid, same=same)
    most, less = _NEAR[same]
    return _is_near(claim.statement, [quote.statement for quote in quotes], similarity, most - less * share)


def _added(
    claim: Reading,
    quotes: Sequence[Reading],
    said: Sequence[Term],
    unsaid: Sequence[Term],
    similarity: Similarity | None,
) -> Iterator[Fault]:
    """Yield the clauses of a claim that the quotes say nothing of: "… because of a storm"."""
    cuts = [0, *(match.start() for match in _CLAUSE.finditer(claim.text)), len(claim.text)]
    for start, end in pairwise(cuts):
        own = [term for term in unsaid if start <= term.start < end]
        held = [*(term.start for term in said), *(mention[0] for mention in claim.mentions)]
        told = any(start <= place < end for place in held)
        if len(own) < _ADDED_WORDS or told:
            continue
        clause = replace(claim.statement, text=claim.text[start:end].strip(" ,;:()"))
        cause = bool(_CAUSE.match(clause.text))
        if (similarity is None and cause) or (
            similarity is not None and all(similarity(clause, quote.statement) < _FAR[cause] for quote in quotes)
        ):
            yield claim.fault(own[0].start, own[-1].end, "unsaid")


def _weighed(claim: Reading, quotes: Sequence[Reading], question: str) -> tuple[list[Term], list[Term]]:
    """Return the words of the claim that the quotes hold, and those that neither they nor title or question do."""
    asked = vocabulary(question, claim.language)
    placed = list(_placed(claim, quotes))
    said, unsaid = [], []
    for term in outside(claim.terms, claim.mentions):
        if any(_holds(quote, term, claim) for quote in quotes) or any(
            start <= term.start < end for start, end in placed
        ):
            said.append(term)
        elif not asked.holds(term) and not any(_is_in_title(quote, term, claim) for quote in quotes):
            unsaid.append(term)
    return said, unsaid


def _placed(claim: Reading, quotes: Sequence[Reading]) -> Iterator[tuple[int, int]]:
    """Yield where the claim names a place that the quotes name in another form."""
    told = frozenset().union(*(places_told(quote.text) for quote in quotes))
    yield from (
        (name.start, name.end) for name in names(claim.text) if places_in(claim.text[name.start : name.end]) & told
    )


def _holds(quote: Reading, term: Term, claim: Reading) -> bool:
    if quote.language == claim.language:
        return quote.vocabulary.holds(term)
    return quote.vocabulary.means(term)


def _is_in_title(quote: Reading, term: Term, claim: Reading) -> bool:
    return quote.title.holds(term) if quote.language == claim.language else quote.title.means(term)


def _is_held(claim: Reading, said: Sequence[Term], unsaid: Sequence[Term], *, same: bool) -> bool:
    """Tell whether words alone hold the claim; figures and dates, all checked before, count as words that are said.

    Between languages one of them or a name has to be among these, unless every known word is.
    """
    anchors = len(claim.figures) + len(claim.dates)
    named = any(term.start and claim.text[term.start].isupper() for term in said)
    held = len(said) + anchors
    if not same and not anchors and not named:
        return bool(said) and not unsaid
    return held >= _SAID_AT_LEAST[same] * (held + len(unsaid)) and held > 0


def _is_near(claim: Statement, quotes: Sequence[Statement], similarity: Similarity, least: float) -> bool:
    """Tell whether the claim means what a quote, all of them together or a part of one says."""
    if len(quotes) > 1:
        quotes = [*quotes, replace(quotes[0], text=" ".join(quote.text for quote in quotes))]
    near = {quote: similarity(claim, quote) for quote in quotes}
    if any(value >= least for value in near.values()):
        return True
    parts = [part for quote, value in near.items() if value >= least - _WORTH_A_TRY for part in _parts(quote)]
    return any(similarity(claim, part) >= least + _PART_NEARER for part in parts)


def _parts(quote: Statement) -> Iterator[Statement]:
    """Yield the parts of a sentence that have some words, when there are several."""
    parts, open_ = [], ""
    for piece in _PART.split(quote.text):
        open_ = f"{open_}, {piece}" if open_ else piece
        if len(open_.split()) >= _PART_WORDS:
            parts.append(open_)
            open_ = ""
    if len(parts) + bool(open_) > 1:
        yield from (replace(quote, text=part) for part in (*parts, open_) if part)
