"""Measuring answers against known ones, from the same output as ``ask --json``.

Each answerable question is asked twice: as it is, and with the articles that answer it hidden, when the
only right answer is to refuse. A question counts +1 answered rightly, 0 refused, −1 answered wrongly; the
score is the mean over both times.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bot import scorecard
from bot.answering import Answerer
from bot.baseline import best_bm25_sentence
from bot.composers import Composer
from bot.composers.llm import LLMComposer
from bot.composers.quotes import QuotesComposer
from bot.counterfactual import altered
from bot.faithfulness import faithfulness, summed
from bot.opening import open_model
from bot.question import read_question
from bot.retrieval import PassageRetriever
from bot.scorecard import Row
from ingest.article import Article
from ingest.embedding import KEYWORDS_ONLY, Embedder, embedder_name
from ingest.errors import DatelineError, ItemError, SettingsError
from ingest.library import Library
from ingest.pipeline import Pipeline
from ingest.progress import Progress
from ingest.settings import Settings
from ingest.sources import read
from prompts import version

# Each asks the model once more.
_COUNTERFACTUALS = 50
# How a row says which articles answer: their ids, or one with the offsets of the answer and its sentence.
_ABOUT = {"articles", "article"}


def evaluate(
    settings: Settings, questions: Path, articles: Sequence[str], *, llm: bool = False, limit: int | None = None
) -> dict[str, Any]:
    """Ingest ``articles`` into a temporary folder, ask ``questions``, and return the figures.

    Without ``articles`` the data folder is asked as it is, and nothing is hidden from it. ``llm`` has the configured
    language model answer instead of quotes, and measures how faithful it is; what that costs counts against the daily
    budget. ``limit`` asks only so many of the questions.

    Raises:
        DatelineError: a file cannot be read, or nothing could be searched.
    """
    if llm and not settings.has_llm:
        raise SettingsError("No language model is configured: set OPENAI_API_KEY or OPENAI_BASE_URL.")
    asked = read_questions(questions)[:limit]
    found = list(read(articles))
    for failed in found:
        if isinstance(failed, ItemError):
            raise failed  # figures over half of the articles would mislead
    with tempfile.TemporaryDirectory(prefix="dateline-eval-") as folder:
        embedder = cached_embedder(settings)
        library = Library(settings.apart(Path(folder)) if articles else settings, embedder)
        composer: Composer = LLMComposer(open_model(settings), verify=settings.llm_verify) if llm else QuotesComposer()
        try:
            report = Pipeline(library).add(found) if articles else None
            texts = {article.id: article for article in library.store.articles()}
            asked = [_with_gold(row, texts) for row in asked]
            rows = _ask_all(library, composer, asked, texts, settings.answer_deadline, hides=bool(articles))
            written = written_figures(library, composer, rows, texts) if llm else {}
            embedding = _embedding_ms(library.embedder, asked)
        finally:
            composer.close()
            library.close()
            if embedder is not None:
                embedder.close()
    groups = sorted({str(row["group"]) for row in rows})
    return {
        "questions": len(asked),
        "articles": len(texts),
        "embedder": library.embedder_name,
        "index": _fingerprint(texts, library.embedder_name),
        **({"ingest": report.as_json()} if report else {}),
        **({"llm": {"model": settings.llm_model, "prompt_version": version(), **written}} if llm else {}),
        "groups": {group: scorecard.figures([row for row in rows if row["group"] == group]) for group in groups},
        "all": scorecard.figures(rows),
        "ms": scorecard.timing(rows, embedding),
    }


def _fingerprint(texts: Mapping[str, Article], embedder: str) -> str:
    """Return a name of what was searched, which changes with every article and with the embedder."""
    versions = sorted(f"{id_}:{article.version(embedder)}" for id_, article in texts.items())
    return hashlib.sha256("\n".join(versions).encode()).hexdigest()[:8]


def cached_embedder(settings: Settings) -> Embedder | None:
    """Return the configured embedder with a cache of sentence vectors, or None for keywords alone."""
    if embedder_name(settings) == KEYWORDS_ONLY:
        return None
    from ingest.embedding.cache import CachedEmbedder, cache_folder

    if settings.embedder == "openai":
        from ingest.embedding.remote import RemoteEmbedder

        return RemoteEmbedder(settings, cache_folder() / "embedded.db", keep=True)
    from ingest.embedding.local import LocalEmbedding

    return CachedEmbedder(LocalEmbedding())


def read_questions(path: Path) -> list[Row]:
    """Return the rows of a file of questions. Raises ``DatelineError`` when it is not one."""
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    except OSError as error:
        raise ItemError(str(path), f"it cannot be read ({error.strerror}).") from error
    except ValueError as error:
        raise ItemError(str(path), "a line of it is not JSON.") from error
    needed = {"question", "answerable"}
    if not rows or not all(isinstance(row, dict) and needed <= row.keys() and _ABOUT & row.keys() for row in rows):
        raise DatelineError(f'{path}: each line needs "question", "answerable" and "articles".')
    return rows


def _with_gold(row: Row, texts: Mapping[str, Article]) -> Row:
    """Return a row with its articles and accepted answers, whichever way it names them."""
    articles = row.get("articles", [row.get("article")])
    unknown = next((id_ for id_ in articles if id_ not in texts), None) if row["answerable"] else None
    if unknown is not None:
        raise DatelineError(f"A question names the article {unknown}, which is not among --articles.")
    found = {**row, "articles": articles if row["answerable"] else []}
    if "answer" in row:
        start, end = row["answer"]
        found["answers"] = [texts[articles[0]].text[start:end]]
    return found


def _ask_all(
    library: Library,
    composer: Composer,
    asked: Sequence[Row],
    texts: Mapping[str, Article],
    deadline: float,
    *,
    hides: bool,
) -> list[Row]:
    answerer = Answerer(library, composer, deadline=deadline)
    progress = Progress()
    rows: list[Row] = []
    for done, question in enumerate(asked, 1):
        day = date.fromisoformat(question["asked"]) if question.get("asked") else None
        answer = answerer.answer(question["question"], day).as_json()
        row = scorecard.judge(question, answer, texts, best_bm25_sentence(library, read_question(question["question"])))
        if question["answerable"] and hides:
            hidden = PassageRetriever(library, hidden=frozenset(question["articles"]))
            again = Answerer(library, composer, hidden, deadline=deadline).answer(question["question"], day)
            row["hidden_answered"] = again.status == "answered"
        rows.append({**row, "answer": answer, "day": day})
        progress.share(done, len(asked), "questions")
    progress.finish()
    return rows


def written_figures(
    library: Library, composer: Composer, rows: Sequence[Row], texts: Mapping[str, Article]
) -> dict[str, Any]:
    """Return how faithful the written answers among ``rows`` are, and whether they follow articles that change."""
    answers = [row["answer"] for row in rows]
    written = [answer for answer in answers if answer["composer"] != QuotesComposer.name]
    return {
        **summed([faithfulness(answer, texts) for answer in written], answers),
        **_counterfactuals(library, composer, rows, texts),
    }


def _counterfactuals(
    library: Library, composer: Composer, rows: Sequence[Row], texts: Mapping[str, Article]
) -> dict[str, Any]:
    """Ask again over articles with a figure changed; return how many answers followed the change."""
    changed = [(row, it) for row in rows if row["any"] and (it := altered(row["answer"], texts)) is not None]
    changed = changed[:_COUNTERFACTUALS]
    Pipeline(library).add([it.article for _, it in changed])
    copies = {it.article.id for _, it in changed}
    verdicts = []
    for row, it in changed:
        hidden = (copies | {it.original} | set(row["gold"])) - {it.article.id}
        answerer = Answerer(library, composer, PassageRetriever(library, hidden=frozenset(hidden)))
        verdicts.append(it.verdict(answerer.answer(row["answer"]["question"], row["day"]).as_json()))
    shares = {f"counterfactual {name}": verdicts.count(name) for name in ("followed", "remembered", "neither")}
    return {"counterfactual questions": len(verdicts), **shares}


def _embedding_ms(embedder: Embedder | None, asked: Sequence[Row]) -> float | None:
    """Return the median time of embedding one question, for comparison with whole answers."""
    if embedder is None:
        return None
    took = []
    for question in asked[:100]:
        begun = time.perf_counter()
        embedder.question(question["question"], "en")
        took.append((time.perf_counter() - begun) * 1000)
    return sorted(took)[len(took) // 2]
