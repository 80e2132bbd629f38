from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.journal import Journal
from tests.bot.journal.making import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def journal(data: Path, clock: Clock) -> Iterator[Journal]:
    journal = Journal(data, 90, clock)
    yield journal
    journal.close()
