from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.doctor import articles as about_articles
from bot.doctor import server as about
from bot.doctor.check import Check, Finding, Status
from ingest.following import Follower
from ingest.library import Library
from ingest.pipeline import Pipeline
from ingest.settings import Settings
from tests.articles import articles
from tests.chroma import ChromaServer
from tests.conftest import settings_for


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    with ChromaServer(tmp_path_factory.mktemp("chroma")) as server:
        yield server


@pytest.fixture
def leader(tmp_path: Path, server: ChromaServer) -> Settings:
    settings = settings_for(tmp_path / "leader", chroma_url=server.url, embedder="none")
    library = Library(settings)
    Pipeline(library).add(articles(3))
    library.close()
    return settings


def store_of(settings: Settings) -> str:
    library = Library(settings)
    try:
        return str(library.store.meta("store"))
    finally:
        library.close()


def look(check: str, settings: Settings) -> Finding:
    return Check(check, lambda: getattr(about, check)(settings)).run()


def test_a_server_that_answers_passes_and_the_store_is_told(leader: Settings, server: ChromaServer) -> None:
    finding = look("server", leader)
    assert finding.status is Status.PASS
    assert f"127.0.0.1:{server.port} runs Chroma" in finding.text
    assert store_of(leader) in finding.text
    assert look("following", leader).text == "Not configured."


def test_a_server_that_is_not_there_fails_in_one_sentence(leader: Settings) -> None:
    finding = look("server", settings_for(leader.data, chroma_url="http://127.0.0.1:9"))
    assert finding.status is Status.FAIL
    assert "The vector server 127.0.0.1:9 does not answer" in finding.text


def test_how_far_a_follower_is_behind_is_told(leader: Settings, tmp_path: Path) -> None:
    settings = leader.model_copy(update={"data": tmp_path / "one", "follow": store_of(leader)})
    library = Library(settings)
    behind = look("following", settings)
    assert (behind.status, behind.text.startswith("3 of 3 changes are still to come in")) == (Status.WARN, True)
    empty = about_articles.index(settings)
    assert (empty.status, "start the bot, which takes them over" in empty.text) == (Status.FAIL, True)
    follower = Follower(library)
    follower.catch_up()
    follower.close()
    library.close()
    current = look("following", settings)
    assert (current.status, "All 3 changes" in current.text) == (Status.PASS, True)
    assert about_articles.index(settings).status is Status.PASS


def test_a_follower_with_another_embedder_fails(leader: Settings, tmp_path: Path) -> None:
    settings = settings_for(tmp_path / "one", chroma_url=leader.chroma_url, follow=store_of(leader))
    Library(settings).close()
    finding = look("following", settings)
    assert finding.status is Status.FAIL
    assert "configure the one that the machine has which brings articles in" in finding.text
