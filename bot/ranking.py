"""The sentences of the evidence, ordered by how well they answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bot.features import sentence_features
from bot.fitted import Fitted
from bot.retrieval import Evidence, RankedSentence
from bot.timing import Time, fits, time_of

# How many of the best passages' sentences are weighed.
PASSAGES = 10
# How far down the ranking a figure may stand that counts what is asked, and how surely it has to.
_COUNTED_WITHIN = 12
COUNTS_SURELY = 0.7
# In log-odds between two sentences: time decides between near equals, it does not make an answer of anything.
_TIME_WEIGHT = 1.0
_ABOUT_AS_GOOD = 2.0


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
    """The evidence for a question and its sentences, best first, and the time the question is about."""

    evidence: Evidence
    candidates: tuple[Candidate, ...]
    time: Time


def rank(evidence: Evidence, fitted: Fitted, asked: date | None = None) -> Ranking:
    """Return the sentences of the best passages in the order of the fitted ranker.

    Where something is counted, sentences near the top with a figure that counts it come first: a noun that
    the lexicon knows says more than any similarity, above all in another language. Where the question names
    a time (read on the day ``asked``), what is within it gains and what is not loses.
    """
    found = []
    for sentence in evidence.sentences(PASSAGES):
        row = sentence_features(evidence, sentence)
        found.append(Candidate(sentence, fitted.rank(row), row["offers"], row["counts the noun"]))
    found.sort(key=lambda candidate: -candidate.score)
    near, others = found[:_COUNTED_WITHIN], found[_COUNTED_WITHIN:]
    day = asked or date.today()
    time = time_of(evidence.question, day)
    near = _in_time(near, time, day)
    near.sort(key=lambda candidate: -candidate.counts if candidate.counts >= COUNTS_SURELY else 0)
    return Ranking(evidence, (*near, *others), time)


def _in_time(candidates: list[Candidate], time: Time, today: date) -> list[Candidate]:
    """Return ``candidates`` in order after their scores took account of the time asked about."""
    if not time:
        return candidates
    timed = [
        replace(it, score=it.score + _TIME_WEIGHT * fits(time, it.sentence.text, article.language, article.published))
        for it in candidates
        for article in [it.sentence.article]
    ]
    timed.sort(key=lambda candidate: -candidate.score)
    return _newest_first(timed, today) if time.newest else timed


def _newest_first(candidates: list[Candidate], today: date) -> list[Candidate]:
    """Order those that answer about as well as the best one by the day they were published, newest first."""
    good = [it for it in candidates if candidates[0].score - it.score <= _ABOUT_AS_GOOD]
    good.sort(key=lambda it: _known_day(it, today), reverse=True)
    return [*good, *candidates[len(good) :]]


def _known_day(candidate: Candidate, today: date) -> date:
    """Return when a sentence was published; a day that is still to come is somebody's mistake."""
    published = candidate.sentence.article.published
    return published if published and published <= today else date.min
