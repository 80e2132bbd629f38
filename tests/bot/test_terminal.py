from __future__ import annotations

import io
import json

import pytest

from bot.answering import Answerer
from bot.composers.quotes import QuotesComposer
from bot.terminal import Conversation, answer_json_lines, answer_lines, converse, errors_to_status
from ingest.library import Library
from prompts import say

COUNTRIES = "How many countries took part?"
BAD_LINES = [
    "{broken",
    "[1]",
    "null",
    '"words"',
    "{}",
    '{"question": 5}',
    '{"question": null}',
    '{"question": ["a"]}',
    pytest.param("[" * 100_000, id="nested"),
]


@pytest.fixture(scope="module")
def answerer(library: Library) -> Answerer:
    return Answerer(library, QuotesComposer())


def ask_json(answerer: Answerer, *lines: str) -> tuple[int, list[dict[str, object]]]:
    out = io.StringIO()
    errors = answer_json_lines(answerer, io.StringIO("".join(f"{line}\n" for line in lines)), out)
    return errors, [json.loads(line) for line in out.getvalue().splitlines()]


def test_questions_are_answered_in_order_under_their_ids(answerer: Answerer) -> None:
    lines = [json.dumps({"id": id_, "question": text}) for id_, text in (("b", COUNTRIES), (7, "Bao nhiêu nạn nhân?"))]
    errors, answers = ask_json(answerer, *lines, "", json.dumps({"question": COUNTRIES, "history": []}))
    assert errors == 0
    assert [answer["id"] for answer in answers] == ["b", 7, None]
    assert answers[0]["citations"] == answers[2]["citations"]


@pytest.mark.parametrize("line", BAD_LINES)
def test_a_line_that_is_no_question_is_named_and_the_next_is_answered(answerer: Answerer, line: str) -> None:
    errors, answers = ask_json(answerer, line, json.dumps({"question": COUNTRIES}))
    assert errors == 1
    assert answers[0]["error"] == 'Line 1 of the input is not an object with a "question".'
    assert [answer["status"] for answer in answers] == ["error", "answered"]


def test_a_failed_question_keeps_its_id(answerer: Answerer) -> None:
    errors, answers = ask_json(answerer, '{"id": "x", "question": ""}', '{"id": "y", "question": "\\ud800?"}')
    assert [answer["id"] for answer in answers] == ["x", "y"]
    assert (errors, answers[0]["status"]) == (1, "error")


HISTORY = [{"question": "How many people were arrested in Operation Liberterra II?", "text": "“2,517 people” [1]"}]


def test_a_question_is_understood_after_its_history(answerer: Answerer) -> None:
    _, answers = ask_json(answerer, json.dumps({"id": 1, "question": "what about the migrants?", "history": HISTORY}))
    assert answers[0]["notes"] == ["Understood as: How many migrants (Operation Liberterra II)?"]
    assert answers[0]["question"] == "what about the migrants?"
    assert "17, 793" in answers[0]["citations"][0]["quote"]


@pytest.mark.parametrize(
    "history",
    [
        "why?",
        5,
        {"question": "a", "text": "b"},
        ["a"],
        [None],
        [{}],
        [{"question": "a"}],
        [{"question": "a", "text": 1}],
    ],
)
def test_a_history_that_is_none_is_named_and_the_next_line_is_answered(answerer: Answerer, history: object) -> None:
    lines = [json.dumps({"id": id_, "question": COUNTRIES, "history": told}) for id_, told in ((1, history), (2, None))]
    errors, answers = ask_json(answerer, *lines)
    assert errors == 1
    told = 'Line 1 of the input has a "history" that is not a list of objects with a "question" and a "text".'
    assert [(answer["id"], answer["status"], answer.get("error")) for answer in answers] == [
        (1, "error", told),
        (2, "answered", None),
    ]


def test_json_lines_have_no_history_but_their_own(answerer: Answerer) -> None:
    questions = [HISTORY[0]["question"], "what about the migrants?"]
    _, answers = ask_json(answerer, *(json.dumps({"question": question}) for question in questions))
    assert answers[1]["notes"] == []


def test_plain_lines_are_one_conversation(answerer: Answerer) -> None:
    out = io.StringIO()
    assert answer_lines(answerer, io.StringIO(f"{HISTORY[0]['question']}\nwhat about the migrants?\n"), out) == 0
    second = out.getvalue().strip().split("\n\n")[1]
    assert second.startswith("? what about the migrants?")
    assert "17, 793" in second
    assert "Understood as: How many migrants (Operation Liberterra II)?" in second


def test_lines_that_stand_alone_are_answered_as_if_alone(answerer: Answerer) -> None:
    questions = [
        HISTORY[0]["question"],
        "Who is the secretary general of Interpol?",
        "Which UN office supported the operation of INTERPOL?",
        "What is the best apple pie?",
        "Trẻ em được giải cứu khỏi đâu ở Argentina?",
    ]
    conversation = Conversation(answerer)
    for question in questions:
        told, alone = conversation.ask(question), answerer.answer(question)
        assert (told.text, told.citations, told.notes) == (alone.text, alone.citations, alone.notes)


def test_a_question_that_ended_in_an_error_is_no_part_of_a_conversation(answerer: Answerer) -> None:
    conversation = Conversation(answerer)
    conversation.ask(HISTORY[0]["question"])
    conversation.ask("Who won the Lakeside marathon? " * 100)
    assert conversation.errors == 1
    assert "17, 793" in conversation.ask("what about the migrants?").text


def test_plain_lines_are_shown_with_their_sources(answerer: Answerer) -> None:
    out = io.StringIO()
    assert answer_lines(answerer, io.StringIO(f"{COUNTRIES}\n\n  \nWhat is the best apple pie?\n"), out) == 0
    first, second = out.getvalue().strip().split("\n\n")
    assert first.splitlines()[0] == f"? {COUNTRIES}"
    assert "116 countries" in first
    assert "November 6, 2024" in first.splitlines()[-1]
    assert second.splitlines()[1].startswith(say("not_found", "en"))


def test_a_conversation_with_piped_input_is_plain_lines(answerer: Answerer) -> None:
    one, other = io.StringIO(), io.StringIO()
    converse(answerer, 2, io.StringIO(f"{COUNTRIES}\n"), one)
    answer_lines(answerer, io.StringIO(f"{COUNTRIES}\n"), other)
    assert one.getvalue() == other.getvalue() != ""


def test_errors_make_the_exit_status() -> None:
    assert [errors_to_status(errors) for errors in (0, 1, 300)] == [0, 1, 1]
