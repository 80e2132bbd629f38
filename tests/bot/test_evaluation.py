from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.evaluation import evaluate
from bot.scorecard import table
from ingest.errors import DatelineError
from tests.articles import articles, write_jsonl
from tests.conftest import SEEDS, settings_for

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
