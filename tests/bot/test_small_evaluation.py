"""A small evaluation against the result it had before: eight articles of our own, thirty-nine questions."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import ROOT, Run

FOLDER = ROOT / "tests" / "eval"


def test_answers_are_no_worse_than_before(run: Run) -> None:
    outcome = run(
        "bot", "eval", FOLDER / "questions.jsonl", "--articles", FOLDER / "articles.jsonl",
        "--json", "--compare", FOLDER / "result.json", "--tolerance", "0.03",
    )  # fmt: skip
    # Where it takes long, it tells how far it is.
    assert [line for line in outcome.stderr.splitlines() if " of 39 questions, " not in line] == []
    assert outcome.returncode == 0
    assert json.loads(outcome.stdout)["all"]["citations exact"] == 1.0


def test_a_loss_is_named_and_fails(run: Run, tmp_path: Path) -> None:
    better = json.loads((FOLDER / "result.json").read_text("utf-8"))
    better["all"]["score"] = 1.5
    (tmp_path / "better.json").write_text(json.dumps(better), "utf-8")
    outcome = run(
        "bot", "eval", FOLDER / "questions.jsonl", "--articles", FOLDER / "articles.jsonl",
        "--compare", tmp_path / "better.json",
    )  # fmt: skip
    assert outcome.returncode == 1
    assert "score was 1.5 and is" in outcome.stderr
