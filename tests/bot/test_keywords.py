from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.keywords import keywords

FREQUENCIES = {"the": 90, "ferry": 5, "of": 80, "norbury": 1}


def coverage(question: str, text: str) -> float:
    return keywords(question, FREQUENCIES, 100).coverage(text.split())


def test_all_words_in_order_are_everything_and_none_is_nothing() -> None:
    assert coverage("the ferry of norbury", "see the ferry of norbury today") == pytest.approx(1)
    assert coverage("the ferry of norbury", "a walk in winter") == 0


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    assert coverage("the norbury", "norbury alone") > coverage("the norbury", "the rest")


def test_words_side_by_side_count_more_than_words_apart() -> None:
    assert coverage("norbury ferry", "norbury ferry") > coverage("norbury ferry", "norbury had a ferry")


def test_a_word_that_no_passage_holds_weighs_most() -> None:
    weights = keywords("zebra norbury the", FREQUENCIES, 100).weights
    assert weights["zebra"] > weights["norbury"] > weights["the"] > 0


def test_case_and_diacritics_do_not_matter() -> None:
    assert keywords("Phà NORBURY", {}, 10).weights.keys() == {"pha", "norbury"}


def test_common_words_are_not_searched_for_unless_they_are_all_there_is() -> None:
    assert keywords("the ferry of norbury", FREQUENCIES, 100).match_query() == '"ferry" OR "norbury"'
    assert keywords("of the", FREQUENCIES, 100).match_query() == '"of" OR "the"'


def test_in_a_large_library_the_more_frequent_words_are_left_to_scoring() -> None:
    frequencies = {"harbour": 7_000, "bridge": 5_000, "norbury": 100}
    asked = keywords("harbour bridge norbury", frequencies, 100_000)
    assert asked.match_query() == '"bridge" OR "norbury"'
    assert asked.coverage(["harbour"]) > 0
    assert keywords("harbour", {"harbour": 25_000}, 100_000).match_query() == '"harbour"'


def test_a_question_without_a_word_covers_nothing() -> None:
    empty = keywords("?! …", {}, 10)
    assert (empty.total, empty.coverage(["a"]), empty.match_query()) == (0, 0.0, "")


@given(st.text(max_size=60), st.text(max_size=60), st.integers(0, 50))
def test_coverage_is_a_share(question: str, text: str, passages: int) -> None:
    share = keywords(question, dict.fromkeys(question.split(), passages), passages).coverage(text.split())
    assert 0 <= share <= 1 + 1e-9


@given(st.text(max_size=60))
def test_any_question_makes_a_query_that_sqlite_understands(question: str) -> None:
    query = keywords(f'{question} "NEAR" (AND) x*', {}, 10).match_query()
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE VIRTUAL TABLE keywords USING fts5(folded)")
        assert db.execute("SELECT * FROM keywords WHERE keywords MATCH ?", [query]).fetchall() == []
