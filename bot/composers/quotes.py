"""Answers without a language model: the sentences that answer best, word for word."""

from __future__ import annotations

from bot.composers import Draft
from bot.retrieval import Evidence, RankedSentence

_PASSAGES = 6
_MAX_QUOTES = 2
# From FACTS measured on development questions: a sentence counts by itself and by where it stands.
_COVERAGE_WEIGHT = 0.4
_PASSAGE_WEIGHT = 0.7
# A second quote has to be about as good as the first.
_SECOND_SHARE = 0.93


class QuotesComposer:
    """Quotes one sentence, or two when the second is about as good."""

    name = "quotes"

    def compose(self, evidence: Evidence) -> list[Draft]:
        """Return one claim a quote, best first."""
        ranked = sorted(evidence.sentences(_PASSAGES), key=score, reverse=True)
        chosen = [sentence for sentence in ranked[:_MAX_QUOTES] if score(sentence) >= _SECOND_SHARE * score(ranked[0])]
        return [Draft(f"“{sentence.text}”", (sentence,)) for sentence in chosen]


def score(sentence: RankedSentence) -> float:
    """Return how well a sentence answers, judged by its words, its meaning and its passage."""
    return sentence.cosine + _COVERAGE_WEIGHT * sentence.coverage + _PASSAGE_WEIGHT * sentence.passage_score
