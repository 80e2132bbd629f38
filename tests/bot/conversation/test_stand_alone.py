from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation import MOST_TURNS, Turn, leans, stand_alone
from bot.question import Kind, read_question
from ingest.text.folding import fold, has_diacritics

RAID = Turn(
    "How many people were arrested in the INTERPOL operation against smuggling?",
    "“Police arrested 2,517 people in 116 countries within a week, said Marta Lindgren of INTERPOL.” [1]",
)
RAID_VI = Turn(
    "Có bao nhiêu người bị bắt trong chiến dịch Liberterra II?",
    "“Hơn 2.500 nghi phạm bị bắt giữ trong chiến dịch.” [1]",
)
BRIDGE = Turn("When will the Lindner bridge in Port Ellery close?", "“The bridge will close on April 7.” [1]")
MAYOR = Turn("Who is the mayor of Port Ellery?", "“Mayor Ana Whitlock said the closure was necessary.” [1]")
RACE = Turn("Who won the men's race of the Lakeside marathon?", "“Abel Tesgaye won the men's race in Velden.” [1]")
REVENUE = Turn("What was Orvane's revenue in 2024?", "“Orvane had revenue of 11.3 billion dollars in 2024.” [1]")
HUE = Turn("Ai là chủ tịch thành phố Huế?", "“Ông Nguyễn Văn Phương, chủ tịch thành phố Huế, nói sẽ có mưa.” [1]")
WIND = Turn("Nhà máy điện gió Phú Hòa được khánh thành khi nào?", "“Nhà máy được khánh thành ngày 15/8.” [1]")
FEE = Turn("Học phí của Đại học Tây Bình năm 2025 là bao nhiêu?", "“Học phí là 32 triệu đồng.” [1]")
VAGUE = Turn(
    "How many countries took part?",
    "“The International Criminal Police Organization (INTERPOL) announced the arrest of 2,517 individuals as result"
    " of a worldwide operation against smuggling in 116 countries on Wednesday.” [1]",
)
ANNOUNCED = Turn("What did INTERPOL announce?", "“INTERPOL announced the arrest of 2,517 individuals.” [1]")
SUNK = Turn("Did the ferry Rosalia sink?", "“The ferry Rosalia sank on March 3.” [1]")
CONTRACT = Turn("Which company won the contract for the port of Haiphong?", "“Dexa won the contract.” [1]")
YAGI = Turn("Bão Yagi đổ bộ vào đâu?", "“Bão Yagi đổ bộ vào Quảng Ninh.” [1]")
BOUGHT = Turn("Orvane có mua lại Telcom không?", "“Orvane đã mua lại Telcom.” [1]")
REFUSED = Turn("Who is the president of France?", "The articles do not say. Nearest: Storm over Lisbon; Rates rise.")

REWRITTEN = [
    # what is left out
    (RAID, "And how many were charged?", "How many people were charged in the INTERPOL operation against smuggling?"),
    (RAID, "was anyone killed?", "Was anyone killed in the INTERPOL operation against smuggling?"),
    (RAID, "how long did the operation last?", "How long did the INTERPOL operation against smuggling last?"),
    (MAYOR, "and who is the treasurer?", "Who is the treasurer of Port Ellery?"),
    (RAID_VI, "còn bao nhiêu nước tham gia?", "Bao nhiêu nước tham gia trong chiến dịch Liberterra II?"),
    (RAID_VI, "Có bao nhiêu nước tham gia chiến dịch?", "Có bao nhiêu nước tham gia chiến dịch Liberterra II?"),
    (RAID_VI, "diễn ra khi nào?", "Người trong chiến dịch Liberterra II diễn ra khi nào?"),
    (FEE, "hiệu trưởng là ai?", "Hiệu trưởng của Đại học Tây Bình là ai?"),
    # another thing of the same
    (RAID, "what about the victims?", "How many victims were there in the INTERPOL operation against smuggling?"),
    (RAID, "and women?", "How many women were arrested in the INTERPOL operation against smuggling?"),
    (RAID, "and convicted?", "How many people were convicted in the INTERPOL operation against smuggling?"),
    (RAID, "and in Spain?", "How many people were arrested in the INTERPOL operation against smuggling in Spain?"),
    (RAID_VI, "còn nạn nhân thì sao?", "Có bao nhiêu nạn nhân trong chiến dịch Liberterra II?"),
    (RAID_VI, "thế còn năm 2022?", "Có bao nhiêu người bị bắt trong chiến dịch Liberterra II năm 2022?"),
    (RACE, "and the women's?", "Who won the women's race of the Lakeside marathon?"),
    (REVENUE, "how about 2023?", "What was Orvane's revenue in 2023?"),
    (REVENUE, "and the profit?", "What was Orvane's profit in 2024?"),
    (MAYOR, "and of Velden?", "Who is the mayor of Velden?"),
    (FEE, "thế còn năm 2024?", "Học phí của Đại học Tây Bình năm 2024 là bao nhiêu?"),
    (HUE, "còn Đà Nẵng?", "Ai là chủ tịch thành phố Đà Nẵng?"),
    (BRIDGE, "and the tunnel?", "When will the tunnel close (the Lindner bridge in Port Ellery)?"),
    # something else asked of the same
    (RAID, "Why?", "Why were people arrested in the INTERPOL operation against smuggling?"),
    (RAID, "when was that?", "When was the INTERPOL operation against smuggling?"),
    (BRIDGE, "for how long?", "For how long will the Lindner bridge in Port Ellery close?"),
    (BRIDGE, "how come", "Why will the Lindner bridge in Port Ellery close?"),
    (WIND, "ở đâu?", "Nhà máy điện gió Phú Hòa được khánh thành ở đâu?"),
    (WIND, "vì sao vậy ạ", "Vì sao nhà máy điện gió Phú Hòa được khánh thành?"),
    (ANNOUNCED, "When?", "When did INTERPOL announce that?"),
    (ANNOUNCED, "when was that?", "When did INTERPOL announce that?"),
    (SUNK, "when?", "When did the ferry Rosalia sink?"),
    (SUNK, "Why?", "Why did the ferry Rosalia sink?"),
    (CONTRACT, "when?", "When was it that the company won the contract for the port of Haiphong?"),
    (CONTRACT, "how?", "How was it that the company won the contract for the port of Haiphong?"),
    (RACE, "when?", "When was the men's race of the Lakeside marathon?"),
    (MAYOR, "since when?", "Since when is Ana Whitlock the mayor of Port Ellery?"),
    (HUE, "từ khi nào?", "Nguyễn Văn Phương là chủ tịch thành phố Huế khi nào?"),
    (YAGI, "khi nào?", "Bão Yagi đổ bộ khi nào?"),
    (YAGI, "vi sao", "Vì sao bão Yagi đổ bộ?"),
    (BOUGHT, "khi nào?", "Orvane mua lại Telcom khi nào?"),
    # words that stand for something
    (RAID, "who led it?", "Who led the INTERPOL operation against smuggling?"),
    (RAID, "When did that operation end?", "When did the INTERPOL operation against smuggling end?"),
    (BRIDGE, "what is its length?", "What is the Lindner bridge in Port Ellery's length?"),
    (MAYOR, "How old is she?", "How old is Ana Whitlock (Port Ellery)?"),
    (REFUSED, "how old is he?", "How old is the president of France?"),
    (HUE, "ông ấy nói gì?", "Về Huế, Nguyễn Văn Phương nói gì?"),
    (WIND, "Nó có bao nhiêu tua bin?", "Nhà máy điện gió Phú Hòa có bao nhiêu tua bin?"),
    (RAID_VI, "chiến dịch đó kéo dài bao lâu?", "Chiến dịch Liberterra II kéo dài bao lâu?"),
    # from one language to the other
    (RAID, "còn nạn nhân thì sao?", "Có bao nhiêu nạn nhân trong chiến dịch INTERPOL chống smuggling?"),
    (RAID, "ở đâu?", "Chiến dịch INTERPOL chống smuggling diễn ra ở đâu?"),
    (RAID_VI, "who led it?", "Who led the operation Liberterra II?"),
    (RAID_VI, "and the victims?", "How many victims were there in the operation Liberterra II?"),
    (HUE, "How old is he?", "How old is Nguyen Van Phuong (Hue)?"),
    # typed without diacritics
    (RAID_VI, "con nan nhan thi sao", "Có bao nhiêu nạn nhân trong chiến dịch Liberterra II?"),
    (RAID_VI, "chien dich do dien ra khi nao", "Chiến dịch Liberterra II diễn ra khi nào?"),
    (WIND, "o dau", "Nhà máy điện gió Phú Hòa được khánh thành ở đâu?"),
    # names and events of an answer, where the question has none
    (VAGUE, "when was that?", "When was the worldwide operation against smuggling, INTERPOL?"),
]  # fmt: skip
ALONE = [
    "Who won the Booker prize?",
    "What is the price of gold?",
    "And what is the price of gold?",
    "How many planets are there?",
    "What is oxygen?",
    "How many people died in the fire at the Grand Belmont hotel?",
    "Is it true that the pope resigned?",
    "Which company said that it had lost its licence?",
    "When did Nixon say that he would resign?",
    "What time is it?",
    "What happened this week?",
    "Thủ tướng Nhật Bản là ai?",
    "Công thức nấu phở bò ngon nhất là gì?",
    "Giá xăng hôm nay bao nhiêu?",
    "Còn ai là vua của Thụy Điển?",
    "Luther đã nói gì với các tu sĩ về lời thề của họ?",
    "Combien de pays ont participé ?",
    "",
    "   ?",
]


@pytest.mark.parametrize(("turn", "follow_up", "meant"), REWRITTEN, ids=[row[1] for row in REWRITTEN])
def test_a_follow_up_stands_alone(turn: Turn, follow_up: str, meant: str) -> None:
    assert leans(follow_up, [turn])
    assert stand_alone(follow_up, [turn]) == meant
    assert read_question(meant).language == ("vi" if has_diacritics(meant) else "en")


@pytest.mark.parametrize("question", ALONE)
def test_a_question_that_stands_alone_is_left_alone(question: str) -> None:
    for turns in ([RAID], [RAID_VI, BRIDGE], [MAYOR, RAID, VAGUE]):
        assert stand_alone(question, turns) == question
        assert not leans(question, turns)


@pytest.mark.parametrize("question", [row[1] for row in REWRITTEN])
def test_without_a_history_nothing_is_changed(question: str) -> None:
    assert stand_alone(question, []) == question
    assert not leans(question, [])


@pytest.mark.parametrize(
    ("follow_up", "kind", "counted"),
    [
        ("what about the victims?", Kind.HOW_MANY, "victims"),
        ("and in 2022?", Kind.HOW_MANY, "people"),
        ("when was it?", Kind.WHEN, ""),
        ("còn trẻ em?", Kind.HOW_MANY, "trẻ em"),
        ("vì sao?", Kind.WHY, ""),
    ],
)
def test_a_rewritten_question_is_read_as_what_it_asks(follow_up: str, kind: Kind, counted: str) -> None:
    question = read_question(stand_alone(follow_up, [RAID]))
    assert (question.kind, question.counted) == (kind, counted)


def test_a_follow_up_of_a_follow_up_keeps_the_first_subject() -> None:
    questions = ["and how many were charged?", "why?", "còn nạn nhân thì sao?", "when was that?", "who led it?"]
    turns = [RAID, *(Turn(question, "“Many were children.” [1]") for question in questions)]
    assert stand_alone("how many countries took part?", turns) == (
        "How many countries took part in the INTERPOL operation against smuggling?"
    )


def test_a_new_subject_takes_the_place_of_the_old_one() -> None:
    turns = [RAID, Turn("and how many were charged?", "“850 were charged.” [1]"), RACE]
    assert stand_alone("where was that?", turns) == "Where was the men's race of the Lakeside marathon?"


def test_a_question_without_a_subject_goes_on_with_the_old_one() -> None:
    turns = [BRIDGE, Turn("How many workers are needed?", "“Ninety workers are needed.” [1]")]
    assert "Lindner bridge in Port Ellery" in stand_alone("and how many were hired?", turns)


@pytest.mark.parametrize("turn", [RAID, RAID_VI, VAGUE])
@pytest.mark.parametrize("follow_up", ["and how many were charged?", "why?", "who led it?", "còn nạn nhân thì sao?"])
def test_no_figure_of_an_answer_is_carried(turn: Turn, follow_up: str) -> None:
    assert not any(char.isdigit() for char in stand_alone(follow_up, [turn]))


@pytest.mark.parametrize("place", [0, 1])
def test_a_long_answer_neither_poisons_nor_slows_the_rest(place: int) -> None:
    noise = " ".join(f"“Ivan Petrov met Anna Kovac in Zagreb on day {n}.” [{n}]" for n in range(100))
    long = [RAID, Turn("and how many were charged?", "“850 were charged.” [1]")]
    short = stand_alone("who led it?", long)
    long[place] = Turn(long[place].question, long[place].text + noise * 5_000)
    assert len(long[place].text) > 20_000_000
    begun = time.perf_counter()
    assert stand_alone("who led it?", long) == short
    assert time.perf_counter() - begun < 0.5


def test_a_long_question_neither_poisons_nor_slows_the_rest() -> None:
    begun = time.perf_counter()
    assert len(stand_alone("who led it?", [Turn("Why did Ivan Petrov meet Anna Kovac? " * 100_000, "x")])) < 300
    assert stand_alone("why " * 500, [RAID]) == "why " * 500
    assert time.perf_counter() - begun < 0.5


def test_only_the_last_turns_are_read() -> None:
    turns = [RAID, *[MAYOR] * MOST_TURNS]
    assert stand_alone("and who is the treasurer?", turns) == stand_alone("and who is the treasurer?", [MAYOR])


@pytest.mark.parametrize(("turn", "follow_up"), [(RAID, "What about the victims?"), (HUE, "ông ấy nói gì?")])
def test_it_does_not_matter_how_the_question_is_typed(turn: Turn, follow_up: str) -> None:
    meant = stand_alone(follow_up, [turn])
    assert stand_alone(f"  {follow_up} \n", [turn]) == meant
    assert stand_alone(follow_up.upper()[:1] + follow_up[1:], [turn]) == meant
    assert stand_alone(unicodedata.normalize("NFD", follow_up), [turn]) == meant
    assert fold(stand_alone(fold(follow_up), [turn])) == fold(meant)


WORDS = st.lists(
    st.sampled_from(
        "what about the victims and in Spain 2022 why that it they how many were there who còn nạn nhân thì sao ông ấy "
        "bao nhiêu người đó ở đâu Interpol of của ( “ ” , . ? ' ’ \ud800 \0 Orvane's these là gì nào và".split(" ")
    ),
    max_size=8,
).map(" ".join)


@given(WORDS | st.text(max_size=60), st.lists(st.builds(Turn, WORDS | st.text(max_size=80), WORDS), max_size=3))
def test_anything_can_be_asked_after_anything(question: str, turns: list[Turn]) -> None:
    meant = stand_alone(question, turns)
    assert meant == question or (leans(question, turns) and len(meant) < 600)
