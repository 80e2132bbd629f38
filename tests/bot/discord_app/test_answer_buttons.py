from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.answer import Answer, Citation, Claim
from bot.answering import Answerer
from bot.discord_app.desk import Desk
from bot.discord_app.layout import show_answer
from bot.discord_app.views import answer_views
from bot.journal import REASONS, Entry, Journal, new_id
from ingest.library import Library
from tests.bot.discord_app.stage import Seen, Stage
from tests.conftest import settings_for

ENGLISH = "How many countries took part?"
GONE = "This answer is no longer kept: ask the question again."
BUTTONS = ["Quotes", "Why", "👍", "👎", "Follow-up"]


def many_sources(count: int) -> Answer:
    """Return an answer that cites ``count`` articles, none of which is there."""
    citations = tuple(
        Citation(
            n, f"lost-{n}", f"Ferry report {n}", "Elmouth Post", date(2024, 5, n), None, f"Ferry {n} sails.", 0, 14
        )
        for n in range(1, count + 1)
    )
    claims = tuple(Claim(f"Ferry {it.n} sails. [{it.n}]", (it.n,)) for it in citations)
    text = " ".join(claim.text for claim in claims)
    return Answer("Which ferries sail?", "en", "answered", text, "quotes", claims=claims, citations=citations)


def show(stage: Stage, found: Answer, *, server: int | None = None, question: bool = True) -> Seen:
    """Have the bot show an answer in ``general``, kept as one of ``server``, by default of the first."""
    entry = Entry(
        new_id(), server or stage.server.id, stage.general.id, stage.desk.journal.person(stage.alice.id),
        private=False, question=found.question, answer=found.as_json(), at=datetime.now(UTC),
    )  # fmt: skip
    stage.desk.journal.record(entry)
    shown = show_answer(found, "en", question=question)
    channel = stage.bot.get_partial_messageable(stage.general.id, guild_id=stage.server.id)

    async def send() -> None:
        for view in answer_views(shown, entry.id, found, "en", question=question):
            await channel.send(view=view)

    stage.run(send())
    return stage.said(stage.general)[-1]


# --- quotes and why ---------------------------------------------------------------


def test_quotes_are_shown_to_whoever_asks_for_them_letter_for_letter(stage: Stage) -> None:
    shown = stage.alice.ask(ENGLISH)
    quotes = stage.an.press(shown, "Quotes")
    assert quotes.is_private
    for citation in stage.entry_of(shown).answer["citations"]:
        assert f"> {citation['quote']}" in quotes.text
    assert "6/11/2024" in quotes.text


def test_why_tells_what_was_considered_and_checked_to_one_person(stage: Stage) -> None:
    shown = stage.alice.ask(ENGLISH)
    why = stage.bob.press(shown, "Why")
    assert why.is_private
    assert "Quoted word for word; no language model was used." in why.text
    assert r"Found in the article, letter for letter: \[1\]" in why.text
    assert "Câu trả lời này được tạo ra như thế nào" in stage.an.press(shown, "Why").text
    assert stage.alice.press(stage.alice.ask("Who won the Sarnath chess tournament?"), "Why").text.startswith("How")


def test_why_says_when_an_article_is_gone(stage: Stage) -> None:
    assert "The article is no longer here" in stage.bob.press(show(stage, many_sources(1)), "Why").text


# --- pages of sources -------------------------------------------------------------


def test_a_long_list_of_sources_is_turned_by_pages(stage: Stage) -> None:
    shown = show(stage, many_sources(20))
    assert shown.buttons[-2:] == ["◀", "▶"]
    assert shown.disabled == ["◀"]
    assert "Sources 1–8 of 20" in shown.text
    stage.bob.press(shown, "▶")
    turned = stage.said(stage.general)[-1]
    assert "Sources 9–16 of 20" in turned.text
    assert turned.disabled == []
    stage.bob.press(turned, "▶")
    last = stage.said(stage.general)[-1]
    assert "Sources 17–20 of 20" in last.text
    assert last.disabled == ["▶"]
    stage.bob.press(last, "◀")
    assert stage.said(stage.general)[-1].text == turned.text


@pytest.mark.parametrize("question", [True, False])
def test_a_page_stays_in_the_language_and_the_form_that_it_has_for_all(stage: Stage, question: bool) -> None:
    before = show(stage, many_sources(20), question=question)
    first = before.text
    stage.an.press(before, "▶")
    stage.an.press(stage.said(stage.general)[-1], "◀")
    after = stage.said(stage.general)[-1]
    assert after.text == first
    assert ("> Which ferries sail?" in first) == question
    assert after.buttons == [*BUTTONS, "◀", "▶"]


# --- what people think ------------------------------------------------------------


def test_a_good_answer_is_noted_once_for_each_person(stage: Stage) -> None:
    shown = stage.alice.ask(ENGLISH)
    thanks = stage.bob.press(shown, "👍")
    stage.bob.press(shown, "👍")
    assert thanks.is_private
    assert thanks.text == "Thank you. That was noted."
    assert stage.an.press(shown, "👍").text == "Cảm ơn bạn, ý kiến đã được ghi lại."
    assert stage.desk.journal.feedback(stage.server.id, 1).liked == 2


def test_a_bad_answer_is_noted_with_the_reason(stage: Stage) -> None:
    shown = stage.alice.ask(ENGLISH)
    labels = stage.bob.press(shown, "👎").buttons
    assert labels == ["Wrong figure", "Wrong source", "Outdated", "Something is missing", "Something else"]
    assert stage.desk.journal.feedback(stage.server.id, 1).disliked == 1
    for label, reason in zip(labels, REASONS, strict=True):
        asked = stage.bob.press(shown, "👎")
        assert asked.is_private
        assert stage.bob.press(asked, label).text == "Thank you. That was noted."
        feedback = stage.desk.journal.feedback(stage.server.id, 1)
        assert (feedback.disliked, feedback.reasons) == (1, {reason: 1})


def test_reasons_are_asked_for_in_the_person_s_language(stage: Stage) -> None:
    asked = stage.an.press(stage.alice.ask(ENGLISH), "👎")
    assert asked.text == "Câu trả lời có vấn đề gì?"
    assert asked.buttons == ["Sai con số", "Sai nguồn", "Thông tin đã cũ", "Thiếu thông tin", "Lý do khác"]


# --- a restart, and what is gone --------------------------------------------------


def test_every_button_works_after_a_restart(stage: Stage) -> None:
    shown, long = stage.alice.ask(ENGLISH), show(stage, many_sources(20))
    reasons = stage.bob.press(shown, "👎")
    stage.restart()
    assert "involving police in 116 countries" in stage.bob.press(shown, "Quotes").text
    assert "How this answer came about" in stage.bob.press(shown, "Why").text
    assert stage.bob.press(shown, "👍").text == "Thank you. That was noted."
    assert stage.bob.press(reasons, "Wrong figure").text == "Thank you. That was noted."
    assert stage.bob.press(shown, "Follow-up").result.modal is not None
    stage.bob.press(long, "▶")
    assert "Sources 9–16 of 20" in stage.said(stage.general)[-1].text
    assert stage.desk.journal.feedback(stage.server.id, 1).reasons == {"figure": 1}


def test_every_button_of_a_forgotten_answer_says_so(stage: Stage) -> None:
    shown, long = stage.alice.ask(ENGLISH), show(stage, many_sources(20))
    reasons = stage.bob.press(shown, "👎")
    stage.desk.journal.forget(stage.alice.id)
    for seen, labels in ((shown, BUTTONS), (reasons, ["Outdated"]), (long, ["▶"])):
        for label in labels:
            said = stage.bob.press(seen, label)
            assert (said.text, said.is_private) == (GONE, True)
    assert "không còn được lưu" in stage.an.press(shown, "Quotes").text


@pytest.fixture
def later_stage(library: Library, answerer: Answerer, data: Path) -> Iterator[Stage]:
    """Yield a Discord whose bot keeps questions for seven days, a week from now."""
    journal = Journal(data, retention_days=7, now=lambda: datetime.now(UTC) + timedelta(days=7, seconds=1))
    with Stage(Desk(settings_for(library.store.folder), library, answerer, journal)) as stage:
        yield stage
    journal.close()


def test_an_answer_is_gone_after_its_time(later_stage: Stage) -> None:
    shown = later_stage.alice.ask(ENGLISH)
    assert later_stage.desk.journal.expire() == 1
    assert later_stage.bob.press(shown, "Quotes").text == GONE


def test_a_server_never_sees_the_answer_of_another(stage: Stage) -> None:
    other = stage.env.create_guild("Other")
    shown = show(stage, many_sources(20), server=other.id)
    for label in [*BUTTONS, "▶"]:
        assert stage.alice.press(shown, label).text == GONE


def test_a_press_that_fails_is_told_without_what_only_the_operator_should_read(stage: Stage, data: Path) -> None:
    shown = stage.alice.ask(ENGLISH)
    with closing(sqlite3.connect(data / "bot.db")) as journal:
        journal.execute("ALTER TABLE ratings RENAME TO lost")
    said = stage.bob.press(shown, "👍")
    assert (said.text, said.is_private) == ("Something failed here. It was noted; asking again may help.", True)
