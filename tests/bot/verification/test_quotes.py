"""Quotes are found whatever their signs and spaces, and never with other words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.verification import locate
from ingest.article import Span

TEXT = "Ông nói: “Đã giải cứu 2,517 người – tất cả  còn\nsống…” hôm thứ Tư. It's the end-of-year report."


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("Đã giải cứu 2,517 người", "Đã giải cứu 2,517 người"),
        ("Đã giải cứu 2,517 người - tất cả còn sống...", "Đã giải cứu 2,517 người – tất cả  còn\nsống"),
        ('"Đã giải cứu 2,517 người — tất cả còn sống…"', "Đã giải cứu 2,517 người – tất cả  còn\nsống"),
        ("… tất cả còn sống", "tất cả  còn\nsống"),
        ("It’s the end‑of‑year report.", "It's the end-of-year report."),
        (unicodedata.normalize("NFD", "Đã giải cứu"), "Đã giải cứu"),
        ("sống... hôm", None),
        ('sống..." hôm thứ Tư', "sống…” hôm thứ Tư"),
    ],
)
def test_finds_a_quote_in_other_signs(quote: str, found: str | None) -> None:
    span = locate(quote, TEXT)
    assert (span.of(TEXT) if span else None) == found


@pytest.mark.parametrize(
    "quote",
    [
        "",
        "  ",
        "…",
        "“”",
        "2,51",
        "517 người",
        "giải cứu 2,517",
        "Đã giải cứu 3,517 người",
        "da giai cuu",
        "the end of year",
        "Tư. it's",
    ],
)
def test_never_finds_other_words_or_cut_ones(quote: str) -> None:
    if quote == "giải cứu 2,517":
        assert locate(quote, TEXT) is not None
    else:
        assert locate(quote, TEXT) is None


def test_finds_composed_letters_in_a_decomposed_text_and_past_soft_hyphens() -> None:
    text = unicodedata.normalize("NFD", "Chiến dịch toàn cầu kết thúc.")
    span = locate("Chiến dịch toàn cầu", text)
    assert span
    assert unicodedata.normalize("NFC", span.of(text)) == "Chiến dịch toàn cầu"
    assert locate("trafficking victims", "traf\u00adfick\u00ading victims") == Span(0, 21)


def test_takes_the_first_whole_one_of_several() -> None:
    assert locate("5 men", "15 men and 5 men") == Span(11, 16)


@given(st.text(alphabet="abc đ0123.,“”\"'-–… \n", max_size=60), st.data())
def test_any_stretch_between_white_space_is_found_where_it_reads_the_same(text: str, data: st.DataObject) -> None:
    words = text.split()
    if not words:
        return
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    quote = " ".join(words[first : last + 1])
    span = locate(quote, text)
    if span:
        kept = "".join(char for char in quote if char.isalnum())
        assert "".join(char for char in span.of(text) if char.isalnum()) == kept
    else:
        assert not any(char.isalnum() for char in quote.strip())
