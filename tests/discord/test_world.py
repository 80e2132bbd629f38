from __future__ import annotations

import re

import pytest

from tests.discord import messages
from tests.discord.entities import Channel, Message
from tests.discord.lab import Lab
from tests.discord.payloads import Payload
from tests.discord.permissions import in_channel, may_write
from tests.discord.protocol import EVERYBODY, Intent, Permission
from tests.discord.server import FakeDiscord


@pytest.fixture
def lab() -> Lab:
    return Lab(FakeDiscord())  # which is not entered, so that it has no server


def by_bot(lab: Lab, body: Payload, channel: Channel | None = None) -> Message:
    return messages.post(lab.world, channel or lab.general, lab.world.bot, body)


def test_permissions_are_those_of_roles_then_of_overwrites(lab: Lab) -> None:
    bot, world = lab.world.bot["id"], lab.world
    assert may_write(lab.general, bot)
    assert not may_write(lab.hushed, bot)
    assert Permission.EMBED_LINKS not in in_channel(lab.plain, bot)
    assert Permission.EMBED_LINKS not in in_channel(lab.hushed, bot), "who may not write may not embed"
    assert not in_channel(lab.hidden, bot)
    assert not in_channel(lab.chung, lab.alice.id), "alice is not a member"
    assert not may_write(lab.alice.open_thread(lab.hushed, "thread"), bot), "a thread has what its parent has"
    world.deny(lab.general, EVERYBODY, lab.lab.id)
    assert not in_channel(lab.general, lab.alice.id)
    world.allow(lab.general, Permission.VIEW_CHANNEL, lab.alice.id)
    assert in_channel(lab.general, lab.alice.id) == Permission.VIEW_CHANNEL
    assert may_write(lab.general, world.owner["id"])
    boss = lab.fake.person("boss", lab.lab, permissions=Permission.ADMINISTRATOR)
    assert may_write(lab.general, boss.id)


def test_who_is_notified(lab: Lab) -> None:
    role = lab.world.add_role(lab.lab, "staff")
    all_of_them = f"<@{lab.alice.id}> <@!{lab.bob.id}> <@&{role}> @everyone"
    asked = lab.an.say(lab.general, "?")
    reply: Payload = {"content": "x", "message_reference": {"message_id": asked.id}}
    assert by_bot(lab, {"content": all_of_them}).pings == [lab.alice.id, lab.bob.id, role, "everyone"]
    assert by_bot(lab, {"content": all_of_them, "allowed_mentions": {"parse": []}}).pings == []
    assert by_bot(lab, {"content": all_of_them, "allowed_mentions": {"parse": ["roles"]}}).pings == [role]
    only = {"parse": [], "users": [int(lab.bob.id)]}
    assert by_bot(lab, {"content": all_of_them, "allowed_mentions": only}).pings == [lab.bob.id]
    assert by_bot(lab, reply).pings == [lab.an.id]
    assert by_bot(lab, reply | {"allowed_mentions": {"parse": []}}).pings == []
    assert by_bot(lab, reply | {"allowed_mentions": {"parse": [], "replied_user": True}}).pings == [lab.an.id]
    assert by_bot(lab, {"components": [{"type": 10, "content": "@here"}], "flags": 32768}).pings == ["everyone"]
    assert by_bot(lab, {"content": f"`{all_of_them}`"}).pings == []
    assert lab.alice.say(lab.general, "@everyone").pings == [], "alice may not"
    assert lab.alice.ask(lab.general, "?").pings == [lab.world.bot["id"]]


def test_a_reply_to_what_answered_a_command_mentions_nobody(lab: Lab) -> None:
    plain = by_bot(lab, {"content": "x"})
    answer = messages.post(lab.world, lab.general, lab.world.bot, {"content": "x"}, extra={"webhook_id": "1"})
    assert lab.alice.reply(plain, "why?").pings == [lab.world.bot["id"]]
    assert lab.alice.reply(plain, "why?", ping=False).pings == []
    assert lab.alice.reply(answer, "why?").pings == []


def test_what_the_bot_may_not_read_is_hidden_also_in_what_is_replied_to(lab: Lab) -> None:
    bot = lab.world.bot["id"]
    secret = lab.alice.say(lab.general, "secret")
    assert messages.hide_content(secret.payload, bot)["content"] == ""
    told = messages.hide_content(lab.bob.reply(secret, f"<@{bot}> is it?").payload, bot)
    assert told["content"] == f"<@{bot}> is it?"
    assert told["referenced_message"]["content"] == ""


def test_the_gateway_tells_only_of_what_the_bot_sees(lab: Lab) -> None:
    before = len(lab.fake.gateway.events)
    lab.alice.say(lab.hidden, "x")
    lab.alice.say(lab.general, "y")
    secret = messages.post(lab.world, lab.general, lab.world.bot, {"flags": 64}, viewer=lab.alice.id)
    lab.world.remove_bot(lab.other)
    lab.an.say(lab.chung, "z")
    told = [(event.name, event.payload.get("content")) for event in lab.fake.gateway.events[before:]]
    assert told == [("MESSAGE_CREATE", "y"), ("GUILD_DELETE", None)]
    assert secret.ephemeral


def test_a_thread_has_the_id_of_its_message_and_says_that_it_was_opened(lab: Lab) -> None:
    asked = lab.alice.say(lab.general, "x")
    thread = lab.bob.open_thread(lab.general, "about x", asked)
    assert thread.id == asked.id
    assert [message.payload["type"] for message in thread.messages] == [21]
    post = lab.an.open_post(lab.forum, "Why?", "because")
    assert [(message.id, message.text) for message in post.messages] == [(post.id, "because")]
    with pytest.raises(PermissionError):
        lab.alice.say(lab.chung, "not a member")


def test_a_failed_wait_tells_what_happened(lab: Lab) -> None:
    lab.world.errors.append("something odd")
    with pytest.raises(TimeoutError, match=re.compile("in vain for rain.*something odd", re.DOTALL)):
        lab.fake.wait(lambda: False, 0.01, "rain")


def test_intents_are_told_apart() -> None:
    assert Intent(33281) == Intent.GUILDS | Intent.GUILD_MESSAGES | Intent.MESSAGE_CONTENT
