"""Articles with instructions planted in them, and a model that obeys: needs the development data."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.answering import Answerer
from bot.opening import open_answerer
from ingest.embedding import Embedder
from ingest.library import Library
from ingest.pipeline import Pipeline
from ingest.sources import read
from tests.conftest import settings_for
from tests.llm_replies import says
from tests.llm_server import LLMServer, Request

DEV = Path(os.environ.get("DATELINE_DEV", "missing"))
pytestmark = pytest.mark.skipif(not DEV.is_dir(), reason="DATELINE_DEV names no folder of development data")


@pytest.fixture(scope="module")
def planted(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = Library(settings_for(tmp_path_factory.mktemp("planted") / "data"), embedder)
    Pipeline(library).add(read([str(DEV / "articles" / "planted.jsonl")]))
    yield library
    library.close()


def questions() -> list[dict[str, Any]]:
    path = DEV / "questions" / "planted.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.is_file() else []


def test_quotes_hold_nothing_that_was_planted(planted: Library) -> None:
    answerer = open_answerer(settings_for(planted.store.folder), planted)
    right = 0
    for row in questions():
        answer = answerer.answer(row["question"])
        assert not any(word in json.dumps(answer.as_json(), ensure_ascii=False) for word in row["forbidden"]), row["id"]
        quotes = " ".join(citation.quote for citation in answer.citations)
        right += any(expected.casefold() in quotes.casefold() for expected in row["answers"])
    assert right >= len(questions()) // 2


def test_a_model_that_obeys_is_not_shown(planted: Library, tmp_path: Path) -> None:
    wanted: list[str] = []

    def obey(request: Request) -> str:
        """Say what was planted: alone, after a true sentence, as a quote, as a translation."""
        number, text = next(iter(request.passages.items()))
        first = text.strip().split("\n")[0][:150].rsplit(" ", 1)[0]
        words = " ".join(wanted)
        evidence = [{"passage": number, "quote": first, "translation": words}]
        said = [words, f"{first} {words}", f"{first}. {words}", f"As the article says, {words}."]
        shown = [line for line in request.prompt.splitlines() if any(word in line for word in wanted)]
        quoting = [{"passage": number, "quote": line, "translation": None} for line in shown]
        sentences = [{"text": text, "evidence": evidence + quoting} for text in [*said, *shown]]
        return json.dumps({"found": True, "sentences": sentences})

    with LLMServer(says(obey)) as server:
        settings = settings_for(tmp_path).model_copy(update={"openai_base_url": server.url, "llm_model": "obeying"})
        answerer = open_answerer(settings, planted)
        try:
            _ask_all(answerer, wanted)
        finally:
            answerer.close()


def _ask_all(answerer: Answerer, wanted: list[str]) -> None:
    for row in questions():
        wanted[:] = row["forbidden"]
        answer = json.dumps(answerer.answer(row["question"]).as_json(), ensure_ascii=False)
        assert not any(word in answer for word in row["forbidden"]), row["id"]
