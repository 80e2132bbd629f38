from __future__ import annotations

import pytest

from bot.question import read_question


def test_a_bare_question_is_shown_as_typed_and_embedded_restored() -> None:
    question = read_question("Co bao nhieu quoc gia tham gia chien dich?")
    assert question.language == "vi"
    assert question.text == "Co bao nhieu quoc gia tham gia chien dich?"
    assert question.embedded_text == "Có bao nhiêu quốc gia tham gia chiến dịch?"


@pytest.mark.parametrize("text", ["Có bao nhiêu quốc gia tham gia?", "How many countries took part?", "", "an"])
def test_any_other_question_is_embedded_as_it_is(text: str) -> None:
    assert read_question(text).embedded_text == text
