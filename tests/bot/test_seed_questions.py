"""Questions on the two seed articles: the right passage is quoted, or the answer is a refusal."""

from __future__ import annotations

import pytest

from bot.answer import Answer
from bot.answering import Answerer
from bot.composers.quotes import QuotesComposer
from ingest.library import Library

# Of each answerable question one of the strings has to be in a quote.
PUBLIC: dict[str, tuple[str, ...]] = {
    "how many countries took part?": ("116",),
    "Có bao nhiêu quốc gia tham gia chiến dịch?": ("116",),
    "Co bao nhieu quoc gia tham gia chien dich?": ("116",),
    "When did the operation take place?": ("September 29", "29/9"),
    "How many victims were rescued?": ("3,222", "3.000"),
    "Who is the secretary general of Interpol?": ("Jurgen Stock",),
    "Where were migrants trapped in night clubs?": ("Bắc Macedonia",),
}
PUBLIC_REFUSED = (
    "Who won the 2022 World Cup?",
    "How many police officers were killed?",
    "How many were arrested in Brazil?",
    "How many drones were used?",
    "Who is the foreign minister of Argentina?",
    "Why was the operation postponed?",
    "Chiến dịch tốn bao nhiêu tiền?",
)

ANSWERED: dict[str, tuple[str, ...]] = {
    "How many people were arrested?": ("2,517", "2.500"),
    "number of arrests?": ("2,517", "2.500"),
    "How many migrants were identified?": ("17, 793",),
    "How many of those arrested were charged?": ("850",),
    "What was the operation called?": ("Liberterra II",),
    "When did Operation Liberterra II end?": ("October 4", "4/10"),
    "Which UN office supported the operation?": ("UNODC",),
    "What does Article 5 of the EU Charter of Fundamental Rights prohibit?": ("forced labor",),
    "Which protocol outlaws the transporting of migrants by sea?": ("Protocol against the Smuggling",),
    "Where were people forced to work on farms?": ("Argentin",),
    "Which country had online scams?": ("Philippines",),
    "What is human trafficking linked to, according to Interpol?": ("other forms of crime", "tội phạm"),
    "What does human trafficking lead to, according to the European Union?": ("forced marriage",),
    "Where were victims made to beg in the streets?": ("Iraq",),
    "Could you please tell me where forced recruitment was exposed?": ("West and Central Africa",),
    "Chiến dịch diễn ra khi nào?": ("29/9", "September 29"),
    "Có bao nhiêu nạn nhân được giải cứu?": ("3.000", "3,222"),
    "Bao nhiêu nghi phạm bị bắt giữ?": ("2.500", "2,517"),
    "Ai là Tổng thư ký Interpol?": ("Jurgen Stock",),
    "Tên chiến dịch là gì?": ("Liberterra II",),
    "Trẻ em được giải cứu khỏi đâu ở Argentina?": ("trang trại", "farms"),
    "Người di cư bị mắc kẹt trong câu lạc bộ ban đêm ở đâu?": ("Bắc Macedonia",),
    "Interpol thông báo kết quả chiến dịch vào ngày nào?": ("6/11",),
    "Interpol kêu gọi các quốc gia làm gì?": ("phòng ngừa",),
    "Interpol phối hợp với cơ quan nào để kiểm tra biên giới?": ("cơ quan an ninh",),
    "Người bị bắt ở Iraq phải làm gì?": ("nô lệ", "ăn xin"),
    "Có bao nhiêu người di cư được xác định danh tính?": ("17, 793",),
    "cho mình hỏi tổng thư ký nhấn mạnh điều gì": ("nghiêm trọng",),
}
REFUSED = (
    "Who is the president of France?",
    "How many houses were flooded?",
    "How many journalists were arrested?",
    "When does the school year begin?",
    "What is the price of gold?",
    "Which team won the football league?",
    "How many planes were seized?",
    "Ai là thủ tướng Nhật Bản?",
    "Có bao nhiêu cảnh sát bị thương?",
    "Giá xăng hôm nay bao nhiêu?",
    "Trận chung kết diễn ra ở sân vận động nào?",
    "Bao nhiêu người chết trong vụ cháy?",
)
LEAST_RIGHT = 0.9


@pytest.fixture(scope="module")
def answerer(library: Library) -> Answerer:
    return Answerer(library, QuotesComposer())


def _holds(answer: Answer, strings: tuple[str, ...]) -> bool:
    """Tell whether the right sentence is shown, be it as the closest."""
    quotes = [citation.quote for citation in answer.citations]
    return any(string in quote for string in strings for quote in quotes)


@pytest.mark.parametrize(("question", "strings"), PUBLIC.items(), ids=list(PUBLIC))
def test_what_the_articles_say_is_quoted(answerer: Answerer, question: str, strings: tuple[str, ...]) -> None:
    answer = answerer.answer(question)
    assert _holds(answer, strings), answer.text


@pytest.mark.parametrize("question", PUBLIC_REFUSED)
def test_what_the_articles_do_not_say_is_refused(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(question)
    assert answer.status != "answered", answer.text
    assert not answer.claims


def test_nine_of_ten_further_questions_end_right(answerer: Answerer) -> None:
    wrong = []
    for question, strings in [*ANSWERED.items(), *((question, ()) for question in REFUSED)]:
        answer = answerer.answer(question)
        right = _holds(answer, strings) if strings else answer.status != "answered"
        if not right:
            wrong.append(f"{question} → {answer.text}")
    share = 1 - len(wrong) / (len(ANSWERED) + len(REFUSED))
    print(f"{share:.3f} right; wrong:", *wrong, sep="\n")
    assert len(ANSWERED) + len(REFUSED) == 40
    assert share >= LEAST_RIGHT, "\n".join(wrong)
