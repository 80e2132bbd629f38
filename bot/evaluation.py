"""Measuring answers against known ones, from the same output as ``ask --json``.

Each answerable question is asked twice: as it is, and with the articles that answer it hidden, when the
only right answer is to refuse. A question counts +1 answered rightly, 0 refused, −1 answered wrongly; the
score is the mean over both times.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from bot.answering import Answerer
from bot.composers.quotes import QuotesComposer
from bot.retrieval import PassageRetriever
from ingest.article import Article
from ingest.embedding import KEYWORDS_ONLY, Embedder, embedder_name
from ingest.errors import DatelineError, ItemError
from ingest.library import Library
from ingest.pipeline import Pipeline
from ingest.progress import Progress
from ingest.settings import Settings
from ingest.sources import read
from ingest.text.folding import words

Row = Mapping[str, Any]


def evaluate(settings: Settings, questions: Path, articles: Sequence[str]) -> dict[str, Any]:
    """Ingest ``articles`` into a temporary folder, ask ``questions``, and return the figures.

    Raises:
        DatelineError: a file cannot be read, or nothing could be searched.
    """
    asked = _questions(questions)
    found = list(read(articles))
    texts = {article.id: article for article in found if isinstance(article, Article)}
    with tempfile.TemporaryDirectory(prefix="dateline-eval-") as folder:
        library = Library(settings.model_copy(update={"data": Path(folder)}), _embedder(settings))
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
        "groups": {group: _figures([row for row in rows if row["group"] == group]) for group in groups},
        "all": _figures(rows),
        "ms": _timing(rows, embedding),
    }


def table(figures: Mapping[str, Any]) -> str:
    """Return the figures as lines for people."""
    columns = {**figures["groups"], "all": figures["all"]}
    names = list(next(iter(columns.values())))
    width = max(map(len, names)) + 2
    lines = [" " * width + "".join(f"{column:>10}" for column in columns)]
    for name in names:
        cells = [values[name] for values in columns.values()]
        lines.append(f"{name:<{width}}" + "".join(f"{_cell(cell):>10}" for cell in cells))
    lines += [f"{name:<{width}}{value:>10}" for name, value in figures["ms"].items()]
    return "\n".join(lines)


def _cell(value: float | int | None) -> str:
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def _embedder(settings: Settings) -> Embedder | None:
    if embedder_name(settings.embedder) == KEYWORDS_ONLY:
        return None
    from ingest.embedding.cache import CachedEmbedder
    from ingest.embedding.local import LocalEmbedding

    return CachedEmbedder(LocalEmbedding())


def _questions(path: Path) -> list[Row]:
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


def _ask_all(library: Library, asked: Sequence[Row], texts: Mapping[str, Article]) -> list[Row]:
    answerer = Answerer(library, QuotesComposer())
    progress = Progress()
    rows: list[Row] = []
    for done, question in enumerate(asked, 1):
        answer = answerer.answer(question["question"]).as_json()
        row = _judge(question, answer, texts)
        if question["answerable"]:
            hidden = PassageRetriever(library, hidden=frozenset(question["articles"]))
            again = Answerer(library, QuotesComposer(), hidden).answer(question["question"])
            row["hidden_answered"] = again.status == "answered"
        rows.append(row)
        progress.share(done, len(asked), "questions")
    progress.finish()
    return rows


def _judge(question: Row, answer: Row, texts: Mapping[str, Article]) -> dict[str, Any]:
    """Return what one answer got right."""
    gold, accepted = set(question["articles"]), [words(answer) for answer in question.get("answers", [])]
    ranked = list(dict.fromkeys(item["article_id"] for item in answer["retrieved"]))
    quotes = [words(citation["quote"]) for citation in answer["citations"]]
    holds = [
        item["article_id"] in gold
        and _holds(words(texts[item["article_id"]].text[item["start"] : item["end"]]), accepted)
        for item in answer["retrieved"]
    ]
    return {
        "group": question.get("cell") or question.get("language") or answer["language"],
        "answerable": question["answerable"],
        "answered": answer["status"] == "answered",
        "error": answer["status"] == "error",
        "rank": next((rank for rank, id_ in enumerate(ranked, 1) if id_ in gold), None),
        "passage": next((rank for rank, held in enumerate(holds, 1) if held), None) if accepted else None,
        "has_answers": bool(accepted),
        "first": _right(quotes[:1], answer["citations"][:1], accepted, gold),
        "any": _right(quotes, answer["citations"], accepted, gold),
        "exact": [_is_exact(citation, texts) for citation in answer["citations"]],
        "words": sum(map(len, quotes)),
        "text_words": len(answer["text"].split()),
        "ms": answer["ms"],
    }


def _right(
    quotes: Sequence[list[str]], citations: Sequence[Row], accepted: Sequence[list[str]], gold: set[str]
) -> bool:
    """Tell whether a quote holds an accepted answer, or, where none is known, is from an article that does."""
    if accepted:
        return any(_holds(quote, accepted) for quote in quotes)
    return any(citation["article_id"] in gold for citation in citations)


def _holds(text: Sequence[str], accepted: Iterable[Sequence[str]]) -> bool:
    joined = f" {' '.join(text)} "
    return any(answer and f" {' '.join(answer)} " in joined for answer in accepted)


def _is_exact(citation: Row, texts: Mapping[str, Article]) -> bool:
    article = texts.get(citation["article_id"])
    return article is not None and article.text[citation["start"] : citation["end"]] == citation["quote"]


def _figures(rows: Sequence[Row]) -> dict[str, float | int | None]:
    answerable = [row for row in rows if row["answerable"]]
    known = [row for row in answerable if row["has_answers"]]
    answered = [row for row in rows if row["answered"]]
    # Asked with nothing to answer from: the unanswerable ones, and the others with their articles hidden.
    hidden = [row["hidden_answered"] for row in answerable] + [r["answered"] for r in rows if not r["answerable"]]
    points = [(1 if row["any"] else -1) if row["answered"] else 0 for row in answerable]
    return {
        "questions": len(rows),
        "hit@1": _mean(row["rank"] == 1 for row in answerable),
        "hit@5": _mean(row["rank"] is not None and row["rank"] <= 5 for row in answerable),
        "mrr": _mean(1 / row["rank"] if row["rank"] else 0.0 for row in answerable),
        "passage@1": _mean(row["passage"] == 1 for row in known),
        "passage@5": _mean(row["passage"] is not None and row["passage"] <= 5 for row in known),
        "gold in first quote": _mean(row["answered"] and row["first"] for row in answerable),
        "gold in any quote": _mean(row["answered"] and row["any"] for row in answerable),
        "quotes": _mean(len(row["exact"]) for row in answered),
        "quoted words": _mean(row["words"] for row in answered),
        "text <= 80 words": _mean(row["text_words"] <= 80 for row in answered),
        "citations exact": _mean(exact for row in rows for exact in row["exact"]),
        "false refusals": _mean(not row["answered"] for row in answerable),
        "false answers": _mean(hidden),
        "score": _mean([*points, *(-1 if wrong else 0 for wrong in hidden)]),
        "errors": sum(row["error"] for row in rows),
    }


def _mean(values: Iterable[float]) -> float | None:
    found = [float(value) for value in values]
    return round(fmean(found), 4) if found else None


def _timing(rows: Sequence[Row], embedding: float | None) -> dict[str, float]:
    timing: dict[str, float] = {}
    for stage in ("retrieve", "compose", "check", "total"):
        values = sorted(row["ms"][stage] for row in rows)
        timing[f"{stage} p50 ms"] = round(values[len(values) // 2], 2)
        timing[f"{stage} p95 ms"] = round(values[int(len(values) * 0.95)], 2)
    if embedding:
        timing["one embedding p50 ms"] = round(embedding, 2)
        timing["total p50 / embedding"] = round(timing["total p50 ms"] / embedding, 2)
    return timing


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
