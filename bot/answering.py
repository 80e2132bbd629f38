"""The one path of a question: retrieve, gate, compose, cite."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.answer import Answer, Citation, Claim, Nearest, Retrieved, Timing
from bot.comparing import compare_sources
from bot.composers import Composer, Draft, Quote
from bot.conversation import Turn, stand_alone
from bot.fitted import fitted_for
from bot.gate import Verdict, judge
from bot.question import Question, read_question
from bot.ranking import rank
from bot.retrieval import Evidence, PassageRetriever
from ingest.errors import DatelineError
from prompts import say

if TYPE_CHECKING:
    from ingest.library import Library

MAX_QUESTION_CHARS = 2_000
_NEAREST = 3
_RETRIEVED = 10


class Answerer:
    """Answers questions from a library. Safe to use from several threads."""

    def __init__(self, library: Library, composer: Composer, retriever: PassageRetriever | None = None) -> None:
        self._library = library
        self._composer = composer
        self._retriever = retriever or PassageRetriever(library)
        self._fitted = fitted_for(library.embedder_name)

    def answer(self, text: str, asked: date | None = None, history: Sequence[Turn] = ()) -> Answer:
        """Return the answer to ``text``; a failure is an answer with status ``error``, never an exception.

        ``asked`` is the day that "this week" is counted from; by default today. ``history`` are the turns of the
        conversation so far, oldest first; the question is answered as it reads after them.
        """
        meant = stand_alone(text, history)
        answer = self._answer_alone(meant, asked)
        if meant == text:
            return answer
        note = say("understood_as", answer.language, question=meant)
        return replace(answer, question=read_question(text).text, notes=(note, *answer.notes))

    def _answer_alone(self, text: str, asked: date | None) -> Answer:
        begun = time.perf_counter()
        question = read_question(text[: MAX_QUESTION_CHARS + 1])
        if not question.text:
            return self._error(question, say("empty_question", question.language))
        if len(text) > MAX_QUESTION_CHARS:
            told = say("long_question", question.language, length=len(text), limit=MAX_QUESTION_CHARS)
            return self._error(question, told)
        try:
            if not self._library.store.passage_count():
                return self._error(question, say("no_articles", question.language))
            return self._answer(question, asked, begun)
        except DatelineError as error:
            return self._error(question, str(error))

    def _answer(self, question: Question, asked: date | None, begun: float) -> Answer:
        evidence = self._retriever.search(question)
        retrieved = time.perf_counter()
        ranking = rank(evidence, self._fitted, asked)
        verdict = judge(ranking, self._fitted)
        drafts = self._composer.compose(ranking) if verdict is Verdict.ANSWER else []
        composed = time.perf_counter()
        claims, quotes = _cite(drafts)
        best = ranking.candidates[0].sentence if ranking.candidates else None
        said = [_citation(1, Quote(best.article, best.span))] if best and verdict is Verdict.OTHER_FIGURE else []
        compared, other = compare_sources(quotes, ranking) if claims else ((), None)
        if other is not None:
            quotes.append(other)
        citations = [_citation(number, quote) for number, quote in enumerate(quotes, 1)]
        checked = time.perf_counter()
        timing = Timing(
            retrieve=(retrieved - begun) * 1000,
            compose=(composed - retrieved) * 1000,
            check=(checked - composed) * 1000,
            total=(checked - begun) * 1000,
        )
        dates = [citation.published for citation in citations if citation.published]
        nearest = () if claims else _nearest(evidence)
        return Answer(
            question=question.text,
            language=question.language,
            status="answered" if claims else "not_found",
            text=" ".join(claim.text for claim in claims) or _refusal(question, nearest, said),
            composer=self._composer.name,
            claims=tuple(claims),
            citations=tuple(citations or said),
            comparisons=compared,
            nearest=nearest,
            dates_covered=self._library.store.dates_covered(),
            as_of=max(dates, default=None),
            retrieved=tuple(_retrieved(evidence)),
            ms=timing,
        )

    def _error(self, question: Question, sentence: str) -> Answer:
        return Answer(question.text, question.language, "error", sentence, self._composer.name, error=sentence)


def _refusal(question: Question, nearest: Sequence[Nearest], said: Sequence[Citation]) -> str:
    """Return a refusal that helps: what the articles do say on the subject, or which ones are nearest."""
    parts = [say("not_found", question.language)]
    if said:
        parts.append(say("do_say", question.language, quote=f"“{said[0].quote}”"))
    elif nearest:
        titles = "; ".join(article.title for article in nearest if article.title)
        parts.append(say("nearest", question.language, titles=titles))
    return " ".join(parts)


def _cite(drafts: Sequence[Draft]) -> tuple[list[Claim], list[Quote]]:
    """Number the quotes by first use; return the claims with their numbers, and the quotes in order."""
    numbers: dict[tuple[str, int, int], int] = {}
    quotes: list[Quote] = []
    claims = []
    for draft in drafts:
        used = []
        for quote in draft.quotes:
            key = (quote.article.id, quote.span.start, quote.span.end)
            if key not in numbers:
                quotes.append(quote)
                numbers[key] = len(quotes)
            used.append(numbers[key])
        marks = "".join(f"[{number}]" for number in used)
        claims.append(Claim(f"{draft.text} {marks}", tuple(used)))
    return claims, quotes


def _citation(n: int, quote: Quote) -> Citation:
    article, span = quote.article, quote.span
    return Citation(
        n=n,
        article_id=article.id,
        title=article.title,
        source=article.source,
        published=article.published,
        url=article.url,
        quote=quote.text,
        start=span.start,
        end=span.end,
    )


def _nearest(evidence: Evidence) -> tuple[Nearest, ...]:
    articles = {passage.stored.article.id: passage.stored.article for passage in evidence.passages}
    return tuple(Nearest(it.id, it.title, it.published) for it in list(articles.values())[:_NEAREST])


def _retrieved(evidence: Evidence) -> list[Retrieved]:
    return [
        Retrieved(passage.stored.article.id, span.start, span.end, passage.score)
        for passage in evidence.passages[:_RETRIEVED]
        for span in [passage.stored.passage.span]
    ]
