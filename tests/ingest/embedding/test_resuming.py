"""What is paid for is never paid twice: an ingest or a rebuild is killed, fails or is limited, and goes on later."""

from __future__ import annotations

import os
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from aiohttp import web

from ingest.article import Article
from ingest.errors import EmbeddingError
from ingest.library import Library
from ingest.pipeline import Pipeline
from ingest.rebuild import rebuild
from tests.articles import articles, write_jsonl
from tests.conftest import Run, Start, settings_for
from tests.embedding_replies import sent, vectors
from tests.ingest.embedding.conftest import endpoint_settings
from tests.llm_replies import LONGEST, fails
from tests.llm_server import LLMServer, Request
from tests.whole import check_whole

# Two sentences each, so that there are two batches of four requests or more.
COUNT = 500
_SETTLED_SECONDS, _MOST_SECONDS = 0.4, 60.0


class Metered:
    """An endpoint that answers so many requests and lets all others wait; it knows what it was sent with both."""

    def __init__(self, server: LLMServer, answers: int) -> None:
        self.answered: list[str] = []
        self.waiting: list[str] = []
        self._answers = answers
        server.play(self._step)

    async def _step(self, request: Request) -> web.StreamResponse:
        if self._answers > 0:
            self._answers -= 1
            self.answered += request.body["input"]
            return await vectors()(request)
        self.waiting += request.body["input"]
        await request.pause(LONGEST)
        return web.Response(status=500)

    def wait(self) -> None:
        """Wait until nothing more is asked for, so that all answers have arrived."""
        until, last, seen = time.monotonic() + _MOST_SECONDS, time.monotonic(), -1
        while time.monotonic() < until and (seen <= 0 or time.monotonic() - last < _SETTLED_SECONDS):
            if len(self.waiting) != seen:
                last, seen = time.monotonic(), len(self.waiting)
            time.sleep(0.01)
        assert self.waiting, "nothing was in the middle"


@pytest.fixture
def environment(server: LLMServer) -> dict[str, str]:
    """Return the environment of a command that embeds by the server."""
    named = {"DATELINE_EMBEDDER": "openai", "EMBEDDING_BASE_URL": server.url, "EMBEDDING_MODEL": "words"}
    return {**os.environ, **named}


@pytest.fixture
def library(server: LLMServer, data: Path) -> Iterator[Library]:
    """Yield the library of this test, embedded by the server."""
    library = Library(endpoint_settings(data, server))
    yield library
    library.close()


def kept(data: Path) -> int:
    """Return how many vectors wait for their articles."""
    db = sqlite3.connect(data / "received.db")
    (count,) = db.execute("SELECT count(*) FROM received").fetchone()
    db.close()
    return int(count)


def killed(start: Start, meter: Metered, environment: dict[str, str], *arguments: object) -> Metered:
    """Start a command and kill it when ``meter`` answers no more."""
    process = start("ingest", *arguments, env=environment)
    meter.wait()
    assert process.poll() is None
    process.kill()
    process.communicate()
    return meter


def check(data: Path, server: LLMServer, given: list[Article], meters: list[Metered]) -> None:
    """Assert that all is whole, that no answered text was sent again, and that nothing is kept for longer."""
    answered = Counter(chain.from_iterable(meter.answered for meter in meters)) + sent(server)
    assert {text for text, count in answered.items() if count > 1} == set()
    assert len(answered) >= 2 * len(given)
    library = Library(endpoint_settings(data, server))
    check_whole(library, given)
    library.close()
    assert kept(data) == 0


def test_killed_in_the_middle_of_adding_no_answered_text_is_sent_again(
    start: Start, run: Run, server: LLMServer, environment: dict[str, str], data: Path, tmp_path: Path
) -> None:
    given = articles(COUNT)
    news = write_jsonl(tmp_path / "news.jsonl", given)
    meters = [killed(start, Metered(server, n), environment, "add", news) for n in (2, 5)]
    server.play(vectors())
    assert run("ingest", "add", news, env=environment).returncode == 0
    check(data, server, given, meters)


def test_killed_in_the_middle_of_a_rebuild_no_answered_text_is_sent_again(
    start: Start, run: Run, server: LLMServer, environment: dict[str, str], data: Path, tmp_path: Path
) -> None:
    given = articles(COUNT)
    news = write_jsonl(tmp_path / "news.jsonl", given)
    assert run("ingest", "add", news, env={**os.environ, "DATELINE_EMBEDDER": "none"}).returncode == 0
    meters = [killed(start, Metered(server, n), environment, "rebuild") for n in (3, 9)]
    server.play(vectors())
    assert run("ingest", "rebuild", env=environment).returncode == 0
    check(data, server, given, meters)


def test_limited_and_refused_in_the_middle_no_answered_text_is_sent_again(
    library: Library, server: LLMServer, data: Path
) -> None:
    given = articles(COUNT)
    server.play(*[vectors()] * 5, fails(429, "Rate limit reached.", Retry_After="0.2"), fails(401, "No."))
    with pytest.raises(EmbeddingError, match="refuses the key"):
        Pipeline(library).add(given)
    answered = Counter(text for request in server.requests[:5] for text in request.body["input"])
    server.play(vectors())
    assert Pipeline(library).add(given).added + library.store.counts()[0] >= COUNT
    again = sent(server)
    assert not answered.keys() & again.keys()
    check_whole(library, given)
    assert kept(data) == 0


def test_only_what_is_new_is_sent(library: Library, server: LLMServer) -> None:
    Pipeline(library).add(articles(20))
    server.play(vectors())
    Pipeline(library).add(articles(20))
    assert server.requests == []
    report = Pipeline(library).add([*articles(20), *articles(1, edition=1)])
    assert (report.updated, report.unchanged) == (0, 20)  # an id that came twice


def test_another_model_is_a_rebuild_and_never_a_mixture(server: LLMServer, data: Path) -> None:
    given = articles(20)
    for name in ("words", "other-words"):
        library = Library(endpoint_settings(data, server, embedding_model=name))
        if name == "other-words":
            with pytest.raises(Exception, match="run `python -m ingest rebuild`"):
                Pipeline(library).add(articles(21))
            rebuild(library, lambda done, total: None)
        Pipeline(library).add(given)
        check_whole(library, given)
        library.close()
    back = Library(settings_for(data))
    with pytest.raises(Exception, match="made with the embedder openai:other-words"):
        back.check_embedder()
    back.close()
