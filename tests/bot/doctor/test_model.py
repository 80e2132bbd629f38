from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.doctor.check import Status
from bot.doctor.model import ModelChecks
from bot.language_model.spending import Spending
from bot.language_model.usage import Usage
from ingest.settings import Settings
from tests.bot.doctor.conftest import Findings, run_all
from tests.llm_replies import fails, rejects, says, sends, silent
from tests.llm_server import LLMServer

KEY = "sk-test-0123456789abcdef0123"
PASS, WARN, FAIL, SKIP = Status.PASS, Status.WARN, Status.FAIL, Status.SKIP
OLD = "Wed, 06 Nov 2024 10:00:00 GMT"
Look = Callable[..., Findings]


@pytest.fixture
def look(model: LLMServer, data: Path) -> Look:
    """Check the endpoint under given settings."""
    data.mkdir(mode=0o700)

    def look(**settings: object) -> Findings:
        known = {"openai_base_url": model.url, "openai_api_key": KEY, "llm_model": "scripted", "data": data}
        return run_all(ModelChecks(Settings(_env_file=None, **{**known, **settings}), {}).checks())

    return look


def statuses(found: Findings) -> list[Status]:
    return [finding.status for finding in found.values()]


def test_without_a_model_nothing_is_asked(data: Path) -> None:
    found = run_all(ModelChecks(Settings(_env_file=None, data=data), {}).checks())
    assert [(finding.status, finding.text) for finding in found.values()] == [(PASS, "Not configured.")] * 3


def test_a_good_endpoint_passes_and_is_paid_for_a_few_tokens(look: Look, model: LLMServer, data: Path) -> None:
    assert statuses(look(llm_price_input=1, llm_price_output=2, llm_daily_budget=5)) == [PASS, PASS, PASS]
    (asked,) = model.requests
    assert (asked.body["model"], asked.body["max_completion_tokens"]) == ("scripted", 50)
    spending = Spending(data)
    assert spending.dollars() > 0
    spending.close()


def test_a_model_that_chats_instead_of_writing_json_answers_all_the_same(look: Look, model: LLMServer) -> None:
    model.play(says("Sure! I am ready."))
    assert look()["model"].status is PASS


def test_without_a_data_folder_none_is_made(look: Look, data: Path) -> None:
    data.rmdir()
    assert statuses(look()) == [PASS, PASS, PASS]
    assert not data.exists()


def test_a_dead_endpoint_is_named_without_what_is_secret_in_its_address(look: Look) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = look(openai_base_url=f"http://user:hidden-word@127.0.0.1:{port}/v1")
    assert statuses(found)[:2] == [FAIL, SKIP]
    assert f"127.0.0.1:{port} cannot be reached" in found["endpoint"].text
    assert "hidden-word" not in str(found)


def test_a_refused_key_is_told_before_anything_is_asked(look: Look, model: LLMServer) -> None:
    model.models = fails(401, f"Incorrect API key provided: {KEY}")
    found = look()
    assert statuses(found)[:2] == [FAIL, SKIP]
    assert "OPENAI_API_KEY" in found["endpoint"].text
    assert (KEY in str(found), model.requests) == (False, [])


def test_an_endpoint_that_lists_no_models_may_still_answer(look: Look, model: LLMServer) -> None:
    for step in (fails(404, "not found"), sends("<html>"), sends({"models": []})):
        model.models = step
        found = look()
        assert statuses(found)[:2] == [WARN, PASS]
        assert "/v1" in found["endpoint"].text


@pytest.mark.parametrize(
    ("step", "status", "told"),
    [
        (fails(404, "No such model", "model_not_found"), FAIL, "set LLM_MODEL to one that it has, such as scripted"),
        (fails(401, "no"), FAIL, "OPENAI_API_KEY"),
        (fails(429, "You exceeded your current quota", "insufficient_quota"), FAIL, "used up"),
        (fails(429, "Slow down"), WARN, "too busy"),
        (fails(500, "oops"), FAIL, "no answer that can be used"),
    ],
)  # fmt: skip
def test_what_the_model_lacks_is_said(step: object, status: Status, told: str, look: Look, model: LLMServer) -> None:
    model.play(step)  # type: ignore[arg-type]
    finding = look()["model"]
    assert (finding.status, told in finding.text) == (status, True), finding.text


def test_an_endpoint_that_takes_no_parameters_is_no_failure(look: Look, model: LLMServer) -> None:
    names = ["response_format", "reasoning_effort", "temperature", "max_completion_tokens", "max_tokens"]
    model.play(rejects(names, lambda name: fails(400, f"Unknown parameter {name}"), says('{"ok": true}')))
    assert look()["model"].status is PASS


def test_a_silent_endpoint_ends_in_time(look: Look, model: LLMServer) -> None:
    model.play(silent())
    assert look(llm_timeout=0.5)["model"].status is FAIL


def test_a_spent_budget_is_no_failure_and_nothing_is_asked(look: Look, model: LLMServer, data: Path) -> None:
    spending = Spending(data)
    spending.record(Usage(calls=1, cost=3.0))
    spending.close()
    found = look(llm_price_input=1, llm_price_output=2, llm_daily_budget=2)
    assert statuses(found) == [PASS, WARN, WARN]
    assert "LLM_DAILY_BUDGET" in found["budget"].text
    assert model.requests == []


@pytest.mark.parametrize(
    ("prices", "status", "told"),
    [
        ({"llm_price_input": 0.000002, "llm_price_output": 0.000008}, WARN, "for a million tokens"),
        ({"llm_price_input": 2_000, "llm_price_output": 8_000}, WARN, "for a million tokens"),
        ({"llm_price_input": 8, "llm_price_output": 2}, WARN, "right way round"),
        ({"llm_price_input": 2, "llm_price_output": 8, "llm_daily_budget": 0}, WARN, "LLM_DAILY_BUDGET=0"),
        ({"llm_price_input": 0, "llm_price_output": 0}, PASS, "no bound"),
        ({"openai_base_url": None}, WARN, "LLM_PRICE_INPUT"),
    ],
)
def test_odd_prices_are_noticed(prices: dict[str, object], status: Status, told: str, data: Path) -> None:
    known = {"openai_base_url": "http://127.0.0.1:9/v1", "openai_api_key": KEY, "data": data}
    (budget,) = [
        check
        for check in ModelChecks(Settings(_env_file=None, **{**known, **prices}), {}).checks()
        if check.name == "budget"
    ]
    finding = budget.run()
    assert (finding.status, told in finding.text) == (status, True), finding.text


def test_a_ledger_that_cannot_be_read_fails(look: Look, data: Path) -> None:
    (data / "spending.db").write_bytes(b"no database" * 1_000)
    found = look()
    assert (found["budget"].status, "restore it" in found["budget"].text) == (FAIL, True)
    assert found["endpoint"].status is FAIL


def test_the_endpoint_tells_the_time(model: LLMServer, data: Path) -> None:
    model.models = sends({"data": [{"id": "scripted"}]}, Date=OLD)
    offsets: dict[str, float] = {}
    run_all(ModelChecks(Settings(_env_file=None, data=data, openai_base_url=model.url), offsets).checks()[:1])
    ((where, off),) = offsets.items()
    assert (where.startswith("127.0.0.1:"), off > 365 * 86_400) == (True, True)
