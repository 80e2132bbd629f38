"""From readings to a verdict: which window answers best, and whether surely, perhaps or not at all.

Two logistic regressions, fitted by ``calibrate.py`` on questions that the reader was not trained on: the first
weighs one window (the reader's logits, how near retrieval found it), and orders them; the second weighs the best one
beside the others, and says how likely it answers the question. Their probabilities are therefore calibrated.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from importlib.resources import files
from typing import TypedDict

from bot.question import Question
from bot.reading.reader import Reading
from bot.reading.windows import Window
from bot.retrieval import Evidence
from bot.timing import Time, fits, time_of
from ingest.article import Article, Span
from ingest.text.folding import words

# In log-odds between two windows: time decides between near equals, it does not make an answer of anything.
_TIME_WEIGHT = 1.0
_ABOUT_AS_GOOD = 2.0
_NO_OTHER = -6.0
# In log-odds, too: what is nearly as good as the best is as sure.
_AS_GOOD = 0.5

Features = dict[str, float]


class Verdict(Enum):
    """What becomes of a question."""

    SURE = "the best window answers"
    UNSURE = "the best window may answer: it is shown as the closest, and nothing is claimed"
    NO = "nothing answers"


class Logistic(TypedDict):
    """A logistic regression: log-odds are the intercept and the weighted features."""

    intercept: float
    weights: Mapping[str, float]


class Calibration(TypedDict):
    """What ``calibrate.py`` found: both regressions, and from which probability an answer is sure or unsure."""

    window: Logistic
    question: Logistic
    sure: float
    unsure: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading with its log-odds of answering; ``sentence`` is what is quoted, ``answer`` the words in it."""

    reading: Reading
    score: float

    @property
    def article(self) -> Article:
        """The article it is from."""
        return self.reading.article

    @property
    def sentence(self) -> Span:
        """The sentence that answers."""
        return self.reading.sentence

    @property
    def answer(self) -> Span:
        """The words that answer."""
        return self.reading.span

    @property
    def words(self) -> str:
        """The words that answer, as text."""
        return self.answer.of(self.article.text)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the evidence says on a question: ``candidates`` best first, and how likely the first one answers."""

    evidence: Evidence
    time: Time
    candidates: tuple[Candidate, ...]
    probability: float
    verdict: Verdict
    sure_score: float = 0.0

    @property
    def question(self) -> Question:
        """What was asked."""
        return self.evidence.question

    @property
    def sure(self) -> tuple[Candidate, ...]:
        """The candidates that answer as surely as an answer has to, the best one first; none where none does."""
        if self.verdict is not Verdict.SURE:
            return ()
        first, *others = self.candidates
        least = min(self.sure_score, first.score - _AS_GOOD)
        return (first, *(it for it in others if it.score >= least))


def judge(evidence: Evidence, readings: Sequence[Reading], asked: date) -> Judgement:
    """Return what ``readings`` of the evidence come to for a question asked on the day ``asked``."""
    calibration = calibration_for(has_vectors=evidence.has_vector)
    time = time_of(evidence.question, asked)
    found = ordered(evidence, readings, calibration["window"])
    sure, unsure = calibration["sure"], calibration["unsure"]
    if not found:
        return Judgement(evidence, time, (), 0.0, Verdict.NO)
    probability = _probability(log_odds(calibration["question"], question_features(evidence, found)))
    verdict = Verdict.SURE if probability >= sure else Verdict.UNSURE if probability >= unsure else Verdict.NO
    timely = tuple(_in_time(found, time, asked))
    return Judgement(evidence, time, timely, probability, verdict, math.log(sure / (1 - sure)))


def ordered(evidence: Evidence, readings: Sequence[Reading], window: Logistic) -> list[Candidate]:
    """Return ``readings`` as candidates, best first, weighed by ``window``."""
    found = [Candidate(it, log_odds(window, window_features(evidence, it))) for it in readings]
    return sorted(found, key=lambda candidate: -candidate.score)


def unread(evidence: Evidence, windows: Sequence[Window], asked: date) -> Judgement:
    """Return the judgement where there is no reader: what was retrieved best is shown as the closest, if anything."""
    readings = [Reading(it, 0.0, it.sentences[0], 0.0) for it in windows]
    found = tuple(Candidate(it, it.window.score) for it in readings)
    verdict = Verdict.UNSURE if found else Verdict.NO
    return Judgement(evidence, time_of(evidence.question, asked), found, 0.0, verdict)


def window_features(evidence: Evidence, reading: Reading) -> Features:
    """Return what is weighed of one window."""
    window = reading.window
    cross = float(window.article.language != evidence.question.language)
    return {
        "logit": reading.logit,
        "span logit": reading.span_logit,
        "retrieval": window.score,
        "cross": cross,
        "cross logit": cross * reading.logit,
    }


def question_features(evidence: Evidence, candidates: Sequence[Candidate]) -> Features:
    """Return what is weighed of the best of ``candidates`` beside the others."""
    best = candidates[0]
    window = best.reading.window
    cross = float(window.article.language != evidence.question.language)
    others = [it.score for it in candidates[1:] if not _says_the_same(it, best)]
    told = set(words(window.article.title)) | set(window.passage.stored.folded.split())
    return {
        "score": best.score,
        "logit": best.reading.logit,
        "span logit": best.reading.span_logit,
        "retrieval": max(it.reading.window.score for it in candidates),
        "margin": best.score - max(others, default=_NO_OTHER),
        "coverage": (1 - cross) * window.coverage,
        "names": _share(_names(evidence.question), told),
        "cross": cross,
        "vietnamese": float(evidence.question.language == "vi"),
    }


def log_odds(fit: Logistic, features: Mapping[str, float]) -> float:
    """Return the log-odds that ``fit`` gives ``features``."""
    return fit["intercept"] + math.fsum(weight * features[name] for name, weight in fit["weights"].items())


@functools.cache
def _calibrations() -> dict[str, Calibration]:
    found: dict[str, Calibration] = json.loads(files("bot.reading").joinpath("calibration.json").read_text("utf-8"))
    return found


def calibration_for(*, has_vectors: bool) -> Calibration:
    """Return the calibration for a search by meaning and words, or by words alone."""
    return _calibrations()["vectors" if has_vectors else "keywords"]


def _probability(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def _says_the_same(one: Candidate, other: Candidate) -> bool:
    said, told = words(one.words), words(other.words)
    return said == told


def _names(question: Question) -> list[str]:
    return [word for name in question.names for word in words(name)]


def _share(asked: Sequence[str], told: set[str]) -> float:
    return sum(word in told for word in asked) / len(asked) if asked else 1.0


def _in_time(found: list[Candidate], time: Time, today: date) -> list[Candidate]:
    """Return the candidates in an order that takes account of the time asked about."""
    if not time:
        return found

    def timed(it: Candidate) -> float:
        text = it.sentence.of(it.article.text)
        return it.score + _TIME_WEIGHT * fits(time, text, it.article.language, it.article.published)

    timely = sorted(found, key=timed, reverse=True)
    if not time.newest:
        return timely
    good = [it for it in timely if timely[0].score - it.score <= _ABOUT_AS_GOOD]
    good.sort(key=lambda it: _known_day(it.article, today), reverse=True)
    return [*good, *(it for it in timely if it not in good)]


def _known_day(article: Article, today: date) -> date:
    """Return when an article was published; a day that is still to come is somebody's mistake."""
    return article.published if article.published and article.published <= today else date.min
