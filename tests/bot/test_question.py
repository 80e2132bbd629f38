"""What a careful reader sees in questions: whether a figure is asked for, or "yes" or "no", and the names."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.question import Question, read_question
from ingest.text.folding import fold

CASES = [
    line.split(" | ", 1)
    for line in Path(__file__).with_name("questions.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
LEAST_RIGHT = 0.95
NAMES = [
    ('How many goals did Salah score in 2023?', ('Salah', '2023')),
    ('Could you please tell me how many schools reopened on Monday?', ('Monday',)),
    ('Do you know how many medals Vietnam won?', ('Vietnam',)),
    ('How much rain fell in Hue?', ('Hue',)),
    ('By how much did inflation fall in October?', ('October',)),
    ('Nhiệt độ thấp nhất ở Sa Pa là bao nhiêu độ?', ('Sa Pa',)),
    ('Bao giờ học sinh được nghỉ Tết?', ('Tết',)),
    ('Cầu Mỹ Thuận khánh thành năm nào?', ('Cầu Mỹ Thuận',)),
    ('who is the mayor of Da Nang', ('Da Nang',)),
    ('Tell me who directed the film "Silent River".', ('Silent River',)),
    ('Nguyen Thi Oanh was coached by whom?', ('Nguyen Thi Oanh',)),
    ('Who did Maria Lopez replace as head of the bank?', ('Maria Lopez',)),
    ('Phim "Mưa đỏ" do ai đạo diễn?', ('Mưa đỏ',)),
    ('Cho em hỏi ai là chủ tịch tỉnh Quảng Nam ạ?', ('Quảng Nam',)),
    ('Nguyễn Quang Hải chuyền bóng cho ai?', ('Nguyễn Quang Hải',)),
    ('Has the river stopped rising in Can Tho?', ('Can Tho',)),
    ("what's ASEAN", ('ASEAN',)),
    ('What does NASA stand for?', ('NASA',)),
    ('ASEAN là gì?', ('ASEAN',)),
    ('storm damage in Hue', ('Hue',)),
]  # fmt: skip


def wanted(question: Question) -> str:
    """Return the word of ``questions.txt`` for what ``question`` asks."""
    if question.asks_figure:
        return "figure"
    return "whether" if question.asks_whether else "else" if question.asks else "nothing"


@pytest.mark.parametrize("typed", [str, fold], ids=["as-typed", "without-diacritics"])
def test_questions_are_read_as_a_careful_reader_would(typed: type[str]) -> None:
    assert len(CASES) >= 200
    wrong = [(wants, text) for wants, text in CASES if wanted(read_question(typed(text))) != wants]
    print(*wrong, sep="\n")
    assert len(wrong) <= (1 - LEAST_RIGHT) * len(CASES)


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_names_and_figures_of_a_question(text: str, names: tuple[str, ...]) -> None:
    assert read_question(text).names == names


def test_white_space_is_tidied_and_the_words_are_kept() -> None:
    assert read_question("  How many\n\tboats   sank? \0").text == "How many boats sank?"


@pytest.mark.parametrize("text", ["", " ", "?", "...", "please", "thanks", "12", "\U0001f600", "\ud800"])
def test_hardly_a_question_asks_nothing(text: str) -> None:
    assert not read_question(text).asks


@given(st.text(max_size=200))
def test_anything_can_be_read(text: str) -> None:
    question = read_question(text)
    assert all(name in question.text for name in question.names)


def test_a_bare_question_is_shown_as_typed_and_embedded_restored() -> None:
    question = read_question("Co bao nhieu quoc gia tham gia chien dich?")
    assert question.language == "vi"
    assert question.text == "Co bao nhieu quoc gia tham gia chien dich?"
    assert question.embedded_text == "Có bao nhiêu quốc gia tham gia chiến dịch?"


@pytest.mark.parametrize("text", ["Có bao nhiêu quốc gia tham gia?", "How many countries took part?", "", "an"])
def test_any_other_question_is_embedded_as_it_is(text: str) -> None:
    assert read_question(text).embedded_text == text
