from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.evaluation import evaluate
from bot.scorecard import table
from ingest.errors import DatelineError, SettingsError
from prompts import version
from tests.articles import articles, write_jsonl
from tests.conftest import SEEDS, settings_for
from tests.llm_replies import reply, says
from tests.llm_server import LLMServer, Request

QUESTIONS = [
    {"question": "How many countries took part in the operation?", "answerable": True, "language": "en",
     "articles": ["interpol-liberterra-en"], "answers": ["116", "116 countries"]},
    {"question": "Bao nhiêu nạn nhân được giải cứu?", "answerable": True, "language": "vi",
     "articles": ["interpol-liberterra-vi", "interpol-liberterra-en"], "answers": ["hơn 3.000", "3,222"]},
    {"question": "What is the best recipe for apple pie?", "answerable": False, "language": "en", "articles": []},
]  # fmt: skip


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    return write_jsonl(tmp_path / "questions.jsonl", QUESTIONS)


def test_known_answers_are_measured_by_language(questions: Path, data: Path) -> None:
    write_jsonl(questions.parent / "more.jsonl", articles(10))
    settings = settings_for(data)
    figures = evaluate(settings, questions, [str(SEEDS), "more.jsonl"])
    assert (figures["questions"], figures["articles"]) == (3, 12)
    assert figures["ingest"]["added"] == 12
    assert figures["groups"].keys() == {"en", "vi"}
    everything = figures["all"]
    assert everything["hit@5"] == everything["passage@5"] == everything["citations exact"] == 1.0
    assert everything["errors"] == 0
    assert all(0 <= everything[name] <= 1 for name in ("hit@1", "mrr", "gold in any quote", "false answers"))
    assert -1 <= everything["score"] <= 1
    assert figures["ms"]["total p50 ms"] >= figures["ms"]["retrieve p50 ms"] > 0
    assert not data.exists()
    lines = table(figures).splitlines()
    assert lines[0].split() == ["en", "vi", "all"]
    assert any(line.split()[:2] == ["citations", "exact"] for line in lines)

    again = evaluate(settings, questions, [str(SEEDS), "more.jsonl"])
    assert again["all"] == everything


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", 'each line needs "question"'),
        ("nonsense\n", "a line of it is not JSON"),
        ('{"question": "Why?"}\n', 'each line needs "question"'),
        ("[1]\n", 'each line needs "question"'),
    ],
)
def test_questions_that_cannot_be_used_are_one_sentence(content: str, told: str, tmp_path: Path, data: Path) -> None:
    (tmp_path / "q.jsonl").write_text(content)
    with pytest.raises(DatelineError, match=told):
        evaluate(settings_for(data), tmp_path / "q.jsonl", [str(SEEDS)])


def test_questions_that_are_missing_are_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "nowhere.jsonl", "--articles", str(SEEDS)]) == 1
    assert capsys.readouterr().err == "nowhere.jsonl: it cannot be read (No such file or directory).\n"


def test_the_figures_are_printed_for_machines(
    questions: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_EMBEDDER", "none")
    assert main(["eval", str(questions), "--articles", str(SEEDS), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert (figures["embedder"], figures["all"]["questions"]) == ("none", 3)


def test_a_language_model_is_measured_by_what_it_writes(questions: Path, data: Path) -> None:
    settings = settings_for(data)
    with LLMServer(says(parrot)) as server:
        configured = settings.model_copy(update={"openai_base_url": server.url, "llm_model": "parrot"})
        figures = evaluate(configured, questions, [str(SEEDS)], llm=True)
    written = figures["llm"]
    assert (written["model"], written["prompt_version"]) == ("parrot", version())
    assert written["figures supported"] == written["citation recall"] == written["citation precision"] == 1.0
    assert written["fallbacks to quotes"] == pytest.approx(1 / 3, abs=0.001)  # where it parrots English in Vietnamese
    assert written["counterfactual followed"] == 1
    assert written["tokens"] > 0
    assert figures["all"]["citations exact"] == 1.0
    assert "counterfactual followed" in table(figures)


def parrot(request: Request) -> str:
    """Repeat the first clause with a figure before "countries", as a model does that says what it reads."""
    found = re.search(r"police in \d+ countries", request.prompt)
    if found is None:
        return reply(False, [])(request)  # noqa: FBT003
    return reply(True, [(f"The operation involved {found[0]}.", [(None, found[0], None)])])(request)  # noqa: FBT003


def test_without_a_language_model_there_is_nothing_to_measure(questions: Path, data: Path) -> None:
    with pytest.raises(SettingsError, match="OPENAI_BASE_URL"):
        evaluate(settings_for(data), questions, [str(SEEDS)], llm=True)


def test_a_limit_asks_only_the_first_questions(questions: Path, data: Path) -> None:
    assert evaluate(settings_for(data), questions, [str(SEEDS)], limit=1)["questions"] == 1
