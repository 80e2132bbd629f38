"""Whatever dies or is full in the middle: each article stays whole, and the next run finishes."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from ingest.backup import back_up
from ingest.library import Library
from ingest.pipeline import Pipeline
from tests.articles import article, articles, write_jsonl
from tests.conftest import Run, Start
from tests.ingest.faults.worker import open_library
from tests.whole import check_whole

WORKER = "tests.ingest.faults.worker"
COUNT = 120
WAITING = "Waiting for the vector index to open …"  # said on a slow machine


@pytest.fixture
def filled(data: Path) -> Path:
    """Return a data folder with articles, closed."""
    with closing(open_library(data)) as library:
        Pipeline(library).add(articles(COUNT))
    return data


def check(data: Path, edition: int) -> None:
    with closing(open_library(data)) as library:
        check_whole(library, articles(COUNT, edition))


def every_article_is_of_one_edition(library: Library, editions: int) -> bool:
    known = [{item.id: item for item in articles(COUNT, edition)} for edition in range(editions)]
    return all(any(edition.get(item.id) == item for edition in known) for item in library.store.articles())


def test_the_lock_of_a_dead_ingest_locks_nobody_out(start: Start, data: Path, tmp_path: Path) -> None:
    news = write_jsonl(tmp_path / "a.jsonl", articles(COUNT))
    holder = start(WORKER, "add", data, news)
    assert holder.stdout.readline() == "ready\n"
    holder.kill()
    following = start(WORKER, "add", data, news)
    assert following.wait(120) == 0
    assert following.stderr.read().replace(f"{WAITING}\n", "") == ""
    check(data, 0)


def test_a_vector_server_that_is_killed_in_the_middle_is_followed_by_another(
    start: Start, filled: Path, tmp_path: Path
) -> None:
    chance, killed = random.Random(), 0
    for edition in (1, 2, 3):
        news = write_jsonl(tmp_path / "a.jsonl", articles(COUNT, edition))
        process = start(WORKER, "add", filled, news)
        assert process.stdout.readline() == "ready\n"
        while process.poll() is None:
            time.sleep(chance.uniform(0.1, 0.8))
            with suppress(OSError, ValueError):
                server = json.loads((filled / "chroma.address").read_text())["pid"]
                os.kill(server, signal.SIGKILL)
                killed += 1
        assert process.returncode == 0, process.stderr.read()
        check(filled, edition)
    assert killed > 2


@pytest.mark.parametrize("size", [0, 300_000])
def test_a_disk_that_is_full_in_an_update_keeps_every_article_whole(
    size: int, start: Start, filled: Path, tmp_path: Path
) -> None:
    news = write_jsonl(tmp_path / "a.jsonl", articles(COUNT, 1))
    full = start(WORKER, "add", filled, news, size=size)
    assert full.wait(120) == 1
    assert "disk is not full" in full.stderr.read()
    with closing(open_library(filled)) as library:
        assert library.store.counts()[0] == COUNT
        assert every_article_is_of_one_edition(library, 2)
    assert start(WORKER, "add", filled, news).wait(120) == 0
    check(filled, 1)


@pytest.mark.parametrize("size", [0, 300_000])
def test_a_disk_that_is_full_in_a_rebuild_leaves_the_old_vectors(size: int, start: Start, filled: Path) -> None:
    full = start(WORKER, "rebuild", filled, "another", size=size)
    assert full.wait(120) == 1
    assert "disk is not full" in full.stderr.read()
    check(filled, 0)
    assert start(WORKER, "rebuild", filled, "another").wait(120) == 0
    with closing(open_library(filled, "another")) as library:
        library.check_embedder()
        check_whole(library, articles(COUNT))


def test_a_restore_that_is_killed_leaves_the_old_articles_or_the_restored(
    start: Start, filled: Path, tmp_path: Path
) -> None:
    chance, archive, killed = random.Random(), tmp_path / "a.tar.gz", 0
    with closing(open_library(filled)) as library:
        back_up(library, archive)
        Pipeline(library).add(articles(COUNT, 1))
    for _ in range(4):
        process = start(WORKER, "restore", filled, archive)
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, 1.5))
        killed += process.poll() is None
        process.kill()
        process.communicate()
        with closing(open_library(filled)) as library:
            check_whole(library, articles(COUNT, 1 if library.store.article("news-0") == article(0, 1) else 0))
    assert killed > 0
    assert start(WORKER, "restore", filled, archive).wait(120) == 0
    check(filled, 0)
    assert not list(filled.glob(".restore-*"))


def test_a_disk_that_is_full_in_a_backup_leaves_the_former_backup(run: Run, filled: Path, tmp_path: Path) -> None:
    plain = {**os.environ, "DATELINE_EMBEDDER": "none"}
    assert run("ingest", "backup", "a.tar.gz", env=plain).returncode == 0
    before = (tmp_path / "a.tar.gz").read_bytes()
    for size in (10_000, 100_000):
        full = run("ingest", "backup", "a.tar.gz", size=size, env=plain)
        assert full.returncode == 1
        assert len(full.stderr.splitlines()) == 1
        assert (tmp_path / "a.tar.gz").read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} <= {"a.tar.gz", "data", "cache"}
