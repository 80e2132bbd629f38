"""The reader of figures and dates: tables of cases, round trips, and a sample of news read by hand."""

from __future__ import annotations

import gzip
import json
import os
import unicodedata
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.dates import read_dates
from ingest.text.figures import read_figures, read_mentions
from tests.ingest.text.reading import lines, matches, read, readings

PUBLISHED = date(2024, 11, 8)
CASES = [
    *(("en", text, cell) for text, cell in lines("cases_en.txt")),
    *(("vi", text, cell) for text, cell in lines("cases_vi.txt")),
]
DEV = os.environ.get("DATELINE_DEV")


@pytest.mark.parametrize(("language", "text", "cell"), CASES, ids=[f"{case[0]}-{case[1]}" for case in CASES])
def test_reads_each_case_and_nothing_else(language: str, text: str, cell: str) -> None:
    found = read(text, language, PUBLISHED)
    expected = readings(cell)
    assert len(found) == len(expected), found
    assert all(matches(reading, mention) for reading, mention in zip(expected, found, strict=True)), found


def test_there_are_enough_cases_in_both_languages() -> None:
    assert len(CASES) >= 300
    assert min(sum(case[0] == language for case in CASES) for language in ("en", "vi")) >= 100


def test_reads_news_as_a_person_does() -> None:
    right = read_ = meant = 0
    for language, day, text, cell in [*lines("hand_checked.txt"), *lines("hand_checked_blind.txt")]:
        left = read(text, language, None if day == "-" else date.fromisoformat(day))
        read_ += len(left)
        for reading in readings(cell):
            meant += 1
            hit = next((mention for mention in left if matches(reading, mention)), None)
            if hit:
                left.remove(hit)
                right += 1
    assert right / read_ >= 0.97
    assert right / meant >= 0.97


def test_offsets_cover_hedge_number_and_unit() -> None:
    text = "Police said more than 2,500 people paid $30 million."
    figures = read_figures(text, "en")
    assert [text[figure.start : figure.end] for figure in figures] == ["more than 2,500", "$30 million"]


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("fr", "3.000", (3000, 3)),
        ("vi", "17,793", (Fraction("17.793"), 17793)),
        ("en", "3.000", (3,)),
        ("vi", "3.000", (3000,)),
    ],
)
def test_keeps_both_readings_where_the_language_does_not_decide(
    language: str, text: str, values: tuple[Fraction, ...]
) -> None:
    assert read_figures(text, language)[0].values == values


def test_reads_decomposed_text_at_its_own_offsets() -> None:
    text = unicodedata.normalize("NFD", "Chiều 10-9, giải cứu hơn 3.000 nạn nhân.")
    figures, dates = read_mentions(text, "vi", PUBLISHED)
    assert [unicodedata.normalize("NFC", text[mention.start : mention.end]) for mention in (*dates, *figures)] == [
        "10-9",
        "hơn 3.000",
    ]
    assert read_dates(text, "vi", PUBLISHED) == dates


def test_dates_without_publication_stay_open() -> None:
    for text, language in (("on Wednesday", "en"), ("Ngày 6/11", "vi"), ("hôm qua", "vi")):
        _, dates = read_mentions(text, language)
        assert [mention.interval for mention in dates] == [None]


@given(st.integers(0, 10**12))
def test_a_grouped_number_is_read_back(number: int) -> None:
    english, vietnamese = f"{number:,} people", f"{number:,}".replace(",", ".") + " người"
    assert [figure.values for figure in read_figures(english, "en")] == [(number,)]
    assert [figure.values for figure in read_figures(vietnamese, "vi")] == [(number,)]


@given(st.integers(0, 99_999), st.sampled_from(["million", "billion"]))
def test_a_scaled_number_is_read_back(tenths: int, scale: str) -> None:
    value = Fraction(tenths, 10) * {"million": 10**6, "billion": 10**9}[scale]
    digits = f"{tenths / 10:,.1f}"
    assert read_figures(f"{digits} {scale} dollars", "en")[0].low == value
    local = digits.replace(",", " ").replace(".", ",").replace(" ", ".")
    word = {"million": "triệu", "billion": "tỷ"}[scale]
    assert read_figures(f"{local} {word} đồng", "vi")[0].low == value


UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
UNITS += ["seventeen", "eighteen", "nineteen"]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SO = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def in_english(number: int) -> str:
    if number < 20:
        return UNITS[number]
    if number < 100:
        return TENS[number // 10] + (f"-{UNITS[number % 10]}" if number % 10 else "")
    for size, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = f" {in_english(number % size)}" if number % size else ""
            return f"{in_english(number // size)} {name}{rest}"
    raise AssertionError


def in_vietnamese(number: int) -> str:
    if number < 10:
        return SO[number]
    if number < 100:
        unit = {0: "", 1: " mốt", 5: " lăm"}.get(number % 10, f" {SO[number % 10]}")
        ten = "mười" if number < 20 else f"{SO[number // 10]} mươi"
        return ten + (unit.replace("mốt", "một") if number < 20 else unit)
    for size, name in ((10**6, "triệu"), (1000, "nghìn"), (100, "trăm")):
        if number >= size:
            rest = number % size
            link = " linh" if size == 100 and 0 < rest < 10 else ""
            return f"{in_vietnamese(number // size)} {name}{link}" + (f" {in_vietnamese(rest)}" if rest else "")
    raise AssertionError


@given(st.integers(2, 999_999_999))
def test_a_number_in_words_is_read_back(number: int) -> None:
    assert [figure.low for figure in read_figures(f"{in_english(number)} people", "en")] == [number]
    if number % 1000 > 99 or number < 1000:
        assert [figure.low for figure in read_figures(f"{in_vietnamese(number)} người", "vi")] == [number]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_date_is_read_back(day: date) -> None:
    for text, language in (
        (f"{day:%B} {day.day}, {day.year}", "en"),
        (f"{day.day} {day:%B} {day.year}", "en"),
        (day.isoformat(), "en"),
        (f"ngày {day.day}/{day.month}/{day.year}", "vi"),
        (f"{day.day} tháng {day.month} năm {day.year}", "vi"),
        (f"{day.day}-{day.month}-{day.year}", "vi"),
    ):
        _, dates = read_mentions(text, language)
        assert [mention.interval for mention in dates] == [(day, day)], text


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(-100, 40))
def test_a_day_without_year_gets_the_year_nearest_to_publication(published: date, shift: int) -> None:
    day = date.fromordinal(published.toordinal() + shift)
    _, dates = read_mentions(f"ngày {day.day}/{day.month}", "vi", published)
    assert [mention.interval for mention in dates] == [(day, day)]


@given(
    st.text(alphabet=st.sampled_from("0123456789.,:/-–%$ aàđnămthgyoe\nABCộtriệu")), st.sampled_from(["en", "vi", "fr"])
)
def test_no_text_breaks_the_reader_and_nothing_overlaps(text: str, language: str) -> None:
    end = 0
    for mention in read(text, language, PUBLISHED):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end


@pytest.mark.skipif(not DEV, reason="DATELINE_DEV names no folder of development articles")
@pytest.mark.parametrize("language", ["en", "vi"])
def test_reads_all_development_news(language: str) -> None:
    path = Path(str(DEV)) / "articles" / f"news_{language}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            article = json.loads(line)
            published = date.fromisoformat(article["published"]) if article["published"] else None
            end = 0
            for mention in read(article["text"], language, published):
                assert end <= mention.start < mention.end
                end = mention.end
