from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.shown import MAX_BLOCKS, MAX_SIZE, Message, Rule, Text, size
from bot.discord_app.splitting import Piece, paginate, pieces
from tests.bot.discord_app.dialect import parse, visible
from tests.bot.discord_app.hostile import hostile_text, skeleton


@pytest.mark.parametrize(
    ("text", "taken"),
    [("", 0), ("word", 4), ("Đà Nẵng", 7), ("😀", 2), ("ư" * 9, 9), ("字" * 9, 13), ("\u200b", 2)],
)
def test_size_is_of_utf_16_units_unless_the_bytes_are_more(text: str, taken: int) -> None:
    assert size(text) == taken


def test_what_fits_is_left_whole() -> None:
    assert pieces("One. Two.\nThree *three*.", "en", " ") == [Piece("One. Two. Three \\*three\\*.", " ")]
    assert pieces(" \u200b ", "en") == []


def test_what_does_not_fit_is_cut_between_sentences() -> None:
    text = " ".join(f"Sentence number {n} tells of the rain [{n}]." for n in range(100))
    parts = pieces(text, "en", "\n", room=2_000)
    assert [part.joint for part in parts] == ["\n"] + [" "] * 99
    assert all(part.markdown.strip().endswith("\\].") for part in parts)


def test_a_sentence_without_end_is_cut_between_words_and_a_word_without_end_within() -> None:
    words = pieces("mưa " * 3_000, "vi")
    assert len(words) > 1
    assert all(part.markdown.strip().endswith("mưa") for part in words)
    letters = pieces("ư" * 10_000, "vi")
    assert "".join(part.joint + part.markdown for part in letters).strip() == "ư" * 10_000


def test_no_cut_is_within_a_citation_mark_or_a_composed_letter() -> None:
    for shift in range(6):
        marks = "x" * shift + "".join(f"[{n}]" for n in range(100, 2_000))
        found = "".join(visible(parse(part.markdown)) + "\n" for part in pieces(marks, "en"))
        assert re.findall(r"\[\d+\]", found) == re.findall(r"\[\d+\]", marks)
        assert not [part for part in pieces("x" * shift + "e\u0302\u0301" * 4_000, "vi") if part.markdown[0] > "\u0300"]


def test_sections_share_a_message_with_rules_between_them() -> None:
    sections = [[Piece("one", " "), Piece("two", " ")], [], [Piece("three")]]
    assert paginate(sections) == (Message((Text("one two"), Rule(), Text("three"))),)
    assert paginate(sections, ruled=False) == (Message((Text("one two"), Text("three"))),)
    assert paginate([]) == (Message(()),)


def test_a_section_goes_to_the_next_message_whole_if_it_can() -> None:
    first, second = [Piece("a" * 3_000)], [Piece("b" * 600), Piece("c" * 600)]
    assert [message.texts for message in paginate([first, second])] == [("a" * 3_000,), (f"{'b' * 600}\n{'c' * 600}",)]
    long = [Piece("d" * 1_500)] * 4
    assert [len(message.texts[0]) for message in paginate([long])] == [3_001, 3_001]


def test_many_sections_keep_the_number_of_components() -> None:
    messages = paginate([[Piece(str(n))] for n in range(100)])
    assert max(len(message.blocks) for message in messages) <= MAX_BLOCKS
    assert [text for message in messages for text in message.texts] == [str(n) for n in range(100)]


@given(st.lists(st.tuples(hostile_text(20), st.integers(1, 400)), max_size=4))
def test_nothing_is_lost_and_no_message_is_too_long(parts: list[tuple[str, int]]) -> None:
    texts = [(part * times)[:9_000] for part, times in parts]
    messages = paginate([pieces(text, "en", room=2_000) for text in texts])
    shown = "".join(visible(parse(text)) for message in messages for text in message.texts)
    assert skeleton(shown) == skeleton("".join(texts))
    assert all(sum(map(size, message.texts)) <= MAX_SIZE for message in messages)
