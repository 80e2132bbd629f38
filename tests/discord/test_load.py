"""The real process under load: 50 people at once, articles that come in meanwhile, and thousands of questions."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from bot.journal import Journal, ServerSettings
from tests.articles import articles as some_articles
from tests.articles import write_jsonl
from tests.conftest import Start
from tests.discord.answers import is_final
from tests.discord.conftest import StartBot
from tests.discord.lab import Lab
from tests.discord.launch import STALLS
from tests.discord.load import Crowd, percentile
from tests.discord.server import FakeDiscord
from tests.discord.stalls import read_stalls

# By hand STRESS_SECONDS=120 asks some thousands of questions.
SECONDS = float(os.environ.get("STRESS_SECONDS", "6"))
# Generous, as the machine may be loaded; `python -m tests.discord.bench` measures.
ACKNOWLEDGED_SECONDS, STALL_SECONDS, LATE_HEARTBEATS, GROWTH = 3.0, 0.5, 2.0, 24 << 20


def test_two_hundred_questions_of_fifty_people_at_once_beside_an_ingest(
    lab: Lab, fake: FakeDiscord, articles: Path, start_bot: StartBot, start: Start, tmp_path: Path
) -> None:
    start_bot(environment={STALLS: str(tmp_path / "stalls")})
    crowd = Crowd.gather(fake, lab.lab, people=50, channels=16)
    ingest = start("ingest", "add", write_jsonl(tmp_path / "news.jsonl", some_articles(20)))
    fake.faults.limit_as_usual()
    questions = crowd.ask(200, mentions=4)
    greedy = Crowd(fake, crowd.people[:1], crowd.channels).ask(20)
    outcomes = crowd.wait([*questions, *greedy])
    assert outcomes["failed"] == 0
    assert outcomes["limit"] >= 10, "nobody may ask more than ten questions"
    assert outcomes["answered"] > outcomes["not_found"] > 0
    commands = [question.acknowledged for question in questions if not question.is_message]
    assert percentile(commands, 0.95) < ACKNOWLEDGED_SECONDS
    assert percentile(read_stalls(tmp_path / "stalls"), 0.99) < STALL_SECONDS
    assert max(fake.gateway.heartbeat_gaps()) < LATE_HEARTBEATS * fake.gateway.heartbeat_seconds
    assert fake.pings() == []

    ingest.communicate()
    ended = time.monotonic()
    assert ingest.returncode == 0
    asked = lab.alice.slash(lab.general, "ask", question="How many visitors did the orchard of Castlegate count?")
    assert "1082" in asked.answer(is_final).text
    assert time.monotonic() - ended < 5


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_memory_does_not_grow_with_questions(lab: Lab, fake: FakeDiscord, articles: Path, start_bot: StartBot) -> None:
    journal = Journal(articles)
    journal.save_settings(int(lab.lab.id), ServerSettings(person_limit=1_000_000, channel_limit=1_000_000))
    journal.close()
    process = start_bot()
    crowd = Crowd.gather(fake, lab.lab, people=50, channels=8)
    crowd.wait(crowd.ask(100, mentions=10))
    before, begun, count = process.resident_bytes, time.monotonic(), 100
    while time.monotonic() - begun < SECONDS:
        crowd.wait(crowd.ask(50, mentions=10, first=count))
        count += 50
    assert process.resident_bytes - before < GROWTH, f"after {count} questions"
