"""What the commands print: changes, lists, one article with its versions, rehearsals."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ingest.__main__ import main
from ingest.article import Article
from ingest.commands import COMMANDS
from tests.articles import articles, write_jsonl
from tests.conftest import Run

STORM = Article(
    "storm",
    "Storm in Huế",
    "The storm killed 12 people. It felled 300 trees.",
    "en",
    date(2024, 9, 3),
    "The Norbury Post",
)
LATER = replace(STORM, text="The storm killed 15 people. It felled 300 trees.", published=date(2024, 9, 4))
FAIR = Article("fair", "Hội chợ\tmùa thu", "Hội chợ đón 900 khách.", "vi", date(2025, 10, 1), "Báo Sông Hương")
OLD = Article("old", "A mill", "A mill stood here.", "en")


@pytest.fixture(autouse=True)
def words_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the embedder out: a command then starts at once."""
    monkeypatch.setenv("DATELINE_EMBEDDER", "none")


def ingest(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> list[str]:
    """Run a command in this process and return the lines of its output."""
    assert main(list(arguments)) == status
    return capsys.readouterr().out.splitlines()


@pytest.fixture
def stocked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_jsonl(tmp_path / "a.jsonl", [STORM, FAIR, OLD])
    write_jsonl(tmp_path / "b.jsonl", [LATER, FAIR])
    assert ingest(capsys, "add", "a.jsonl")[0].startswith("3 added, 0 updated, 0 unchanged, 0 failed; 3 passages in ")


def test_a_change_is_told_in_the_terms_of_news(stocked: None, capsys) -> None:
    told, summed_up = ingest(capsys, "add", "b.jsonl")
    assert told == "storm “Storm in Huế”: The storm killed 12 → 15 people; published 2024-09-03 → 2024-09-04"
    assert summed_up.startswith("0 added, 1 updated, 1 unchanged, 0 failed; ")


def test_a_change_is_told_in_the_report(stocked: None, capsys) -> None:
    report = json.loads(ingest(capsys, "add", "b.jsonl", "--json")[-1])
    (change,) = report["changes"]
    assert (change["id"], change["title"]) == ("storm", "Storm in Huế")
    assert change["figures"] == [{"what": "The storm killed … people", "before": "12", "after": "15"}]


def test_a_rehearsal_says_what_would_be_and_writes_nothing(stocked: None, capsys, data: Path) -> None:
    def stored() -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(data / "store.db")) as db:
            return [row for table in ("articles", "meta", "versions") for row in db.execute(f"SELECT * FROM {table}")]

    before, files = stored(), set(data.iterdir())
    told = ingest(capsys, "add", "--dry-run", "b.jsonl")
    assert told[0].startswith("storm “Storm in Huế”: The storm killed 12 → 15 people")
    assert told[1] == "Nothing was written. There would be 0 added, 1 updated, 1 unchanged, 0 failed; 1 passages."
    report = json.loads(ingest(capsys, "add", "--dry-run", "--json", "b.jsonl", "nowhere.txt", status=1)[-1])
    assert [report[key] for key in ("added", "updated", "unchanged")] == [0, 1, 1]
    assert [failure["item"] for failure in report["failed"]] == ["nowhere.txt"]
    assert (stored(), set(data.iterdir())) == (before, files)


def test_quiet_says_only_what_fails(stocked: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "--quiet", "b.jsonl", "nowhere.txt"]) == 1
    assert capsys.readouterr() == ("", "nowhere.txt: there is no such file.\n")


def test_removing_is_told_as_json_or_not_at_all(stocked: None, capsys) -> None:
    (told,) = ingest(capsys, "remove", "storm", "nobody", "--json", status=1)
    unknown = {"item": "nobody", "error": "there is no article with this id; `python -m ingest list` shows all."}
    assert json.loads(told) == {"removed": 1, "failed": [unknown]}
    assert ingest(capsys, "remove", "fair", "fair", "--quiet") == []


def test_the_two_dates_of_an_article_are_told_apart(tmp_path: Path, capsys) -> None:
    write_jsonl(
        tmp_path / "a.jsonl", [replace(STORM, modified=date(2024, 9, 5)), replace(OLD, modified=date(2024, 1, 2))]
    )
    ingest(capsys, "add", "a.jsonl")
    assert ingest(capsys, "show", "storm")[1] == "storm · 2024-09-03 · modified 2024-09-05 · en · The Norbury Post"
    assert ingest(capsys, "show", "old")[1] == "old · modified 2024-01-02 · en"


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ([], "fair old storm"),
        (["--source", "song huong"], "fair"),
        (["--language", "EN"], "old storm"),
        (["--since", "2024-09-03"], "fair storm"),
        (["--until", "2024-09-03"], "storm"),
        (["--match", "killed STORM"], "storm"),
        (["--match", "don khach"], "fair"),
        (["--match", 'storm" OR "mill'], ""),
        (["--match", "…"], ""),
        (["--sort", "published"], "fair storm old"),
        (["--sort", "title"], "old fair storm"),
        (["--sort", "source"], "fair storm old"),
        (["--sort", "updated", "--limit", "1"], "storm"),
        (["--limit", "2"], "fair old"),
    ],
)
def test_a_list_is_of_what_is_asked_for(options: list[str], ids: str, stocked: None, capsys) -> None:
    ingest(capsys, "add", "b.jsonl")
    ingest(capsys, "add", "a.jsonl")
    assert [row.split("\t")[0] for row in ingest(capsys, "list", *options)] == ids.split()


def test_a_list_has_a_row_or_an_object_a_line(stocked: None, capsys) -> None:
    assert ingest(capsys, "list", "--limit", "1") == ["fair\t2025-10-01\tvi\tBáo Sông Hương\tHội chợ mùa thu"]
    (row,) = map(json.loads, ingest(capsys, "list", "--limit", "1", "--json"))
    assert row.pop("updated")
    assert row == {key: FAIR.as_json()[key] for key in row} | {"title": "Hội chợ mùa thu"}


def test_an_article_is_shown_with_its_versions(stocked: None, capsys) -> None:
    ingest(capsys, "add", "b.jsonl")
    shown = ingest(capsys, "show", "storm")
    assert shown[:4] == ["Storm in Huế", "storm · 2024-09-04 · en · The Norbury Post", "", LATER.text]
    newest, oldest = shown[-2:]
    assert newest.endswith("The storm killed 12 → 15 people; published 2024-09-03 → 2024-09-04")
    assert oldest.endswith("the first that is kept")
    assert ingest(capsys, "show", "storm", "--version", oldest.split()[0][:5])[3] == STORM.text
    assert [line for line in ingest(capsys, "show", "storm", "--all") if "killed" in line][:2] == [
        LATER.text,
        STORM.text,
    ]
    told = json.loads(ingest(capsys, "show", "storm", "--all", "--json")[0])
    assert [version["article"] for version in told["versions"]] == [LATER.as_json(), STORM.as_json()]
    assert (told["versions"][0]["until"], told["versions"][1]["changes"]) == (None, None)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nobody"], "nobody: there is no article with this id; `python -m ingest list` shows all."),
        (["storm", "--version", "zz"], "storm: no version begins with zz; `show` without --version names them."),
    ],
)
def test_what_is_not_there_is_said(arguments: list[str], said: str, stocked: None, capsys) -> None:
    assert main(["show", *arguments]) == 1
    assert capsys.readouterr().err.strip() == said


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path, capsys) -> None:
    write_jsonl(
        tmp_path / "a.jsonl", [Article("x", "A\x1b[2J", "Two\x1b[31m herons\r\nnested here.", "en", source="\x07")]
    )
    ingest(capsys, "add", "a.jsonl")
    assert not {"\x1b", "\x07", "\r"} & set("".join([*ingest(capsys, "show", "x"), *ingest(capsys, "list")]))


def test_former_versions_are_bounded_and_go_with_their_article(tmp_path: Path, capsys) -> None:
    for edition in range(13):
        write_jsonl(tmp_path / "a.jsonl", articles(1, edition))
        ingest(capsys, "add", "a.jsonl")
    told = json.loads(ingest(capsys, "show", "news-0", "--json", "--all")[0])
    assert [version["article"] for version in told["versions"]] == [
        articles(1, edition)[0].as_json() for edition in range(12, 1, -1)
    ]
    ingest(capsys, "remove", "news-0")
    ingest(capsys, "add", "a.jsonl")
    assert len(json.loads(ingest(capsys, "show", "news-0", "--json")[0])["versions"]) == 1


@pytest.mark.parametrize(
    "name", ["add", "sync", "watch", "list", "export", "show", "remove", "rebuild", "backup", "restore"]
)
def test_every_command_has_help_with_examples(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(COMMANDS) > 5
    with pytest.raises(SystemExit) as caught:
        main([name, "--help"])
    assert caught.value.code == 0
    assert (
        f"examples:\n  python -m ingest {'--data fresh ' if name == 'restore' else ''}{name}" in capsys.readouterr().out
    )


def test_a_data_folder_named_from_here_serves_from_anywhere(run: Run, tmp_path: Path) -> None:
    write_jsonl(tmp_path / "a.jsonl", articles(2))
    local = {**os.environ, "DATELINE_EMBEDDER": "auto"}
    assert run("ingest", "--data", "below", "add", "a.jsonl", env=local).returncode == 0
    assert (tmp_path / "below" / "chroma" / "chroma.sqlite3").exists()
