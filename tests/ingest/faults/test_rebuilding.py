"""A rebuild beside questions, and one that is killed: the old vectors answer until the new ones are whole."""

from __future__ import annotations

import os
import random
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.question import read_question
from bot.retrieval import PassageRetriever
from ingest.library import Library
from ingest.pipeline import Pipeline
from tests.articles import article, articles
from tests.conftest import Start
from tests.ingest.faults.worker import open_library
from tests.whole import check_whole

WORKER = "tests.ingest.faults.worker"
COUNT = 150
# By hand REBUILD_KILLS=20 and REBUILD_PASSAGES=10000; what goes wrong does so with a few hundred too.
KILLS = int(os.environ.get("REBUILD_KILLS", "6"))
PASSAGES = int(os.environ.get("REBUILD_PASSAGES", "600"))


def readied(process: subprocess.Popen[str]) -> subprocess.Popen[str]:
    assert process.stdout.readline() == "ready\n"
    return process


def collections(library: Library) -> list[str]:
    """Return the names of all collections in the index."""
    library.index.open()
    return sorted(library.collections(""))


@pytest.fixture
def filled(data: Path) -> Iterator[Library]:
    library = open_library(data)
    try:
        Pipeline(library).add(articles(COUNT))
        yield library
    finally:
        library.close()


def test_a_rebuild_that_is_killed_leaves_the_old_or_the_new(filled: Library, start: Start, data: Path) -> None:
    filled.close()
    chance, names, killed = random.Random(), ["hashing-256", "another", "a-third"], 0
    for n in range(KILLS):
        process = readied(start(WORKER, "rebuild", data, names[n // 2 % len(names)]))
        time.sleep(chance.uniform(0, 2.5))
        killed += process.poll() is None
        process.kill()
        process.communicate()
        library = open_library(data)
        try:
            check_whole(library, articles(COUNT))
        finally:
            library.close()
    assert killed > 0
    finished = readied(start(WORKER, "rebuild", data, "another"))
    assert finished.wait(120) == 0
    library = open_library(data, "another")
    try:
        library.check_embedder()
        check_whole(library, articles(COUNT))
        assert collections(library) == [library.index.name]
    finally:
        library.close()


class Questions(threading.Thread):
    """Asks one question after another, and notes what was wrong with an answer, and how long the longest took."""

    def __init__(self, folder: Path, count: int, seed: int) -> None:
        super().__init__()
        self._library, self._count, self._chance = open_library(folder), count, random.Random(seed)
        self.asked, self.wrong, self.slowest, self.stopping = 0, [], 0.0, threading.Event()

    def run(self) -> None:
        try:
            retriever = PassageRetriever(self._library)
            while not self.stopping.is_set():
                self._ask(retriever, article(self._chance.randrange(self._count)))
        except Exception as error:
            self.wrong.append(error)
        finally:
            self._library.close()

    def _ask(self, retriever: PassageRetriever, about) -> None:
        begun = time.monotonic()
        question = read_question(about.text.splitlines()[0])
        vector = self._library.embedder.question(question.embedded_text, question.language)
        ids = [id_ for id_, _ in self._library.nearest(vector, 100)]
        known = self._library.store.passages_of_vectors(ids)
        found = retriever.search(question).passages
        if len(known) != 100 or found[0].stored.article.id != about.id or found[0].cosine == 0:
            self.wrong.append((about.id, len(ids), len(known), [it.stored.article.id for it in found[:2]]))
        self.asked, self.slowest = self.asked + 1, max(self.slowest, time.monotonic() - begun)


def test_no_question_fails_or_is_half_answered_during_a_rebuild(data: Path, start: Start) -> None:
    library = open_library(data)
    try:
        count = PASSAGES // 2
        Pipeline(library).add(articles(count))
        while library.store.passage_count() < PASSAGES:
            count += max(10, (PASSAGES - library.store.passage_count()) // 2)
            Pipeline(library).add(articles(count))
        askers = [Questions(data, count, seed) for seed in (1, 2)]
        for asker in askers:
            asker.start()
        try:
            process = readied(start(WORKER, "rebuild", data, "hashing-256"))
            begun = time.monotonic()
            assert process.wait(1_800) == 0
            took = time.monotonic() - begun
            time.sleep(0.5)
        finally:
            for asker in askers:
                asker.stopping.set()
            for asker in askers:
                asker.join()
        print(
            f"{library.store.passage_count()} passages made anew in {took:.1f} s; {sum(it.asked for it in askers)} "
            f"questions, the slowest {max(it.slowest for it in askers):.2f} s"
        )
        assert [asker.wrong for asker in askers] == [[], []]
        assert all(asker.asked > 5 for asker in askers)
        assert library.store.meta("generation") == "1"
        check_whole(library, articles(count))
    finally:
        library.close()
