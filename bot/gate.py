"""Answer or refuse: one calibrated decision from several signals."""

from __future__ import annotations

from bot.features import gate_features
from bot.fitted import Fitted
from bot.ranking import Ranking


def answerable(ranking: Ranking, fitted: Fitted) -> bool:
    """Tell whether the best sentence fits the question well enough to be its answer."""
    if not ranking.candidates:
        return False
    best = ranking.candidates[0]
    question = ranking.evidence.question
    log_odds = fitted.answerability(gate_features(ranking.evidence, best.sentence, best.score))
    cross = best.sentence.article.language != question.language
    return log_odds >= fitted.threshold(question.language, cross=cross)
