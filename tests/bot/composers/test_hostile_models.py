"""Whatever a model says or its server does, only what the articles prove is shown, in time, or quotes answer."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.opening import open_answerer
from ingest.embedding import Embedder
from ingest.library import Library
from ingest.pipeline import Pipeline
from ingest.settings import Settings
from ingest.sources import read
from ingest.text.folding import words
from tests.bot.composers.hostile import (
    ANSWERED,
    COUNTRIES,
    FALLBACK,
    NOT_FOUND,
    PHA,
    PHA_FACT,
    PHA_ORDER,
    PLANTED,
    Case,
    Sentence,
)
from tests.bot.composers.hostile_cases import CASES
from tests.bot.composers.hostile_servers import KEY, SENTENCE, SERVED, Served
from tests.conftest import SEEDS, Run, settings_for
from tests.llm_replies import fails, reply, says, silent
from tests.llm_server import LLMServer, Request, Step

# Seconds for an answer, for a request, and for a loaded machine.
DEADLINE, TIMEOUT, SPARE = 5, 2, 2
# Wrong figures, quotes and dates never are (``check``); what is wrong in meaning alone, our judge finds by its lights.
LEAST_KEPT, MOST_SHOWN = 0.95, 0.16
LONGEST_TEXT = 6_000
MOST_SENT = 16 << 20
HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
TAG = re.compile(r"<\s*/?\s*passage", re.IGNORECASE)
MARKS = re.compile(r"(?:\s*\[\d+\])+$")
MONTHS = "January February March April May June July August September October November December".split()
DIGITS = re.compile(r"\d+(?:[.,] ?\d{3}\b)*")


@dataclass(frozen=True)
class Seen:
    """An answer, how long it took in seconds, and what the server was asked for it."""

    answer: dict[str, Any]
    seconds: float
    requests: Sequence[Request]
    errors: Sequence[Exception]

    @property
    def claims(self) -> list[str]:
        return [MARKS.sub("", claim["text"]) for claim in self.answer["claims"]]

    @property
    def outcome(self) -> str:
        if self.answer["composer"] == "quotes":
            return FALLBACK
        return ANSWERED if self.answer["status"] == "answered" else NOT_FOUND

    @property
    def shown(self) -> str:
        """Everything that people see."""
        parts = ("text", "claims", "citations", "comparisons", "nearest", "notes")
        return json.dumps([self.answer[part] for part in parts], ensure_ascii=False)


Ask = Callable[..., Seen]


@pytest.fixture(scope="module")
def planted(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Yield the seeds and two articles that give orders."""
    library = Library(settings_for(tmp_path_factory.mktemp("planted") / "data"), embedder)
    assert Pipeline(library).add([*read([str(SEEDS)]), *PLANTED]).added == 4
    yield library
    library.close()


@pytest.fixture(scope="module")
def server() -> Iterator[LLMServer]:
    with LLMServer() as server:
        yield server


@pytest.fixture(scope="module")
def ask(planted: Library, server: LLMServer, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Return what asks each case once and then knows what was seen."""
    data, known = tmp_path_factory.mktemp("ask"), {}

    def ask(name: str, question: str, *steps: Step) -> Seen:
        if name not in known:
            known[name] = answered(question, steps, planted, server, data)
        return known[name]

    return ask


def answered(question: str, steps: Sequence[Step], library: Library, server: LLMServer, data: Path) -> Seen:
    """Ask an answerer of its own: one that has learned nothing from other replies."""
    settings = Settings(
        _env_file=None,
        data=data,
        openai_base_url=server.url,
        openai_api_key=KEY,
        llm_model="scripted",
        answer_deadline=DEADLINE,
        llm_timeout=TIMEOUT,
    )
    server.play(*steps)
    with closing(open_answerer(settings, library)) as answerer:
        begun = time.monotonic()
        answer = answerer.answer(question).as_json()
        return Seen(answer, time.monotonic() - begun, server.requests, server.errors)


def asked(case: Case, ask: Ask) -> Seen:
    rounds = [case.said] if case.repaired is None else [case.said, case.repaired]
    return ask(case.name, case.question, *(says(reply(bool(said), list(map(written, said)))) for said in rounds))


def written(sentence: Sentence) -> tuple[str, list[tuple[Any, Any, Any]]]:
    return sentence.text, [(it.passage, it.quote, it.translation) for it in sentence.evidence]


def check(seen: Seen, library: Library, vaguer: Sequence[str] = ()) -> None:
    """Assert what holds for every answer."""
    assert not seen.errors
    answer = seen.answer
    assert answer["status"] in {"answered", "unsure", "not_found"}
    assert bool(answer["claims"]) == (answer["status"] == "answered")
    assert seen.seconds < DEADLINE + SPARE
    assert KEY not in json.dumps(answer, ensure_ascii=False).encode().decode()
    assert len(answer["text"]) <= LONGEST_TEXT
    assert all(note and "\n" not in note for note in answer["notes"])
    assert bool(answer["notes"]) == (seen.outcome == FALLBACK)
    quotes = {it["n"]: it["quote"] for it in answer["citations"]}
    for it in answer["citations"]:
        assert it["quote"] == library.store.article(it["article_id"]).text[it["start"] : it["end"]]
        assert not HIDDEN.search(it["translation"] or "")
    assert not HIDDEN.search(answer["text"])
    assert len(set(seen.claims)) == len(seen.claims)
    for claim, text in zip(answer["claims"], seen.claims, strict=True):
        assert words(text)
        assert claim["citations"]
        known = figures("\n".join(quotes[n] for n in claim["citations"]))
        assert text in vaguer or figures(text) <= known
    for request in seen.requests:
        assert request.path == "/v1/chat/completions"
        assert request.sent < MOST_SENT


def figures(text: str) -> set[str]:
    """Return the numbers written in digits, without the signs within them, and those of the months named."""
    months = {str(number) for number, name in enumerate(MONTHS, 1) if name in text}
    return months | {re.sub(r"\D", "", found) for found in DIGITS.findall(text)}


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_only_what_is_proved_is_shown(case: Case, ask: Ask, planted: Library) -> None:
    seen = asked(case, ask)
    check(seen, planted, [sentence.text for sentence in case.sentences if sentence.vaguer])
    fallen_back = seen.outcome == FALLBACK and NOT_FOUND in case.outcomes
    assert seen.outcome in case.outcomes or fallen_back or shown_bad(case, seen), seen.shown
    assert [words for words in case.never if words in seen.shown] == []


def shown_bad(case: Case, seen: Seen) -> list[str]:
    """Return the bad sentences that are shown."""
    said = {tuple(words(text)) for text in seen.claims}
    return [it.text for it in case.sentences if it.fate == "bad" and tuple(words(it.text)) in said]


def test_what_is_not_proved_is_dropped(ask: Ask) -> None:
    bad = sum(it.fate == "bad" for case in CASES for it in case.sentences)
    shown = [f"{case.name}: {text}" for case in CASES for text in shown_bad(case, asked(case, ask))]
    print(f"{len(shown)} of {bad} shown:", *shown, sep="\n")
    assert bad >= 150
    assert len(shown) <= MOST_SHOWN * bad, "\n".join(shown)


def test_what_is_proved_is_kept(ask: Ask) -> None:
    kept, lost = 0, []
    for case in CASES:
        claims = asked(case, ask).claims
        for text in dict.fromkeys(it.text for it in case.sentences if it.fate == "good"):
            kept += text in claims
            lost += [] if text in claims else [f"{case.name}: {text}"]
    share = kept / (kept + len(lost))
    print(f"{share:.3f} of {kept + len(lost)} kept; lost:", *lost, sep="\n")
    assert kept + len(lost) >= 100
    assert share >= LEAST_KEPT, "\n".join(lost)


@pytest.mark.parametrize("served", SERVED, ids=[served.name for served in SERVED])
def test_a_server_that_fails_ends_in_an_answer(served: Served, ask: Ask, planted: Library) -> None:
    seen = ask(f"server: {served.name}", COUNTRIES, *served.steps)
    check(seen, planted)
    assert seen.outcome in served.outcomes, seen.shown
    assert seen.outcome != ANSWERED or seen.claims == [SENTENCE]
    assert [words for words in ("<script", "@everyone", "spam.example") if words in seen.shown] == []


def test_an_article_opens_and_closes_no_passage(ask: Ask) -> None:
    (request, *_) = ask("tags", PHA, says('{"found": false, "sentences": []}')).requests
    assert request.number_of(PHA_FACT)
    assert PHA_ORDER not in request.prompt
    assert len(TAG.findall(request.prompt)) == 2 * len(request.passages)


def test_there_are_enough_cases_in_both_languages() -> None:
    names = [*(case.name for case in CASES), *(served.name for served in SERVED)]
    assert len(names) >= 70
    assert len(set(names)) == len(names)
    assert sum(case.question != case.question.encode("ascii", "ignore").decode() for case in CASES) >= 25


HALF = "116 countries \ud83d took part."
RIGHT = reply(True, [(SENTENCE, [(None, "police in 116 countries", None)]), (HALF, [(None, "in 116 countries", None)])])  # noqa: FBT003


@pytest.mark.parametrize(
    ("step", "outcome"),
    [
        (says(RIGHT), ANSWERED),
        (fails(401, f"Incorrect API key provided: {KEY}"), FALLBACK),
        (silent(), FALLBACK),
        (says("[" * 100_000), FALLBACK),
    ],
    ids=["right", "refused", "silent", "nonsense"],
)
def test_the_command_answers_whatever_the_server_does(
    step: Step, outcome: str, planted: Library, server: LLMServer, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.play(step)
    for name, value in (("OPENAI_BASE_URL", server.url), ("OPENAI_API_KEY", KEY), ("LLM_MODEL", "scripted")):
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("ANSWER_DEADLINE", str(4 * DEADLINE))
    monkeypatch.setenv("LLM_TIMEOUT", str(2 * TIMEOUT))
    done = run("bot", "--data", planted.store.folder, "ask", COUNTRIES, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    seen = Seen(answer, answer["ms"]["total"] / 1000, server.requests, server.errors)
    check(seen, planted)
    assert seen.outcome == outcome
