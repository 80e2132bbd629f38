"""The language-model composer with endpoints that behave; those that do not are in ``test_hostile_models.py``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.answer import Answer
from bot.answering import Answerer
from bot.opening import open_answerer
from ingest.library import Library
from ingest.settings import Settings
from tests.conftest import settings_for
from tests.llm_replies import completion, fails, reply, says, too_long
from tests.llm_server import LLMServer

FOUND, NOT_FOUND = True, False
COUNTRIES = "How many countries took part?"
QUOTE = "involving police in 116 countries"
GOOD = reply(FOUND, [("Police in 116 countries took part.", [(None, QUOTE, None)])])
GOOD_TEXT = "Police in 116 countries took part."
NOTHING = reply(NOT_FOUND, [])

Open = Callable[..., Answerer]


@pytest.fixture
def server() -> Iterator[LLMServer]:
    with LLMServer() as server:
        yield server


@pytest.fixture
def answerer(server: LLMServer, library: Library, tmp_path: Path) -> Iterator[Open]:
    opened: list[Answerer] = []

    def open_it(**options: Any) -> Answerer:
        chosen = {"openai_base_url": server.url, "llm_model": "scripted", "llm_timeout": 3, "answer_deadline": 5}
        settings = Settings.model_validate({**settings_for(tmp_path).model_dump(), **chosen, **options})
        opened.append(open_answerer(settings, library))
        return opened[-1]

    yield open_it
    for it in opened:
        it.close()


def test_the_model_sees_numbered_passages_of_both_languages_as_data(server: LLMServer, answerer: Open) -> None:
    server.play(says(GOOD))
    answer = answerer().answer(COUNTRIES)
    assert (answer.status, answer.composer) == ("answered", "llm:scripted")
    assert answer.text == "Police in 116 countries took part. [1]"
    assert answer.citations[0].quote == QUOTE
    sent = server.requests[0]
    assert [message["role"] for message in sent.body["messages"]] == ["system", "user"]
    assert sorted(sent.passages) == [1, 2, 3, 4, 5, 6]
    assert "Theo thông báo của Interpol" in sent.prompt
    assert 'date="2024-11-06"' in sent.prompt


def test_progress_is_told_in_the_askers_language(server: LLMServer, answerer: Open) -> None:
    server.play(says(GOOD))
    told: list[str] = []
    answerer().answer(COUNTRIES, progress=told.append)
    assert told == ["Searching the articles …", "Reading 6 passages …", "Checking every quote and figure …"]
    told.clear()
    answerer().answer("Có bao nhiêu quốc gia tham gia chiến dịch?", progress=told.append)
    assert told[:2] == ["Đang tìm trong các bài báo …", "Đang đọc 6 đoạn …"]


def test_what_the_model_does_not_find_is_refused(server: LLMServer, answerer: Open) -> None:
    server.play(says(NOTHING))
    answer = answerer().answer("Who won the match?")
    assert (answer.status, answer.composer, answer.claims) == ("not_found", "llm:scripted", ())
    assert answer.nearest


def test_a_repair_names_what_failed_and_is_asked_for_once(server: LLMServer, answerer: Open) -> None:
    wrong = reply(FOUND, [("Police in 117 countries took part.", [(None, QUOTE, None)])])
    server.play(says(wrong), says(GOOD))
    answer = answerer().answer(COUNTRIES)
    assert answer.text == "Police in 116 countries took part. [1]"
    assert answer.usage["repairs"] == 1
    assert "“117" in server.requests[1].body["messages"][-1]["content"]
    server.play(says(wrong))
    refused = answerer().answer(COUNTRIES)
    assert refused.composer == "quotes"
    assert refused.dropped == ("figure",)
    assert "117" not in json.dumps(refused.as_json())
    assert len(server.requests) == 2


def test_a_repair_that_gets_worse_loses_nothing(server: LLMServer, answerer: Open) -> None:
    both = reply(FOUND, [(GOOD_TEXT, [(None, QUOTE, None)]), ("It cost 5 million dollars.", [(None, QUOTE, None)])])
    server.play(says(both), says("Sorry."))
    answer = answerer().answer(COUNTRIES)
    assert answer.text == f"{GOOD_TEXT} [1]"
    assert answer.as_json()["dropped"] == ["figure"]


@pytest.mark.parametrize(
    ("text", "quote", "flaw"),
    [
        (GOOD_TEXT, "involving police in 190 countries", "quote"),
        ("Police in 116 countries took part in operation ATL-7731b.", QUOTE, "name"),
        ("Police in 116 countries took part on May 3, 2021.", QUOTE, "date"),
        ("Cảnh sát ở 116 quốc gia đã tham gia chiến dịch này.", QUOTE, "form"),
    ],
)
def test_what_was_wrong_with_a_sentence_that_is_not_shown_is_kept_without_its_words(
    server: LLMServer, answerer: Open, text: str, quote: str, flaw: str
) -> None:
    server.play(says(reply(FOUND, [(text, [(None, quote, None)])])))
    answer = answerer().answer(COUNTRIES)
    assert (answer.composer, answer.dropped) == ("quotes", (flaw,))
    assert Answer.read(answer.as_json()).dropped == answer.dropped


def test_of_much_that_is_wrong_a_few_are_kept(server: LLMServer, answerer: Open) -> None:
    many = [(f"Police in {n} countries took part. " * 9, [(None, QUOTE, None)]) for n in range(200, 240)]
    server.play(says(reply(FOUND, many)))
    assert answerer().answer(COUNTRIES).dropped == ("figure",) * 8


def test_fewer_passages_are_sent_to_a_small_model(server: LLMServer, answerer: Open) -> None:
    told = {
        "error": {"code": 400, "type": "exceed_context_size_error", "message": "exceeds the available context size"}
    }
    server.play(too_long(2, told, says(NOTHING)))
    assert answerer().answer(COUNTRIES).status == "not_found"
    assert [len(request.passages) for request in server.requests][-1] <= 2


def test_without_the_model_quotes_answer_and_a_note_says_why(server: LLMServer, answerer: Open) -> None:
    server.play(fails(401, "Bad key"))
    answer = answerer().answer("Có bao nhiêu nạn nhân được giải cứu?")
    assert (answer.status, answer.composer) == ("answered", "quotes")
    assert answer.notes == (
        "Mô hình ngôn ngữ không chấp nhận khóa (hãy kiểm tra OPENAI_API_KEY); câu trả lời này không dùng nó.",
    )


def test_the_budget_of_a_day_ends_in_quotes(server: LLMServer, answerer: Open) -> None:
    server.play(says(GOOD))
    opened = answerer(llm_price_input=1000, llm_price_output=1000, llm_daily_budget=0.001)
    first = opened.answer(COUNTRIES)
    assert first.usage["cost"] > 0.001
    second = opened.answer("How many victims were rescued?")
    assert second.composer == "quotes"
    assert second.notes == ("The day's budget for the language model is spent; this answer was made without it.",)


def test_the_same_question_costs_nothing_the_second_time(server: LLMServer, answerer: Open) -> None:
    server.play(says(GOOD))
    opened = answerer()
    first, second = opened.answer(COUNTRIES), opened.answer(COUNTRIES)
    assert second.claims == first.claims
    assert (second.usage["calls"], second.usage["cached_calls"], second.usage["total_tokens"]) == (0, 1, 0)
    assert len(server.requests) == 1


def test_a_question_about_others_than_those_counted_is_not_answered_by_them(server: LLMServer, answerer: Open) -> None:
    beside = "The operation led to the arrest of 2,517 individuals."
    server.play(says(reply(FOUND, [(beside, [(None, "the arrest of 2,517 individuals", None)])])))
    answer = answerer().answer("How many police officers were killed?")
    assert (answer.status, answer.dropped) == ("not_found", ("aside",))


def test_an_endpoint_without_a_count_of_tokens_is_estimated(server: LLMServer, answerer: Open) -> None:
    server.play(says(GOOD, usage=None))
    assert answerer().answer(COUNTRIES).usage["input_tokens"] > 100
    assert completion("x", usage=None).get("usage") is None
