from __future__ import annotations

import pytest

from bot.conversation.phrases import counted_span, phrases
from bot.conversation.topic import own_subject
from bot.question import read_question

FOUND = {
    "How many people were injured in the fire at the Grand Belmont hotel?": ["the fire at the Grand Belmont hotel"],
    "When did the ferry Santa Rosalia sink?": ["the ferry Santa Rosalia"],
    "When did the lake on the Hollkar glacier drain?": ["the lake on the Hollkar glacier"],
    "What did the mayor propose?": ["the mayor"],
    "How many vehicles cross the harbour bridge every day?": ["the harbour bridge"],
    "How many runners took part in the Lakeside marathon in 2023?": ["the Lakeside marathon"],
    "Which football team won the final between Velden and Torvane?": ["the final between Velden and Torvane"],
    "Who is the captain of the ferry that sank off Maravel?": ["the captain of the ferry", "Maravel"],
    "When did construction of the An Thanh bridge begin?": ["construction of the An Thanh bridge"],
    "Có bao nhiêu người chết trong vụ cháy khách sạn Grand Belmont?": ["vụ cháy khách sạn Grand Belmont"],
    "Đội nào vô địch Cúp Mùa Thu nữ?": ["Cúp Mùa Thu nữ"],
    "Cầu An Thạnh dài bao nhiêu?": ["Cầu An Thạnh"],
    "Ai cầm đầu đường dây ma túy ở Hải Vân?": ["đường dây ma túy ở Hải Vân"],
    "Who won?": [],
    "Bao giờ?": [],
    "": [],
}
OWNED = {
    "Who is the mayor of Port Ellery?": ("the mayor", ["Port Ellery"]),
    "What was Orvane's revenue in 2024?": ("revenue", ["Orvane"]),
    "Học phí của Đại học Tây Bình là bao nhiêu?": ("học phí", ["Đại học Tây Bình"]),
    "Ai là chủ tịch thành phố Huế?": ("chủ tịch thành phố", ["Huế"]),
    "Cầu An Thạnh dài bao nhiêu?": ("", ["cầu An Thạnh"]),
    "Where will Orvane build its plant?": ("", ["Orvane's plant"]),
    "How many whales died at Tarrin Bay?": ("", ["whales", "Tarrin Bay"]),
    "How many measles cases were counted by the ministry?": ("", ["the ministry", "measles"]),
}


@pytest.mark.parametrize(("question", "found"), FOUND.items(), ids=list(FOUND))
def test_phrases_go_on_until_a_verb_a_question_word_or_a_time(question: str, found: list[str]) -> None:
    read = phrases(read_question(question))
    assert [phrase.text for phrase in read] == found
    for phrase in read:
        assert question[phrase.start : phrase.end].removeprefix(f"{phrase.preposition} ") == phrase.text


@pytest.mark.parametrize(("question", "parted"), OWNED.items(), ids=list(OWNED))
def test_what_is_asked_for_is_parted_from_what_it_belongs_to(question: str, parted: tuple[str, list[str]]) -> None:
    asked, subject = own_subject(read_question(question))
    assert (asked, [phrase.text for phrase in subject]) == parted


@pytest.mark.parametrize("question", ["How many red boats sank?", "Có bao nhiêu nạn nhân được cứu?"])
def test_the_counted_noun_is_found_where_it_stands(question: str) -> None:
    read = read_question(question)
    start, end = counted_span(read)
    assert question[start:end] == read.counted != ""


def test_a_machine_is_no_number() -> None:
    assert counted_span(read_question("Nhà máy Phú Hòa ở đâu?")) == (0, 0)
