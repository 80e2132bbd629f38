"""The sentences of the evidence, ordered by how well they answer."""

from __future__ import annotations

from dataclasses import dataclass

from bot.features import sentence_features
from bot.fitted import Fitted
from bot.retrieval import Evidence, RankedSentence

# How many of the best passages' sentences are weighed.
PASSAGES = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence and the ranker's score for it."""

    sentence: RankedSentence
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The evidence for a question and its sentences, best first."""

    evidence: Evidence
    candidates: tuple[Candidate, ...]


def rank(evidence: Evidence, fitted: Fitted) -> Ranking:
    """Return the sentences of the best passages in the order of the fitted ranker."""
    scored = [
        Candidate(sentence, fitted.rank(sentence_features(evidence, sentence)))
        for sentence in evidence.sentences(PASSAGES)
    ]
    return Ranking(evidence, tuple(sorted(scored, key=lambda candidate: -candidate.score)))
