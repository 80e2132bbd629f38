from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.__main__ import main
from ingest.library import Library
from tests.conftest import Run

KEYS = {
    *("id", "question", "language", "status", "text", "claims", "citations", "comparisons", "nearest"),
    *("dates_covered", "as_of", "notes", "retrieved", "composer", "usage", "ms", "confidence"),
}
CITATION_KEYS = {
    "n",
    "article_id",
    "title",
    "source",
    "published",
    "url",
    "quote",
    "start",
    "end",
    "translation",
    "answer",
}
COUNTRIES = "How many countries took part?"


@pytest.fixture
def seeded(library: Library) -> list[str]:
    """Return the options that make a command read the seed articles."""
    return ["--data", str(library.store.folder)]


def test_an_answer_has_exactly_the_keys_of_the_contract(
    seeded: list[str], library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*seeded, "ask", COUNTRIES, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer.keys() == KEYS
    assert answer["status"] == "answered"
    assert (answer["question"], answer["language"], answer["composer"]) == (COUNTRIES, "en", "quotes")
    assert (answer["id"], answer["usage"], answer["comparisons"], answer["notes"]) == (None, None, [], [])
    assert all(citation.keys() == CITATION_KEYS for citation in answer["citations"])
    assert all(claim.keys() == {"text", "citations"} for claim in answer["claims"])
    assert all(item.keys() == {"article_id", "start", "end", "score"} for item in answer["retrieved"])
    assert answer["ms"].keys() == {"retrieve", "read", "compose", "check", "total"}
    assert answer["dates_covered"] == ["2024-11-06", "2024-11-06"]
    for citation in answer["citations"]:
        text = library.store.article(citation["article_id"]).text
        assert text[citation["start"] : citation["end"]] == citation["quote"]
    first = answer["citations"][0]
    assert first["start"] <= first["answer"]["start"] < first["answer"]["end"] <= first["end"]
    assert "116" in library.store.article(first["article_id"]).text[first["answer"]["start"] : first["answer"]["end"]]


def test_a_refusal_has_the_same_keys_and_an_error_one_more(
    seeded: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*seeded, "ask", "What is the best recipe for apple pie?", "--json"]) == 0
    refusal = json.loads(capsys.readouterr().out)
    assert (refusal["status"], refusal.keys()) == ("not_found", KEYS)
    assert all(near.keys() == {"article_id", "title", "published"} for near in refusal["nearest"])
    assert main([*seeded, "ask", "", "--json"]) == 1
    error = json.loads(capsys.readouterr().out)
    assert (error["status"], error.keys()) == ("error", KEYS | {"error"})


def test_piped_questions_are_answered_and_bad_lines_make_the_status(seeded: list[str], run: Run) -> None:
    lines = [
        json.dumps({"id": "a", "question": COUNTRIES}),
        "nonsense",
        json.dumps({"id": "c", "question": "x" * 10_000}),
    ]
    asked = run("bot", *seeded, "ask", "--json", input="\n".join(lines))
    answers = [json.loads(line) for line in asked.stdout.splitlines()]
    assert (asked.returncode, asked.stderr) == (1, "")
    assert [(answer["id"], answer["status"]) for answer in answers] == [
        ("a", "answered"),
        (None, "error"),
        ("c", "error"),
    ]


def test_without_a_command_piped_questions_are_answered_and_none_is_no_failure(seeded: list[str], run: Run) -> None:
    assert "116 countries" in run("bot", *seeded, input=f"{COUNTRIES}\n").stdout
    silent = run("bot", *seeded)
    assert (silent.returncode, silent.stdout, silent.stderr) == (0, "", "")


def test_without_articles_it_says_how_to_add_some(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", COUNTRIES]) == 1
    assert "python -m ingest add" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["fly"], ["ask", "a", "b"], ["eval"], ["--data"]])
def test_wrong_usage_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: python -m bot" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("env", "told"),
    [
        ("DATELINE_COLOUR=red\n", "colour"),
        ("DATELINE_EMBEDDER=best\n", "embedder"),
        ("DATELINE_DATA=\xff\n", ".env is not UTF-8"),
    ],
)
def test_a_wrong_setting_is_one_sentence(
    env: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".env").write_bytes(env.encode("latin-1"))
    assert main(["ask", COUNTRIES]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert told in line.casefold() or told in line


def test_a_wrong_setting_in_the_environment_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATELINE_EMBEDDER", "best")
    assert main(["ask", COUNTRIES]) == 2
    assert capsys.readouterr().err.startswith("The setting DATELINE_EMBEDDER is wrong (")


def test_help_is_there_before_anything_heavy_is_loaded(run: Run) -> None:
    for module in ("bot", "ingest"):
        shown = run(module, "--help")
        assert (shown.returncode, shown.stderr) == (0, "")
        assert "examples:" in shown.stdout
    loaded = "import sys, bot.__main__, ingest.__main__; print({'chromadb', 'llama_index', 'numpy'} & {*sys.modules})"
    assert run("timeit", "-n1", "-r1", "-s", loaded, "pass").stdout.startswith("set()")
