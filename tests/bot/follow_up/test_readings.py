from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.follow_up import MOST_TURNS, Turn, leans, readings

RAID = Turn(
    "How many people were arrested in the INTERPOL operation against smuggling?",
    "“Police arrested 2,517 people in 116 countries within a week, said Marta Lindgren of INTERPOL.” [1]",
)
RAID_VI = Turn("Có bao nhiêu người bị bắt trong chiến dịch Liberterra II?", "“Hơn 2.500 nghi phạm bị bắt giữ.” [1]")
MAYOR = Turn("Who is the mayor of Port Ellery?", "“Mayor Ana Whitlock said the closure was necessary.” [1]")
WIND = Turn("Nhà máy điện gió Phú Hòa được khánh thành khi nào?", "“Nhà máy được khánh thành ngày 15/8.” [1]")
REVENUE = Turn("What was Orvane's revenue in 2024?", "“Orvane had revenue of 11.3 billion dollars in 2024.” [1]")

CARRIED = [
    (RAID, "And how many were charged?", "how many were charged (the INTERPOL operation against smuggling)?"),
    (RAID, "what about the victims?", "How many victims (the INTERPOL operation against smuggling)?"),
    (RAID, "Why?", "Why (people were arrested in the INTERPOL operation against smuggling)?"),
    (RAID, "who led it?", "who led it (the INTERPOL operation against smuggling)?"),
    (RAID_VI, "còn nạn nhân thì sao?", "Có bao nhiêu nạn nhân (chiến dịch Liberterra II)?"),
    (RAID_VI, "chien dich do dien ra khi nao", "chien dich do dien ra khi nao (chiến dịch Liberterra II)?"),
    (RAID_VI, "who led it?", "who led it (chiến dịch Liberterra II)?"),
    (MAYOR, "How old is she?", "How old is she (Ana Whitlock, Port Ellery)?"),
    (MAYOR, "and of Velden?", "Who is the mayor of Port Ellery: of Velden?"),
    (WIND, "ở đâu?", "ở đâu (Nhà máy điện gió Phú Hòa được khánh thành)?"),
    (REVENUE, "how about 2023?", "What was Orvane's revenue: 2023?"),
]
ALONE = [
    "Who won the Booker prize?",
    "How many people died in the fire at the Grand Belmont hotel?",
    "Why did the Lakeside marathon start late?",
    "What did the court in Lisbon decide about the fishing quotas last week?",
    "Ai là chủ tịch thành phố Huế?",
    "Bao nhiêu hộ dân ở Quảng Ninh bị mất điện sau bão Yagi?",
    "Did the mayor of Velden resign after he was charged?",
    "Combien de personnes sont mortes à Paris ?",
]


@pytest.mark.parametrize(("before", "asked", "meant"), CARRIED)
def test_what_leans_may_be_read_with_the_subject_before_it(before: Turn, asked: str, meant: str) -> None:
    assert meant in readings(asked, [before])
    assert leans(asked, [before])
    assert readings(asked, []) == (asked,)


@pytest.mark.parametrize("before", [RAID, RAID_VI, MAYOR, WIND, REVENUE])
@pytest.mark.parametrize("asked", ALONE)
def test_what_stands_alone_is_read_as_it_is(before: Turn, asked: str) -> None:
    assert readings(asked, [before])[0] == asked


@pytest.mark.parametrize("asked", ["How many planets are there?", "And what is the price of gold?"])
def test_what_may_stand_alone_is_read_both_ways(asked: str) -> None:
    found = readings(asked, [RAID])
    assert asked in found
    assert len(found) > 1


def test_the_subject_lasts_over_turns_that_lean_and_gives_way_to_a_new_one() -> None:
    turns = [RAID, Turn("Why?", "The articles do not say."), Turn("and in Spain?", "“300.” [1]")]
    assert any("INTERPOL operation" in text for text in readings("who led it?", turns))
    found = readings("who led it?", [*turns, MAYOR])
    assert all("INTERPOL" not in text for text in found)


def test_no_figure_of_an_answer_is_carried() -> None:
    for asked in ("Why?", "who led it?", "and the victims?"):
        assert all("2,517" not in text for text in readings(asked, [RAID]))


@given(st.text(max_size=300), st.lists(st.builds(Turn, st.text(max_size=200), st.text(max_size=400)), max_size=12))
def test_anything_can_be_read(text: str, history: list[Turn]) -> None:
    found = readings(text, history)
    assert 1 <= len(found) <= 3
    assert found == readings(text, history[-MOST_TURNS:])
