from __future__ import annotations

from datetime import date

import pytest

from bot.question import read_question
from bot.timing import Time, fits, time_of

ASKED = date(2023, 3, 10)  # a Friday


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Which bank failed this week?", date(2023, 3, 6), date(2023, 3, 12)),
        ("Who won the race yesterday?", date(2023, 3, 9), date(2023, 3, 9)),
        ("How many ships sank in 2021?", date(2021, 1, 1), date(2021, 12, 31)),
        ("Who resigned in February 2023?", date(2023, 2, 1), date(2023, 2, 28)),
        ("Tuần này có bao nhiêu trường đóng cửa?", date(2023, 3, 6), date(2023, 3, 12)),
        ("Năm 2022 ai vô địch?", date(2022, 1, 1), date(2022, 12, 31)),
        ("nam 2022 ai vo dich giai bong da", date(2022, 1, 1), date(2022, 12, 31)),
        ("Hôm qua ai từ chức?", date(2023, 3, 9), date(2023, 3, 9)),
    ],
)
def test_a_period_is_read_on_the_day_of_asking(text: str, first: date, last: date) -> None:
    assert time_of(read_question(text), ASKED) == Time(first, last)


@pytest.mark.parametrize(
    "text", ["What is the latest on the strike?", "Số ca mắc mới nhất là bao nhiêu?", "How many have died so far?"]
)
def test_the_newest_is_asked_for(text: str) -> None:
    assert time_of(read_question(text), ASKED) == Time(newest=True)


@pytest.mark.parametrize("text", ["Who wrote the report?", "Ai viết báo cáo?", "How many rooms does the hotel have?"])
def test_most_questions_have_no_time(text: str) -> None:
    assert not time_of(read_question(text), ASKED)


WEEK = Time(date(2023, 3, 6), date(2023, 3, 12))


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("The bank failed on March 8, 2023.", date(2023, 6, 1), 1.0),
        ("The bank failed on Friday.", date(2023, 3, 11), 1.0),
        ("The bank failed.", date(2023, 3, 11), 1.0),
        ("The bank failed.", date(2023, 3, 15), 1.0),
        ("The bank failed.", date(2023, 5, 15), -1.0),
        ("The bank was founded on May 2, 1983.", date(2023, 3, 11), -1.0),
        ("The bank was founded on May 2, 1983.", None, -1.0),
        ("The bank failed.", None, 0.0),
    ],
)
def test_the_day_of_the_event_goes_before_the_day_of_the_report(
    text: str, published: date | None, expected: float
) -> None:
    assert fits(WEEK, text, "en", published) == expected


def test_without_a_period_every_sentence_is_alike() -> None:
    assert fits(Time(newest=True), "It rained on May 2, 1983.", "en", None) == 0.0
