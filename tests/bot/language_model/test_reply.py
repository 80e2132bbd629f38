from __future__ import annotations

import time

import pytest
from pydantic import BaseModel

from bot.composers.messages import WrittenAnswer
from bot.language_model.reply import read_reply


class Point(BaseModel):
    x: int


@pytest.mark.parametrize(
    "text",
    [
        '{"x": 3}',
        '```json\n{"x": 3}\n```',
        'Here you are: {"x": 3}. Anything else?',
        '<think>perhaps {"x": 1}, or {"y": 2}?</think>{"x": 3}',
        '{"x": 1}{"x": 3}',
        '{{"x": 3}}',
        '{"x": "3", "comment": "fine"}',
    ],
)
def test_an_object_is_found_wherever_it_stands(text: str) -> None:
    found = read_reply(text, Point)
    assert found is not None
    assert found.x == 3


@pytest.mark.parametrize("text", ["", "no", "{", '{"x": 3', '{"x": "three"}', "[3]", "null", '{"y": 3}', "{" * 100_000])
def test_what_is_not_one_is_nothing(text: str) -> None:
    begun = time.perf_counter()
    assert read_reply(text, Point) is None
    assert time.perf_counter() - begun < 5


def sentences(text: str) -> list[str]:
    found = read_reply(text, WrittenAnswer)
    assert found is not None
    return [sentence.text for sentence in found.sentences]


def test_a_broken_sentence_does_not_spoil_the_others() -> None:
    written = '{"found": true, "sentences": [{"text": "One."}, {"text": 5}, null, {"evidence": []}, {"text": "Two."}]}'
    assert sentences(written) == ["One.", "Two."]


def test_broken_evidence_is_left_out_and_a_strange_number_is_no_number() -> None:
    found = read_reply(
        '{"found": true, "sentences": [{"text": "One.", "evidence":'
        ' [{"quote": "a", "passage": "first"}, {"passage": 2}, 7, {"quote": "b", "passage": 2}]}]}',
        WrittenAnswer,
    )
    assert found is not None
    assert [(it.quote, it.passage) for it in found.sentences[0].evidence] == [("a", 0), ("b", 2)]


def test_not_found_has_no_sentences_whatever_is_written() -> None:
    assert sentences('{"found": false, "sentences": [{"text": "But still."}]}') == []


def test_the_schema_is_one_that_strict_mode_takes() -> None:
    schema = WrittenAnswer.model_json_schema()
    for part in (schema, *schema["$defs"].values()):
        assert part["additionalProperties"] is False
        assert part["required"] == list(part["properties"])
        assert not any("default" in described for described in part["properties"].values())
