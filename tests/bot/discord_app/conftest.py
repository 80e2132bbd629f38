"""What the tests of the bot in this process share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot.answering import Answerer
from bot.discord_app.desk import Desk
from bot.journal import Journal
from bot.opening import open_answerer
from ingest.library import Library
from tests.bot.discord_app.stage import Stage
from tests.conftest import settings_for

OpenStage = Callable[..., Stage]


@pytest.fixture(scope="session")
def answerer(library: Library) -> Iterator[Answerer]:
    """Yield what answers from the seed articles, for all tests."""
    answerer = open_answerer(settings_for(library.store.folder), library)
    yield answerer
    answerer.close()


@pytest.fixture
def desk(library: Library, answerer: Answerer, data: Path) -> Iterator[Desk]:
    """Yield a desk over the seed articles, with a journal of this test."""
    journal = Journal(data)
    yield Desk(settings_for(library.store.folder), library, answerer, journal)
    journal.close()


@pytest.fixture
def stage(desk: Desk) -> Iterator[Stage]:
    """Yield a Discord with the bot in it, which sees only messages that are for it."""
    with Stage(desk) as stage:
        yield stage


@pytest.fixture
def seeing_stage(desk: Desk) -> Iterator[Stage]:
    """Yield a Discord that shows the bot all messages."""
    with Stage(desk, message_content=True) as stage:
        yield stage


@pytest.fixture
def shelf_stage(shelf: Library, data: Path) -> Iterator[Stage]:
    """Yield a Discord with a bot over a library of this test, to which articles may be added."""
    settings = settings_for(data)
    with ExitStack() as stack:
        answerer = open_answerer(settings, shelf)
        stack.callback(answerer.close)
        journal = Journal(data)
        stack.callback(journal.close)
        yield stack.enter_context(Stage(Desk(settings, shelf, answerer, journal)))
