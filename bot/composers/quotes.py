"""Answers without a language model: the sentences that answer, word for word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.composers import Brief, Composition, Draft, Quote
from bot.reading import Candidate, Judgement
from ingest.article import Article, Span
from ingest.text.folding import words
from prompts import say

_MAX_QUOTES = 3
# People read answers on a phone.
_MAX_WORDS = 80
_LEAST_WORDS = 15
# Two sentences that share this much of the shorter one's words say the same.
_SAME_SHARE = 0.8
# What a sentence begins with that says "they" of somebody named in the sentence before.
_LEANING = re.compile(
    r"(?:they|he|she|it|his|her|their|its|these|those|this|that|both|the two|the latter|such)\b"
    r"|(?:họ|ông|bà|anh ấy|cô ấy|anh ta|cô ta|chúng|nó|đây|đó|điều này|việc này|người này|những người này|cả hai"
    r"|theo đó)\b",
    re.IGNORECASE,
)
# Where a sentence may be cut: after the end of a sentence within quotation marks, a semicolon, a dash, a comma.
_CLAUSE_END = re.compile(r"(?:[.!?…][\"'”’)]*|[;:—–]|,)\s+")


class QuotesComposer:
    """Quotes the sentence that answers, and one or two more while they answer as surely and add something."""

    name = "quotes"

    def compose(self, brief: Brief) -> Composition:
        """Return one claim a quote, best first; none where nothing surely answers."""
        return Composition(tuple(_drafts(brief.judgement)), self.name)

    def close(self) -> None:
        """Nothing is held."""


def closest(judgement: Judgement, most: int) -> list[Quote]:
    """Return the sentences of the ``most`` likeliest candidates, for where none surely answers."""
    quotes: list[Quote] = []
    for candidate in judgement.candidates:
        quote = _quote(candidate, quotes)
        if quote is not None:
            quotes.append(quote)
        if len(quotes) == most:
            break
    return quotes


def _drafts(judgement: Judgement) -> list[Draft]:
    drafts: list[Draft] = []
    told: list[tuple[str, list[str]]] = []
    chosen: list[Quote] = []
    for candidate in judgement.sure:
        said = candidate.article.id, words(candidate.words)
        if len(drafts) == _MAX_QUOTES or said in told:
            continue
        quote = _quote(candidate, chosen)
        if quote is not None:
            drafts.append(_draft(candidate, quote, chosen, judgement))
            chosen += drafts[-1].quotes
            told.append(said)
    return drafts


def _quote(candidate: Candidate, chosen: Sequence[Quote]) -> Quote | None:
    """Return the sentence, or what there is room for around the answer, unless that adds nothing to ``chosen``."""
    room = _MAX_WORDS - 1 - sum(len(quote.text.split()) + 1 for quote in chosen)  # the number in brackets counts
    if chosen and room < _LEAST_WORDS:
        return None
    span = around(candidate.article.text, candidate.sentence, candidate.answer, room)
    return _fitting(Quote(candidate.article, span, candidate.answer), chosen, room)


def _fitting(quote: Quote, chosen: Sequence[Quote], room: int) -> Quote | None:
    too_long = bool(chosen) and len(quote.text.split()) > room
    return None if too_long or any(_says_the_same(quote, other) for other in chosen) else quote


def around(text: str, sentence: Span, answer: Span, most_words: int) -> Span:
    """Return ``sentence``, or, where it has more than ``most_words`` words, the clauses around ``answer`` that fit."""
    if len(sentence.of(text).split()) <= most_words:
        return sentence
    cuts = [match.end() for match in _CLAUSE_END.finditer(text, sentence.start, sentence.end)]
    starts, ends = [sentence.start, *cuts], [*cuts, sentence.end]
    fitting = [
        (start, end)
        for start in starts
        for end in ends
        if start <= answer.start and answer.end <= end and len(text[start:end].split()) <= most_words
    ]
    if not fitting:
        return _words_around(text, sentence, answer, most_words)
    start, end = max(fitting, key=lambda span: span[1] - span[0])
    return Span(start, start + len(text[start:end].rstrip(" ,;:—–\n\t")))


def _words_around(text: str, sentence: Span, answer: Span, most_words: int) -> Span:
    """Return as many whole words as there may be, from the answer's first on."""
    places = [match.span() for match in re.finditer(r"\S+", sentence.of(text))]
    first = max((n for n, (start, _) in enumerate(places) if sentence.start + start <= answer.start), default=0)
    kept = places[first : first + max(1, most_words)]
    return Span(sentence.start + kept[0][0], sentence.start + kept[-1][1])


def _draft(candidate: Candidate, quote: Quote, chosen: Sequence[Quote], judgement: Judgement) -> Draft:
    """Return a quote with its frame; a sentence that leans on the one before it takes that along."""
    question = judgement.question
    quoted = f"“{quote.text}”"
    if question.asks_whether and not chosen:
        quoted = say("articles_say", question.language, quote=quoted)
    context = _before(candidate.article, candidate, [*chosen, quote]) if _LEANING.match(quote.text) else None
    if context is None:
        return Draft(quoted, (quote,))
    return Draft(say("after", question.language, quote=quoted, before=f"“{context.text}”"), (quote, context))


def _before(article: Article, candidate: Candidate, chosen: Sequence[Quote]) -> Quote | None:
    """Return the sentence before that of ``candidate`` in its passage, if there is one and room for it."""
    spans = candidate.reading.window.passage.stored.passage.sentences
    place = spans.index(candidate.sentence)
    room = _MAX_WORDS - 1 - sum(len(quote.text.split()) + 1 for quote in chosen)
    return _fitting(Quote(article, spans[place - 1]), chosen, room) if place else None


def _says_the_same(quote: Quote, other: Quote) -> bool:
    one, two = set(words(quote.text)), set(words(other.text))
    return len(one & two) >= _SAME_SHARE * min(len(one), len(two))
