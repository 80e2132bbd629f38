"""The real process when its connection is lost: it comes back, and answers what it missed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.journal import Entry, Journal, new_id
from tests.discord.answers import COUNTRIES, is_final
from tests.discord.conftest import StartBot
from tests.discord.lab import Lab
from tests.discord.server import FakeDiscord

# Beats that come so late that Discord would take the connection for dead (it allows two intervals).
LATE = 2.0


def test_a_mention_that_was_missed_is_answered_after_every_loss(
    lab: Lab, fake: FakeDiscord, articles: Path, start_bot: StartBot
) -> None:
    fake.gateway.heartbeat_seconds = 1.0
    process = start_bot(patience=1.5)
    losses: list[Callable[[], None]] = [
        fake.gateway.drop,
        fake.gateway.reconnect,
        partial(fake.gateway.invalidate, resumable=True),
        fake.gateway.freeze,
    ]
    for number, lose in enumerate(losses, 1):
        fake.wait(lambda: fake.gateway.caught_up)
        lose()
        missed = lab.alice.ask(lab.general, COUNTRIES)
        assert is_final(fake.reply_to(missed, is_final)), lose
        assert fake.gateway.log.count("RESUME") == number
    assert len(fake.by_bot(lab.general)) == len(losses)
    assert max(fake.gateway.heartbeat_gaps()) < LATE
    fake.gateway.freeze()
    assert process.terminate(timeout=10) == 0, "a gateway that is silent does not keep it from ending"


def test_while_the_gateway_is_down_it_forgets_what_is_old_and_ends_when_asked_to(
    fake: FakeDiscord, articles: Path, start_bot: StartBot
) -> None:
    journal = Journal(articles)
    answer = Answer(COUNTRIES, "en", "not_found", "The articles do not say.", "quotes").as_json()
    asked = datetime.now(UTC) - timedelta(days=31)
    journal.record(Entry(new_id(), 1, 2, journal.person(3), private=False, question=COUNTRIES, answer=answer, at=asked))
    assert len(journal.unanswered(1, days=60)) == 1
    fake.gateway.refuse(1000)
    process = start_bot(wait=False, environment={"DATELINE_RETENTION_DAYS": "30"})
    process.wait_log("connecting again")
    assert "WSServerHandshakeError: 503" in process.log
    assert process.terminate(timeout=10) == 0
    assert "AttributeError" not in process.log
    assert journal.unanswered(1, days=60) == []
    journal.close()


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"DISCORD_TOKEN": "wrong"}, "Discord refuses the token; "),
        ({"DISCORD_MESSAGE_CONTENT": "true"}, "Discord refuses the message content intent: "),
    ],
)
def test_what_only_the_operator_can_mend_ends_it_with_one_sentence(
    fake: FakeDiscord, articles: Path, start_bot: StartBot, environment: dict[str, str], sentence: str
) -> None:
    process = start_bot(wait=False, environment=environment)
    assert process.wait_end() == 2
    *_, last = process.log.splitlines()
    assert last.startswith(sentence)
    assert "Traceback" not in process.log
