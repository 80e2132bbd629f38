"""Answers without a language model: the sentences that answer best, word for word."""

from __future__ import annotations

import re

from bot.composers import Draft, Quote
from bot.composers.shortening import shortened
from bot.question import Kind
from bot.ranking import COUNTS_SURELY, Candidate, Ranking
from bot.retrieval import Evidence, RankedSentence
from ingest.text.folding import words
from prompts import say

_MAX_QUOTES = 3
# People read answers on a phone.
_MAX_WORDS = 80
# A further quote has to be about as good as the first: the ranker's scores are log-odds between sentences.
_SECOND_WITHIN = 4.0
_THIRD_WITHIN = 2.5
# Two sentences that share this much of the shorter one's words say the same.
_SAME_SHARE = 0.8
# What a sentence begins with that says "they" of somebody named in the sentence before.
_LEANING = re.compile(
    r"(?:they|he|she|it|his|her|their|its|these|those|this|that|both|the two|the latter|such)\b"
    r"|(?:họ|ông|bà|anh ấy|cô ấy|anh ta|cô ta|chúng|nó|đây|đó|điều này|việc này|người này|những người này|cả hai"
    r"|theo đó)\b",
    re.IGNORECASE,
)


class QuotesComposer:
    """Quotes the best sentence, and one or two more while they are about as good and there is room."""

    name = "quotes"

    def compose(self, ranking: Ranking) -> list[Draft]:
        """Return one claim a quote, best first."""
        chosen: list[RankedSentence] = []
        for candidate in ranking.candidates:
            if len(chosen) == _MAX_QUOTES or not _is_close(ranking.candidates[0], candidate, len(chosen)):
                break
            if _is_of_the_same_sort(ranking.candidates[0], candidate) and _fits(candidate.sentence, chosen):
                chosen.append(candidate.sentence)
        return [_draft(sentence, chosen, ranking.evidence, first=place == 0) for place, sentence in enumerate(chosen)]


def _draft(sentence: RankedSentence, chosen: list[RankedSentence], evidence: Evidence, *, first: bool) -> Draft:
    """Return a quote with its frame; a sentence that leans on the one before it takes that along."""
    question, article = evidence.question, sentence.article
    span = shortened(article.text, sentence.span, question, evidence.keywords, _MAX_WORDS - 2)
    quote = Quote(article, span)
    quoted = f"“{quote.text}”"
    if first and question.kind is Kind.YES_NO:
        quoted = say("articles_say", question.language, quote=quoted)
    before = sentence.before()
    if before is None or not _LEANING.match(quote.text) or not _fits(before, chosen):
        return Draft(quoted, (quote,))
    chosen = [*chosen, before]
    return Draft(
        say("after", question.language, quote=quoted, before=f"“{before.text}”"), (quote, Quote(article, before.span))
    )


def _is_close(best: Candidate, candidate: Candidate, chosen: int) -> bool:
    return best.score - candidate.score <= (_SECOND_WITHIN if chosen < 2 else _THIRD_WITHIN)


def _is_of_the_same_sort(best: Candidate, candidate: Candidate) -> bool:
    """Tell whether a sentence has what is asked for (a date, a figure that counts it) where the best one has."""
    if best.counts >= COUNTS_SURELY:
        return candidate.counts >= COUNTS_SURELY
    return candidate.offers > 0 or best.offers == 0


def _fits(sentence: RankedSentence, chosen: list[RankedSentence]) -> bool:
    """Tell whether a sentence adds something and leaves the answer short enough."""
    if not chosen:
        return True
    total = sum(len(other.text.split()) + 1 for other in [*chosen, sentence])  # the number in brackets counts
    return total <= _MAX_WORDS and not any(_says_the_same(sentence, other) for other in chosen)


def _says_the_same(sentence: RankedSentence, other: RankedSentence) -> bool:
    one, two = set(words(sentence.text)), set(words(other.text))
    return len(one & two) >= _SAME_SHARE * min(len(one), len(two))
