"""A careful reader's view of questions: kind, and where they matter counted noun, names, times and negation."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.question import Kind, read_question
from ingest.text.folding import fold

Case = tuple[str, str, dict[str, Any]]

HOW_MANY: list[Case] = [
    ("How many houses were damaged by the storm?", "how many", {"counted": "houses", "negated": False}),
    ("How many of the passengers survived?", "how many", {"counted": "passengers"}),
    ("In how many cities will the festival be held?", "how many", {"counted": "cities"}),
    ("How many seats does the new stadium have?", "how many", {"counted": "seats"}),
    ("How many goals did Salah score in 2023?",
     "how many", {"counted": "goals", "names": ("Salah", "2023"), "times": ("in 2023",)}),
    ("how many ppl died in the fire", "how many", {"counted": "ppl"}),
    ("How many were injured?", "how many", {"counted": ""}),
    ("How many have signed the petition so far?", "how many", {"counted": "", "times": ("so far",)}),
    ("How mny trees were planted this week?", "how many", {"counted": "trees", "times": ("this week",)}),
    ("How many new buses did the city buy?", "how many", {"counted": "new buses"}),
    ("Could you please tell me how many schools reopened on Monday?",
     "how many", {"counted": "schools", "names": ("Monday",)}),
    ("Hi, can you tell me how many flights were cancelled?", "how many", {"counted": "flights"}),
    ("I'd like to know how many nurses went on strike.", "how many", {"counted": "nurses"}),
    ("Do you know how many medals Vietnam won?", "how many", {"counted": "medals", "names": ("Vietnam",)}),
    ("Any idea how many jobs will be cut?", "how many", {"counted": "jobs"}),
    ("number of arrests?", "how many", {"counted": "arrests"}),
    ("Number of injured passengers", "how many", {"counted": "injured passengers"}),
    ("total number of votes cast", "how many", {"counted": "votes"}),
    ("# of flights cancelled", "how many", {"counted": "flights"}),
    ("What was the number of spectators?", "how many", {"counted": "spectators"}),
    ("What's the death toll?", "how many", {}),
    ("death toll in the earthquake?", "how many", {}),
    ("How many people did not vote?", "how many", {"counted": "people", "negated": True}),
    ("How many schools never reopened?", "how many", {"counted": "schools", "negated": True}),
    ("How many countries took part in the summit last year?",
     "how many", {"counted": "countries", "times": ("last year",)}),
    ("The company opened how many stores in 2022?", "how many", {"counted": "stores", "times": ("in 2022",)}),
    ("How many trafficking victims were found?", "how many", {"counted": "trafficking victims"}),
    ("Có bao nhiêu ngôi nhà bị tốc mái?", "how many", {"counted": "ngôi nhà", "negated": False}),
    ("Bao nhiêu người đã được sơ tán?", "how many", {"counted": "người"}),
    ("bao nhieu nguoi da duoc so tan", "how many", {"counted": "người"}),
    ("Có mấy thí sinh đạt điểm 10 môn Toán?", "how many", {"counted": "thí sinh"}),
    ("Cho mình hỏi có bao nhiêu trường học bị ngập?", "how many", {"counted": "trường học"}),
    ("cho minh hoi co bao nhieu truong hoc bi ngap", "how many", {"counted": "trường học"}),
    ("Đội tuyển Việt Nam giành được bao nhiêu huy chương?", "how many", {"counted": "huy chương"}),
    ("Tuần này có bao nhiêu chuyến bay bị hủy?", "how many", {"counted": "chuyến bay", "times": ("tuan nay",)}),
    ("Năm 2023 Việt Nam đón bao nhiêu khách quốc tế?",
     "how many", {"counted": "khách quốc tế", "times": ("nam 2023",)}),
    ("số người chết?", "how many", {"counted": "người"}),
    ("so nguoi chet?", "how many", {"counted": "người"}),
    ("số ca mắc mới hôm nay", "how many", {"times": ("hom nay",)}),
    ("Số lượng xe buýt điện là bao nhiêu?", "how many", {"counted": "xe buýt điện"}),
    ("Tổng số cử tri đi bầu là bao nhiêu?", "how many", {"counted": "cử tri"}),
    ("Có bao nhiêu công nhân không được trả lương?", "how many", {"counted": "công nhân", "negated": True}),
    ("Bão số 3 làm bao nhiêu tàu cá bị chìm?", "how many", {"counted": "tàu cá"}),
    ("Mấy đội bóng tham dự giải năm nay?", "how many", {"counted": "đội bóng", "times": ("nam nay",)}),
    ("vậy có tất cả bao nhiêu ứng viên vậy?", "how many", {"counted": "ứng viên"}),
    ("Cơ quan chức năng thu giữ bao nhiêu khẩu súng?", "how many", {"counted": "khẩu súng"}),
    ("Có bao nhiu con tin được thả?", "how many", {"counted": "con tin"}),
    ("Trường Đại học Cần Thơ tuyển bao nhiêu sinh viên?", "how many", {"counted": "sinh viên"}),
]  # fmt: skip

HOW_MUCH: list[Case] = [
    ("How much did the bridge cost?", "how much", {}),
    ("How much rain fell in Hue?", "how much", {"names": ("Hue",)}),
    ("How old is the new prime minister?", "how much", {}),
    ("How tall is the tower?", "how much", {}),
    ("How far is the airport from the city?", "how much", {}),
    ("cost of repairs?", "how much", {}),
    ("price of petrol today", "how much", {"times": ("today",)}),
    ("What is the price of gold this week?", "how much", {"times": ("this week",)}),
    ("What percentage of voters supported the law?", "how much", {}),
    ("By how much did inflation fall in October?", "how much", {"names": ("October",)}),
    ("What's the unemployment rate?", "how much", {}),
    ("What was the final score of the match?", "how much", {}),
    ("How strong was the earthquake?", "how much", {}),
    ("Please tell me how much the ticket costs, thanks", "how much", {}),
    ("how much money was raised?", "how much", {"counted": "money"}),
    ("What was the magnitude of the earthquake?", "how much", {}),
    ("Giá vé xem trận chung kết là bao nhiêu?", "how much", {}),
    ("Gia xang hom nay bao nhieu?", "how much", {"times": ("hom nay",)}),
    ("giá vàng hôm nay?", "how much", {"times": ("hom nay",)}),
    ("Cây cầu mới dài bao nhiêu mét?", "how much", {}),
    ("Thủ tướng mới bao nhiêu tuổi?", "how much", {}),
    ("Dự án sân bay tốn bao nhiêu tiền?", "how much", {}),
    ("Bao nhiêu phần trăm cử tri ủng hộ?", "how much", {}),
    ("Lạm phát tháng 10 tăng bao nhiêu?", "how much", {}),
    ("kinh phí xây cầu?", "how much", {}),
    ("Nhiệt độ thấp nhất ở Sa Pa là bao nhiêu độ?", "how much", {"names": ("Sa Pa",)}),
    ("Công ty bị phạt bao nhiêu?", "how much", {}),
    ("Thế giới có bao nhiêu tỷ phú?", "how many", {"counted": "tỷ phú"}),
    ("Tỷ số trận chung kết là bao nhiêu?", "how much", {}),
    ("Tỷ lệ thất nghiệp là bao nhiêu?", "how much", {}),
    ("Động đất mạnh bao nhiêu độ?", "how much", {}),
]  # fmt: skip

WHEN: list[Case] = [
    ("When did the museum reopen?", "when", {}),
    ("when will the metro line open", "when", {}),
    ("What year was the dam built?", "when", {}),
    ("On what date does the election take place?", "when", {}),
    ("What time does the concert start tonight?", "when", {"times": ("tonight",)}),
    ("Since when has the road been closed?", "when", {}),
    ("date of the concert?", "when", {}),
    ("opening date of the museum?", "when", {}),
    ("Which month had the most rain?", "when", {}),
    ("Could you let me know when schools reopen after the flood?", "when", {}),
    ("Excuse me, when is the next solar eclipse?", "when", {}),
    ("Wen was the storm?", "when", {}),
    ("What day did the trial begin?", "when", {}),
    ("Khi nào tuyến metro khai trương?", "when", {}),
    ("khi nao tuyen metro khai truong", "when", {}),
    ("Trận chung kết diễn ra vào ngày nào?", "when", {}),
    ("Bao giờ học sinh được nghỉ Tết?", "when", {"names": ("Tết",)}),
    ("ngày diễn ra?", "when", {}),
    ("ngay to chuc le hoi?", "when", {}),
    ("Cầu Mỹ Thuận khánh thành năm nào?", "when", {"names": ("Cầu Mỹ Thuận",)}),
    ("Mấy giờ trận đấu bắt đầu?", "when", {}),
    ("Bạn có biết lễ hội pháo hoa bắt đầu hôm nào không?", "when", {}),
    ("Xin hỏi kỳ thi diễn ra từ ngày mấy?", "when", {}),
    ("Vào thời điểm nào thì bão đổ bộ?", "when", {}),
    ("Đập thủy điện được xây khi nào vậy ạ?", "when", {}),
    ("lịch thi đấu trận bán kết khi nào v", "when", {}),
]  # fmt: skip

HOW_LONG: list[Case] = [
    ("How long did the power cut last?", "how long", {}),
    ("For how many days was the airport closed?", "how long", {}),
    ("How many years did the construction take?", "how long", {}),
    ("How many hours did the debate last?", "how long", {}),
    ("duration of the strike?", "how long", {}),
    ("How long will the exhibition be open, please?", "how long", {}),
    ("Cuộc họp kéo dài bao lâu?", "how long", {}),
    ("cuoc hop keo dai bao lau", "how long", {}),
    ("Bị cáo lãnh án bao nhiêu năm tù?", "how long", {}),
    ("Đường bị cấm trong mấy ngày?", "how long", {}),
    ("Chuyến bay mất bao nhiêu tiếng?", "how long", {}),
    ("Em muốn hỏi triển lãm mở bao lâu ạ?", "how long", {}),
]  # fmt: skip

WHO: list[Case] = [
    ("Who won the election?", "who", {"negated": False}),
    ("Who was not invited?", "who", {"negated": True}),
    ("Who wasn't at the ceremony?", "who", {"negated": True}),
    ("who is the mayor of Da Nang", "who", {"names": ("Da Nang",)}),
    ("Whose car was stolen?", "who", {}),
    ("To whom was the prize awarded?", "who", {}),
    ("Who's the new coach?", "who", {}),
    ("Which player scored the winning goal?", "who", {}),
    ("What is the name of the director?", "who", {}),
    ("name of the new minister?", "who", {}),
    ("Tell me who directed the film \"Silent River\".", "who", {"names": ("Silent River",)}),
    ("Nguyen Thi Oanh was coached by whom?", "who", {"names": ("Nguyen Thi Oanh",)}),
    ("Which minister resigned last week?", "who", {"times": ("last week",)}),
    ("Thanks, and who paid for it?", "who", {}),
    ("Who did Maria Lopez replace as head of the bank?", "who", {"names": ("Maria Lopez",)}),
    ("Ai là huấn luyện viên mới?", "who", {}),
    ("ai la huan luyen vien moi", "who", {}),
    ("Ai không được mời dự tiệc?", "who", {"negated": True}),
    ("Người thiết kế cây cầu là ai?", "who", {}),
    ("Cầu thủ nào ghi bàn quyết định?", "who", {}),
    ("Bộ trưởng nào vừa từ chức?", "who", {}),
    ("Phim \"Mưa đỏ\" do ai đạo diễn?", "who", {"names": ("Mưa đỏ",)}),
    ("Cho em hỏi ai là chủ tịch tỉnh Quảng Nam ạ?", "who", {"names": ("Quảng Nam",)}),
    ("con trai của nghệ sĩ Mai Lan", "who", {}),
    ("tên huấn luyện viên mới?", "who", {}),
    ("Giải thưởng được trao cho ai?", "who", {}),
    ("Nguyễn Quang Hải chuyền bóng cho ai?", "who", {"names": ("Nguyễn Quang Hải",)}),
]  # fmt: skip

WHERE: list[Case] = [
    ("Where was the boat found?", "where", {}),
    ("where do the pandas come from?", "where", {}),
    ("In which city will the final be played?", "where", {}),
    ("Which country hosts the games in 2030?", "where", {"times": ("in 2030",)}),
    ("venue of the final?", "where", {}),
    ("location of the epicentre?", "where", {}),
    ("Pls tell me where the fire started", "where", {}),
    ("From where did the flight depart?", "where", {}),
    ("Trận động đất xảy ra ở đâu?", "where", {}),
    ("tran dong dat xay ra o dau", "where", {}),
    ("Lễ hội tổ chức tại thành phố nào?", "where", {}),
    ("Con tàu bị chìm ở vùng biển nào?", "where", {}),
    ("địa điểm tổ chức?", "where", {}),
    ("Đoàn cứu hộ đến từ nước nào?", "where", {}),
    ("cho hỏi sân vận động mới nằm ở đâu vậy bạn", "where", {}),
    ("nơi xảy ra tai nạn?", "where", {}),
    ("Gấu trúc được đưa đi đâu?", "where", {}),
]  # fmt: skip

WHY: list[Case] = [
    ("Why was the match postponed?", "why", {}),
    ("Why didn't the alarm sound?", "why", {"negated": True}),
    ("How come the bridge is closed?", "why", {}),
    ("What caused the explosion?", "why", {}),
    ("What was the reason for the delay?", "why", {}),
    ("reason for the strike?", "why", {}),
    ("cause of the fire?", "why", {}),
    ("For what reason did the minister resign?", "why", {}),
    ("Vì sao trận đấu bị hoãn?", "why", {}),
    ("vi sao tran dau bi hoan", "why", {}),
    ("Tại sao chuyến bay không cất cánh?", "why", {"negated": True}),
    ("Nguyên nhân vụ cháy là gì?", "why", {}),
    ("lý do hoãn?", "why", {}),
    ("Sao giá xăng tăng vậy?", "why", {}),
    ("Cầu sập do đâu?", "why", {}),
]  # fmt: skip

HOW: list[Case] = [
    ("How did the prisoners escape?", "how", {}),
    ("how was the virus discovered", "how", {}),
    ("In what way will the tax change?", "how", {}),
    ("Can you explain how the vaccine works?", "how", {}),
    ("Tù nhân trốn thoát bằng cách nào?", "how", {}),
    ("Vắc xin hoạt động như thế nào?", "how", {}),
    ("vac xin hoat dong nhu the nao", "how", {}),
    ("Thời tiết cuối tuần này ra sao?", "how", {"times": ("tuan nay",)}),
    ("Làm thế nào để đăng ký tiêm chủng?", "how", {}),
]  # fmt: skip

WHICH: list[Case] = [
    ("Which team won the cup?", "which", {}),
    ("What kind of animal escaped from the zoo?", "which", {}),
    ("What company built the tunnel?", "which", {}),
    ("which airline cancelled its flights last month?", "which", {"times": ("last month",)}),
    ("The mayor said where the fair will be. Which school takes part?", "which", {}),
    ("Which films were not nominated?", "which", {"negated": True}),
    ("Đội nào vô địch giải U23?", "which", {}),
    ("Hãng hàng không nào hủy chuyến?", "which", {}),
    ("hang hang khong nao huy chuyen", "which", {}),
    ("Bộ phim nào không được đề cử?", "which", {"negated": True}),
    ("Cơ quan nào cấp phép?", "which", {}),
    ("Loài chim nào vừa được phát hiện?", "which", {}),
]  # fmt: skip

YES_NO: list[Case] = [
    ("Did the parliament approve the budget?", "yes or no", {}),
    ("Is the airport open?", "yes or no", {}),
    ("Was anyone hurt in the crash?", "yes or no", {}),
    ("Isn't the festival free?", "yes or no", {"negated": True}),
    ("Has the river stopped rising in Can Tho?", "yes or no", {"names": ("Can Tho",)}),
    ("Is it true that the king abdicated?", "yes or no", {}),
    ("The bridge reopened, right?", "yes or no", {}),
    ("Please, will schools close tomorrow?", "yes or no", {"times": ("tomorrow",)}),
    ("Can I ask whether the library is open?", "yes or no", {}),
    ("Quốc hội có thông qua luật không?", "yes or no", {"negated": False}),
    ("Sân bay đã mở cửa lại chưa?", "yes or no", {"negated": False}),
    ("san bay da mo cua lai chua", "yes or no", {"negated": False}),
    ("Có phải nhà vua đã thoái vị?", "yes or no", {}),
    ("Có ai bị thương trong vụ tai nạn không?", "yes or no", {"negated": False}),
    ("Ngày mai học sinh có phải đi học không ạ?", "yes or no", {"times": ("ngay mai",)}),
    ("Trường có đóng cửa tuần này không?", "yes or no", {"times": ("tuan nay",)}),
    ("Cây cầu thông xe rồi phải không?", "yes or no", {}),
    ("Liệu giá điện có tăng?", "yes or no", {}),
]  # fmt: skip

WHAT_IS: list[Case] = [
    ("What is a heat dome?", "what is", {}),
    ("what's ASEAN", "what is", {"names": ("ASEAN",)}),
    ("What does NASA stand for?", "what is", {"names": ("NASA",)}),
    ("What are rare earths?", "what is", {}),
    ("ASEAN là gì?", "what is", {"names": ("ASEAN",)}),
    ("Vòm nhiệt là gì?", "what is", {}),
    ("vom nhiet la gi", "what is", {}),
    ("Thế nào là lũ quét?", "what is", {}),
]  # fmt: skip

WHAT: list[Case] = [
    ("What did the president announce?", "what", {}),
    ("What happened at the stadium yesterday?", "what", {"times": ("yesterday",)}),
    ("Tell me what the report recommends", "what", {}),
    ("What was not included in the deal?", "what", {"negated": True}),
    ("What did Jane Smith's lawyer say?", "what", {}),
    ("Tổng thống tuyên bố điều gì?", "what", {}),
    ("Hôm qua chuyện gì xảy ra ở sân vận động?", "what", {"times": ("hom qua",)}),
    ("chuyen gi xay ra o san van dong", "what", {}),
    ("Báo cáo khuyến nghị những gì?", "what", {}),
]  # fmt: skip

UNKNOWN: list[Case] = [
    ("storm damage in Hue", "unknown", {"names": ("Hue",)}),
    ("football results", "unknown", {}),
    ("Wie viele Häuser wurden beschädigt?", "unknown", {"language": "de"}),
    ("Combien de maisons ont été détruites par la tempête ?", "unknown", {"language": "fr"}),
    ("tin bão", "unknown", {}),
]  # fmt: skip

CASES = [*HOW_MANY, *HOW_MUCH, *WHEN, *HOW_LONG, *WHO, *WHERE, *WHY, *HOW, *WHICH, *YES_NO, *WHAT_IS, *WHAT, *UNKNOWN]


@pytest.mark.parametrize(("text", "kind", "expected"), CASES, ids=[case[0] for case in CASES])
def test_a_question_is_read_as_a_careful_reader_would(text: str, kind: str, expected: dict[str, Any]) -> None:
    question = read_question(text)
    found = {"kind": str(question.kind), **{field: getattr(question, field) for field in expected}}
    assert found == {"kind": kind, **expected}


def test_there_are_enough_cases_of_every_kind() -> None:
    assert len({text for text, _, _ in CASES}) >= 150
    assert {kind for _, kind, _ in CASES} == set(Kind)


@pytest.mark.parametrize("typed", ["Có bao nhiêu người bị thương?", "Ngày mai trời có mưa không?"])
def test_vietnamese_is_asked_alike_without_its_diacritics(typed: str) -> None:
    assert read_question(fold(typed)).kind is read_question(typed).kind


def test_white_space_is_tidied_and_the_words_are_kept() -> None:
    question = read_question("  How many\n\tboats   sank? \0")
    assert question.text == "How many boats sank?"
    assert question.counted == "boats"


@pytest.mark.parametrize(
    "text", ["", " ", "?", "...", "please", "thanks", "cho mình hỏi", "12", "\U0001f600", "\ud800"]
)
def test_hardly_a_question_has_no_kind(text: str) -> None:
    assert read_question(text).kind is Kind.UNKNOWN


@given(st.text(max_size=200))
def test_anything_can_be_read(text: str) -> None:
    question = read_question(text)
    assert all(name in question.text for name in question.names)


def test_a_bare_question_is_shown_as_typed_and_embedded_restored() -> None:
    question = read_question("Co bao nhieu quoc gia tham gia chien dich?")
    assert question.language == "vi"
    assert question.text == "Co bao nhieu quoc gia tham gia chien dich?"
    assert question.embedded_text == "Có bao nhiêu quốc gia tham gia chiến dịch?"


@pytest.mark.parametrize("text", ["Có bao nhiêu quốc gia tham gia?", "How many countries took part?", "", "an"])
def test_any_other_question_is_embedded_as_it_is(text: str) -> None:
    assert read_question(text).embedded_text == text
