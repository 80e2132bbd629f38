from __future__ import annotations

import pytest

from bot.language_model.dialect import Dialect

SCHEMA = {"type": "object"}


def test_everything_is_sent_at_first() -> None:
    sent = Dialect().parameters(SCHEMA, "none", 500)
    assert sent.keys() == {"response_format", "reasoning_effort", "temperature", "max_completion_tokens"}
    assert sent["response_format"]["json_schema"] == {"name": "reply", "strict": True, "schema": SCHEMA}


@pytest.mark.parametrize(
    ("complaint", "gone"),
    [
        ("Unsupported value: 'temperature' does not support 0 with this model.", {"temperature"}),
        ("Unrecognized request argument supplied: reasoning_effort", {"reasoning_effort"}),
        ("Invalid parameter: 'response_format' of type 'json_schema' is not supported", {"response_format"}),
    ],
)
def test_what_is_complained_of_is_left_out(complaint: str, gone: set[str]) -> None:
    simpler = Dialect().without(complaint)
    assert simpler is not None
    assert Dialect().parameters(SCHEMA, "none", 500).keys() - simpler.parameters(SCHEMA, "none", 500).keys() == gone


def test_the_older_name_of_the_limit_is_tried_before_none() -> None:
    older = Dialect().without("max_completion_tokens is not known here")
    assert older is not None
    assert older.parameters(SCHEMA, "none", 500)["max_tokens"] == 500
    none = older.without("max_tokens is not known here")
    assert none is not None
    assert "max_tokens" not in none.parameters(SCHEMA, "none", 500)


def test_an_unknown_complaint_leaves_out_everything_and_then_nothing_is_left_to_try() -> None:
    bare = Dialect().without("Bad request")
    assert bare is not None
    assert bare.parameters(SCHEMA, "none", 500) == {}
    assert bare.without("Bad request") is None
