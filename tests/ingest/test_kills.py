"""kill -9 at 20 random moments of adding and updating: each article stays whole, and the next run finishes."""

from __future__ import annotations

import json
import random
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from ingest.article import Article
from ingest.embedding import Embedder
from ingest.library import Library
from ingest.store import Store
from tests.articles import write_jsonl
from tests.conftest import Start, settings_for
from tests.whole import check_sentences, check_whole

# Two series side by side, each in a folder of its own: most of a run is Python starting.
SERIES, KILLS, KILLS_A_ROUND, MOST_TRIES = 2, 10, 5, 25
# So many short ones that they are written in two batches.
ARTICLES = 130
ANY_MOMENT_SECONDS, WRITING_SECONDS, FLIP_SECONDS = 5.0, 0.8, 0.15


def served_by(data: Path) -> int | None:
    try:
        return int(json.loads((data / "chroma.address").read_text())["pid"])
    except (OSError, ValueError):
        return None


def wait_for_writing(process: subprocess.Popen[str], data: Path) -> None:
    """Wait until the vector server starts, with which the writing begins."""
    server = served_by(data)
    while process.poll() is None and served_by(data) in {None, server}:
        time.sleep(0.01)


def wait_for_flip(process: subprocess.Popen[str], data: Path) -> None:
    """Wait until the first articles have become current."""
    with closing(Store(data)) as store:
        before = store.version("gate-1")
        while process.poll() is None and store.version("gate-1") == before:
            time.sleep(0.01)


def kill_at_random(process: subprocess.Popen[str], data: Path, chance: random.Random) -> bool:
    """Kill ``process`` at a random moment. Return whether it was still at work."""
    aim = chance.choice(["any moment", "writing", "writing", "flip"])
    if aim == "any moment":
        time.sleep(chance.uniform(0, ANY_MOMENT_SECONDS))
    elif aim == "writing":
        wait_for_writing(process, data)
        time.sleep(chance.uniform(0, WRITING_SECONDS))
    else:
        wait_for_flip(process, data)
        time.sleep(chance.uniform(0, FLIP_SECONDS))
    at_work = process.poll() is None
    process.kill()
    process.communicate()
    return at_work


def edition(n: int) -> list[Article]:
    """Return what the n-th run is given: most were there before and changed, some did not, some are new."""
    counts = {k: 1_000 + 7 * k + (n if k % 5 else 0) for k in range(ARTICLES + 2 * n)}
    return [Article(f"gate-{k}", f"Gate {k}", f"Gate {k} opened {count} times.", "en") for k, count in counts.items()]


def stored(data: Path) -> dict[str, Article]:
    """Return the articles that are current, each checked to be cut as it should be."""
    if not (data / "store.db").exists():
        return {}
    with closing(Store(data)) as store:
        found = {item.id: item for item in store.articles()}
        check_sentences(store, found.values())
    return found


def finish(process: subprocess.Popen[str]) -> None:
    out, _ = process.communicate(timeout=120)
    assert (process.returncode, json.loads(out)["failed"]) == (0, [])


def series(start: Start, folder: Path, embedder: Embedder) -> int:
    """Kill one run after another, each given another edition, and every now and then let one finish.

    Return how many were killed at work.
    """
    chance = random.Random()
    data, news, kills = folder / "data", folder / "news.jsonl", 0
    folder.mkdir()
    for n in range(MOST_TRIES):
        before, given = stored(data), {item.id: item for item in edition(n)}
        write_jsonl(news, given.values())
        kills += kill_at_random(start("ingest", "--data", data, "add", news), data, chance)
        after = stored(data)
        assert before.keys() <= after.keys()
        assert all(item in (before.get(id_), given[id_]) for id_, item in after.items())
        if n % KILLS_A_ROUND == KILLS_A_ROUND - 1:
            finish(start("ingest", "--data", data, "add", news, "--json"))
            library = Library(settings_for(data), embedder)
            try:
                check_whole(library, given.values())
            finally:
                library.close()
            if kills >= KILLS:
                break
    return kills


def test_killed_at_twenty_random_moments_nothing_is_lost_mixed_or_doubled(
    start: Start, tmp_path: Path, embedder: Embedder
) -> None:
    with ThreadPoolExecutor(SERIES) as threads:
        folders = [tmp_path / str(number) for number in range(SERIES)]
        outcomes = list(threads.map(lambda folder: series(start, folder, embedder), folders))
    assert all(kills >= KILLS for kills in outcomes), "too few kills came while there was work"
