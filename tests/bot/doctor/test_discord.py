from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.discord_app.client import SYNCED
from bot.discord_app.inspection import PERMISSIONS, Place, Server, own_commands
from bot.doctor.check import Status
from bot.doctor.discord import DiscordChecks, judge
from ingest.settings import Settings
from tests.bot.doctor.conftest import Findings, run_all
from tests.conftest import ROOT
from tests.discord.lab import Lab
from tests.discord.protocol import Intent, Permission
from tests.discord.server import FakeDiscord

PASS, WARN, FAIL, SKIP = Status.PASS, Status.WARN, Status.FAIL, Status.SKIP
Look = Callable[..., Findings]


@pytest.fixture
def look(at_fake: Callable[[str], None], fake: FakeDiscord, data: Path) -> Look:
    """Check the loopback Discord under given settings."""
    data.mkdir(mode=0o700)

    def look(**settings: object) -> Findings:
        known = {"discord_token": fake.token, "data": data}
        return run_all(DiscordChecks(Settings(_env_file=None, **{**known, **settings}), {}).checks())

    return look


def test_without_a_token_nothing_is_asked(look: Look, fake: FakeDiscord) -> None:
    found = look(discord_token=None)
    assert [(finding.status, finding.text) for finding in found.values()] == [(PASS, "Not configured.")] * 5
    assert fake.requests() == []


def test_each_channel_is_judged_by_what_the_bot_may_do_there(look: Look, lab: Lab, fake: FakeDiscord) -> None:
    found = look()
    assert found["token"].text.startswith("Discord takes it for dateline (")
    assert found["servers"].text == "In 2 servers: Lab, Khác."
    assert found["permissions"].status is WARN
    assert found["permissions"].text == (
        "Of 6 channels of 2 servers, these lack permissions, which may be meant so: "
        "Lab #announcements (Send Messages), Lab #plain (Embed Links, Attach Files), Lab #hidden (View Channel)."
    )
    assert {request.method for request in fake.requests()} == {"GET"}


def test_a_role_may_lack_what_everybody_has_not_either(look: Look, fake: FakeDiscord) -> None:
    guild = fake.world.add_guild("Quiet")
    channel = fake.world.add_channel(guild, "general")
    fake.world.deny(channel, Permission.READ_MESSAGE_HISTORY, guild.id)
    assert "Quiet #general (Read Message History)" in look()["permissions"].text
    role = guild.members[fake.world.bot["id"]]["roles"][0]
    fake.world.allow(channel, Permission.READ_MESSAGE_HISTORY, role)
    assert look()["permissions"].text == "It may do all it should in 1 channel of 1 server."


def test_a_server_in_which_it_may_answer_nowhere_fails(look: Look, lab: Lab, fake: FakeDiscord) -> None:
    fake.world.deny(lab.chung, Permission.VIEW_CHANNEL)
    finding = look()["permissions"]
    assert (finding.status, "nowhere in Khác" in finding.text) == (FAIL, True)


def test_of_two_servers_with_one_name_the_silent_one_is_noticed(look: Look, fake: FakeDiscord) -> None:
    for _ in range(2):
        channel = fake.world.add_channel(fake.world.add_guild("Twin"), "general")
    fake.world.deny(channel, Permission.SEND_MESSAGES)
    assert "nowhere in Twin:" in look()["permissions"].text


def test_in_a_forum_the_bot_needs_to_write_in_posts_not_to_open_them(look: Look, lab: Lab, fake: FakeDiscord) -> None:
    fake.world.deny(lab.forum, Permission.SEND_MESSAGES)
    assert "#help" not in look()["permissions"].text
    fake.world.deny(lab.forum, Permission.SEND_MESSAGES_IN_THREADS)
    assert "Lab #help (Send Messages In Threads)" in look()["permissions"].text


def test_without_a_server_it_says_where_to_invite_the_bot(look: Look, fake: FakeDiscord) -> None:
    finding = look()["servers"]
    assert finding.status is WARN
    assert f"client_id={fake.world.application_id}" in finding.text
    assert f"permissions={PERMISSIONS.value}" in finding.text


@pytest.mark.parametrize(("wanted", "status"), [(False, PASS), (True, FAIL)])
def test_an_intent_that_is_wanted_and_not_granted_fails(wanted: bool, status: Status, look: Look) -> None:
    assert look(discord_message_content=wanted)["intents"].status is status


def test_an_intent_that_is_granted_passes(at_fake: Callable[[str], None], data: Path) -> None:
    with FakeDiscord(Intent.MESSAGE_CONTENT) as fake:
        at_fake(fake.rest_url)
        settings = Settings(_env_file=None, data=data, discord_token=fake.token, discord_message_content=True)
        assert run_all(DiscordChecks(settings, {}).checks()[:2])["intents"].text == "Message content is granted."


@pytest.mark.parametrize("token", ["wrong.token.of-no-use-anywhere", "with a\u2028separator", "ü"])
def test_a_refused_token_is_told_once_and_never_shown(token: str, look: Look) -> None:
    found = look(discord_token=token)
    assert [finding.status for finding in found.values()] == [FAIL, SKIP, SKIP, SKIP, SKIP]
    assert "DISCORD_TOKEN" in found["token"].text
    assert token not in str(found)


def test_commands_are_there_once_the_bot_has_sent_them(look: Look, fake: FakeDiscord, data: Path) -> None:
    assert {"ask", "settings", "forget-me"} <= own_commands()
    assert look()["commands"].status is WARN
    (data / SYNCED).write_text("0" * 64)
    finding = look()["commands"]
    assert (finding.status, f"delete {data / SYNCED}" in finding.text) == (FAIL, True)
    fake.world.commands[None] = [
        {"id": str(n), "version": "1", "application_id": "1", "name": name, "description": "x", "type": 1}
        for n, name in enumerate(own_commands(), 1)
    ]
    assert look()["commands"].status is PASS


def test_what_fails_stops_nothing_else(look: Look, lab: Lab, fake: FakeDiscord) -> None:
    fake.faults.fail(r"GET /guilds/\d+/channels", 403, times=2)
    found = look()
    assert [finding.status for finding in found.values()] == [PASS, PASS, PASS, FAIL, WARN]
    assert "status 403" in found["permissions"].text


def test_a_discord_that_cannot_be_reached_is_one_sentence(look: Look, at_fake: Callable[[str], None]) -> None:
    at_fake("http://127.0.0.1:9/api/v10")
    found = look()
    assert [finding.status for finding in found.values()] == [FAIL, SKIP, SKIP, SKIP, SKIP]
    assert "cannot be reached" in found["token"].text


def test_a_slow_discord_is_given_up(look: Look, lab: Lab, fake: FakeDiscord) -> None:
    fake.faults.slow(r"GET /users/@me/guilds", 15, times=1)
    found = look()
    assert found["servers"].text.startswith("There was no answer within 10 seconds")
    assert found["permissions"].status is WARN


def test_many_channels_are_summed_up() -> None:
    places = tuple(Place(f"channel-{n}", ("Embed Links",)) for n in range(15))
    text = judge([Server(f"Server {n}", places) for n in range(20)]).text
    assert text.startswith("Of 300 channels of the first 20 servers, these lack permissions")
    assert (text.count("#"), "and 290 more" in text, len(text) < 1_000) == (10, True, True)


def test_the_guide_invites_with_the_permissions_that_are_checked() -> None:
    guide = (ROOT / "docs" / "discord.md").read_text("utf-8")
    assert {int(number) for number in re.findall(r"permissions=(\d+)", guide)} == {PERMISSIONS.value}
    assert str(PERMISSIONS.value) in guide.replace(f"permissions={PERMISSIONS.value}", "")
