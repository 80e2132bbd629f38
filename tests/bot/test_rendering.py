from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.answer import Answer, Citation, Claim
from bot.rendering import local_date, render

CITATION = Citation(1, "a", "A title", "Post", date(2024, 5, 1), "https://post.example/a", "It rained.", 3, 13)
ANSWER = Answer(
    "Did it rain?", "en", "answered", "“It rained.” [1]", "quotes", (Claim("“It rained.” [1]", (1,)),), (CITATION,)
)


def test_each_source_has_a_line_with_its_date() -> None:
    assert render(ANSWER) == "“It rained.” [1]\n  [1] A title · Post · May 1, 2024 · https://post.example/a"


@pytest.mark.parametrize(("language", "word"), [("en", "undated"), ("vi", "không rõ ngày"), ("fr", "undated")])
def test_a_source_without_a_date_says_so(language: str, word: str) -> None:
    bare = replace(CITATION, source=None, published=None, url=None)
    assert render(replace(ANSWER, citations=(bare,), language=language)).endswith(f"[1] A title · {word}")


def test_a_refusal_says_what_the_articles_cover() -> None:
    days = (date(2024, 1, 1), date(2024, 2, 1))
    refusal = Answer("Why?", "en", "not_found", "No.", "quotes", dates_covered=days, notes=("A note.",))
    assert render(refusal) == "No.\nA note.\nThe articles are from January 1, 2024 to February 1, 2024."


@pytest.mark.parametrize("evil", ["\x1b[2J", "\r", "\x07", "\0", "\x9b31m", "\u202e", "\u2066", "\x7f"])
def test_nothing_quoted_moves_the_cursor(evil: str) -> None:
    shown = render(replace(ANSWER, text=f"a{evil}b", citations=(replace(CITATION, title=f"t{evil}u"),)))
    assert not set(shown) & set("\x1b\r\x07\0\x9b\u202e\u2066\x7f")


def test_dates_are_written_as_in_the_contract_and_errors_only_where_there_are_any() -> None:
    fields = replace(ANSWER, dates_covered=(date(2024, 1, 1), date(2024, 2, 1))).with_id("q").as_json()
    assert next(iter(fields)) == "id"
    assert fields["citations"][0]["published"] == "2024-05-01"
    assert fields["dates_covered"] == ["2024-01-01", "2024-02-01"]
    assert "error" not in fields
    assert replace(ANSWER, error="No.").as_json()["error"] == "No."
    assert ANSWER.as_json()["dates_covered"] == []


def test_dates_are_written_as_people_of_the_language_do() -> None:
    day = date(2024, 11, 6)
    assert [local_date(day, language) for language in ("en", "vi", "fr")] == [
        "November 6, 2024",
        "6/11/2024",
        "2024-11-06",
    ]


def test_one_day_is_not_a_range() -> None:
    day = date(2024, 2, 1)
    refusal = replace(ANSWER, status="not_found", text="No.", claims=(), citations=(), dates_covered=(day, day))
    assert render(refusal) == "No.\nThe articles are from February 1, 2024."


def test_an_article_that_is_quoted_twice_has_one_line() -> None:
    first = ANSWER.citations[0]
    twice = replace(ANSWER, citations=(first, replace(first, n=2)))
    assert render(twice).splitlines()[1:] == ["  [1][2] A title · Post · May 1, 2024 · https://post.example/a"]
