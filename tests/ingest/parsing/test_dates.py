from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.parsing.dates import parse

HANOI = timezone(timedelta(hours=7))
MORNING = datetime(2024, 11, 6, 10, 5)


@pytest.mark.parametrize(
    "text",
    [
        "Wed, 06 Nov 2024 10:05:00 +0700",
        "Wed, 6 Nov 2024 10:05 +07:00",
        "6 Nov 24 10:05:00 ICT",
        "Wednesday, 06-Nov-24 10:05:00 GMT+0700",
        "Thu, 06 November 2024 10:05:00 GMT+7",
        "Wed Nov 06 10:05:00 ICT 2024",
        "Wed Nov  6 2024 10:05:00 GMT+0700 (Indochina Time)",
        "2024-11-06T10:05:00+07:00",
        "2024-11-06T10:05:00.123+0700",
        "2024-11-06T10:05+07",
        "2024-11-06 10:05:00 +0700",
        "20241106T100500+0700",
        "D:20241106100500+07'00'",
        "06/11/2024 10:05 (GMT+7)",
        "Thứ tư, 6 tháng 11, 2024, 10:05 (GMT+7)",
        "  \n2024-11-06T10:05:00+07:00\n ",
    ],
)
def test_a_moment_with_its_zone_is_read(text: str) -> None:
    found = parse(text)
    assert found == MORNING.replace(tzinfo=HANOI)
    assert found.utcoffset() == timedelta(hours=7)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Wed, 06 Nov 2024 10:05:00 GMT", MORNING.replace(tzinfo=UTC)),
        ("2024-11-06T10:05:00Z", MORNING.replace(tzinfo=UTC)),
        ("Wed, 06 Nov 2024 10:05:00 EST", MORNING.replace(tzinfo=timezone(timedelta(hours=-5)))),
        ("D:20241106100500Z00'00'", MORNING.replace(tzinfo=UTC)),
        ("Tue, 05 Nov 2024 24:00:00 GMT", datetime(2024, 11, 6, tzinfo=UTC)),
        ("Fri, 30 Jun 2023 23:59:60 GMT", datetime(2023, 6, 30, 23, 59, 59, tzinfo=UTC)),
        ("1730862300", datetime(2024, 11, 6, 3, 5, tzinfo=UTC)),
        ("1730862300000", datetime(2024, 11, 6, 3, 5, tzinfo=UTC)),
        ("Wed, 06 Nov 2024 10:05:00", MORNING),
        ("Wed Nov  6 10:05:00 2024", MORNING),
        ("2024-11-06T10:05:00 Europe/Berlin", MORNING),
        ("Wed, 06 Nov 2024 10:05:00 +99:00", MORNING),
        ("November 6th, 2024 10:05 am", MORNING),
        ("3:05 CH, 06/11/2024", datetime(2024, 11, 6, 15, 5)),
        ("Nov 6, 2024 at 12:30 a.m.", datetime(2024, 11, 6, 0, 30)),
    ],
)
def test_a_moment_keeps_what_it_says_of_its_zone(text: str, moment: datetime) -> None:
    found = parse(text)
    assert found == moment
    assert found.tzinfo == moment.tzinfo


@pytest.mark.parametrize(
    "text",
    [
        "2024-11-06",
        "2024/11/6",
        "20241106",
        "D:20241106",
        "2024-311",
        "2024-W45-3",
        "6/11/2024",
        "06.11.24",
        "11/6/2024 12:00:00 AM",
        "Nov 6, 2024",
        "6 November 2024",
        "ngày 6 tháng 11 năm 2024",
        "6 Tháng Mười Một, 2024",
        "Thứ Tư, 06/11/2024",
        "6. November 2024",
        "6 de noviembre de 2024",
        "mercredi 6 novembre 2024",
        "6 ноября 2024 г.",
        "2024年11月6日",
        "2024년 11월 6일",
    ],
)
def test_a_day_is_read_in_many_languages(text: str) -> None:
    assert parse(text) == datetime(2024, 11, 6)


def test_of_two_numbers_the_day_comes_first_unless_the_clock_is_american() -> None:
    assert parse("3/4/2024") == datetime(2024, 4, 3)
    assert parse("3/4/2024 9:00:00 PM") == datetime(2024, 3, 4, 21)
    assert parse("3/14/2024") == datetime(2024, 3, 14)


def test_a_month_or_a_year_begins_with_its_first_day() -> None:
    assert (parse("2024-11"), parse("2024")) == (datetime(2024, 11, 1), datetime(2024, 1, 1))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "yesterday",
        "Wed, 31 Nov 2024 10:05:00 GMT",
        "Wed, 06 Nov 2024 25:05:00 GMT",
        "0001-01-01T00:00:00Z",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "9999-12-31T23:59:59Z",
        "2024-13-45",
        "13/13/2024",
        "10:05",
        "1" * 5_000,
    ],
)
def test_what_is_no_date_or_was_never_set_is_none(text: str) -> None:
    assert parse(text) is None


@given(st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1)), st.integers(-12 * 60, 14 * 60))
def test_what_standards_write_comes_back(moment: datetime, minutes: int) -> None:
    moment = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    assert parse(moment.isoformat()) == moment
    assert parse(moment.strftime("%a, %d %b %Y %H:%M:%S %z")) == moment


@given(st.text())
def test_any_text_is_a_date_or_none(text: str) -> None:
    assert parse(text) is None or isinstance(parse(text), datetime)
