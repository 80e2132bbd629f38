"""An embedder that fails costs no answer: keywords answer, and a note says so."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answering import Answerer
from bot.composers.quotes import QuotesComposer
from ingest.library import Library
from ingest.pipeline import Pipeline
from ingest.rebuild import rebuild
from ingest.settings import Settings
from ingest.sources import read
from tests.conftest import SEEDS
from tests.embedding_replies import vectors
from tests.llm_replies import drops, fails, silent
from tests.llm_server import LLMServer, Step

QUESTIONS = {"en": "How many victims were rescued?", "vi": "Bao nhiêu nạn nhân được giải cứu?"}
DEADLINE = 8.0


@pytest.fixture(scope="module")
def server() -> Iterator[LLMServer]:
    with LLMServer(vectors()) as server:
        yield server


@pytest.fixture(scope="module")
def settings(server: LLMServer, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    chosen = {"embedder": "openai", "embedding_base_url": server.url, "answer_deadline": DEADLINE}
    return Settings(_env_file=None, data=tmp_path_factory.mktemp("without") / "data", **chosen)


@pytest.fixture(scope="module")
def endpoint_library(settings: Settings) -> Iterator[Library]:
    library = Library(settings)
    assert Pipeline(library).add(read([str(SEEDS)])).added == 2
    yield library
    library.close()


@pytest.mark.parametrize("language", QUESTIONS)
@pytest.mark.parametrize(
    "fault", [fails(500, ""), fails(401, ""), drops(), silent()], ids=["500", "401", "cut", "stall"]
)
def test_keywords_answer_when_the_endpoint_does_not(
    endpoint_library: Library, server: LLMServer, language: str, fault: Step, caplog: pytest.LogCaptureFixture
) -> None:
    server.play(fault)
    begun = time.monotonic()
    with caplog.at_level(logging.WARNING):
        answer = Answerer(endpoint_library, QuotesComposer()).answer(QUESTIONS[language])
    assert time.monotonic() - begun < DEADLINE / 2
    assert answer.status in {"answered", "unsure"}
    assert any("3,222" in citation.quote or "3.000" in citation.quote for citation in answer.citations)
    assert len(answer.notes) == 1
    assert "keywords alone" in caplog.text
    server.play(vectors())
    assert Answerer(endpoint_library, QuotesComposer()).answer(QUESTIONS[language]).notes == ()


def test_a_folder_without_its_calibration_gets_another(
    settings: Settings, endpoint_library: Library, server: LLMServer, tmp_path: Path
) -> None:
    copy = tmp_path / "data"
    shutil.copytree(settings.data, copy, ignore=shutil.ignore_patterns("received.db*", "chroma*"))
    library = Library(settings.model_copy(update={"data": copy}))
    rebuild(library, lambda done, total: None)
    answerer = Answerer(library, QuotesComposer())
    try:
        server.play(fails(401, ""))
        assert answerer.answer(QUESTIONS["en"]).notes != ()
        server.play(vectors())
        answer = answerer.answer(QUESTIONS["en"])
        assert (answer.error, answer.notes) == (None, ())
    finally:
        library.close()
