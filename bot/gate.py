"""Answer or refuse."""

from __future__ import annotations

from bot.retrieval import Evidence

# Between the means of answerable and hidden questions of xquad_mixed.
_LEAST_SCORE = 0.2


def answerable(evidence: Evidence) -> bool:
    """Tell whether the best passage is near enough to the question to answer it."""
    return bool(evidence.passages) and evidence.passages[0].score >= _LEAST_SCORE
