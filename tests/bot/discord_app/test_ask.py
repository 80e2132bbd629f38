from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import simcord

from tests.bot.discord_app.stage import Person, Stage

ENGLISH = "How many countries took part?"
VIETNAMESE = "Bao nhiêu nạn nhân được giải cứu?"
MISSING = "Who won the Sarnath chess tournament?"


def test_everybody_sees_an_answer_below_its_question(stage: Stage) -> None:
    shown = stage.alice.ask(ENGLISH)
    assert not shown.is_private
    assert shown.text.startswith(f"> {ENGLISH}\n")
    assert "116 countries" in shown.text
    assert "November 6, 2024" in shown.text
    assert shown.buttons == ["Quotes", "Why", "👍", "👎", "Follow-up"]


def test_a_question_is_journalled_with_the_message_that_answers_it(stage: Stage) -> None:
    entry = stage.entry_of(stage.alice.ask(ENGLISH))
    assert (entry.question, entry.private, entry.channel) == (ENGLISH, False, stage.general.id)
    assert entry.person == stage.desk.journal.person(stage.alice.id)
    assert entry.answer["status"] == "answered"


def test_a_private_answer_is_for_the_asker_alone(stage: Stage) -> None:
    shown = stage.alice.ask(ENGLISH, private=True)
    assert shown.is_private
    assert shown.text.startswith(f"> {ENGLISH}\n")
    assert "116 countries" in shown.text
    assert stage.entry_of(shown).private
    assert stage.said(stage.general) == []
    with pytest.raises(simcord.SetupError, match="not visible"):
        stage.bob.press(shown, "Quotes")


def test_where_private_is_the_rule_a_person_may_still_show_an_answer(stage: Stage) -> None:
    stage.set_up(private=True)
    assert stage.alice.ask(ENGLISH).is_private
    assert not stage.alice.ask(ENGLISH, private=False).is_private


def test_where_moderators_allow_no_answer_it_is_private_whatever_is_asked_for(stage: Stage) -> None:
    stage.set_up(channels=(stage.general.id,))
    assert not stage.alice.ask(ENGLISH, private=False).is_private
    assert stage.alice.ask(ENGLISH, stage.offtopic, private=False).is_private
    assert stage.said(stage.offtopic) == []


def test_a_channel_of_an_allowed_category_and_a_thread_of_an_allowed_channel_are_allowed(stage: Stage) -> None:
    category = stage.server.create_category("news")
    inside = stage.server.create_text_channel("inside", category=category)
    stage.set_up(channels=(category.id, stage.general.id))
    stage.env.backend.create_thread(stage.general.id, "talk", stage.alice.id)
    assert not stage.alice.ask(ENGLISH, inside).is_private
    assert not stage.alice.ask(ENGLISH, stage.general.threads[0]).is_private
    assert stage.alice.ask(ENGLISH, stage.offtopic).is_private


def test_the_frame_is_in_the_language_of_the_person_and_the_answer_in_that_of_the_question(stage: Stage) -> None:
    claude = stage.join("claude", "fr")
    english, vietnamese = stage.an.ask(ENGLISH), stage.alice.ask(VIETNAMESE)
    assert english.buttons == ["Trích dẫn", "Vì sao", "👍", "👎", "Hỏi tiếp"]
    assert "6/11/2024" in english.text
    assert vietnamese.buttons == claude.ask(ENGLISH).buttons == ["Quotes", "Why", "👍", "👎", "Follow-up"]
    assert "3.000 nạn nhân" in vietnamese.text
    assert "Cùng một con số" in vietnamese.text


@pytest.mark.parametrize(("name", "said"), [("alice", "The articles do not say."), ("an", "Thử nêu rõ")])
def test_a_refusal_says_so_and_what_may_help(stage: Stage, name: str, said: str) -> None:
    asker: Person = getattr(stage, name)
    shown = asker.ask(MISSING)
    assert said in shown.text
    assert "INTERPOL operation" in shown.text
    assert shown.buttons == (["Why", "👎", "Follow-up"] if name == "alice" else ["Vì sao", "👎", "Hỏi tiếp"])
    assert [it.question for it in stage.desk.journal.unanswered(stage.server.id, 1)] == [MISSING]


def test_without_articles_the_bot_says_so_and_offers_no_buttons(shelf_stage: Stage) -> None:
    shown = shelf_stage.alice.ask(ENGLISH)
    assert "There are no articles yet" in shown.text
    assert shown.buttons == []
    assert "Chưa có bài báo nào" in shelf_stage.alice.ask(VIETNAMESE).text


def test_a_failure_is_told_without_what_only_the_operator_should_read(shelf_stage: Stage, data: Path) -> None:
    with closing(sqlite3.connect(data / "store.db")) as store:
        store.execute("ALTER TABLE passages RENAME TO lost")
    assert shelf_stage.alice.ask(ENGLISH).text.endswith("Something failed here. It was noted; asking again may help.")
    assert shelf_stage.an.ask(ENGLISH).text.endswith("Đã có lỗi và lỗi đã được ghi lại; bạn có thể thử hỏi lại.")


def test_an_answer_whose_command_expired_comes_into_the_channel(stage: Stage) -> None:
    stage.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=401, code=50027, times=None)
    stage.alice.ask(ENGLISH)
    shown = stage.said(stage.general)[-1]
    assert shown.text.startswith(f"> {ENGLISH}\n")
    assert "116 countries" in shown.text
    assert stage.bob.press(shown, "Follow-up").result.modal is not None


def test_a_private_answer_whose_command_expired_comes_to_the_asker_alone(stage: Stage) -> None:
    stage.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=401, code=50027, times=None)
    stage.alice.ask(ENGLISH, private=True)
    assert stage.said(stage.general) == []
    (shown,) = stage.said(stage.alice.direct().home)
    assert "116 countries" in shown.text
    assert shown.buttons == []  # what was asked on a server is not shown elsewhere


def test_nobody_named_in_a_question_is_part_of_it_or_is_rung_for(stage: Stage) -> None:
    boss = stage.server.create_role("boss", mentionable=True)
    shown = stage.alice.ask(f"{stage.bob.actor.mention} {boss.mention} @everyone {ENGLISH}")
    assert shown.text.startswith(f"> {ENGLISH}\n")
    assert "116 countries" in shown.text


def test_a_link_in_a_question_is_none_in_the_answer(stage: Stage) -> None:
    shown = stage.alice.ask(f"[{ENGLISH}](https://elmouth.example)")
    assert shown.text.startswith(f"> {ENGLISH}\n")
    assert "https://" not in shown.text


def test_a_question_of_nothing_but_names_is_empty(stage: Stage) -> None:
    assert stage.alice.ask(stage.bob.actor.mention).text == "The question is empty: type one."


# --- limits -----------------------------------------------------------------------


def test_a_person_has_a_limit_and_is_told_when_it_ends(stage: Stage) -> None:
    stage.set_up(person_limit=1)
    stage.alice.ask(ENGLISH)
    refused = stage.alice.ask(ENGLISH)
    assert "your limit (1 in ten minutes)" in refused.text
    assert "<t:" in refused.text
    assert refused.buttons == []
    assert "116" in stage.bob.ask(ENGLISH).text
    assert "116" in stage.alice.direct().ask(ENGLISH).text


def test_a_channel_has_a_limit_and_its_threads_count_as_the_channel(stage: Stage) -> None:
    stage.set_up(channel_limit=1)
    stage.env.backend.create_thread(stage.general.id, "talk", stage.alice.id)
    stage.alice.ask(ENGLISH)
    refused = stage.an.ask(ENGLISH, stage.general.threads[0])
    assert "Kênh này đã hết lượt hỏi (1 câu trong mười phút)" in refused.text
    assert "116" in stage.an.ask(ENGLISH, stage.offtopic).text


# --- direct messages, and where the bot is not ------------------------------------


def test_commands_work_in_direct_messages(stage: Stage) -> None:
    shown = stage.alice.direct().ask(ENGLISH)
    assert "116 countries" in shown.text
    assert stage.entry_of(shown, None).server is None
    quotes = stage.alice.direct().press(shown, "Quotes")
    assert "involving police in 116 countries" in quotes.text


@pytest.mark.parametrize("where", ["channel", "thread"])
def test_whoever_installed_the_bot_asks_it_on_servers_where_it_is_not(stage: Stage, where: str) -> None:
    away = stage.env.create_guild("Away")
    hall = away.create_text_channel("hall")
    dana = stage.join("dana", server=away)
    stage.env.backend.create_thread(hall.id, "talk", dana.id)
    stage.leave(away)
    stage.extra = {"context": 0, "authorizing_integration_owners": {"1": str(dana.id)}}
    shown = dana.ask(ENGLISH, hall if where == "channel" else hall.threads[0])
    assert "116 countries" in shown.text
    assert "involving police in 116 countries" in dana.press(shown, "Quotes").text


# --- the context menu -------------------------------------------------------------


def test_a_message_is_answered_from_its_menu(stage: Stage) -> None:
    asked = stage.bob.say(f"{stage.alice.actor.mention} {ENGLISH}")
    shown = stage.alice.menu(asked)
    assert shown.text.startswith(f"> {ENGLISH}\n")
    assert "116 countries" in shown.text


def test_who_greets_by_command_is_told_how_to_ask(stage: Stage) -> None:
    told = stage.an.ask("xin chào!")
    assert told.is_private
    assert told.text == stage.an.slash("help").text
    assert stage.alice.ask("What can you do?").text == stage.alice.slash("help").text


@pytest.mark.parametrize("text", ["???", "👍", "*_*"])
def test_a_question_without_a_word_is_empty(stage: Stage, text: str) -> None:
    assert stage.alice.ask(text).text == "The question is empty: type one."
    assert stage.alice.menu(stage.bob.say(text)).text == "That message has no text to answer."


def test_a_message_without_text_is_not_answered(stage: Stage) -> None:
    silent = stage.bob.say(stage.alice.actor.mention)
    assert stage.alice.menu(silent).text == "That message has no text to answer."
    shown = stage.an.menu(silent, "Answer this question")
    assert shown.is_private
    assert shown.text == "Tin nhắn đó không có nội dung để trả lời."


def test_a_message_that_is_too_long_is_refused_rather_than_cut(stage: Stage) -> None:
    asked = stage.bob.say(ENGLISH)
    # Subscribers may write up to 4,000 characters, which simcord does not know.
    stage.env.backend.get_message(stage.general.id, asked.id).content = f"{ENGLISH} {'really ' * 300}"
    assert "at most 2000 are read" in stage.alice.menu(asked).text


# --- follow-up questions ----------------------------------------------------------


def test_a_follow_up_knows_what_it_follows(stage: Stage) -> None:
    first = stage.alice.ask("Where was Operation Liberterra II?")
    form = stage.bob.press(first, "Follow-up")
    shown = stage.bob.fill(form, question="How many people were arrested in it?")
    assert "2,517" in shown.text
    parent = stage.entry_of(first)
    assert stage.entry_of(shown).parent == parent.id


def test_two_people_may_have_the_form_of_one_answer_open(stage: Stage) -> None:
    first = stage.alice.ask(ENGLISH)
    forms = [(it, it.press(first, label)) for it, label in ((stage.bob, "Follow-up"), (stage.an, "Follow-up"))]
    answers = [person.fill(form, question="How many were arrested?") for person, form in forms]
    assert all("2,517" in shown.text for shown in answers)


def test_a_form_that_was_open_during_a_restart_is_answered(stage: Stage) -> None:
    form = stage.alice.press(stage.alice.ask(ENGLISH), "Follow-up")
    stage.restart()
    assert "2,517" in stage.alice.fill(form, question="How many were arrested?").text


def test_what_follows_a_private_answer_is_private(stage: Stage) -> None:
    form = stage.alice.press(stage.alice.ask(ENGLISH, private=True), "Follow-up")
    shown = stage.alice.fill(form, question="How many were arrested?")
    assert shown.is_private
    assert stage.entry_of(shown).private


def test_nothing_follows_an_answer_that_is_forgotten(stage: Stage) -> None:
    first = stage.alice.ask(ENGLISH)
    form = stage.alice.press(first, "Follow-up")
    stage.desk.journal.forget(stage.alice.id)
    gone = "This answer is no longer kept: ask the question again."
    assert stage.alice.press(first, "Follow-up").text == gone
    assert stage.alice.fill(form, question="How many were arrested?").text == gone


# --- threads ----------------------------------------------------------------------


def test_a_thread_is_opened_under_an_answer_and_begins_with_how_to_ask_in_it(stage: Stage) -> None:
    stage.set_up(threads=True)
    shown = stage.alice.ask(f"{stage.bob.actor.mention} {ENGLISH}")
    (thread,) = stage.general.threads
    assert (thread.id, thread.name) == (shown.message.id, ENGLISH)
    (first,) = stage.said(thread)
    assert first.text == (
        f"To ask more in this thread, mention {stage.mention} in your message: other messages here I cannot read."
    )


def test_where_the_bot_reads_all_messages_a_thread_begins_empty(seeing_stage: Stage) -> None:
    seeing_stage.set_up(threads=True)
    seeing_stage.alice.ask(ENGLISH)
    (thread,) = seeing_stage.general.threads
    assert seeing_stage.said(thread) == []


def test_a_thread_s_name_is_cut_and_tells_its_language(stage: Stage) -> None:
    stage.set_up(threads=True)
    stage.an.ask(f"{VIETNAMESE} {'Tôi muốn biết thật rõ. ' * 10}")
    (thread,) = stage.general.threads
    assert thread.name is not None
    assert thread.name.startswith(VIETNAMESE)
    assert thread.name.endswith("…")
    assert len(thread.name) <= 100
    assert "hãy nhắc đến" in stage.said(thread)[0].text


def test_private_answers_and_questions_in_threads_open_no_thread(stage: Stage) -> None:
    stage.set_up(threads=True)
    stage.alice.ask(ENGLISH, private=True)
    assert stage.general.threads == []
    stage.env.backend.create_thread(stage.general.id, "talk", stage.alice.id)
    stage.alice.ask(ENGLISH, stage.general.threads[0])
    assert len(stage.general.threads) == 1


def test_where_the_bot_may_open_no_thread_it_answers_all_the_same(stage: Stage) -> None:
    stage.set_up(threads=True)
    stage.env.inject_error("POST", "/channels/*/messages/*/threads", status=403, code=50013)
    assert "116 countries" in stage.alice.ask(ENGLISH).text
    assert stage.general.threads == []
