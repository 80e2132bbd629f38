"""The real process when an answer takes several messages: each of them stands for the answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ingest.article import Article
from ingest.embedding import Embedder
from ingest.library import Library
from ingest.pipeline import Pipeline
from tests.conftest import settings_for
from tests.discord.answers import is_final
from tests.discord.conftest import Running, running_bot
from tests.discord.entities import Channel, Message
from tests.discord.openapi import OpenApi
from tests.discord.polling import poll
from tests.llm_replies import reply, says
from tests.llm_server import LLMServer

FOUND = True
QUESTION = "How many crates of plums did the Ellery ferry carry?"
TOLD = [f"The Ellery ferry carried {n} crates of {'apples and pears and plums and ' * 16}figs." for n in range(20, 28)]


@pytest.fixture(scope="module")
def model() -> Iterator[LLMServer]:
    with LLMServer(says(reply(FOUND, [(text, [(None, text, None)]) for text in TOLD]))) as model:
        yield model


@pytest.fixture(scope="module")
def wordy(
    model: LLMServer, embedder: Embedder, openapi: OpenApi | None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """Yield a bot whose language model answers at such length that it takes two messages."""
    folder = tmp_path_factory.mktemp("ferry") / "data"
    library = Library(settings_for(folder), embedder)
    Pipeline(library).add([Article("ferry", "The Ellery ferry", "\n".join(TOLD), "en")])
    library.close()
    with running_bot(folder, openapi, tmp_path_factory.mktemp("wordy"), {"OPENAI_BASE_URL": model.url}) as running:
        yield running


def both(running: Running, room: Channel) -> tuple[Message, Message]:
    """Wait for the two messages of an answer in a room."""
    first, second = running.fake.wait(
        lambda: found if len(found := running.fake.by_bot(room)) == 2 and is_final(found[1]) else None,
        what="an answer of two messages",
    )
    return first, second


@pytest.mark.parametrize("by_command", [True, False])
def test_the_second_message_can_be_replied_to_pressed_and_rated(
    wordy: Running, model: LLMServer, by_command: bool
) -> None:
    fake, room, alice = wordy.fake, wordy.room(), wordy.person("alice")
    if by_command:
        alice.slash(room, "ask", question=QUESTION)
    else:
        alice.ask(room, QUESTION)
    first, second = both(wordy, room)
    wordy.lab.mod.delete(first)
    before = len(model.requests)
    mention = f"<@{fake.world.bot['id']}> " if by_command else ""  # Discord shows replies to commands to nobody else
    asked = wordy.person("bob").reply(second, f"{mention}And of figs?")
    fake.wait(lambda: [it for it in fake.by_bot(room) if it.replies_to == asked.id and not it.deleted], what="a reply")
    poll(lambda: any(QUESTION in it.prompt for it in model.requests[before:]), "the model to be told what this follows")
    assert "20 crates" in alice.click(second, "Quotes").answer().text
    assert "Thank you" in alice.click(second, "dl:up").answer().text
