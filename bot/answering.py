"""The one path of a question: retrieve, read, judge, compose, prove, cite."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from bot.answer import Answer, Citation, Claim, Comparison, Nearest, Retrieved, Timing
from bot.comparing import Saying, compare, comparison
from bot.composers import Brief, Composer, Draft, Progress, Quote, unheard
from bot.composers.quotes import QuotesComposer, closest
from bot.follow_up import Turn
from bot.language_model.usage import Usage
from bot.question import Question, read_question
from bot.reading import Judgement, Verdict, choose_windows, judge, shared_reader, unread
from bot.rendering import local_date
from bot.retrieval import Evidence, PassageRetriever
from bot.rewriting import Rewriter, by_rules
from bot.timing import fits
from ingest.article import Span
from ingest.errors import DatelineError, ModelFileError
from prompts import say

if TYPE_CHECKING:
    from ingest.library import Library

MAX_QUESTION_CHARS = 2_000
_DEADLINE_SECONDS = 30.0
_NEAREST = 3
_CLOSEST = 2
_RETRIEVED = 10
_RANKS = (Verdict.NO, Verdict.UNSURE, Verdict.SURE)


@dataclass(frozen=True, slots=True)
class _Asking:
    """How a question is asked: on which day, since and until when, what understanding it took, who follows."""

    day: date
    begun: float
    until: float
    spent: Usage
    progress: Progress


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found for a question, what is wrong with that, if anything, and how long the search took."""

    evidence: Evidence
    judgement: Judgement
    trouble: tuple[str, ...]
    seconds: float


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
            texts, spent = self._rewriter(question.text, history, self._deadline)
            asking = _Asking(asked or date.today(), begun, until, spent, progress)
            answer = self._answer([read_question(text, question.language) for text in texts], asking)
        except DatelineError as error:
            return self._error(question, str(error))
        if answer.question == question.text:
            return answer
        note = say("understood_as", question.language, question=answer.question)
        return replace(answer, question=question.text, notes=(note, *answer.notes))

    def _answer(self, meant: Sequence[Question], asking: _Asking) -> Answer:
        """Answer the one of the questions that may be meant which the articles answer; of several, the first."""
        begun = asking.begun
        asking.progress(say("searching", meant[0].language))
        found = self._found(meant, asking.day)
        evidence, judgement, trouble = found.evidence, found.judgement, found.trouble
        question = evidence.question
        read = time.perf_counter()
        composition = self._composer.compose(Brief(judgement, asking.day, asking.until, asking.spent, asking.progress))
        if evidence.unsearched is not None and not composition.drafts and judgement.verdict is Verdict.NO:
            raise evidence.unsearched  # that the articles do not say, nobody knows who searched a part of them
        composed = time.perf_counter()
        claims, quotes = _cite(composition.drafts)
        compared = _compared(judgement, quotes) if claims else ()
        # Where a model found nothing in what it was shown, the reader's doubts are no answer either.
        is_quoting = composition.composer == QuotesComposer.name
        is_unsure = not claims and is_quoting and judgement.verdict is not Verdict.NO
        if is_unsure:
            quotes = closest(judgement, _CLOSEST)
        citations = tuple(_citation(number, quote) for number, quote in enumerate(quotes, 1))
        checked = time.perf_counter()
        timing = Timing(
            retrieve=found.seconds * 1000,
            read=(read - begun - found.seconds) * 1000,
            compose=(composed - read) * 1000,
            check=(checked - composed) * 1000,
            total=(checked - begun) * 1000,
        )
        dates = [citation.published for citation in citations if citation.published]
        nearest = () if claims else _nearest(evidence)
        return Answer(
            question=question.text,
            language=question.language,
            status="answered" if claims else "unsure" if is_unsure else "not_found",
            text=" ".join(claim.text for claim in claims) or _refusal(question, nearest, citations),
            composer=composition.composer,
            claims=tuple(claims),
            citations=citations,
            comparisons=compared,
            nearest=nearest,
            dates_covered=self._library.store.dates_covered(),
            as_of=max(dates, default=None),
            notes=(*_unsearched(evidence), *trouble, *_caveat(judgement, quotes), *composition.notes),
            dropped=composition.dropped,
            usage=composition.usage,
            retrieved=tuple(_retrieved(evidence)),
            confidence=None if trouble else judgement.probability,
            ms=timing,
        )

    def _found(self, meant: Sequence[Question], day: date) -> _Found:
        """Return what was found for the first question that is answered surely, or else perhaps.

        Where none is, for the shortest of them: that is the one that was typed, where it may stand alone.
        """
        found: list[_Found] = []
        for question in meant:
            begun = time.perf_counter()
            evidence = self._retriever.search(question)
            seconds = time.perf_counter() - begun
            found.append(_Found(evidence, *_judged(evidence, day), seconds))
            if found[-1].judgement.verdict is Verdict.SURE:
                break
        best = max(found, key=lambda it: _RANKS.index(it.judgement.verdict))
        if best.judgement.verdict is not Verdict.NO:
            return best
        return min(found, key=lambda it: len(it.evidence.question.text))

    def _error(self, question: Question, sentence: str) -> Answer:
        return Answer(question.text, question.language, "error", sentence, self._composer.name, error=sentence)


def _unsearched(evidence: Evidence) -> tuple[str, ...]:
    return () if evidence.unsearched is None else (say("words_only", evidence.question.language),)


def _judged(evidence: Evidence, day: date) -> tuple[Judgement, tuple[str, ...]]:
    """Return what the reader makes of the evidence, and a note where there is no reader."""
    windows = choose_windows(evidence)
    try:
        readings = shared_reader().read(evidence.question.embedded_text, windows)
    except ModelFileError as error:
        return unread(evidence, windows, day), (str(error),)
    return judge(evidence, readings, day), ()


def _caveat(judgement: Judgement, quotes: Sequence[Quote]) -> tuple[str, ...]:
    """Return a note that an answer is older than what was asked about."""
    time = judgement.time
    if time.first is None or not quotes:
        return ()
    first = quotes[0]
    article, text = first.article, first.text
    if article.published is None or fits(time, text, article.language, article.published) >= 0:
        return ()
    if article.published >= time.first:
        return ()
    language = judgement.question.language
    return (say("older", language, day=local_date(article.published, language)),)


def _compared(judgement: Judgement, quotes: list[Quote]) -> tuple[Comparison, ...]:
    """Return how the sources of an answer stand to each other; a source that only this needs joins ``quotes``."""
    found = compare(judgement.candidates)
    if found is None:
        return ()
    relation, *sayings = found
    told = []
    for saying in sayings:
        candidate = saying.candidate
        number = next((n for n, quote in enumerate(quotes, 1) if _holds(quote, saying)), None)
        if number is None:
            quotes.append(Quote(candidate.article, candidate.sentence, candidate.answer))
            number = len(quotes)
        told.append((saying.words, number))
    return (comparison(relation, told[0], told[1], judgement.question.language),)


def _holds(quote: Quote, saying: Saying) -> bool:
    """Tell whether a quote has the figure or date in it that an article answers with."""
    candidate = saying.candidate
    start = candidate.sentence.start
    mention = Span(start + saying.mention.start, start + saying.mention.end)
    return (
        quote.article.id == candidate.article.id and quote.span.start <= mention.start and mention.end <= quote.span.end
    )


def _refusal(question: Question, nearest: Sequence[Nearest], closest: Sequence[Citation]) -> str:
    """Return a refusal that helps: what comes closest, where that may be an answer, or which articles are nearest."""
    if closest:
        quoted = " ".join(f"“{citation.quote}” [{citation.n}]" for citation in closest)
        return say("unsure", question.language, quotes=quoted)
    parts = [say("not_found", question.language)]
    if titles := "; ".join(article.title for article in nearest if article.title.strip()):
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
            if quote.place not in numbers:
                quotes.append(quote)
                numbers[quote.place] = len(quotes)
            used.append(numbers[quote.place])
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
        answer=quote.marked,
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
