"""Measure the bot on Discord: ``python -m tests.discord.bench [--questions N] [--articles N]``.

Prints a line for each figure, with what it is to be. A quiet machine gives the figures; a loaded one gives its own.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from bot.journal import Journal, ServerSettings
from ingest.library import Library
from ingest.pipeline import Pipeline
from ingest.sources import read
from tests.articles import articles as some_articles
from tests.articles import write_jsonl
from tests.conftest import SEEDS, keep_apart, settings_for
from tests.discord.answers import is_final
from tests.discord.lab import Lab
from tests.discord.launch import STALLS
from tests.discord.load import Crowd, Question, percentile
from tests.discord.process import BotProcess
from tests.discord.server import FakeDiscord
from tests.discord.stalls import read_stalls

_PEOPLE, _CHANNELS, _AT_ONCE = 50, 16, 200
_ONE_BY_ONE, _ROUND = 40, 50
_MB = 1 << 20


class Bench:
    """A bot beside a loopback Discord, and what is measured of them."""

    def __init__(self, fake: FakeDiscord, folder: Path) -> None:
        self.fake, self.folder, self.data = fake, folder, folder / "data"
        self.lab = Lab(fake)
        self.stalls = folder / "stalls"
        journal = Journal(self.data)
        journal.save_settings(int(self.lab.lab.id), ServerSettings(person_limit=1_000_000, channel_limit=1_000_000))
        journal.close()
        self.process = BotProcess(fake, self.data, environment={STALLS: str(self.stalls)})
        self.process.wait_connected()
        self.process.wait_log('"ready"')
        self.crowd = Crowd.gather(fake, self.lab.lab, _PEOPLE, _CHANNELS)
        self._asked = 0

    def run(self, questions: int, articles: int) -> None:
        """Measure everything."""
        self.one_at_a_time()
        for seconds in (0.0, 1.0, 5.0):
            self.at_once(seconds)
        self.beside_an_ingest(articles)
        self.memory(questions)
        show("heartbeats: longest gap / interval", max(self.fake.gateway.heartbeat_gaps()) / self.interval, "≤ 1.5")
        show("messages that pinged", len(self.fake.pings()), "0")
        begun = time.monotonic()
        status = self.process.terminate()
        show(f"SIGTERM to exit with status {status}", time.monotonic() - begun, "≤ 10 s")

    @property
    def interval(self) -> float:
        """Seconds between heartbeats."""
        return self.fake.gateway.heartbeat_seconds

    def one_at_a_time(self) -> None:
        """Measure commands of one person after another."""
        questions = []
        for _ in range(_ONE_BY_ONE):
            questions += self._ask(1)
            self.crowd.wait(questions[-1:])
        show("one at a time: event to acknowledgement, p50", ms(questions, 0.5), "ms")
        latencies = self.answer_to_request()
        show("one at a time: answer to request, p50", percentile(latencies, 0.5), "≤ 20 ms")
        show("one at a time: answer to request, p95", percentile(latencies, 0.95), "ms")

    def at_once(self, seconds: float) -> None:
        """Measure 200 questions of 50 people within a time, a quarter of them in messages."""
        begun, seen = time.monotonic(), len(read_stalls(self.stalls))
        questions = self._ask(_AT_ONCE, mentions=4, seconds=seconds)
        self._show(f"200 within {seconds:.0f} s", questions, begun, seen)

    def beside_an_ingest(self, articles: int) -> None:
        """Measure the same while articles come in, and how soon these are answered from."""
        news = write_jsonl(self.folder / "news.jsonl", some_articles(articles))
        ingest = subprocess.Popen(
            [sys.executable, "-m", "ingest", "--data", str(self.data), "add", str(news)], stdout=subprocess.DEVNULL
        )
        time.sleep(5)  # until it embeds
        begun, seen = time.monotonic(), len(read_stalls(self.stalls))
        questions = self._ask(_AT_ONCE, mentions=4, seconds=1.0)
        self._show("200 within 1 s beside an ingest", questions, begun, seen)
        show("200 within 1 s beside an ingest: it still runs (1)", float(ingest.poll() is None), "1")
        ingest.wait()
        ended = time.monotonic()
        asked = self.lab.alice.slash(
            self.lab.general, "ask", question="How many visitors did the orchard of Castlegate count?"
        )
        found = "orchard of Castlegate" in asked.answer(is_final).text
        show(
            f"end of ingest to an answer from it ({'found' if found else 'NOT FOUND'})",
            time.monotonic() - ended,
            "≤ 5 s",
        )

    def memory(self, count: int) -> None:
        """Measure what the process holds after a tenth of the questions, half of them and all."""
        begun, seen = self._asked, time.monotonic()
        for goal in (count // 10, count // 2, count):
            while self._asked - begun < goal:
                self.crowd.wait(self._ask(_ROUND, mentions=10))
            show(f"memory after {goal} questions", self.process.resident_bytes / _MB, "flat, MB")
        show("questions a second", count / (time.monotonic() - seen), "")

    def answer_to_request(self) -> list[float]:
        """Return milliseconds from "answered" in the log to the request that shows the answer, for each answer."""
        offset = time.time() - time.monotonic()
        records = [json.loads(line) for line in self.process.log.splitlines() if '"answered"' in line]
        at = {record["question"]: datetime.fromisoformat(record["at"]).timestamp() - offset for record in records}
        latencies: dict[str, float] = {}
        for request in self.fake.requests(r"^(PATCH|POST) .*/messages"):
            sent = json.dumps(request.body)
            # The buttons name the question.
            for id_ in (id_ for id_ in at if id_ in sent):
                latencies.setdefault(id_, (request.at - at[id_]) * 1000)
        return list(latencies.values())

    def _ask(self, count: int, mentions: int = 0, seconds: float = 0.0) -> list[Question]:
        self._asked += count
        return self.crowd.ask(count, mentions, self._asked, seconds)

    def _show(self, what: str, questions: Sequence[Question], begun: float, seen: int) -> None:
        outcomes = self.crowd.wait(questions, timeout=120)
        show(f"{what}: all ended, {dict(outcomes)}", time.monotonic() - begun, "s")
        for kind, are in (("commands", False), ("messages", True)):
            of_kind = [question for question in questions if question.is_message is are]
            show(f"{what}: acknowledgement of {kind}, p50", ms(of_kind, 0.5), "ms")
            show(f"{what}: acknowledgement of {kind}, p95", ms(of_kind, 0.95), "≤ 100 ms")
        stalls = [stall * 1000 for stall in read_stalls(self.stalls)[seen:]]
        show(f"{what}: stall of the event loop, p99", percentile(stalls, 0.99), "< 50 ms")
        show(f"{what}: stall of the event loop, longest", max(stalls), "ms")


def ms(questions: Sequence[Question], share: float) -> float:
    """Return the milliseconds within which ``share`` of the questions were acknowledged."""
    return percentile([question.acknowledged * 1000 for question in questions], share)


def show(what: str, figure: float, goal: str) -> None:
    """Print one figure."""
    print(f"{what:<85} {figure:8.1f}   {goal}", flush=True)


def prepare(folder: Path) -> None:
    """Put the seed articles into the data folder in ``folder``."""
    library = Library(settings_for(folder / "data"))
    Pipeline(library).add(read([str(SEEDS)]))
    library.close()


def main() -> None:
    """Measure, and clean up."""
    parser = argparse.ArgumentParser(prog="python -m tests.discord.bench", description="Measure the bot on Discord.")
    parser.add_argument("--questions", type=int, default=2_000, metavar="N", help="over how many memory is watched")
    parser.add_argument("--articles", type=int, default=400, metavar="N", help="how many come in beside the load")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        with pytest.MonkeyPatch.context() as patch, FakeDiscord() as fake:
            keep_apart(patch, folder)
            prepare(folder)
            bench = Bench(fake, folder)
            try:
                bench.run(options.questions, options.articles)
            finally:
                bench.process.kill()
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
