"""The one path of a question: retrieve, gate, compose, prove, cite."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from bot.answer import Answer, Citation, Claim, Nearest, Retrieved, Timing
from bot.comparing import compare_sources
from bot.composers import Brief, Composer, Draft, Progress, Quote, unheard
from bot.conversation import Turn
from bot.fitted import fitted_for
from bot.gate import Verdict, judge
from bot.language_model.usage import Usage
from bot.question import Question, read_question
from bot.ranking import rank
from bot.retrieval import Evidence, PassageRetriever
from bot.rewriting import Rewriter, by_rules
from ingest.embedding import KEYWORDS_ONLY
from ingest.errors import DatelineError
from prompts import say

if TYPE_CHECKING:
    from ingest.library import Library

MAX_QUESTION_CHARS = 2_000
_DEADLINE_SECONDS = 30.0
_NEAREST = 3
_RETRIEVED = 10


@dataclass(frozen=True, slots=True)
class _Asking:
    """How a question is asked: on which day, since and until when, what understanding it took, who follows."""

    day: date
    begun: float
    until: float
    spent: Usage
    progress: Progress


class Answerer:
    """Answers questions from a library. Safe to use from several threads."""

    def __init__(
        self,
        library: Library,
        composer: Composer,
        retriever: PassageRetriever | None = None,
        rewriter: Rewriter = by_rules,
        deadline: float = _DEADLINE_SECONDS,
    ) -> None:
        """Answer from ``library`` by ``composer``, each question within ``deadline`` seconds.

        ``rewriter`` makes a follow-up question stand alone.
        """
        self._library = library
        self._composer = composer
        self._retriever = retriever or PassageRetriever(library)
        self._rewriter = rewriter
        self._deadline = deadline
        self._fitted = fitted_for(library.embedder_name)

    def close(self) -> None:
        """Let go of what the composer holds; the library stays open."""
        self._composer.close()

    def answer(
        self, text: str, asked: date | None = None, history: Sequence[Turn] = (), progress: Progress = unheard
    ) -> Answer:
        """Return the answer to ``text``; a failure is an answer with status ``error``, never an exception.

        ``asked`` is the day that "this week" is counted from; by default today. ``history`` are the turns of the
        conversation so far, oldest first; the question is answered as it reads after them. ``progress`` is told, in
        the asker's language, what is being done.
        """
        begun, until = time.perf_counter(), time.monotonic() + self._deadline
        question = read_question(text[: MAX_QUESTION_CHARS + 1])
        if not question.text:
            return self._error(question, say("empty_question", question.language))
        if len(text) > MAX_QUESTION_CHARS:
            told = say("long_question", question.language, length=len(text), limit=MAX_QUESTION_CHARS)
            return self._error(question, told)
        try:
            if not self._library.store.passage_count():
                return self._error(question, say("no_articles", question.language))
            meant, spent = self._rewriter(question.text, history, self._deadline)
            answer = self._answer(read_question(meant), _Asking(asked or date.today(), begun, until, spent, progress))
        except DatelineError as error:
            return self._error(question, str(error))
        if meant == question.text:
            return answer
        note = say("understood_as", question.language, question=meant)
        return replace(answer, question=question.text, notes=(note, *answer.notes))

    def _answer(self, question: Question, asking: _Asking) -> Answer:
        begun = asking.begun
        asking.progress(say("searching", question.language))
        evidence = self._retriever.search(question)
        retrieved = time.perf_counter()
        fitted = fitted_for(KEYWORDS_ONLY) if evidence.lacks_vector else self._fitted
        ranking = rank(evidence, fitted, asking.day)
        verdict = judge(ranking, fitted)
        composition = self._composer.compose(
            Brief(ranking, verdict, asking.day, asking.until, asking.spent, asking.progress)
        )
        if evidence.unsearched is not None and not composition.drafts:
            raise evidence.unsearched  # that the articles do not say, nobody knows who searched a part of them
        composed = time.perf_counter()
        claims, quotes = _cite(composition.drafts)
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
            composer=composition.composer,
            claims=tuple(claims),
            citations=tuple(citations or said),
            comparisons=compared,
            nearest=nearest,
            dates_covered=self._library.store.dates_covered(),
            as_of=max(dates, default=None),
            notes=(*_unsearched(evidence), *composition.notes),
            dropped=composition.dropped,
            usage=composition.usage,
            retrieved=tuple(_retrieved(evidence)),
            ms=timing,
        )

    def _error(self, question: Question, sentence: str) -> Answer:
        return Answer(question.text, question.language, "error", sentence, self._composer.name, error=sentence)


def _unsearched(evidence: Evidence) -> tuple[str, ...]:
    return () if evidence.unsearched is None else (say("words_only", evidence.question.language),)


def _refusal(question: Question, nearest: Sequence[Nearest], said: Sequence[Citation]) -> str:
    """Return a refusal that helps: what the articles do say on the subject, or which ones are nearest."""
    parts = [say("not_found", question.language)]
    if said:
        parts.append(say("do_say", question.language, quote=f"“{said[0].quote}”"))
    elif titles := "; ".join(article.title for article in nearest if article.title.strip()):
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
        translation=quote.translation,
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
