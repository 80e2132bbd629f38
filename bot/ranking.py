"""The sentences of the evidence, ordered by how well they answer."""

from __future__ import annotations

from dataclasses import dataclass

from bot.features import sentence_features
from bot.fitted import Fitted
from bot.retrieval import Evidence, RankedSentence

# How many of the best passages' sentences are weighed.
PASSAGES = 10
# How far down the ranking a figure may stand that counts what is asked, and how surely it has to.
_COUNTED_WITHIN = 12
COUNTS_SURELY = 0.9


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence and the ranker's score for it.

    ``offers`` and ``counts`` say how much of the sort of thing asked for it has, and whether a figure in it
    counts what is asked, each 0 to 1.
    """

    sentence: RankedSentence
    score: float
    offers: float
    counts: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The evidence for a question and its sentences, best first."""

    evidence: Evidence
    candidates: tuple[Candidate, ...]


def rank(evidence: Evidence, fitted: Fitted) -> Ranking:
    """Return the sentences of the best passages in the order of the fitted ranker.

    Where something is counted, sentences near the top with a figure that counts it come first: a noun that
    the lexicon knows says more than any similarity, above all in another language.
    """
    found = []
    for sentence in evidence.sentences(PASSAGES):
        row = sentence_features(evidence, sentence)
        found.append(Candidate(sentence, fitted.rank(row), row["offers"], row["counts the noun"]))
    found.sort(key=lambda candidate: -candidate.score)
    near, others = found[:_COUNTED_WITHIN], found[_COUNTED_WITHIN:]
    near.sort(key=lambda candidate: candidate.counts < COUNTS_SURELY)
    return Ranking(evidence, (*near, *others))
