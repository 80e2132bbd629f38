"""How fast questions are answered in a small and in a large folder, and how soon from what has just come in."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.answering import Answerer
from bot.opening import open_answerer
from ingest.library import Library
from tests.bench import corpus
from tests.bench.corpus import PASSAGES_AN_ARTICLE
from tests.bench.figures import MB, median, show
from tests.bench.filling import fill, resident
from tests.bench.writing import server_of
from tests.conftest import settings_for

_QUESTIONS, _WARM_UP, _COLD = 60, 5, 5
_NEW_PASSAGES, _PATIENCE_SECONDS = 1_000, 30.0


@contextmanager
def answering(data: Path) -> Iterator[Answerer]:
    """Open a folder for questions."""
    library = Library(settings_for(data))
    with closing(library), closing(open_answerer(settings_for(data), library)) as answerer:
        yield answerer


def questions(small: Path, large: Path) -> None:
    """Measure questions to running bots, one to the small and one to the large folder in turn."""
    with answering(small) as one, answering(large) as other:
        taken: dict[Answerer, list[float]] = {one: [], other: []}
        for n in range(-_WARM_UP, _QUESTIONS):
            for answerer, times in taken.items():
                begun = time.perf_counter()
                answerer.answer(corpus.question(abs(n)))
                if n >= 0:
                    times.append((time.perf_counter() - begun) * 1000)
        show("question in the small folder, p50", median(taken[one]), "ms")
        show("question in the large folder, p50", median(taken[other]), "ms")
        show("  beside the small one", median(taken[other]) / median(taken[one]), "×", "≤ 2")
        show("memory of the vector server of the small folder", resident(server_of(small)) / MB, "MB")
        show("memory of the vector server of the large folder", resident(server_of(large)) / MB, "MB")


def cold(small: Path, large: Path) -> None:
    """Measure the command ``ask``, from its start to its end, with nothing running before it."""
    taken: dict[Path, list[float]] = {small: [], large: []}
    for n in range(_COLD):
        for data, times in taken.items():
            begun = time.monotonic()
            command = [sys.executable, "-m", "bot", "--data", str(data), "ask", corpus.question(n)]
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
            times.append(time.monotonic() - begun)
    show("`ask` in the small folder, p50", median(taken[small]), "s")
    show("`ask` in the large folder, p50", median(taken[large]), "s")
    show("  beside the small one", median(taken[large]) / median(taken[small]), "×", "≤ 2")


def news(large: Path) -> None:
    """Measure how soon a running bot answers from a thousand new passages."""
    count = int(_NEW_PASSAGES / PASSAGES_AN_ARTICLE)
    first = 10_000_000 + int(time.time()) % 1_000_000 * 1_000  # others than the last time, where folders are kept
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "--data", str(large), "ask", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as bot:
        _ask(bot, corpus.question(0))
        begun = time.monotonic()
        fill(large, first, count)
        ended = time.monotonic()
        last = f"synthetic-{first + count - 1}"
        while (
            last not in _ask(bot, corpus.question(first + count - 1)) and time.monotonic() - ended < _PATIENCE_SECONDS
        ):
            time.sleep(0.05)
        show(f"{_NEW_PASSAGES} new passages: written in", ended - begun, "s")
        show(f"{_NEW_PASSAGES} new passages: seen by a running bot after", time.monotonic() - ended, "s", "≤ 5")
        assert bot.stdin is not None
        bot.stdin.close()


def _ask(bot: subprocess.Popen[str], question: str) -> str:
    """Return the answer as it is printed; what was retrieved is in it."""
    assert bot.stdin is not None
    assert bot.stdout is not None
    print(json.dumps({"id": "q", "question": question}), file=bot.stdin, flush=True)
    return bot.stdout.readline()
