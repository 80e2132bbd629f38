from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answering import Answerer
from bot.discord_app.desk import Desk
from bot.journal import Journal
from ingest.library import Library
from ingest.settings import Settings
from tests.bot.discord_app.stage import Stage

ENGLISH = "How many countries took part?"


def test_privacy_says_what_is_kept_how_long_and_where_questions_go(stage: Stage) -> None:
    shown = stage.alice.slash("privacy")
    assert shown.is_private
    assert "for 90 days" in shown.text
    assert "nowhere; all is done on the machine I run on." in shown.text
    assert "`/forget-me`" in shown.text
    vietnamese = stage.an.slash("privacy").text
    assert "trong 90 ngày" in vietnamese
    assert "`/xóa-dữ-liệu`" in vietnamese


@pytest.fixture
def told_stage(library: Library, answerer: Answerer, data: Path) -> Iterator[Stage]:
    """Yield a Discord whose bot is set up with a language model, and keeps questions for a week."""
    settings = Settings(_env_file=None, data=data, openai_base_url="http://127.0.0.1:9/v1", retention_days=7)
    journal = Journal(data)
    with Stage(Desk(settings, library, answerer, journal)) as stage:
        yield stage
    journal.close()


def test_privacy_says_when_questions_go_to_a_language_model(told_stage: Stage) -> None:
    shown = told_stage.alice.direct().slash("privacy")
    assert "for 7 days" in shown.text
    assert "to the language model that those who run me have chosen" in shown.text


def test_who_confirms_is_forgotten_everywhere_and_nobody_else_is(stage: Stage) -> None:
    other = stage.env.create_guild("Other")
    other.create_text_channel("hall")
    there = stage.join("eve", server=other)
    here = stage.alice.ask(ENGLISH)
    stage.server.add_member(there.actor.user)
    asked, kept = there.ask(ENGLISH), stage.bob.ask(ENGLISH)
    direct = there.direct().ask(ENGLISH)
    stage.desk.journal.rate(stage.entry_of(kept).id, stage.server.id, there.id, liked=False)
    question = there.slash("forget-me")
    assert question.is_private
    assert question.text.startswith("Delete all your questions, their answers and your ratings, on every server?")
    assert there.press(asked, "Quotes").text.count(">") == 1  # nothing happened yet
    done = there.press(question, "Delete everything")
    assert done.text == "Done. Questions deleted: 2. Their answers and all your ratings are gone, too."
    assert done.buttons == []
    assert "no longer kept" in there.press(asked, "Quotes").text
    assert "no longer kept" in there.direct().press(direct, "Quotes").text
    assert stage.desk.journal.feedback(stage.server.id, 1).disliked == 0
    assert "involving police in 116 countries" in stage.bob.press(kept, "Quotes").text
    assert "involving police in 116 countries" in stage.bob.press(here, "Quotes").text


def test_forgetting_is_confirmed_in_the_person_s_language_and_after_a_restart(stage: Stage) -> None:
    stage.an.ask(ENGLISH)
    question = stage.an.direct().slash("forget-me")
    assert question.buttons == ["Xóa tất cả"]
    stage.restart()
    done = stage.an.direct().press(question, "Xóa tất cả")
    assert done.text == "Xong. Đã xóa 1 câu hỏi của bạn, cùng các câu trả lời và mọi đánh giá của bạn."


def test_a_server_that_removes_the_bot_is_forgotten(stage: Stage) -> None:
    entry = stage.entry_of(stage.alice.ask(ENGLISH))
    stage.set_up(private=True)
    stage.leave(stage.server)
    assert stage.desk.journal.entry(entry.id, stage.server.id) is None
    assert not stage.desk.journal.settings(stage.server.id).private
