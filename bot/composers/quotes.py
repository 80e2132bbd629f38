"""Answers without a language model: the sentences that answer best, word for word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.composers import Brief, Composition, Draft, Quote
from bot.composers.shortening import shortened
from bot.gate import Verdict
from bot.question import Kind
from bot.ranking import COUNTS_SURELY, Candidate, Ranking
from bot.retrieval import Evidence, RankedSentence
from ingest.text.folding import words
from prompts import say

_MAX_QUOTES = 3
# People read answers on a phone.
_MAX_WORDS = 80
_LEAST_WORDS = 15
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

    def compose(self, brief: Brief) -> Composition:
        """Return one claim a quote, best first."""
        answers = brief.verdict is Verdict.ANSWER
        return Composition(tuple(_drafts(brief.ranking)) if answers else (), self.name)

    def close(self) -> None:
        """Nothing is held."""


def _drafts(ranking: Ranking) -> list[Draft]:
    chosen: list[tuple[RankedSentence, Quote]] = []
    for candidate in ranking.candidates:
        if len(chosen) == _MAX_QUOTES or not _is_close(ranking.candidates[0], candidate, len(chosen)):
            break
        if _is_of_the_same_sort(ranking.candidates[0], candidate):
            quote = _quote(candidate.sentence, [quote for _, quote in chosen], ranking.evidence)
            chosen += [(candidate.sentence, quote)] if quote else []
    quotes = [quote for _, quote in chosen]
    return [_draft(it, quote, quotes, ranking.evidence) for it, quote in chosen]


def _quote(sentence: RankedSentence, chosen: Sequence[Quote], evidence: Evidence) -> Quote | None:
    """Return a sentence, or what there is room for of it, unless that adds nothing to what was ``chosen``."""
    article = sentence.article
    room = _MAX_WORDS - 1 - sum(len(quote.text.split()) + 1 for quote in chosen)  # the number in brackets counts
    if chosen and room < _LEAST_WORDS:
        return None
    quote = Quote(article, shortened(article.text, sentence.span, evidence.question, evidence.keywords, room))
    too_long = bool(chosen) and len(quote.text.split()) > room
    return None if too_long or any(_says_the_same(quote, other) for other in chosen) else quote


def _draft(sentence: RankedSentence, quote: Quote, chosen: Sequence[Quote], evidence: Evidence) -> Draft:
    """Return a quote with its frame; a sentence that leans on the one before it takes that along."""
    question = evidence.question
    quoted = f"“{quote.text}”"
    if question.kind is Kind.YES_NO and quote is chosen[0]:
        quoted = say("articles_say", question.language, quote=quoted)
    before = sentence.before() if _LEANING.match(quote.text) else None
    context = _quote(before, chosen, evidence) if before else None
    if context is None:
        return Draft(quoted, (quote,))
    return Draft(say("after", question.language, quote=quoted, before=f"“{context.text}”"), (quote, context))


def _is_close(best: Candidate, candidate: Candidate, chosen: int) -> bool:
    return best.score - candidate.score <= (_SECOND_WITHIN if chosen < 2 else _THIRD_WITHIN)


def _is_of_the_same_sort(best: Candidate, candidate: Candidate) -> bool:
    """Tell whether a sentence has what is asked for (a date, a figure that counts it) where the best one has."""
    if best.counts >= COUNTS_SURELY:
        return candidate.counts >= COUNTS_SURELY
    return candidate.offers > 0 or best.offers == 0


def _says_the_same(quote: Quote, other: Quote) -> bool:
    one, two = set(words(quote.text)), set(words(other.text))
    return len(one & two) >= _SAME_SHARE * min(len(one), len(two))
