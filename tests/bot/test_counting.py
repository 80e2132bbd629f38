"""Whether a figure counts what is asked: within a language and across, for many kinds of news."""

from __future__ import annotations

import pytest

from bot.counting import best_match, counted
from bot.question import read_question
from ingest.text.figures import read_figures

# As the gate judges: a match below this is a figure of something else.
LEAST = 0.5

COUNTS = [
    ("How many houses were damaged?", "en", "The storm damaged 340 houses along the coast."),
    ("How many houses were damaged?", "vi", "Bão làm hư hại 340 ngôi nhà ven biển."),
    ("Có bao nhiêu ngôi nhà bị hư hại?", "vi", "Bão làm hư hại 340 ngôi nhà ven biển."),
    ("Có bao nhiêu ngôi nhà bị hư hại?", "en", "The storm damaged 340 houses along the coast."),
    ("Co bao nhieu ngoi nha bi hu hai?", "en", "The storm damaged 340 houses along the coast."),
    ("How many schools were closed?", "vi", "Hà Nội cho 112 trường học đóng cửa vì ngập."),
    ("Bao nhiêu trường học đóng cửa?", "en", "Officials closed 112 schools because of the flood."),
    ("How many flights were cancelled?", "vi", "Sân bay hủy 85 chuyến bay trong ngày."),
    ("Có bao nhiêu chuyến bay bị hủy?", "en", "The airport cancelled 85 flights during the day."),
    ("How many medals did the team win?", "vi", "Đoàn Việt Nam giành 12 huy chương."),
    ("Đoàn giành bao nhiêu huy chương?", "en", "The delegation won 12 medals."),
    ("How many trees were planted?", "vi", "Thành phố đã trồng 5.000 cây xanh."),
    ("Bao nhiêu cây xanh đã được trồng?", "en", "The city has planted 5,000 trees."),
    ("How many students took the exam?", "vi", "Hơn 90.000 học sinh tham gia kỳ thi."),
    ("Bao nhiêu học sinh tham gia kỳ thi?", "en", "More than 90,000 students took the exam."),
    ("How many tourists visited the island?", "vi", "Đảo đón 30.000 du khách."),
    ("Bao nhiêu du khách đến đảo?", "en", "Some 30,000 tourists came to the island."),
    ("How many doses were given?", "vi", "Tỉnh đã tiêm 20.000 liều vắc xin."),
    ("Bao nhiêu liều vắc xin đã được tiêm?", "en", "The province gave 20,000 doses."),
    ("How many soldiers were killed?", "en", "At least 14 soldiers were killed in the attack."),
    ("How many soldiers were killed?", "vi", "Ít nhất 14 binh sĩ thiệt mạng trong vụ tấn công."),
    ("Bao nhiêu binh sĩ thiệt mạng?", "en", "At least 14 soldiers were killed in the attack."),
    ("How many bridges collapsed?", "vi", "Lũ làm sập 3 cây cầu."),
    ("How many species live in the lake?", "vi", "Hồ có 47 loài cá sinh sống."),
    ("How many goals has she scored?", "vi", "Cô đã ghi 21 bàn thắng."),
    ("How many shops did the firm open?", "vi", "Công ty mở 8 cửa hàng mới."),
    ("How many people were injured?", "en", "The crash injured 23 people."),
    ("How many passengers were injured?", "en", "The crash injured 23 people."),
    ("How many were injured?", "en", "The crash injured 23 people."),
    ("How many were injured?", "vi", "Vụ tai nạn làm 23 người bị thương."),
    ("number of arrests?", "en", "Police arrested 40 protesters on Sunday."),
    ("How many arrests were made?", "vi", "Cảnh sát đã bắt giữ 40 nghi phạm."),
    ("How many deaths were there?", "en", "The fire killed 9 people."),
    ("How many injuries were reported?", "en", "The crash injured 23 people."),
    ("số người chết?", "en", "The fire killed 9 people."),
    ("số người bị thương?", "en", "The crash injured 23 people."),
    # Words that no lexicon knows count by their letters.
    ("How many lanterns were lit?", "en", "Children lit 600 lanterns by the river."),
    ("How many saxophones did he own?", "en", "He owned 17 saxophones."),
    ("Bao nhiêu chiếc đèn lồng được thắp?", "vi", "Trẻ em thắp 600 chiếc đèn lồng bên sông."),
]

COUNTS_OTHERS = [
    ("How many police officers were killed?", "en", "In all 60 people were arrested."),
    ("How many police officers were killed?", "vi", "Tổng cộng 60 người bị bắt giữ."),
    ("How many journalists were injured?", "en", "The crash injured 23 passengers."),
    ("How many journalists were injured?", "en", "The crash injured 23 people."),
    ("Bao nhiêu nhà báo bị thương?", "en", "The crash injured 23 people."),
    ("How many students passed?", "vi", "Trường có 80 giáo viên."),
    ("How many houses were damaged?", "en", "The storm damaged 12 bridges."),
    ("How many houses were damaged?", "vi", "Bão làm hư hại 12 cây cầu."),
    ("Có bao nhiêu ngôi nhà bị hư hại?", "en", "The storm sank 12 boats."),
    ("How many were arrested?", "en", "The crash injured 23 people."),
    ("How many people were killed?", "en", "In all 23 people were rescued."),
    ("Bao nhiêu người thiệt mạng?", "en", "In all 23 people were rescued."),
    ("How many firefighters died?", "vi", "Có 7 tòa nhà bị thiêu rụi."),
    ("How many medals did the team win?", "en", "The team won in 2021 for the first time."),
    ("How many schools were closed?", "en", "The repairs cost 3 million dollars."),
    ("How many lanterns were lit?", "en", "He owned 17 saxophones."),
    ("How many flights were cancelled?", "en", "The airport had to close."),
    ("number of arrests?", "en", "The crash injured 23 people."),
]


def _match(question: str, language: str, sentence: str) -> float:
    wanted = counted(read_question(question))
    assert wanted is not None
    return best_match(wanted, read_figures(sentence, language))


@pytest.mark.parametrize(("question", "language", "sentence"), COUNTS)
def test_a_figure_that_counts_what_is_asked(question: str, language: str, sentence: str) -> None:
    assert _match(question, language, sentence) >= LEAST


@pytest.mark.parametrize(("question", "language", "sentence"), COUNTS_OTHERS)
def test_a_figure_that_counts_something_else(question: str, language: str, sentence: str) -> None:
    assert _match(question, language, sentence) < LEAST


# Nouns and sentences of ordinary news that nobody had in mind when the lexicon was written down.
HELD_OUT = [
    ("donors", "The hospital thanked 75 donors.", "người hiến máu", "Bệnh viện cảm ơn 75 người hiến máu."),
    ("ambulances", "The city sent 6 ambulances.", "xe cứu thương", "Thành phố có 6 xe cứu thương."),
    ("libraries", "The county has 14 libraries.", "thư viện", "Huyện có 14 thư viện."),
    ("museums", "The city has 22 museums.", "bảo tàng", "Thành phố có 22 bảo tàng."),
    ("elephants", "Rangers counted 91 elephants.", "con voi", "Kiểm lâm đếm được 91 con voi."),
    ("stadiums", "They built 8 stadiums.", "sân vận động", "Họ xây 8 sân vận động."),
    ("lawyers", "He hired 5 lawyers.", "luật sư", "Ông thuê 5 luật sư."),
    ("judges", "The panel has 9 judges.", "thẩm phán", "Hội đồng có 9 thẩm phán."),
    ("cyclists", "The race drew 180 cyclists.", "tay đua", "Cuộc đua có 180 tay đua."),
    ("satellites", "The rocket carried 20 satellites.", "vệ tinh", "Tên lửa mang theo 20 vệ tinh."),
    ("airports", "The country has 22 airports.", "sân bay", "Cả nước có 22 sân bay."),
    ("wells", "Workers drilled 13 wells.", "giếng", "Công nhân khoan 13 giếng."),
]


@pytest.mark.parametrize(("noun", "english", "vietnamese_noun", "vietnamese"), HELD_OUT)
def test_a_held_out_noun_is_counted_within_its_language(
    noun: str, english: str, vietnamese_noun: str, vietnamese: str
) -> None:
    assert _match(f"How many {noun} are there?", "en", english) >= LEAST
    assert _match(f"Có bao nhiêu {vietnamese_noun}?", "vi", vietnamese) >= LEAST


def test_a_held_out_noun_is_not_another_one() -> None:
    for noun, *_ in HELD_OUT:
        others = [other for other in HELD_OUT if other[0] != noun]
        assert all(_match(f"How many {noun} are there?", "en", other[1]) < LEAST for other in others)


@pytest.mark.parametrize("text", ["Who won?", "How much did it cost?", "When was it?", "Giá vé là bao nhiêu?", ""])
def test_a_question_that_does_not_count_counts_nothing(text: str) -> None:
    assert counted(read_question(text)) is None


def test_people_are_told_from_things() -> None:
    for text, people in [
        ("How many nurses resigned?", True),
        ("Bao nhiêu y tá nghỉ việc?", True),
        ("How many were rescued?", True),
        ("How many bridges collapsed?", False),
        ("Bao nhiêu cây cầu bị sập?", False),
    ]:
        wanted = counted(read_question(text))
        assert wanted is not None
        assert wanted.is_people is people, text
