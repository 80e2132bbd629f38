"""The second call: the model reads what it wrote beside its quotes, and beside nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.answering import Answerer
from bot.opening import open_answerer
from ingest.library import Library
from ingest.settings import Settings
from tests.conftest import settings_for
from tests.llm_replies import fails, reply, says
from tests.llm_server import LLMServer

FOUND = True
COUNTRIES = "How many countries took part?"
QUOTE = "involving police in 116 countries"
RIGHT = ("Police in 116 countries took part.", [(None, QUOTE, None)])
INVENTED = ("The 116 countries had never worked together before.", [(None, QUOTE, None)])
FIXED = ("The operation involved police in 116 countries.", [(None, QUOTE, None)])

Open = Callable[..., Answerer]


@pytest.fixture
def server() -> Iterator[LLMServer]:
    with LLMServer() as server:
        yield server


@pytest.fixture
def ask(server: LLMServer, library: Library, tmp_path: Path) -> Iterator[Callable[[str], Any]]:
    chosen = {"openai_base_url": server.url, "llm_model": "scripted", "llm_verify": True, "answer_deadline": 20}
    answerer = open_answerer(Settings.model_validate({**settings_for(tmp_path).model_dump(), **chosen}), library)
    yield answerer.answer
    answerer.close()


def found(*verdicts: str) -> str:
    rows = [{"n": n, "words": "never", "verdict": verdict} for n, verdict in enumerate(verdicts, 1)]
    return json.dumps({"verdicts": rows})


def test_each_sentence_is_read_beside_its_quotes_alone(server: LLMServer, ask: Callable[[str], Any]) -> None:
    server.play(says(reply(FOUND, [RIGHT])), says(found("supported")))
    answer = ask(COUNTRIES)
    assert answer.text == f"{RIGHT[0]} [1]"
    assert answer.usage["calls"] == 2
    sent = server.requests[1].prompt
    assert RIGHT[0] in sent
    assert QUOTE in sent
    assert COUNTRIES not in sent
    assert server.requests[1].passages == {}


@pytest.mark.parametrize(("verdict", "flaw"), [("contradicted", "contrary"), ("not stated", "unsaid")])
def test_what_the_model_doubts_goes_back_once_and_the_better_answer_stands(
    server: LLMServer, ask: Callable[[str], Any], verdict: str, flaw: str
) -> None:
    first, second = reply(FOUND, [RIGHT, INVENTED]), reply(FOUND, [RIGHT, FIXED])
    server.play(says(first), says(found("supported", verdict)), says(second), says(found("supported", "supported")))
    answer = ask(COUNTRIES)
    assert [claim.text for claim in answer.claims] == [f"{RIGHT[0]} [1]", f"{FIXED[0]} [1]"]
    assert answer.dropped == (flaw,)
    told = server.requests[2].body["messages"][-1]["content"]
    assert INVENTED[0] in told
    assert "“never”" in told


def test_what_proves_less_than_before_is_not_taken(server: LLMServer, ask: Callable[[str], Any]) -> None:
    server.play(says(reply(FOUND, [RIGHT, INVENTED])), says(found("supported", "not stated")), says("Sorry."))
    answer = ask(COUNTRIES)
    assert [claim.text for claim in answer.claims] == [f"{RIGHT[0]} [1]"]


def test_an_answer_that_loses_every_sentence_gives_way_to_quotes(server: LLMServer, ask: Callable[[str], Any]) -> None:
    server.play(says(reply(FOUND, [INVENTED])), says(found("not stated")))
    answer = ask(COUNTRIES)
    assert answer.composer == "quotes"
    assert "do not say" not in answer.text
    assert answer.notes[-1].startswith("Nothing of what the language model wrote could be proved")
    assert set(answer.dropped) == {"unsaid"}


@pytest.mark.parametrize("step", [fails(500, "down"), says("I am sure."), says(json.dumps({"verdicts": "all"}))])
def test_where_the_second_call_fails_our_judge_reads(
    server: LLMServer, ask: Callable[[str], Any], step: Callable[..., Any]
) -> None:
    server.play(says(reply(FOUND, [RIGHT])), step)
    assert ask(COUNTRIES).text == f"{RIGHT[0]} [1]"
