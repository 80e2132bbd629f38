from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ingest.article import Article
from ingest.library import Library
from ingest.pipeline import Pipeline
from tests.articles import articles
from tests.bot.discord_app.stage import Stage

TEXT = "The ferry carried 4,200 passengers in May. It cost 3 million crowns."


def put(shelf: Library, items: Sequence[Article]) -> None:
    """Ingest articles."""
    assert Pipeline(shelf).add([*items]).added == len(items)


# --- /sources ---------------------------------------------------------------------


def test_sources_are_listed_newest_first_by_pages(shelf: Library, shelf_stage: Stage) -> None:
    stage = shelf_stage
    put(shelf, articles(24))
    shown = stage.alice.slash("sources")
    assert shown.is_private
    assert shown.text.startswith("### Articles (24)")
    assert "1–10 of 24" in shown.text
    assert "Tin từ Castlegate số 23" in shown.text
    assert shown.disabled == ["◀"]
    stage.restart()
    second = stage.alice.press(shown, "▶")
    assert "11–20 of 24" in second.text
    assert shown.disabled == []
    stage.alice.press(shown, "▶")
    assert "21–24 of 24" in shown.text
    assert shown.disabled == ["▶"]
    stage.alice.press(shown, "◀")
    assert "11–20 of 24" in shown.text


def test_days_are_listed_from_the_newest_to_the_oldest(shelf: Library, shelf_stage: Stage) -> None:
    put(shelf, [Article(f"a{n}", f"Report {n}", TEXT, "en", date(2024, 1, n) if n else None) for n in (2, 0, 3, 1)])
    text = shelf_stage.alice.slash("sources").text
    assert [text.index(f"Report {n}") for n in (3, 2, 1, 0)] == sorted(text.index(f"Report {n}") for n in range(4))
    assert "January 3, 2024" in text
    assert "undated" in text


def test_sources_are_searched_by_words_of_their_titles_in_pages_too(shelf: Library, shelf_stage: Stage) -> None:
    put(shelf, articles(60))
    shown = shelf_stage.an.slash("sources", search="tin tu  WESTWICK")
    assert shown.text.startswith("### Bài báo có “tin tu WESTWICK” (3)")
    shown = shelf_stage.an.slash("sources", search="tin tu")
    assert "1–10 trong 15" in shown.text
    assert "11–15 trong 15" in shelf_stage.an.press(shown, "▶").text


def test_a_search_without_a_hit_and_a_library_without_articles_say_so(shelf: Library, shelf_stage: Stage) -> None:
    assert shelf_stage.alice.slash("sources").text == "### No articles yet"
    put(shelf, articles(3))
    assert shelf_stage.alice.slash("sources", search="*zeppelin*").text == r"### No articles with “\*zeppelin\*”"


def test_all_articles_are_counted(shelf: Library, shelf_stage: Stage) -> None:
    put(shelf, articles(520))
    shown = shelf_stage.alice.slash("sources")
    assert shown.text.startswith("### Articles (520)")


def test_a_page_is_whole_however_long_the_links_are(shelf: Library, shelf_stage: Stage) -> None:
    url = f"https://elmouth.example/{'a' * 500}"
    put(shelf, [Article(f"a{n}", f"Report {n} {'of the ferry ' * 9}", TEXT, "en", url=url) for n in range(10, 30)])
    shown, seen = shelf_stage.alice.slash("sources"), ""
    for first, last in ((1, 5), (6, 10), (11, 15), (16, 20)):
        assert f"{first}–{last} of 20" in shown.text
        seen += shown.text
        shown = shown if last == 20 else shelf_stage.alice.press(shown, "▶")
    assert all(f"Report {n} " in seen for n in range(10, 30))
    assert seen.count(url) == 20
    assert "11–15 of 20" in shelf_stage.alice.press(shown, "◀").text


def test_the_strangest_titles_leave_room_for_the_buttons(shelf: Library, shelf_stage: Stage) -> None:
    put(shelf, [Article(f"a{n}", f"{n} {'*_' * 80}", TEXT, "en", source="*" * 70) for n in range(10, 22)])
    shown = shelf_stage.alice.slash("sources")
    assert shown.buttons == ["◀", "▶"]
    assert "### Articles (12)" in shown.text


def test_titles_are_suggested_while_somebody_types(shelf: Library, shelf_stage: Stage) -> None:
    put(shelf, [*articles(40), Article("blank", "  ", TEXT, "en"), Article("long", "Ferry " * 40, TEXT, "en")])
    offered = shelf_stage.alice.suggestions("sources", "search", "")
    assert len(offered) == 25
    found = shelf_stage.an.suggestions("sources", "search", "castlegate tin")
    assert found
    assert all("Tin từ Castlegate" in name for name, _ in found)
    ((name, value),) = shelf_stage.alice.suggestions("sources", "search", "ferry ferry ferry")[-1:]
    assert len(name) <= 100
    assert "(" in shelf_stage.alice.slash("sources", search=value).text


def test_a_list_that_cannot_be_read_says_so(shelf_stage: Stage, data: Path) -> None:
    with closing(sqlite3.connect(data / "store.db")) as store:
        store.execute("ALTER TABLE articles RENAME TO lost")
    shown = shelf_stage.alice.slash("sources")
    assert (shown.text, shown.is_private) == ("Something failed here. It was noted; asking again may help.", True)
    assert len(shelf_stage.errors()) == 1


# --- /article ---------------------------------------------------------------------


def test_an_article_that_is_chosen_shows_its_card(stage: Stage) -> None:
    (choice, *_), *_ = [stage.alice.suggestions("article", "article", "interpol")]
    name, value = choice
    assert name == "INTERPOL operation against human trafficking leads to arrests and rescues"
    card = stage.alice.slash("article", article=value)
    assert card.is_private
    assert card.text.startswith(f"### {name}")
    assert "November 6, 2024" in card.text
    assert "2,517 individuals" in card.text
    assert "Con số chính:" in stage.an.slash("article", article=value).text


def test_an_article_is_found_by_words_that_only_its_title_has(stage: Stage) -> None:
    assert "### Chiến dịch Liberterra II" in stage.an.slash("article", article="chien dich LIBERTERRA").text


@pytest.mark.parametrize("typed", ["zeppelin", "i"])
def test_an_article_that_is_not_there_or_not_clear_is_not_shown(stage: Stage, typed: str) -> None:
    assert stage.alice.slash("article", article=typed).text.startswith("There is no such article")
    assert stage.an.slash("article", article=typed).text.startswith("Không có bài báo nào như vậy")


def test_articles_without_a_title_and_with_a_long_id_can_be_chosen(shelf: Library, shelf_stage: Stage) -> None:
    put(shelf, [Article("x" * 300, "  ", TEXT, "en", date(2024, 1, 1)), *articles(3)])
    (name, value), *_ = shelf_stage.alice.suggestions("article", "article", "")
    assert 0 < len(name) <= 100
    card = shelf_stage.alice.slash("article", article=value)
    assert "### Untitled article" in card.text
    assert "4,200 passengers" in card.text


def test_what_happens_to_articles_is_seen_without_a_restart(shelf: Library, shelf_stage: Stage) -> None:
    put(shelf, articles(1))
    assert "(1)" in shelf_stage.alice.slash("sources").text
    put(shelf, articles(3)[1:])
    assert "(3)" in shelf_stage.alice.slash("sources").text
    assert Pipeline(shelf).add([replace(articles(1)[0], title="A title of today")]).updated == 1
    assert "A title of today" in shelf_stage.alice.slash("sources", search="today").text
    assert shelf_stage.alice.suggestions("sources", "search", "ferry of Elmouth") == []
    assert shelf.store.remove("news-1")
    text = shelf_stage.alice.slash("sources").text
    assert "(2)" in text
    assert "The museum of Norbury" not in text


def test_an_article_named_by_its_id_is_shown(shelf: Library, shelf_stage: Stage) -> None:
    put(shelf, [Article("ferry-1", "One", TEXT, "en"), Article("2", "ferry-1", TEXT, "en")])
    assert shelf_stage.alice.slash("article", article="ferry-1").text.startswith("### One")
    assert ("ferry-1", "2") in shelf_stage.alice.suggestions("article", "article", "ferry")


# --- /help ------------------------------------------------------------------------


def test_help_is_in_the_person_s_language(stage: Stage) -> None:
    english, vietnamese = stage.alice.slash("help"), stage.an.slash("help")
    assert english.is_private
    assert "`/ask`" in english.text
    assert "`/hỏi`" in unicodedata.normalize("NFC", vietnamese.text)
    assert stage.join("claude", "fr").slash("help").text == english.text
    assert stage.alice.direct().slash("help").text == english.text


def test_moderators_are_told_of_their_commands(stage: Stage) -> None:
    assert "`/unanswered`" in stage.moderator.slash("help").text
    assert "`/unanswered`" not in stage.alice.slash("help").text
