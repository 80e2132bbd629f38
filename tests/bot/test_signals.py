"""What a sentence offers to a kind of question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.question import read_question
from bot.signals import name_words, new_names, offers, stem


@pytest.mark.parametrize(
    ("question", "offering", "other"),
    [
        ("How many boats sank?", "The storm sank 12 boats.", "The storm sank boats."),
        ("How many boats sank?", "The storm sank twelve boats.", "The storm sank boats."),
        ("Bao nhiêu tàu bị chìm?", "Bão làm chìm 12 tàu cá.", "Bão làm chìm tàu cá."),
        ("How much did the bridge cost?", "It cost 30 million dollars.", "It was costly."),
        ("When did the museum reopen?", "It reopened in March.", "It reopened with a concert."),
        ("When did the museum reopen?", "Bảo tàng mở lại ngày 5/3.", "Bảo tàng mở lại."),
        ("Bảo tàng mở lại khi nào?", "It reopened on Tuesday.", "It reopened with a concert."),
        ("How long did the strike last?", "It lasted three weeks.", "It ended with a deal."),
        ("Đình công kéo dài bao lâu?", "Đình công kéo dài 3 tuần.", "Đình công đã kết thúc."),
        ("Who won the race?", "The winner was Ana Costa of Brazil.", "The winner was cheered."),
        ("Ai vô địch?", "Nhà vô địch là Lê Văn Nam.", "Nhà vô địch rất vui."),
        ("Where was the boat found?", "The boat was found near Phu Quoc.", "The boat was found by divers."),
        ("Why was the match postponed?", "It was postponed because of rain.", "It was postponed again."),
        ("Vì sao trận đấu bị hoãn?", "Trận đấu bị hoãn vì mưa lớn.", "Trận đấu lại hoãn."),
    ],
)
def test_the_sentence_that_says_it_offers_more(question: str, offering: str, other: str) -> None:
    asked = read_question(question)
    assert offers(asked, offering) > offers(asked, other)


def test_the_figures_of_the_question_are_nothing_new() -> None:
    asked = read_question("How many boats sank in 2019?")
    assert offers(asked, "In 2019 the harbour was rebuilt.") == 0
    assert offers(asked, "In 2019, 14 boats sank.") == 1


def test_only_names_that_the_question_lacks_are_new() -> None:
    asked = read_question("Who succeeded Ana Costa?")
    assert new_names(asked, "Yesterday Ana Costa resigned.") == 0
    assert new_names(asked, "Ana Costa gave way to Bruno Reis Lima.") == 1


def test_the_words_of_names_are_folded() -> None:
    assert name_words(read_question("Who is the mayor of Đà Nẵng?")) == ["da", "nang"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [("cities", "city"), ("boats", "boat"), ("glass", "glass"), ("gas", "gas"), ("nha", "nha"), ("", "")],
)
def test_a_plural_loses_its_ending(word: str, expected: str) -> None:
    assert stem(word) == expected


@given(
    st.text(max_size=80), st.sampled_from(["How many?", "When?", "Who?", "Where?", "Why?", "How long?", "Ai?", "What?"])
)
def test_an_offer_is_a_share(text: str, question: str) -> None:
    assert 0 <= offers(read_question(question), text) <= 1
