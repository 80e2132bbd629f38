"""What Discord is told about the commands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from prompts import LANGUAGES, say
from tests.bot.discord_app.stage import Stage

FOR_ALL = {"ask", "sources", "article", "help", "privacy", "forget-me", "Answer this question"}
FOR_MODERATORS = {"settings", "unanswered"}
# Discord allows letters and digits of any script, hyphens and underscores, in lower case.
NAME = re.compile(r"[-_\w]{1,32}")
GUILD, DIRECT, PRIVATE = range(3)


def commands(stage: Stage) -> dict[str, dict[str, Any]]:
    """Return the commands as Discord was told of them, by their English names."""
    return {name: command for (name, _), command in stage.env.backend.commands[None].items()}


def described(command: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a command and its options."""
    yield command
    yield from command.get("options", ())


def test_people_are_offered_all_but_the_moderators_commands_everywhere(stage: Stage) -> None:
    told = commands(stage)
    assert set(told) == FOR_ALL | FOR_MODERATORS
    for name in FOR_ALL:
        assert sorted(told[name]["contexts"]) == [GUILD, DIRECT, PRIVATE]
        assert sorted(told[name]["integration_types"]) == [0, 1]  # on servers, and by people for themselves
        assert told[name]["default_member_permissions"] is None
    assert stage.alice.commands() == stage.alice.direct().commands() == FOR_ALL - {"Answer this question"}


def test_moderators_commands_are_for_servers_that_have_the_bot(stage: Stage) -> None:
    told = commands(stage)
    for name in FOR_MODERATORS:
        assert (told[name]["contexts"], told[name]["integration_types"]) == ([GUILD], [0])
        assert int(told[name]["default_member_permissions"]) == 1 << 5
    assert stage.moderator.commands() - stage.alice.commands() == FOR_MODERATORS


def test_names_and_descriptions_are_what_discord_takes_in_both_languages(stage: Stage) -> None:
    for command in commands(stage).values():
        for item in described(command):
            names = [item["name"], item["name_localizations"]["vi"]]
            assert all(name == unicodedata.normalize("NFC", name) for name in names)
            if item["name"] == "Answer this question":
                assert all(len(name) <= 32 for name in names)
                continue
            assert all(NAME.fullmatch(name) and name == name.lower() for name in names)
            texts = [item["description"], item["description_localizations"]["vi"]]
            assert all(0 < len(text) <= 100 for text in texts)
            assert names[0] != names[1]
            assert texts[0] != texts[1]


def test_names_are_unlike_in_each_language(stage: Stage) -> None:
    told = commands(stage)
    assert len({command["name_localizations"]["vi"] for command in told.values()}) == len(told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_name_the_commands_as_their_readers_know_them(stage: Stage, language: str) -> None:
    known = {it["name"] if language == "en" else it["name_localizations"]["vi"] for it in commands(stage).values()}
    text = files("prompts").joinpath(f"interface.{language}.md").read_text("utf-8")
    named = set(re.findall(r"`/([-\w]+)`", text))
    assert len(named) >= 5
    assert named <= known
    assert say("d_cmd_menu", language) in text


def test_commands_are_sent_once_and_not_again_after_a_restart(stage: Stage) -> None:
    def sent() -> int:
        return sum(it.method == "PUT" and it.path.endswith("/commands") for it in stage.env.http_requests)

    assert sent() == 1
    stage.restart()
    assert sent() == 1
