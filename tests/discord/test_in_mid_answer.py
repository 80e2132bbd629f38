"""The real process when something happens while an answer is being made: it arrives all the same."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.discord.answers import COUNTRIES, COUNTRIES_ANSWER, is_final, says
from tests.discord.conftest import Running, running_bot
from tests.discord.entities import Channel, Message
from tests.discord.interactions import Interaction
from tests.discord.openapi import OpenApi
from tests.discord.people import Person
from tests.discord.polling import poll
from tests.discord.protocol import Permission
from tests.llm_replies import later, reply
from tests.llm_replies import says as model_says
from tests.llm_server import LLMServer

FOUND = True

# Long enough for something to happen meanwhile.
SECONDS = 0.5
GOOD = model_says(reply(FOUND, [("116 countries took part.", [(None, "police in 116 countries", None)])]))
_numbers = itertools.count(1)


def new_question() -> str:
    """Return a question that was not asked before: the same one is answered without asking the model again."""
    return COUNTRIES + "?" * next(_numbers)


@dataclass(frozen=True)
class Thinking:
    """A bot whose language model takes its time."""

    running: Running
    model: LLMServer

    def ask(self, person: Person, room: Channel, seconds: float = SECONDS) -> Message:
        """Mention the bot; return its status once the model is asked."""
        self.model.play(later(seconds, GOOD))
        status = self.running.fake.reply_to(person.ask(room, new_question()))
        self._wait()
        return status

    def command(self, person: Person, room: Channel, **options: bool) -> Interaction:
        """Use the command; return its interaction once the model is asked."""
        self.model.play(later(SECONDS, GOOD))
        asked = person.slash(room, "ask", question=new_question(), **options)
        self._wait()
        return asked

    def answer(self, room: Channel) -> Message:
        """Wait for an answer in a room, and return it."""
        fake = self.running.fake
        found = fake.wait(lambda: [m for m in fake.by_bot(room) if is_final(m)], what="an answer")
        assert len(found) == 1
        assert COUNTRIES_ANSWER in found[0].text
        return found[0]

    def _wait(self) -> None:
        poll(lambda: self.model.requests, "the model to be asked")


@pytest.fixture(scope="module")
def thinking(seeded: Path, openapi: OpenApi | None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Thinking]:
    with LLMServer(GOOD) as model:
        environment: dict[str, str | None] = {"OPENAI_BASE_URL": model.url}
        with running_bot(seeded, openapi, tmp_path_factory.mktemp("thinking"), environment) as running:
            yield Thinking(running, model)


def test_a_token_that_expires_is_answered_beside_the_command(thinking: Thinking) -> None:
    room = thinking.running.room()
    asked = thinking.command(thinking.running.person("alice"), room)
    asked.expire()
    answer = thinking.answer(room)
    assert not answer.ephemeral
    assert answer is not asked.message


def test_a_private_answer_whose_token_expires_goes_to_the_person_without_buttons(thinking: Thinking) -> None:
    alice = thinking.running.person("alice")
    thinking.command(alice, thinking.running.room(), private=True).expire()
    fake = thinking.running.fake
    answer = fake.wait(lambda: next((it for it in alice.direct.messages if "116" in it.text), None))
    assert answer.buttons == []


def test_a_response_that_a_moderator_deletes_is_answered_below(thinking: Thinking) -> None:
    room, lab = thinking.running.room(), thinking.running.lab
    asked = thinking.command(thinking.running.person(), room)
    assert asked.message is not None
    lab.mod.delete(asked.message)
    thinking.answer(room)


def test_a_status_that_a_moderator_deletes_is_answered_with_a_new_reply(thinking: Thinking) -> None:
    room, lab = thinking.running.room(), thinking.running.lab
    status = thinking.ask(thinking.running.person(), room)
    lab.mod.delete(status)
    assert thinking.answer(room).replies_to == status.replies_to


def test_a_channel_that_is_closed_to_the_bot_is_answered_in_private(thinking: Thinking) -> None:
    room, alice = thinking.running.room(), thinking.running.person("alice")
    thinking.ask(alice, room)
    thinking.running.fake.world.deny(room, Permission.VIEW_CHANNEL)
    thinking.answer(alice.direct)


def test_progress_is_told_in_words(thinking: Thinking) -> None:
    fake, room = thinking.running.fake, thinking.running.room()
    status = thinking.ask(thinking.running.person(), room, seconds=1.5)
    fake.wait(lambda: says(status, "reading"), what="the progress")
    fake.wait(lambda: is_final(status), what="the answer")
    assert len(status.edits) == 2


def test_a_model_that_calls_everybody_calls_nobody(thinking: Thinking) -> None:
    room, lab = thinking.running.room(), thinking.running.lab
    loud = f"@everyone 116 countries took part, <@{lab.alice.id}> [here](https://elsewhere.example)."
    thinking.model.play(model_says(reply(FOUND, [(loud, [(None, "police in 116 countries", None)])])))
    answer = thinking.running.person().slash(room, "ask", question=new_question()).answer(is_final)
    assert answer.pings == []
    assert "](https://elsewhere.example)" not in answer.text.replace("\\", "")


@pytest.mark.parametrize("loss", ["a frame that is no JSON", "an invalid session"])
def test_an_answer_outlives_its_connection(thinking: Thinking, loss: str) -> None:
    """After a frame that discord.py cannot read there is a new client; the answer is shown by the old one."""
    fake, room, alice = thinking.running.fake, thinking.running.room(), thinking.running.person("alice")
    identified = fake.gateway.log.count("IDENTIFY")
    asked = thinking.command(alice, room)
    if loss == "an invalid session":
        fake.gateway.invalidate()
    else:
        fake.gateway.send_text("{")
    assert COUNTRIES_ANSWER in asked.answer(is_final).text
    fake.wait(lambda: fake.gateway.log.count("IDENTIFY") > identified, what="a new session")
    assert is_final(fake.reply_to(alice.ask(room, COUNTRIES), is_final))
