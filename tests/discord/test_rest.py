"""The real process while requests to Discord fail: nothing is lost, and nothing is said twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.discord.answers import COUNTRIES, COUNTRIES_ANSWER, is_final, says
from tests.discord.conftest import Running
from tests.discord.entities import Channel, Message
from tests.discord.faults import Faults
from tests.discord.people import Person

ACKNOWLEDGE = r"^POST /interactions/\d+/[^/]+/callback$"
SEND = r"^POST /channels/\d+/messages$"
EDIT = r"^PATCH /channels/\d+/messages/\d+$"
EDIT_RESPONSE = r"^PATCH /webhooks/\d+/[^/]+/messages/@original$"

Ask = Callable[[Person, Channel], Message]


def by_command(person: Person, room: Channel) -> Message:
    return person.slash(room, "ask", question=COUNTRIES).answer(is_final)


def by_mention(person: Person, room: Channel) -> Message:
    asked = person.ask(room, COUNTRIES)
    return person.world.wait(lambda: next((m for m in room.messages if m.replies_to == asked.id and is_final(m)), None))


FAILURES: dict[str, tuple[Ask, Callable[[Faults], None]]] = {
    "429 where a message is sent": (by_mention, lambda faults: faults.too_many(SEND, 0.2)),
    "429 where a message is edited": (by_mention, lambda faults: faults.too_many(EDIT, 0.2)),
    "429 where a command is acknowledged": (by_command, lambda faults: faults.too_many(ACKNOWLEDGE, 0.2)),
    "429 where a response is edited": (by_command, lambda faults: faults.too_many(EDIT_RESPONSE, 0.2)),
    "429 everywhere": (by_mention, lambda faults: faults.too_many(SEND, 0.2, everywhere=True)),
    "502 where a message is sent": (by_mention, lambda faults: faults.fail(SEND, 502)),
    "503 where a message is sent": (by_mention, lambda faults: faults.fail(SEND, 503, times=2)),
    "503 where a message is edited": (by_mention, lambda faults: faults.fail(EDIT, 503)),
    "500 where a response is edited": (by_command, lambda faults: faults.fail(EDIT_RESPONSE, 500)),
    "cut after a message was stored": (by_mention, lambda faults: faults.cut(SEND)),
    "cut after a message was edited": (by_mention, lambda faults: faults.cut(EDIT)),
    "cut after a command was acknowledged": (by_command, lambda faults: faults.cut(ACKNOWLEDGE)),
    "cut after a response was edited": (by_command, lambda faults: faults.cut(EDIT_RESPONSE)),
}


@pytest.mark.parametrize(("ask", "fail"), FAILURES.values(), ids=FAILURES.keys())
def test_a_request_that_fails_costs_no_answer(running: Running, ask: Ask, fail: Callable[[Faults], None]) -> None:
    room = running.room()
    fail(running.fake.faults)
    assert COUNTRIES_ANSWER in ask(running.person(), room).text
    assert len(running.fake.by_bot(room)) == 1


def test_an_answer_that_discord_takes_nowhere_ends_with_a_sentence(running: Running) -> None:
    """As it is when Discord refuses what the answer holds."""
    room, alice = running.room(), running.person("alice")
    faults = running.fake.faults
    faults.fail(EDIT_RESPONSE, 400, times=1)
    faults.fail(SEND, 400, times=2)
    asked = alice.slash(room, "ask", question=COUNTRIES)
    assert says(asked.answer(), "d_failed")
