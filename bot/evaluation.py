"""Measuring answers against known ones, from the same output as ``ask --json``.

Each answerable question is asked twice: as it is, and with the articles that answer it hidden, when the
only right answer is to refuse. A question counts +1 answered rightly, 0 refused, −1 answered wrongly; the
score is the mean over both times.
"""

from __future__ import annotations

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
from bot.composers.quotes import QuotesComposer
from bot.question import read_question
from bot.retrieval import PassageRetriever
from bot.scorecard import Row
from ingest.article import Article
from ingest.embedding import KEYWORDS_ONLY, Embedder, embedder_name
from ingest.errors import DatelineError, ItemError
from ingest.library import Library
from ingest.pipeline import Pipeline
from ingest.progress import Progress
from ingest.settings import Settings
from ingest.sources import read


def evaluate(settings: Settings, questions: Path, articles: Sequence[str]) -> dict[str, Any]:
    """Ingest ``articles`` into a temporary folder, ask ``questions``, and return the figures.

    Raises:
        DatelineError: a file cannot be read, or nothing could be searched.
    """
    asked = read_questions(questions)
    found = list(read(articles))
    texts = {article.id: article for article in found if isinstance(article, Article)}
    for failed in found:
        if isinstance(failed, ItemError):
            raise failed  # figures over half of the articles would mislead
    _check_gold(asked, texts)
    with tempfile.TemporaryDirectory(prefix="dateline-eval-") as folder:
        library = Library(settings.model_copy(update={"data": Path(folder)}), cached_embedder(settings))
        try:
            report = Pipeline(library).add(found)
            rows = _ask_all(library, asked, texts)
            embedding = _embedding_ms(library.embedder, asked)
        finally:
            library.close()
    groups = sorted({str(row["group"]) for row in rows})
    return {
        "questions": len(asked),
        "articles": len(texts),
        "embedder": library.embedder_name,
        "ingest": report.as_json(),
        "groups": {group: scorecard.figures([row for row in rows if row["group"] == group]) for group in groups},
        "all": scorecard.figures(rows),
        "ms": scorecard.timing(rows, embedding),
    }


def cached_embedder(settings: Settings) -> Embedder | None:
    """Return the configured embedder with a cache of sentence vectors, or None for keywords alone."""
    if embedder_name(settings.embedder) == KEYWORDS_ONLY:
        return None
    from ingest.embedding.cache import CachedEmbedder
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
    needed = {"question", "articles", "answerable"}
    if not rows or not all(isinstance(row, dict) and needed <= row.keys() for row in rows):
        raise DatelineError(f'{path}: each line needs "question", "answerable" and "articles".')
    return rows


def _check_gold(asked: Sequence[Row], texts: Mapping[str, Article]) -> None:
    unknown = next((id_ for row in asked if row["answerable"] for id_ in row["articles"] if id_ not in texts), None)
    if unknown is not None:
        raise DatelineError(f"A question names the article {unknown}, which is not among --articles.")


def _ask_all(library: Library, asked: Sequence[Row], texts: Mapping[str, Article]) -> list[Row]:
    answerer = Answerer(library, QuotesComposer())
    progress = Progress()
    rows: list[Row] = []
    for done, question in enumerate(asked, 1):
        day = date.fromisoformat(question["asked"]) if question.get("asked") else None
        answer = answerer.answer(question["question"], day).as_json()
        row = scorecard.judge(question, answer, texts, best_bm25_sentence(library, read_question(question["question"])))
        if question["answerable"]:
            hidden = PassageRetriever(library, hidden=frozenset(question["articles"]))
            again = Answerer(library, QuotesComposer(), hidden).answer(question["question"], day)
            row["hidden_answered"] = again.status == "answered"
        rows.append(row)
        progress.share(done, len(asked), "questions")
    progress.finish()
    return rows


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
