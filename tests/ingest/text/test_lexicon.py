"""The lexicon names the same thing in both languages by one concept."""

from __future__ import annotations

import pytest

from ingest.text import lexicon
from ingest.text.places import place, places_in


@pytest.mark.parametrize(
    ("english", "vietnamese", "concept"),
    [
        ("trafficking victims", "nạn nhân", "victim"),
        ("suspects", "nghi phạm", "suspect"),
        ("countries", "quốc gia", "country"),
        ("nations", "nước", "country"),
        ("children", "trẻ em", "child"),
        ("employees", "nhân viên", "worker"),
        ("classes", "lớp học", "class"),
        ("houses", "ngôi nhà", "house"),
        ("buses", "xe buýt", "bus"),
        ("companies", "doanh nghiệp", "company"),
    ],
)
def test_nouns(english: str, vietnamese: str, concept: str) -> None:
    assert lexicon.noun_concept(english.split()) == concept
    assert lexicon.noun_concept(vietnamese.split()) == concept


@pytest.mark.parametrize(
    ("english", "vietnamese", "act"),
    [
        ("arrested", "bắt giữ", "arrest"),
        ("rescued", "giải cứu", "rescue"),
        ("killed", "thiệt mạng", "die"),
        ("wounded", "bị thương", "injure"),
        ("missing", "mất tích", "disappear"),
        ("indicted", "khởi tố", "charge"),
        ("rose", "tăng", "rise"),
        ("dropped", "giảm", "fall"),
        ("were laid off", "sa thải", "dismiss"),
    ],
)
def test_acts(english: str, vietnamese: str, act: str) -> None:
    assert lexicon.act_ending(english.split()) == act
    assert lexicon.act_ending(vietnamese.split()) == act


def test_a_specific_person_wins_over_a_person() -> None:
    assert lexicon.noun_concept(["người", "di", "cư"]) == "migrant"
    assert lexicon.noun_concept(["people"]) == lexicon.GENERIC
    assert lexicon.is_person("migrant")
    assert not lexicon.is_person("country")


def test_places_have_one_name() -> None:
    assert place("Hoa Kỳ") == place("U.S.") == "usa"
    assert place("Hà Nội") == place("Hanoi") == "hanoi"
    assert place("Nowhere") == ""
    assert places_in("the american president visited china.") == {"usa", "china"}
