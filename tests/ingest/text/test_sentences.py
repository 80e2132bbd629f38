from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.sentences import MAX_CHARS, sentences

PIECES = st.sampled_from(
    [*"aZé. .,!?…\"”“'()\n\r\t0đỮ", "TP. ", "Dr. ", "3.5", "29/9/2024.", " 5 p.m. ", "Ấm.Lạnh", "\u2028", "\x85", "\0"]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=120).map("".join))


def cut(text: str, language: str = "en") -> list[str]:
    return [span.of(text) for span in sentences(text, language)]


@given(TEXTS, st.sampled_from(["en", "vi", "fr", "zh", "xx", ""]))
def test_spans_are_in_order_and_lose_only_white_space(text: str, language: str) -> None:
    position = 0
    for span in sentences(text, language):
        assert position <= span.start < span.end <= len(text)
        assert not text[position : span.start].strip()
        assert span.of(text) == span.of(text).strip()
        assert span.end - span.start <= MAX_CHARS
        position = span.end
    assert not text[position:].strip()


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=40))
def test_every_line_is_a_sentence_of_its_own(numbers: list[int]) -> None:
    lines = [f"Item {number} without a full stop" for number in numbers]
    assert cut("\r\n".join(lines)) == lines


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["Rain fell for 3.5 hours.", "Then the sun came out."]),
        ("en", ["Dr. Okafor met Mr. Hale at No. 10.", "They talked."]),
        ("en", ["The shop opens at 9 a.m. every day.", "It closes late."]),
        ("en", ["The U.S. delegation left early.", "Others stayed."]),
        ("en", ["“We will stay,” she said.", "He agreed!", "Why not?"]),
        ("vi", ["Lễ hội kéo dài đến ngày 29/9/2024.", "Hơn 2.500 người tham dự."]),
        ("vi", ["Ông Nam sống ở TP. Hồ Chí Minh từ nhỏ.", "Bà Lan ở Huế."]),
        ("vi", ["PGS. TS. Trần Văn Ba trình bày báo cáo.", "Hội nghị kết thúc."]),
        ("vi", ["Giá tăng 3,5% trong tháng.", "Người dân lo lắng."]),
    ],
)
def test_sentences_end_where_a_reader_would_say(language: str, expected: list[str]) -> None:
    assert cut(" ".join(expected), language) == expected


def test_sentences_that_lost_the_space_between_them_are_parted() -> None:
    assert cut("Mưa rơi suốt đêm.Sáng ra trời tạnh.", "vi") == ["Mưa rơi suốt đêm.", "Sáng ra trời tạnh."]


def test_a_web_name_is_not_parted() -> None:
    assert cut("The tickets are sold by Booking.Com only.") == ["The tickets are sold by Booking.Com only."]


def test_a_headline_is_parted_from_what_follows() -> None:
    assert cut("Bridge reopens\nTraffic flows again.") == ["Bridge reopens", "Traffic flows again."]


def test_text_without_punctuation_is_cut_at_white_space() -> None:
    text = "walnut " * 600
    pieces = cut(text)
    assert len(pieces) > 4
    assert all(set(piece.split()) == {"walnut"} for piece in pieces)


def test_white_space_alone_has_no_sentence() -> None:
    assert cut(" \n\t\r\n ") == []
    assert cut("") == []
