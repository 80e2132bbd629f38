"""What the tests of the real process share: a loopback Discord with people in it, and bots beside it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest.embedding import Embedder
from ingest.library import Library
from ingest.pipeline import Pipeline
from ingest.sources import read
from tests.conftest import SEEDS, keep_apart, settings_for
from tests.discord.entities import Channel
from tests.discord.lab import Lab
from tests.discord.openapi import OpenApi
from tests.discord.people import Person
from tests.discord.process import BotProcess
from tests.discord.server import FakeDiscord

StartBot = Callable[..., BotProcess]


@pytest.fixture(scope="session")
def seeded(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the seed articles, which nothing has open: only for copying."""
    folder = tmp_path_factory.mktemp("seeded") / "data"
    library = Library(settings_for(folder), embedder)
    Pipeline(library).add(read([str(SEEDS)]))
    library.close()
    return folder


@pytest.fixture
def articles(seeded: Path, data: Path) -> Path:
    """Return this test's data folder, with the seed articles in it."""
    shutil.copytree(seeded, data)
    return data


@pytest.fixture(scope="session")
def openapi() -> OpenApi | None:
    """Return Discord's own description of its API where there is one."""
    return OpenApi.found()


@pytest.fixture
def fake(openapi: OpenApi | None) -> Iterator[FakeDiscord]:
    """Yield a Discord without privileged intents; afterwards hold what the bot sent against Discord's description."""
    with _checked(openapi) as fake:
        yield fake


@contextmanager
def _checked(openapi: OpenApi | None) -> Iterator[FakeDiscord]:
    with FakeDiscord() as fake:
        yield fake
        assert fake.world.errors == []
        if openapi is not None:
            assert openapi.violations(fake.requests()) == []


@pytest.fixture
def lab(fake: FakeDiscord) -> Lab:
    """Return a small world: two guilds, three people and a moderator."""
    return Lab(fake)


@pytest.fixture
def start_bot(fake: FakeDiscord, data: Path) -> Iterator[StartBot]:
    """Start ``python -m bot`` beside ``fake``, with the data folder of this test; it is killed when the test ends.

    Whatever ``BotProcess`` takes may be given. It returns once the bot is connected, unless ``wait`` is false.
    """
    started: list[BotProcess] = []

    def start_bot(*arguments: str, wait: bool = True, **options: object) -> BotProcess:
        process = BotProcess(fake, data, *arguments, **options)  # type: ignore[arg-type]
        started.append(process)
        if wait:
            process.wait_connected()
        return process

    yield start_bot
    for process in started:
        process.kill()


@dataclass(frozen=True)
class Running:
    """A bot that many tests share: each has a room and people of its own, as the bot limits both."""

    fake: FakeDiscord
    lab: Lab
    process: BotProcess

    def person(self, name: str = "somebody", locale: str = "en-US") -> Person:
        """Return somebody who has asked nothing yet."""
        return self.fake.person(name, self.lab.lab, locale=locale)

    def room(self, name: str = "room") -> Channel:
        """Return a channel in which nothing was asked yet."""
        return self.fake.world.add_channel(self.lab.lab, name)


@contextmanager
def running_bot(
    seeded: Path, openapi: OpenApi | None, folder: Path, environment: dict[str, str | None] | None = None
) -> Iterator[Running]:
    """Run a bot over the seed articles in ``folder``; afterwards hold what it sent against Discord's description."""
    with pytest.MonkeyPatch.context() as patch, _checked(openapi) as fake:
        keep_apart(patch, folder)
        shutil.copytree(seeded, folder / "data")
        lab = Lab(fake)
        process = BotProcess(fake, folder / "data", environment=environment)
        try:
            process.wait_connected()
            yield Running(fake, lab, process)
            assert fake.pings() == []
        finally:
            process.kill()


@pytest.fixture(scope="session")
def _running(seeded: Path, openapi: OpenApi | None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running_bot(seeded, openapi, tmp_path_factory.mktemp("running")) as running:
        yield running


@pytest.fixture
def running(_running: Running) -> Iterator[Running]:
    """Yield a bot that runs; what a test breaks of its Discord is mended afterwards."""
    yield _running
    _running.fake.faults.clear()
    _running.fake.gateway.deliveries = 1
    assert _running.process.running
