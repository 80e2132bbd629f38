"""What the tests of sync share: a site, a library that may reach it, and one round over a plan."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.embedding import Embedder
from ingest.fetching import Fetcher, Limits
from ingest.library import Library
from ingest.pipeline import Report
from ingest.settings import Settings
from ingest.sync.plan import Plan
from ingest.sync.syncing import Sync
from ingest.visits import Visits
from tests.hashing import HashingEmbedding
from tests.site import Site

Round = Callable[..., Report]


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


@pytest.fixture
def shelf(data: Path, hashing: HashingEmbedding) -> Iterator[Library]:
    library = Library(Settings(_env_file=None, data=data, private_networks=True), Embedder(hashing))
    yield library
    library.close()


@pytest.fixture
def visits(shelf: Library) -> Iterator[Visits]:
    visits = Visits(shelf.store.folder)
    yield visits
    visits.close()


@pytest.fixture
def plan(tmp_path: Path) -> Callable[[str], Plan]:
    """Return what writes and reads a sources.toml."""

    def write(text: str) -> Plan:
        path = tmp_path / "sources.toml"
        path.write_text(text, "utf-8")
        return Plan.load(path)

    return write


@pytest.fixture
def sync(shelf: Library, visits: Visits) -> Round:
    """Return what goes once over a plan, ``later`` by so many seconds than it is."""

    def once(plan: Plan, *, later: float = 0, everything: bool = False, patient: bool = True) -> Report:
        if later:
            bring_forward(visits, later)
        with Fetcher(shelf.settings, limits=Limits(backoff=0.01)) as fetcher:
            return Sync(shelf, visits, fetcher, plan, lambda *heard: None).run(everything=everything, patient=patient)

    return once


def bring_forward(visits: Visits, seconds: float) -> None:
    """Let ``seconds`` pass for all visits."""
    with visits._db.transaction() as db:
        db.execute(
            "UPDATE visits SET due = due - ?, asked = asked - ?, changed = changed - ?, missing = missing - ?",
            [seconds] * 4,
        )


def counts(report: Report) -> tuple[int, int, int, int, int]:
    return report.added, report.updated, report.removed, report.unchanged, len(report.failed)


def age(path: Path, seconds: float = 5) -> Path:
    """Make a file look as if nobody had written to it for ``seconds``."""
    import os

    os.utime(path, (time.time() - seconds,) * 2)
    return path
