from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import discord
import pytest

from tests.bot.discord_app.stage import Stage

ENGLISH = "How many countries took part?"
VIETNAMESE = "Bao nhiêu nạn nhân được giải cứu?"


def delivered(stage: Stage) -> list[Mapping[str, Any]]:
    """Return the messages that Discord told the bot of."""
    return [payload for kind, event, payload in stage.env.backend.transcript if event == "MESSAGE_CREATE"]


# --- being asked ------------------------------------------------------------------


def test_a_mention_is_answered_by_one_reply(stage: Stage) -> None:
    asked = stage.alice.say(f"{stage.mention} {ENGLISH}")
    (shown,) = stage.said(stage.general)
    assert shown.message.reference.message_id == asked.id
    assert "116 countries" in shown.text
    assert ">" not in shown.text  # Discord shows the question already
    assert shown.buttons == ["Quotes", "Why", "👍", "👎", "Follow-up"]
    assert stage.entry_of(shown).question == ENGLISH


@pytest.mark.parametrize("question", [VIETNAMESE, "bao nhieu nan nhan duoc giai cuu?"])
def test_a_mention_is_answered_in_its_language_all_around(stage: Stage, question: str) -> None:
    stage.alice.say(f"{stage.mention} {question}")
    (shown,) = stage.said(stage.general)
    assert "3.000 nạn nhân" in shown.text
    assert shown.buttons[0] == "Trích dẫn"


def test_nobody_who_did_not_call_is_answered(seeing_stage: Stage) -> None:
    stage = seeing_stage
    robot = stage.join("robot", bot=True)
    hook = stage.server.create_webhook(stage.general, "news")
    stage.alice.say(ENGLISH)
    stage.alice.say(f"@everyone {ENGLISH}")
    stage.alice.say(f"{stage.bob.actor.mention} {ENGLISH}")
    stage.bob.say(ENGLISH, reply_to=stage.alice.say("Good morning."))
    robot.say(f"{stage.mention} {ENGLISH}")
    stage.run(hook.send(f"{stage.mention} {ENGLISH}"))
    assert stage.said(stage.general) == []


def test_a_mention_without_a_question_is_told_how_to_ask(stage: Stage) -> None:
    stage.alice.say(stage.mention)
    (shown,) = stage.said(stage.general)
    assert shown.text.startswith("What would you like to know?")
    assert shown.buttons == []


def test_where_the_command_cannot_be_pressed_it_is_named_as_its_readers_know_it(stage: Stage) -> None:
    stage.forget_commands()
    stage.env.inject_error("PUT", "/applications/*/commands", status=500, times=None)
    stage.restart()
    stage.alice.say(stage.mention)
    newsroom = stage.env.create_guild("Tòa soạn", preferred_locale="vi")
    hall = newsroom.create_text_channel("hall")
    stage.join("binh", "vi", newsroom).say(stage.mention)
    assert stage.said(stage.general)[-1].text.endswith("or use `/ask`.")
    told = stage.said(hall)[-1].text
    assert told.startswith("Bạn muốn biết điều gì? Hãy viết câu hỏi trong một tin nhắn")
    assert told.endswith("hoặc dùng `/hỏi`.")


def test_who_greets_or_asks_what_it_is_is_told_and_nobody_finds_that_among_the_unanswered(stage: Stage) -> None:
    stage.alice.say(f"{stage.mention} hello!")
    stage.an.say(f"{stage.mention} bạn là ai?")
    greeted, told = stage.said(stage.general)
    assert greeted.text.startswith("What would you like to know?")
    assert told.text.startswith("Tôi trả lời câu hỏi dựa trên các bài báo")
    assert stage.desk.journal.unanswered(stage.server.id, 1) == []


def test_thanks_under_an_answer_get_no_answer(stage: Stage) -> None:
    stage.alice.say(f"{stage.mention} {ENGLISH}")
    stage.alice.say("Thank you!", reply_to=stage.said(stage.general)[0])
    assert len(stage.said(stage.general)) == 1


def test_a_mention_under_somebody_s_message_asks_what_that_says(stage: Stage) -> None:
    theirs = stage.bob.say(f"{ENGLISH} {stage.mention}", stage.offtopic)
    stage.alice.say(stage.mention, stage.offtopic, reply_to=theirs)
    assert len([it for it in stage.said(stage.offtopic) if "116 countries" in it.text]) == 2


def test_a_reply_follows_the_answer_it_is_to(seeing_stage: Stage) -> None:
    stage = seeing_stage
    first = stage.alice.ask(ENGLISH)
    stage.bob.say("How many people were arrested?", reply_to=first)
    second = stage.said(stage.general)[-1]
    assert "2,517" in second.text
    assert stage.entry_of(second).parent == stage.entry_of(first).id
    stage.an.say("Và bao nhiêu nạn nhân được giải cứu?", reply_to=second)
    assert stage.entry_of(stage.said(stage.general)[-1]).parent == stage.entry_of(second).id


def test_without_the_intent_a_reply_to_a_mention_s_answer_is_read(stage: Stage) -> None:
    stage.alice.say(f"{stage.mention} {ENGLISH}")
    (first,) = stage.said(stage.general)
    stage.alice.say("How many people were arrested?", reply_to=first)
    assert "2,517" in stage.said(stage.general)[-1].text


def test_without_the_intent_a_reply_to_a_command_s_answer_is_told_how_to_ask(stage: Stage) -> None:
    first = stage.alice.ask(ENGLISH)
    stage.alice.say("How many people were arrested?", reply_to=first)
    assert "Discord does not show the text of this message" in stage.said(stage.general)[-1].text


def test_a_message_that_comes_twice_is_answered_once(stage: Stage) -> None:
    stage.alice.say(f"{stage.mention} {ENGLISH}")
    again = next(it for it in delivered(stage) if ENGLISH in it["content"])
    stage.emit("MESSAGE_CREATE", again)
    stage.restart()
    stage.emit("MESSAGE_CREATE", again)
    assert len(stage.said(stage.general)) == 1


# --- direct messages --------------------------------------------------------------


def test_a_direct_message_is_answered_and_the_next_one_follows_it(stage: Stage) -> None:
    alice = stage.alice.direct()
    alice.say(ENGLISH)
    alice.say("And how many people were arrested?")
    first, second = stage.said(alice.home)
    assert "116 countries" in first.text
    assert "2,517" in second.text
    assert stage.entry_of(second, None).parent == stage.entry_of(first, None).id
    assert "involving police in 116 countries" in alice.press(first, "Quotes").text


def test_what_follows_is_never_what_somebody_else_asked(stage: Stage) -> None:
    stage.alice.direct().say(ENGLISH)
    stage.bob.direct().say(ENGLISH)
    (shown,) = stage.said(stage.bob.direct().home)
    assert stage.entry_of(shown, None).parent is None


# --- where no answer may be given -------------------------------------------------


def test_who_calls_where_no_answer_may_be_given_is_told_in_private_and_once(stage: Stage) -> None:
    stage.set_up(channels=(stage.general.id,))
    stage.alice.say(f"{stage.mention} {ENGLISH}", stage.offtopic)
    stage.alice.say(f"{stage.mention} {ENGLISH}", stage.offtopic)
    assert stage.said(stage.offtopic) == []
    (told,) = stage.said(stage.alice.direct().home)
    assert told.text == f"The bot may not answer in {stage.offtopic.mention}. You can ask right here."


def test_who_takes_no_direct_messages_hears_nothing(stage: Stage) -> None:
    stage.set_up(channels=(stage.general.id,))
    stage.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    stage.alice.say(f"{stage.mention} {ENGLISH}", stage.offtopic)
    assert stage.said(stage.offtopic) == stage.said(stage.alice.direct().home) == []


def test_where_the_bot_may_not_write_it_says_so_in_private(stage: Stage) -> None:
    deny = {stage.server.default_role: discord.PermissionOverwrite(send_messages=False)}
    board = stage.server.create_text_channel("board", overwrites=deny)
    editor = stage.join("editor", permissions=discord.Permissions(administrator=True))
    editor.say(f"{stage.mention} {VIETNAMESE}", board)
    (told,) = stage.said(editor.direct().home)
    assert told.text == f"Bot không được trả lời trong {board.mention}. Bạn có thể hỏi ngay tại đây."


def test_who_reached_the_limit_is_told_so_and_gets_no_thread(stage: Stage) -> None:
    stage.set_up(person_limit=1, threads=True)
    stage.alice.say(f"{stage.mention} {ENGLISH}")
    stage.alice.say(f"{stage.mention} {ENGLISH}")
    assert len(stage.general.threads) == 1
    (refused,) = stage.said(stage.general)
    assert "your limit (1 in ten minutes)" in refused.text


def test_a_question_ends_with_a_message_even_without_a_journal(stage: Stage, data: Path) -> None:
    with closing(sqlite3.connect(data / "bot.db")) as journal:
        journal.execute("ALTER TABLE messages RENAME TO lost")
    first = stage.alice.say(f"{stage.mention} {ENGLISH}")
    (shown,) = stage.said(stage.general)
    assert "116 countries" in shown.text
    stage.alice.say(f"{stage.mention} {ENGLISH}", reply_to=first)
    assert stage.said(stage.general)[-1].text == "Something failed here. It was noted; asking again may help."


def test_where_the_status_cannot_be_sent_the_answer_still_is(stage: Stage) -> None:
    stage.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    stage.alice.say(f"{stage.mention} {ENGLISH}")
    (shown,) = stage.said(stage.general)
    assert "116 countries" in shown.text


# --- threads ----------------------------------------------------------------------


def test_a_question_gets_a_thread_of_its_own_where_that_is_wanted(stage: Stage) -> None:
    stage.set_up(threads=True)
    asked = stage.alice.say(f"{stage.mention} {ENGLISH}")
    (thread,) = stage.general.threads
    assert (thread.id, thread.name) == (asked.id, ENGLISH)
    hint, answer = stage.said(thread)
    assert hint.text.startswith(f"To ask more in this thread, mention {stage.mention}")
    assert "116 countries" in answer.text
    assert stage.said(stage.general) == []


def test_in_its_thread_the_bot_is_asked_by_mention_and_a_question_follows_the_last(stage: Stage) -> None:
    stage.set_up(threads=True)
    stage.alice.say(f"{stage.mention} {ENGLISH}")
    (thread,) = stage.general.threads
    stage.bob.say(f"{stage.mention} And how many people were arrested?", thread)
    first, second = stage.said(thread)[1:]
    assert "2,517" in second.text
    assert stage.entry_of(second).parent == stage.entry_of(first).id
    assert len(stage.general.threads) == 1


def test_a_thread_under_a_command_s_answer_follows_that_answer(stage: Stage) -> None:
    stage.set_up(threads=True)
    first = stage.alice.ask(ENGLISH)
    (thread,) = stage.general.threads
    stage.alice.say(f"{stage.mention} And how many people were arrested?", thread)
    assert stage.entry_of(stage.said(thread)[-1]).parent == stage.entry_of(first).id


def test_what_the_bot_cannot_read_in_its_thread_it_says_once(stage: Stage) -> None:
    stage.set_up(threads=True)
    stage.alice.say(f"{stage.mention} {ENGLISH}")
    (thread,) = stage.general.threads
    stage.alice.say("And how many people were arrested?", thread)
    stage.alice.say("Hello?", thread)
    told = [it.text for it in stage.said(thread)[2:]]
    assert len(told) == 1
    assert "Discord does not show the text of this message to the bot" in told[0]


def test_with_the_intent_its_thread_needs_no_mention(seeing_stage: Stage) -> None:
    stage = seeing_stage
    stage.set_up(threads=True)
    stage.alice.say(f"{stage.mention} {ENGLISH}")
    (thread,) = stage.general.threads
    stage.alice.say("And how many people were arrested?", thread)
    stage.alice.say(f"{stage.bob.actor.mention} look at this!", thread)
    answers = stage.said(thread)
    assert len(answers) == 2
    assert "2,517" in answers[1].text


# --- forums -----------------------------------------------------------------------


def test_a_forum_post_is_answered_where_moderators_want_it(seeing_stage: Stage) -> None:
    stage = seeing_stage
    forum = stage.server.create_forum_channel("questions")
    silent = stage.post(forum, stage.alice, "How many countries?", ENGLISH)
    stage.set_up(forum_answers=True)
    post = stage.post(forum, stage.alice, ENGLISH, "I read about Operation Liberterra II.")
    stage.bob.say("I wonder, too.", post)
    assert stage.said(silent) == []
    (shown,) = stage.said(post)
    assert "116 countries" in shown.text


def test_without_the_intent_no_forum_post_is_answered(stage: Stage) -> None:
    forum = stage.server.create_forum_channel("questions")
    stage.set_up(forum_answers=True)
    assert stage.said(stage.post(forum, stage.alice, ENGLISH, "I read about it.")) == []
