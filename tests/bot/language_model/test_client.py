from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from bot.language_model.client import LanguageModel
from bot.language_model.spending import Spending
from ingest.errors import LanguageModelError
from ingest.settings import Settings
from tests.conftest import settings_for
from tests.llm_replies import breaks_off, drops, endless, fails, redirects, rejects, says, silent, trickles
from tests.llm_server import LLMServer, Step

ASKED = [{"role": "user", "content": "Where?"}]
HERE = '{"place": "here"}'


class Place(BaseModel):
    place: str


Open = Callable[..., LanguageModel]


@pytest.fixture
def server() -> Iterator[LLMServer]:
    with LLMServer() as server:
        yield server


@pytest.fixture
def model(server: LLMServer, tmp_path: Path) -> Iterator[Open]:
    opened: list[LanguageModel] = []

    def open_model(**options: Any) -> LanguageModel:
        chosen = {"openai_base_url": server.url, "llm_model": "scripted", "llm_timeout": 2, **options}
        settings = Settings.model_validate({**settings_for(tmp_path).model_dump(), **chosen})
        opened.append(LanguageModel(settings, Spending(tmp_path, settings.llm_daily_budget)))
        return opened[-1]

    yield open_model
    for model in opened:
        model.close()


def reason(model: LanguageModel, seconds: float = 5) -> str:
    with pytest.raises(LanguageModelError) as told:
        model.ask(ASKED, Place, seconds)
    assert str(told.value).endswith(".")
    return told.value.reason


def test_a_reply_is_typed_and_its_tokens_and_cost_are_counted(server: LLMServer, model: Open) -> None:
    server.play(says(HERE))
    reply = model(llm_price_input=1, llm_price_output=10, openai_api_key="sk-secret").ask(ASKED, Place, 5)
    assert reply.value == Place(place="here")
    assert (reply.usage.calls, reply.usage.cached) == (1, 0)
    expected = (reply.usage.input_tokens * 1 + reply.usage.output_tokens * 10) / 1e6
    assert reply.usage.cost == pytest.approx(expected)
    assert reply.usage.input_tokens > 0
    sent = server.requests[0]
    assert sent.body["model"] == "scripted"
    assert sent.body["response_format"]["type"] == "json_schema"
    assert sent.headers["Authorization"] == "Bearer sk-secret"


def test_the_same_question_is_asked_once(server: LLMServer, model: Open) -> None:
    server.play(says(HERE))
    opened = model()
    opened.ask(ASKED, Place, 5)
    again = opened.ask(ASKED, Place, 5)
    assert (again.value, again.usage.calls, again.usage.cached) == (Place(place="here"), 0, 1)
    opened.ask([{"role": "user", "content": "Where now?"}], Place, 5)
    assert len(server.requests) == 2


def test_what_cannot_be_read_is_returned_and_not_kept(server: LLMServer, model: Open) -> None:
    server.play(says("I would rather not."), says(HERE))
    opened = model()
    assert opened.ask(ASKED, Place, 5).value is None
    assert opened.ask(ASKED, Place, 5).value == Place(place="here")


def test_the_budget_ends_the_asking(server: LLMServer, model: Open) -> None:
    server.play(says(HERE))
    opened = model(llm_price_input=1e6, llm_price_output=1e6, llm_daily_budget=1)
    opened.ask(ASKED, Place, 5)
    with pytest.raises(LanguageModelError) as told:
        opened.ask([{"role": "user", "content": "And now?"}], Place, 5)
    assert told.value.reason == "budget"
    assert len(server.requests) == 1
    assert opened.ask(ASKED, Place, 5).usage.cached == 1  # what is paid for is still answered


def test_parameters_that_an_endpoint_refuses_are_left_out_from_then_on(server: LLMServer, model: Open) -> None:
    refused = ["response_format", "reasoning_effort", "temperature", "max_completion_tokens"]
    server.play(rejects(refused, lambda name: fails(400, f"Unsupported parameter: '{name}'.", param=name), says(HERE)))
    opened = model()
    assert opened.ask(ASKED, Place, 5).value == Place(place="here")
    assert server.requests[-1].body.keys() & set(refused) == set()
    assert server.requests[-1].body["max_tokens"] == 1_000
    before = len(server.requests)
    opened.ask([{"role": "user", "content": "And now?"}], Place, 5)
    assert len(server.requests) == before + 1


@pytest.mark.parametrize(
    ("step", "expected", "requests"),
    [
        (fails(401, "Incorrect API key provided: sk-secret."), "unauthorised", 1),
        (fails(404, "The model `scripted` does not exist."), "unknown_model", 1),
        (fails(429, "You exceeded your current quota.", code="insufficient_quota"), "quota", 1),
        (fails(429, "Rate limit reached."), "busy", 2),
        (fails(500, "Oops."), "failed", 2),
        (fails(400, "This model's maximum context length is 10 tokens."), "too_long", 1),
        (drops(), "unreachable", 2),
        (redirects(), "failed", 1),
    ],
)
def test_a_failure_has_a_reason_and_is_tried_again_only_where_that_can_help(
    step: Step, expected: str, requests: int, server: LLMServer, model: Open
) -> None:
    server.play(step)
    assert reason(model()) == expected
    assert len(server.requests) == requests


def test_a_passing_failure_passes(server: LLMServer, model: Open) -> None:
    server.play(fails(503, "Loading the model."), says(HERE))
    assert model().ask(ASKED, Place, 5).value == Place(place="here")


@pytest.mark.parametrize("step", [silent(), trickles()], ids=["silent", "trickles"])
def test_the_deadline_holds_whatever_the_endpoint_does(step: Step, server: LLMServer, model: Open) -> None:
    server.play(step)
    begun = time.monotonic()
    assert reason(model(), seconds=1) == "timeout"
    assert time.monotonic() - begun < 2.5


@pytest.mark.parametrize("step", [endless(), breaks_off(HERE), says(HERE, packed=True)], ids=["endless", "cut", "gzip"])
def test_a_response_that_cannot_be_one_is_not_read_to_its_end(step: Step, server: LLMServer, model: Open) -> None:
    server.play(step)
    assert reason(model()) in {"unreachable", "failed"}
    assert all(request.sent < 64 << 20 for request in server.requests)


def test_nobody_there_is_unreachable_and_the_key_is_in_no_message(tmp_path: Path, model: Open) -> None:
    opened = model(openai_base_url="http://127.0.0.1:9/v1", openai_api_key="sk-secret")
    with pytest.raises(LanguageModelError) as told:
        opened.ask(ASKED, Place, 5)
    assert told.value.reason == "unreachable"
    assert "sk-secret" not in f"{told.value} {opened!r}"
