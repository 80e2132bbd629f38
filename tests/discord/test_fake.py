"""What the loopback Discord does, shown by a small bot on plain discord.py: a failure here is not the product's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest

from tests.discord.conftest import StartBot
from tests.discord.lab import Lab
from tests.discord.openapi import OpenApi
from tests.discord.process import BotProcess
from tests.discord.protocol import Intent
from tests.discord.server import FakeDiscord

Start = Callable[..., BotProcess]


@pytest.fixture
def start(start_bot: StartBot) -> Start:
    return partial(start_bot, module="tests.discord.echo")


@pytest.fixture(autouse=True)
def _answers_as_described(fake: FakeDiscord, openapi: OpenApi | None) -> Iterator[None]:
    yield
    wrong = openapi.wrong_answers(fake.requests()) if openapi is not None else []
    assert wrong == []


def test_messages_are_told_as_far_as_the_bot_may_read_them(lab: Lab, fake: FakeDiscord, start: Start) -> None:
    process = start()
    unread = lab.alice.say(lab.general, "not for the bot")
    lab.alice.say(lab.hidden, f"<@{fake.world.bot['id']}> nor is this")
    first = fake.reply_to(lab.alice.ask(lab.general, "one @everyone"))
    assert first.text.endswith("one @everyone")
    assert fake.reply_to(lab.alice.reply(first, "two")).text == "two"
    unpinged = lab.alice.reply(first, "three", ping=False)
    assert fake.reply_to(lab.bob.write("four")).text == "four"
    thread = lab.alice.open_thread(lab.general, "more", first)
    assert fake.reply_to(lab.alice.ask(thread, "five")).text.endswith("five")
    post = lab.an.open_post(lab.forum, "Why?", f"<@{fake.world.bot['id']}> six")
    assert fake.reply_to(post.messages[0]).text.endswith("six")
    assert not {unread.id, unpinged.id} & {message.replies_to for message in fake.by_bot()}
    assert fake.pings() == []
    assert fake.by_bot(lab.hidden) == []
    assert 10 << 20 < process.resident_bytes < 200 << 20


def test_who_may_read_everything_is_told_everything(lab: Lab, fake: FakeDiscord, start: Start) -> None:
    fake.world.approved = Intent.MESSAGE_CONTENT
    intents = Intent.GUILDS | Intent.GUILD_MESSAGES | Intent.MESSAGE_CONTENT
    start(environment={"ECHO_INTENTS": str(int(intents))})
    assert fake.reply_to(lab.alice.say(lab.general, "one")).text == "one"


def test_commands_buttons_and_suggestions(lab: Lab, fake: FakeDiscord, start: Start) -> None:
    start()
    assert fake.syncs() == 1
    asked = lab.an.slash(lab.general, "echo", text="xin chào")
    answer = asked.answer()
    assert answer.text == "xin chào"
    assert asked.acknowledged() < 3
    assert len(answer.edits) == 1
    assert [choice["name"] for choice in lab.an.suggest(lab.general, "echo", "text", text="a").choices()] == [
        "a one",
        "a two",
    ]
    pressed = lab.bob.click(answer, "Again")
    fake.wait(lambda: pressed.followups)
    assert answer.text == "xin chào again"
    assert pressed.followups[0].ephemeral
    assert pressed.followups[0].viewer == lab.bob.id
    lab.alice.reply(answer, "hidden from the bot: it answered a command")
    assert fake.stays_silent(0.3)
    with pytest.raises(LookupError):
        lab.an.slash(lab.general, "echo", words="x")
    with pytest.raises(ValueError, match="required"):
        lab.an.slash(lab.general, "echo")


def test_forms_files_selects_and_menus(lab: Lab, fake: FakeDiscord, start: Start) -> None:
    start()
    opened = lab.alice.slash(lab.general, "form")
    with pytest.raises(ValueError, match="words is not within 2"):
        lab.alice.submit(opened, {"words": "x", "tone": ["Loud"]})
    card = lab.alice.submit(opened, {"words": "hello", "tone": ["Loud"]}).answer()
    assert card.text == "hello Loud"
    assert fake.world.files[card.payload["attachments"][0]["id"]] == b"hello Loud"
    chosen = lab.bob.choose(card, "Where?", lab.general.id, lab.plain.id).answer()
    assert (chosen.text, chosen.viewer) == ("general plain", lab.bob.id)
    with pytest.raises(PermissionError):
        lab.alice.slash(lab.general, "setup", channel=lab.plain.id, count=3)
    with pytest.raises(ValueError, match="count"):
        lab.mod.slash(lab.general, "setup", channel=lab.plain.id, count=6)
    lab.mod.locale = "vi"
    assert lab.mod.slash(lab.general, "setup", channel=lab.plain.id, count=3).answer().text == "plain 3 vi"
    assert fake.world.commands[None][2]["name_localizations"] == {"vi": "thiết_lập"}
    assert lab.alice.menu("Repeat", lab.bob.say(lab.general, "unread")).answer().text == "unread"


def test_a_token_that_died_is_refused(lab: Lab, fake: FakeDiscord, start: Start) -> None:
    start(environment={"ECHO_SECONDS": "0.3"})
    asked = lab.alice.slash(lab.general, "echo", text="late")
    asked.acknowledged()
    asked.expire()
    fake.wait(lambda: fake.requests(r"^PATCH /webhooks/.*@original$"))
    assert fake.requests("@original")[0].status == 401
    assert asked.message is not None
    assert asked.message.loading


def test_a_bot_catches_up_after_every_loss(lab: Lab, fake: FakeDiscord, start: Start) -> None:
    fake.gateway.heartbeat_seconds = 0.3
    start(patience=1)
    losses: list[tuple[str, Callable[[], None]]] = [
        ("RESUME", fake.gateway.drop),
        ("RESUME", fake.gateway.reconnect),
        ("RESUME", partial(fake.gateway.invalidate, resumable=True)),
        ("RESUME", fake.gateway.freeze),
        ("IDENTIFY", fake.gateway.invalidate),
    ]

    def came_back(how: str, count: int) -> bool:
        return fake.gateway.log.count(how) > count

    for number, (comeback, lose) in enumerate(losses):
        fake.wait(lambda: fake.gateway.caught_up)
        before = fake.gateway.log.count(comeback)
        lose()
        missed = lab.alice.ask(lab.general, f"missed {number}") if comeback == "RESUME" else None
        fake.wait(partial(came_back, comeback, before))
        if missed is not None:
            fake.reply_to(missed)
    fake.reply_to(lab.alice.ask(lab.general, "still there?"))
    assert 0.2 < max(fake.gateway.heartbeat_gaps()) < 3


@pytest.mark.parametrize(
    ("environment", "words", "log"),
    [
        ({"DISCORD_TOKEN": "wrong"}, "Improper token", []),
        ({"ECHO_INTENTS": str(int(Intent.GUILDS | Intent.MESSAGE_CONTENT))}, "Privileged", ["CONNECT", "IDENTIFY"]),
        ({}, "AttributeError", ["REFUSED"]),
    ],
    ids=["token", "intents", "gateway 503"],
)
def test_a_bot_that_is_refused_ends(
    fake: FakeDiscord, start: Start, environment: dict[str, str], words: str, log: list[str]
) -> None:
    fake.gateway.refuse(int(log == ["REFUSED"]))
    process = start(wait=False, environment=environment)
    assert process.wait_end() != 0
    assert words in process.log
    assert fake.gateway.log[: len(log)] == log


def test_rest_fails_as_told(lab: Lab, fake: FakeDiscord, start: Start) -> None:
    process = start()
    messages = r"^POST /channels/\d+/messages$"
    fake.faults.fail(messages, status=502)
    fake.faults.too_many(messages, seconds=0.2)
    fake.faults.too_many(messages, seconds=0.2, everywhere=True)
    fake.reply_to(lab.alice.ask(lab.general, "one"))
    assert [request.status for request in fake.requests(messages)] == [502, 429, 429, 200]
    assert "Global rate limit" in process.log
    fake.faults.cut(messages)
    assert fake.reply_to(lab.alice.ask(lab.general, "two")).text.endswith("two")
    process.wait_log("ServerDisconnectedError")
    fake.faults.slow(messages, 0.3, times=1)
    asked = lab.alice.ask(lab.general, "three")
    assert fake.reply_to(asked).posted_at - asked.posted_at > 0.3


def test_limits_are_kept_by_who_reads_the_headers(lab: Lab, fake: FakeDiscord, start: Start) -> None:
    start()
    fake.faults.limit(r"^POST /channels/\d+/messages$", 2, 0.5)
    asked = [lab.alice.ask(lab.general, str(number)) for number in range(6)]
    last = max(fake.reply_to(message).posted_at for message in asked)
    assert last - asked[0].posted_at > 0.9
    assert {request.status for request in fake.requests(r"messages$")} == {200}


def test_what_is_delivered_twice_is_sent_once_by_its_nonce(lab: Lab, fake: FakeDiscord, start: Start) -> None:
    start()
    fake.gateway.deliveries = 2
    lab.alice.ask(lab.general, "one")
    fake.wait(lambda: len(fake.requests(r"messages$")) == 2)
    assert len(fake.by_bot()) == 1


def test_a_malformed_event_ends_plain_discord_py(lab: Lab, fake: FakeDiscord, start: Start) -> None:
    process = start()
    fake.gateway.emit("MESSAGE_CREATE", {"content": "no author"})
    assert process.wait_end() != 0


def test_a_bot_may_not_write_everywhere(lab: Lab, fake: FakeDiscord, start: Start) -> None:
    process = start()
    lab.alice.ask(lab.hushed, "one")
    process.wait_log("Missing Permissions")
    lab.alice.close_direct()
    lab.alice.write("two")
    process.wait_log("Cannot send messages to this user")
    assert fake.by_bot() == []
    assert process.terminate() != 0
