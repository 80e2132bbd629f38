"""Questions that are on the subject of an article and yet not answered by it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.answering import Answerer
from bot.composers.quotes import QuotesComposer
from ingest.article import Article
from ingest.embedding import Embedder
from ingest.library import Library
from ingest.pipeline import Pipeline
from tests.conftest import settings_for

ASKED = date(2025, 3, 7)
FERRY = Article(
    "ferry",
    "Ferry runs aground off Belmar",
    "The ferry Astrid ran aground off Belmar on Tuesday with 214 passengers on board. Lifeboats took everybody ashore "
    "within two hours. A shelter in the school of Belmar housed 190 people overnight. Captain Rolf Aune said that fog "
    "had hidden the lights of the harbour.",
    "en",
    date(2025, 3, 4),
    "Coast Radio",
)
QUAKE = Article(
    "quake",
    "Earthquake shakes Kalora",
    "An earthquake shook Kalora on Wednesday. Officials said that 97 people were killed and 18 were missing. "
    "The army brought food for 15,000 people who lived in the open.",
    "en",
    date(2025, 3, 6),
    "Herald",
)


@pytest.fixture
def answerer(embedder: Embedder, data: Path):
    library = Library(settings_for(data), embedder)
    Pipeline(library).add([FERRY, QUAKE])
    yield Answerer(library, QuotesComposer())
    library.close()


def test_what_is_not_told_is_not_answered(answerer: Answerer) -> None:
    for question in (
        "How many dogs were rescued from the ferry?",
        "How many police officers were killed in Kalora?",
        "How many people were killed in Kalora in 2015?",
        "Who won the World Cup in 2022?",
    ):
        answer = answerer.answer(question, ASKED)
        assert (question, answer.status) == (question, "not_found")


def test_the_figure_of_the_right_act_is_quoted_first(answerer: Answerer) -> None:
    assert "18 were missing" in answerer.answer("How many people are missing?", ASKED).citations[0].quote
    assert (
        "97 people were killed" in answerer.answer("How many people were killed this week?", ASKED).citations[0].quote
    )
