from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.language import DEFAULT, LANGUAGES, detect, normalize_code


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The river rose overnight and the lower streets were closed.", "en"),
        ("How many boats left the harbour?", "en"),
        ("Nước sông dâng cao trong đêm và nhiều tuyến phố bị cấm.", "vi"),
        ("Nuoc song dang cao trong dem va nhieu tuyen pho bi cam", "vi"),
        ("Bao nhieu nguoi da roi khoi thanh pho?", "vi"),
        ("Le fleuve a débordé pendant la nuit et les rues basses ont été fermées.", "fr"),
        ("Der Fluss trat in der Nacht über die Ufer und viele Straßen wurden gesperrt.", "de"),
        ("Река вышла из берегов ночью, и нижние улицы были закрыты.", "ru"),
    ],
)
def test_the_language_of_news_and_questions(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", "   ", "12,500 – 3.5%", "?!", "\0\x01"])
def test_a_text_without_a_letter_gets_the_default(text: str) -> None:
    assert detect(text) == DEFAULT
    assert detect(text, "vi") == "vi"


@given(st.text())
def test_any_text_has_a_known_language(text: str) -> None:
    assert detect(text) in LANGUAGES


def test_half_characters_are_no_obstacle() -> None:
    assert detect("\ud800 the river rose overnight and the streets were closed \udfff") in LANGUAGES


@pytest.mark.parametrize(("code", "short"), [("vi-VN", "vi"), ("en_GB", "en"), (" FR ", "fr"), ("vi", "vi")])
def test_a_language_tag_is_cut_to_its_language(code: str, short: str) -> None:
    assert normalize_code(code) == short


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Is Belmar in Japan?", "en"),
        ("hi", "en"),
        ("Was ist passiert?", "de"),
        ("Combien de pays ?", "fr"),
        ("ai lam", "vi"),
    ],
)
def test_a_few_words_are_not_taken_for_a_rare_language(text: str, language: str) -> None:
    assert detect(text) == language
