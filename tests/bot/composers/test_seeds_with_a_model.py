"""Questions on the two seed articles, answered by a model that does as it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.opening import open_answerer
from ingest.library import Library
from ingest.settings import Settings
from ingest.text.folding import has_diacritics
from prompts import say
from tests.llm_replies import reply, says
from tests.llm_server import LLMServer

FOUND, NOTHING = True, reply(False, [])  # noqa: FBT003
EN, VI = "interpol-liberterra-en", "interpol-liberterra-vi"
# Question, article, what the model says, the quote it gives, and its translation where the languages differ.
ASKED = [
    (
        "how many countries took part?",
        EN,
        "Police in 116 countries took part.",
        "involving police in 116 countries",
        None,
    ),
    (
        "Có bao nhiêu quốc gia tham gia chiến dịch?",
        EN,
        "Chiến dịch có cảnh sát của 116 quốc gia tham gia.",
        "a worldwide operation against human trafficking involving police in 116 countries",
        "một chiến dịch chống buôn người trên toàn thế giới có cảnh sát ở 116 quốc gia tham gia",
    ),
    (
        "Co bao nhieu quoc gia tham gia chien dich?",
        EN,
        "Có 116 quốc gia tham gia chiến dịch.",
        "involving police in 116 countries",
        "có cảnh sát ở 116 quốc gia tham gia",
    ),
    (
        "When did the operation take place?",
        EN,
        "Operation Liberterra II took place from September 29 to October 4, 2024.",
        "Operation Liberterra II took place between September 29 to October 4, 2024",
        None,
    ),
    (
        "Chiến dịch diễn ra khi nào?",
        VI,
        "Chiến dịch diễn ra từ ngày 29/9 đến 4/10/2024.",
        "diễn ra từ ngày 29/9 đến 4/10/2024",
        None,
    ),
    (
        "How many victims were rescued?",
        EN,
        "The operation led to the rescue of 3,222 trafficking victims.",
        "the rescue of 3,222 trafficking victims",
        None,
    ),
    (
        "Có bao nhiêu nạn nhân được giải cứu?",
        VI,
        "Hơn 3.000 nạn nhân đã được giải cứu, trong đó có cả trẻ em.",
        "đã giải cứu thành công hơn 3.000 nạn nhân, trong đó có cả trẻ em",
        None,
    ),
    (
        "How many people were arrested?",
        VI,
        "More than 2,500 suspects were arrested.",
        "Hơn 2.500 đối tượng tình nghi đã bị bắt giữ",
        "More than 2,500 suspects have been arrested",
    ),
    (
        "Bao nhiêu nghi phạm bị bắt giữ?",
        EN,
        "Trong chiến dịch có 2.517 người bị bắt tại 116 quốc gia.",
        "During the operation 2,517 people were arrested across 116 countries",
        "Trong chiến dịch, 2.517 người đã bị bắt ở 116 quốc gia",
    ),
    (
        "How many migrants were identified?",
        EN,
        "The operation led to the identification of 17,793 migrants.",
        "identification of 17, 793 migrants",
        None,
    ),
    (
        "Có bao nhiêu người di cư được xác định danh tính?",
        EN,
        "Chiến dịch đã xác định được 17.793 người di cư.",
        "identification of 17, 793 migrants",
        "việc xác định 17.793 người di cư",
    ),
    (
        "How many of those arrested were charged?",
        EN,
        "Of those arrested, 850 were charged with human trafficking or migrant smuggling.",
        "2,517 people were arrested across 116 countries with 850 charged with either human trafficking or migrant "
        "smuggling",
        None,
    ),
    (
        "Who is the secretary general of Interpol?",
        VI,
        "Jurgen Stock is the secretary general of Interpol.",
        "Tổng thư ký Interpol Jurgen Stock",
        "Interpol Secretary General Jurgen Stock",
    ),
    (
        "Ai là Tổng thư ký Interpol?",
        VI,
        "Tổng thư ký Interpol là Jurgen Stock.",
        "Tổng thư ký Interpol Jurgen Stock",
        None,
    ),
    (
        "Where were migrants trapped in night clubs?",
        VI,
        "Migrants were trapped in night clubs in North Macedonia.",
        "Tại Bắc Macedonia, các nạn nhân là người di cư bị mắc kẹt trong các câu lạc bộ giải trí ban đêm",
        "In North Macedonia, the victims were migrants trapped in night clubs",
    ),
    (
        "Người di cư bị mắc kẹt trong câu lạc bộ ban đêm ở đâu?",
        VI,
        "Người di cư bị mắc kẹt trong các câu lạc bộ ban đêm tại Bắc Macedonia.",
        "Tại Bắc Macedonia, các nạn nhân là người di cư bị mắc kẹt trong các câu lạc bộ giải trí ban đêm",
        None,
    ),
    (
        "Which UN office supported the operation?",
        EN,
        "The operation was supported by the United Nations Office on Drugs and Crime (UNODC).",
        "The operation was supported by United Nations Office on Drugs and Crime (UNODC)",
        None,
    ),
    (
        "What does Article 5 of the EU Charter of Fundamental Rights prohibit?",
        EN,
        "Article 5 prohibits forced labor, trafficking and slavery in the EU.",
        "Article 5 of the EU Charter of Fundamental Rights prohibits forced labor, trafficking and slavery in the EU",
        None,
    ),
    (
        "Where were victims made to beg in the streets?",
        VI,
        "In Iraq and some Middle Eastern countries, some people were made to beg in the streets.",
        "Ở Iraq và một số quốc gia Trung Đông, một số người bị bắt giữ và bị ép buộc làm việc như nô lệ trong các hộ "
        "gia đình tư nhân hoặc phải đi ăn xin trên các phố phường",
        "In Iraq and some Middle Eastern countries, some people were held and forced to work as slaves in private "
        "households or to beg in the streets",
    ),
    (
        "Interpol kêu gọi các quốc gia làm gì?",
        VI,
        "Interpol kêu gọi các quốc gia tăng cường phòng ngừa, giáo dục và bảo vệ nạn nhân.",
        "Interpol kêu gọi các quốc gia tiếp tục tăng cường các biện pháp phòng ngừa, giáo dục và tạo ra các chính sách "
        "bảo vệ nạn nhân",
        None,
    ),
    (
        "Tên chiến dịch là gì?",
        EN,
        "Chiến dịch mang tên Liberterra II.",
        "Operation Liberterra II took place",
        "Chiến dịch Liberterra II đã diễn ra",
    ),
]
REFUSED = [
    "Who won the 2022 World Cup?",
    "How many police officers were killed?",
    "How many were arrested in Brazil?",
    "Ai là thủ tướng Nhật Bản?",
    "Có bao nhiêu cảnh sát bị thương?",
]
# True, rightly quoted, and beside the point of each of them.
BESIDE = {
    "en": ("3,222 victims were rescued.", "rescue of 3,222 trafficking victims"),
    "vi": ("Hơn 3.000 nạn nhân đã được giải cứu.", "đã giải cứu thành công hơn 3.000 nạn nhân"),
}
Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def server() -> Iterator[LLMServer]:
    with LLMServer() as server:
        yield server


@pytest.fixture
def ask(server: LLMServer, library: Library, tmp_path: Path) -> Iterator[Ask]:
    settings = Settings(
        _env_file=None, data=tmp_path, openai_base_url=server.url, llm_model="scripted", answer_deadline=10
    )
    with closing(open_answerer(settings, library)) as answerer:
        yield answerer.answer
    assert not server.errors


@pytest.mark.parametrize("asked", ASKED, ids=[asked[0] for asked in ASKED])
def test_what_the_model_says_is_shown_over_its_quote(
    asked: tuple[str, str, str, str, str | None], server: LLMServer, ask: Ask, library: Library
) -> None:
    question, article, said, quote, translation = asked
    server.play(says(reply(FOUND, [(said, [(None, quote, translation)])])))
    answer = ask(question)
    assert (answer.status, answer.composer) == ("answered", "llm:scripted"), answer.text
    assert answer.text == f"{said} [1]"
    cited = answer.citations[0]
    assert (cited.article_id, cited.translation) == (article, translation)
    text = library.store.article(article).text
    assert text[cited.start : cited.end] == cited.quote
    assert quote in cited.quote
    assert len(server.requests) == answer.usage["calls"] == 1


# The reader is not sure that what is quoted answers these: a model that says so is believed.
NEAR_MISSES = frozenset({"How many were arrested in Brazil?", "Có bao nhiêu cảnh sát bị thương?"})


@pytest.mark.parametrize("question", REFUSED)
def test_what_the_model_does_not_find_is_refused(question: str, server: LLMServer, ask: Ask) -> None:
    server.play(says(NOTHING))
    answer = ask(question)
    assert (answer.status, answer.composer, answer.claims) == ("not_found", "llm:scripted", ())
    assert answer.text.startswith(say("not_found", answer.language))


@pytest.mark.parametrize("question", [it for it in REFUSED if it not in NEAR_MISSES])
def test_a_fact_that_was_not_asked_for_is_no_answer(question: str, server: LLMServer, ask: Ask) -> None:
    said, quote = BESIDE["vi" if has_diacritics(question) else "en"]
    server.play(says(reply(FOUND, [(said, [(None, quote, None)])])))
    answer = ask(question)
    assert (answer.status, answer.claims) == ("not_found", ()), answer.text


def test_the_sources_are_compared_beside_the_models_answer(server: LLMServer, ask: Ask) -> None:
    said = "3,222 trafficking victims were rescued."
    server.play(says(reply(FOUND, [(said, [(None, "the rescue of 3,222 trafficking victims", None)])])))
    answer = ask("How many victims were rescued?")
    assert answer.text == f"{said} [1]"
    assert [(it.relation, it.citations) for it in answer.comparisons] == [("rounded", (1, 2))]
    assert answer.citations[1].article_id == VI
