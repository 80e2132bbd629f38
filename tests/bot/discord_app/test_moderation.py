from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
import simcord

from bot.journal import ServerSettings
from tests.bot.discord_app.stage import Seen, Stage
from tests.bot.journal.making import missed

ENGLISH = "How many countries took part?"


def settings_of(stage: Stage) -> ServerSettings:
    """Return what is kept of the first server's wishes."""
    return stage.desk.journal.settings(stage.server.id)


def switch(panel: Seen, words: str) -> str:
    """Return the label of the switch that says ``words``."""
    (label,) = [it for it in panel.buttons if words in it]
    return label


# --- who may ----------------------------------------------------------------------


@pytest.mark.parametrize("command", ["settings", "unanswered"])
def test_only_those_who_manage_the_server_are_offered_its_commands(stage: Stage, command: str) -> None:
    assert command in stage.moderator.commands()
    for person in (stage.alice, stage.moderator.direct()):
        assert command not in person.commands()
        with pytest.raises(simcord.SetupError, match="not visible"):
            person.slash(command)


@pytest.mark.parametrize("command", ["settings", "unanswered"])
def test_administrators_cannot_open_them_to_all(stage: Stage, command: str) -> None:
    offered = stage.env.backend.find_command(command, None, type=1)
    stage.server.set_command_permissions(int(offered["id"]), {stage.server.default_role: True})
    refused = stage.alice.slash(command)
    assert (refused.text, refused.is_private) == ("You may not use this here.", True)
    assert stage.an.slash(command).text == "Bạn không được dùng lệnh này ở đây."
    assert len(stage.errors()) == 2


def test_who_lost_the_permission_can_change_nothing_any_more(stage: Stage) -> None:
    panel = stage.moderator.slash("settings")
    form = stage.moderator.press(panel, "Limits: 10 per person, 30 per channel")
    (role,) = [it for it in stage.server.roles.values() if it.name == "role of mod"]
    stage.env.backend.remove_member_role(stage.server.id, stage.moderator.id, role.id)
    for refused in (
        stage.moderator.press(panel, switch(panel, "Private")),
        stage.moderator.choose(panel, stage.general),
        stage.moderator.fill(form, person="1", channel="1"),
    ):
        assert refused.text == "You may not use this here."
    assert settings_of(stage) == ServerSettings()


# --- /settings --------------------------------------------------------------------


def test_the_panel_shows_the_settings_to_one_moderator(seeing_stage: Stage) -> None:
    panel = seeing_stage.moderator.slash("settings")
    assert panel.is_private
    assert panel.text.startswith("How I answer on this server\nI answer wherever I may write.")
    assert panel.buttons == [
        "☐ Private by default", "☐ A thread for each question", "☐ Answer forum posts",
        "Limits: 10 per person, 30 per channel",
    ]  # fmt: skip
    assert panel.disabled == []


def test_the_panel_is_in_the_moderator_s_language(seeing_stage: Stage) -> None:
    moderator = seeing_stage.join("quản", "vi", permissions=seeing_stage.MODERATOR)
    panel = moderator.slash("settings")
    assert panel.text.startswith("Cách tôi trả lời trên máy chủ này")
    assert panel.buttons[0] == "☐ Mặc định riêng tư"
    turned = moderator.press(panel, panel.buttons[1])
    assert turned.buttons[1] == "☑ Mỗi câu hỏi một chủ đề"


@pytest.mark.parametrize(("words", "name"), [("Private", "private"), ("thread", "threads"), ("forum", "forum_answers")])
def test_every_switch_is_turned_on_and_off(seeing_stage: Stage, words: str, name: str) -> None:
    stage = seeing_stage
    panel = stage.moderator.slash("settings")
    on = stage.moderator.press(panel, switch(panel, words))
    assert switch(on, words).startswith("☑")
    assert getattr(settings_of(stage), name) is True
    off = stage.moderator.press(on, switch(on, words))
    assert switch(off, words).startswith("☐")
    assert settings_of(stage) == ServerSettings()


def test_a_change_holds_at_once_and_after_a_restart(stage: Stage) -> None:
    panel = stage.moderator.slash("settings")
    stage.moderator.press(panel, switch(panel, "Private"))
    assert stage.alice.ask(ENGLISH).is_private
    stage.restart()
    assert stage.alice.ask(ENGLISH).is_private
    again = stage.moderator.press(panel, switch(panel, "Private"))
    assert switch(again, "Private").startswith("☐")
    assert not stage.alice.ask(ENGLISH).is_private


def test_two_moderators_do_not_undo_each_other(stage: Stage) -> None:
    second = stage.join("second", permissions=stage.MODERATOR)
    mine, theirs = stage.moderator.slash("settings"), second.slash("settings")
    stage.moderator.press(mine, switch(mine, "Private"))
    second.press(theirs, switch(theirs, "thread"))
    form = stage.moderator.press(mine, "Limits: 10 per person, 30 per channel")
    stage.moderator.fill(form, person="7", channel="30")
    assert settings_of(stage) == ServerSettings(private=True, threads=True, person_limit=7)


def test_a_server_s_settings_are_its_own(stage: Stage) -> None:
    stage.set_up(private=True)
    other = stage.env.create_guild("Other")
    other.create_text_channel("hall")
    assert not stage.join("eve", server=other).ask(ENGLISH).is_private


def test_channels_are_chosen_and_all_are_again_when_none_is(stage: Stage) -> None:
    forum, category = stage.server.create_forum_channel("questions"), stage.server.create_category("news")
    panel = stage.moderator.slash("settings")
    chosen = stage.moderator.choose(panel, stage.offtopic, forum, category)
    assert settings_of(stage).channels == (stage.offtopic.id, forum.id, category.id)
    assert f"I answer in {stage.offtopic.mention} {forum.mention} {category.mention};" in chosen.text
    stage.restart()
    assert "I answer wherever I may write." in stage.moderator.choose(panel).text
    assert settings_of(stage).channels == ()


def test_a_channel_that_was_deleted_does_not_break_the_panel(stage: Stage) -> None:
    stage.set_up(channels=(stage.offtopic.id, stage.general.id))
    stage.env.backend.delete_channel(stage.offtopic.id)
    panel = stage.moderator.slash("settings")
    assert f"<#{stage.offtopic.id}>" in panel.text  # so that moderators see why nothing is answered


def test_limits_are_typed_into_a_form(stage: Stage) -> None:
    panel = stage.moderator.slash("settings")
    form = stage.moderator.press(panel, "Limits: 10 per person, 30 per channel")
    shown = stage.moderator.fill(form, person=" 2 ", channel="9999")
    assert "Limits: 2 per person, 9999 per channel" in shown.buttons
    assert settings_of(stage) == ServerSettings(person_limit=2, channel_limit=9999)


def test_a_form_of_limits_that_was_open_during_a_restart_counts(stage: Stage) -> None:
    form = stage.moderator.press(stage.moderator.slash("settings"), "Limits: 10 per person, 30 per channel")
    stage.restart()
    stage.moderator.fill(form, person="3", channel="4")
    assert settings_of(stage) == ServerSettings(person_limit=3, channel_limit=4)


@pytest.mark.parametrize("typed", ["0", "00", "-1", "1.5", "ten", "٣", "²", "1e3", " "])
def test_limits_that_are_no_numbers_from_1_on_change_nothing(stage: Stage, typed: str) -> None:
    panel = stage.moderator.slash("settings")
    for fields in ({"person": typed, "channel": "5"}, {"person": "5", "channel": typed}):
        form = stage.moderator.press(panel, "Limits: 10 per person, 30 per channel")
        said = stage.moderator.fill(form, **fields)
        assert (said.text, said.is_private) == ("A limit is a number from 1 to 9999.", True)
    assert settings_of(stage) == ServerSettings()


def test_without_the_intent_forum_posts_cannot_be_switched_on(stage: Stage) -> None:
    panel = stage.moderator.slash("settings")
    assert panel.disabled == ["☐ Answer forum posts"]
    assert "Forum posts cannot be answered" in panel.text


# --- /unanswered ------------------------------------------------------------------


def test_what_was_not_found_is_grouped_the_most_asked_first(stage: Stage) -> None:
    for question in ("Who won the Sarnath chess tournament?", "How tall is the Elmouth lighthouse?"):
        stage.alice.ask(question)
    stage.bob.ask("who won the sarnath chess tournament")
    shown = stage.moderator.slash("unanswered")
    assert shown.is_private
    heading, first, second = shown.text.splitlines()
    assert heading.startswith("Not found since <t:")
    assert heading.endswith(":D>: 3")
    assert first == "- 2 · who won the sarnath chess tournament"
    assert second == "- 1 · How tall is the Elmouth lighthouse?"


def test_private_questions_and_those_of_other_servers_are_not_among_them(stage: Stage) -> None:
    journal = stage.desk.journal
    missed(journal, "Who paid the harbour master?", server=stage.server.id, private=True)
    missed(journal, "Who painted the town hall?", server=stage.server.id + 1)
    missed(journal, "Who cleaned the canal?", server=None)
    shown = stage.moderator.slash("unanswered")
    assert shown.text.startswith("Since <t:")
    assert shown.text.endswith("no question asked here went unanswered.")


def test_it_is_exported_for_a_spreadsheet(stage: Stage) -> None:
    for question in ("=HYPERLINK(1)", "Ai đã xây hải đăng Elmouth?"):
        missed(stage.desk.journal, question, server=stage.server.id)
    moderator = stage.join("quản", "vi", permissions=stage.MODERATOR)
    shown = moderator.slash("unanswered", export=True)
    assert (shown.is_private, shown.files) == (True, ["unanswered.csv"])
    read = stage.run(shown.message.attachments[0].read()).decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(read))
    assert header == ["câu hỏi", "số lần hỏi", "lần hỏi cuối", "ngôn ngữ"]
    assert {row[0] for row in rows} == {"'=HYPERLINK(1)", "Ai đã xây hải đăng Elmouth?"}


def test_days_bound_what_is_looked_back_on(stage: Stage) -> None:
    three_days_ago = datetime.now(UTC) - timedelta(days=3)
    missed(stage.desk.journal, "Who painted the town hall?", server=stage.server.id, at=three_days_ago)
    assert "town hall" in stage.moderator.slash("unanswered").text
    assert "town hall" not in stage.moderator.slash("unanswered", days=2).text


def test_the_longest_questions_fit_into_one_message(stage: Stage) -> None:
    for n in range(30):
        missed(stage.desk.journal, f"{n} {'*Ở đâu_có~gì* ' * 40}?", server=stage.server.id)
    shown = stage.moderator.slash("unanswered")
    assert "Not found" in shown.text
    assert "more: use `export`" in shown.text
    assert len(shown.text) <= 4000
