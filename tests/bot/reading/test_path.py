"""The whole path over articles and questions that the reader was not trained on; skips itself without them."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.answer import Answer
from bot.answering import Answerer
from bot.composers.quotes import QuotesComposer
from bot.reading.calibrate import in_first_half
from ingest.embedding import Embedder
from ingest.library import Library
from ingest.pipeline import Pipeline
from ingest.sources import read
from tests.conftest import settings_for

TRAIN, DEV = os.environ.get("DATELINE_TRAIN"), os.environ.get("DATELINE_DEV")
pytestmark = pytest.mark.skipif(not (TRAIN and DEV), reason="DATELINE_TRAIN or DATELINE_DEV names no folder")

_SETS = ("news_en", "news_vi", "realtimeqa")
_QUESTIONS = 240


def lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


@pytest.fixture(scope="module")
def answers(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[tuple[dict, Answer]]]:
    """Yield the answers to questions about articles of the half that nothing was fitted on."""
    rows = [row for row in lines(Path(str(TRAIN)) / "questions.jsonl.gz") if row["split"] == "dev"]
    rows = [row for row in rows if not in_first_half(row["article"])]
    rows = rows[:: max(1, len(rows) // _QUESTIONS)]
    wanted = {row["article"] for row in rows}
    folder = Path(str(DEV)) / "articles"
    found = [row for name in _SETS for row in lines(folder / f"{name}.jsonl.gz") if row["id"] in wanted]
    path = tmp_path_factory.mktemp("path") / "articles.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in found), "utf-8")
    library = Library(settings_for(path.parent / "data"), embedder)
    try:
        Pipeline(library).add(read([str(path)]))
        answerer = Answerer(library, QuotesComposer())
        yield [(row, answerer.answer(row["question"])) for row in rows]
    finally:
        library.close()


def is_gold(row: dict, answer: Answer, n: int) -> bool:
    start, end = row["sentence"]
    quote = answer.citations[n]
    return quote.article_id == row["article"] and quote.start < end and start < quote.end


def test_the_right_sentence_comes_first(answers: list[tuple[dict, Answer]]) -> None:
    known = [(row, answer) for row, answer in answers if row["answerable"]]
    right = [bool(answer.citations) and is_gold(row, answer, 0) for row, answer in known]
    assert sum(right) / len(right) >= 0.7


def test_no_refusal_quotes_the_answer(answers: list[tuple[dict, Answer]]) -> None:
    refused = [answer for _, answer in answers if answer.status == "not_found"]
    assert refused
    assert not any(answer.citations for answer in refused)


def test_what_is_answered_is_mostly_right(answers: list[tuple[dict, Answer]]) -> None:
    answered = [(row, answer) for row, answer in answers if answer.status == "answered"]
    wrong = [not (row["answerable"] and is_gold(row, answer, 0)) for row, answer in answered]
    assert len(answered) >= len(answers) / 8
    assert sum(wrong) / len(wrong) <= 0.25
