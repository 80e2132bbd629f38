"""What the tests of the real process share: a loopback Discord with people in it, and bots beside it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.embedding import Embedder
from ingest.library import Library
from ingest.pipeline import Pipeline
from ingest.sources import read
from tests.conftest import SEEDS, settings_for
from tests.discord.lab import Lab
from tests.discord.openapi import OpenApi
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
