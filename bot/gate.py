"""Answer or refuse: one calibrated decision from several signals, and a rule for what is counted."""

from __future__ import annotations

from enum import Enum

from bot.counting import best_match, counted
from bot.features import gate_features
from bot.fitted import Fitted
from bot.question import Kind
from bot.ranking import Ranking
from bot.signals import name_words
from ingest.text.figures import read_figures
from ingest.text.folding import words

# How far down the ranking a figure may stand that counts what is asked.
_FIGURES_WITHIN = 12
_LEAST_MATCH = 0.5


class Verdict(Enum):
    """What becomes of a question."""

    ANSWER = "answer"
    OFF_SUBJECT = "refuse: the articles are about other things"
    OTHER_FIGURE = "refuse: the articles are about this, but count something else, or elsewhere"


def judge(ranking: Ranking, fitted: Fitted) -> Verdict:
    """Tell whether the best sentence fits the question well enough to be its answer."""
    if not ranking.candidates:
        return Verdict.OFF_SUBJECT
    best = ranking.candidates[0]
    question = ranking.evidence.question
    log_odds = fitted.answerability(gate_features(ranking.evidence, best.sentence, best.score))
    cross = best.sentence.article.language != question.language
    if log_odds < fitted.threshold(question.language, cross=cross):
        return Verdict.OFF_SUBJECT
    return Verdict.OTHER_FIGURE if asks_another_figure(ranking) else Verdict.ANSWER


def asks_another_figure(ranking: Ranking) -> bool:
    """Tell whether the evidence counts other people than the question does, or counts them elsewhere."""
    return _counts_others(ranking) or _is_elsewhere(ranking)


def _counts_others(ranking: Ranking) -> bool:
    """Tell whether people are counted in the question and nowhere in the evidence, or only other people.

    "How many police officers were killed?" is on the subject of an article that counts arrests, and no
    similarity sees that the article does not say.
    """
    wanted = counted(ranking.evidence.question)
    if wanted is None or not wanted.is_people:
        return False
    near = [candidate.sentence for candidate in ranking.candidates[:_FIGURES_WITHIN]]
    return all(best_match(wanted, read_figures(it.text, it.article.language)) < _LEAST_MATCH for it in near)


def _is_elsewhere(ranking: Ranking) -> bool:
    """Tell whether a figure is asked for under a name that the best article does not mention.

    Only within one language: names may be other words in the other.
    """
    question, article = ranking.evidence.question, ranking.candidates[0].sentence.article
    if question.kind not in {Kind.HOW_MANY, Kind.HOW_MUCH} or article.language != question.language:
        return False
    there = set(words(f"{article.title} {article.text}"))
    return bool(question.names) and not any(name in there for name in name_words(question))
