from __future__ import annotations

import gzip
import json
import os
import signal
import time
from contextlib import closing
from pathlib import Path

import pytest

from ingest.__main__ import main
from ingest.library import Library
from tests.articles import article, articles, write_jsonl
from tests.conftest import SEEDS, Run, Start, settings_for
from tests.whole import check_whole

REPORT = {"added", "updated", "removed", "unchanged", "failed", "changes", "passages", "seconds"}


@pytest.fixture
def words_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the embedder out where it does not matter: a command then starts at once."""
    monkeypatch.setenv("DATELINE_EMBEDDER", "none")


def test_the_seeds_are_added_listed_exported_and_removed(run: Run, words_only: None, tmp_path: Path) -> None:
    assert run("ingest", "add", SEEDS).returncode == 0
    listed = run("ingest", "list").stdout.splitlines()
    assert [line.split("\t")[:3] for line in listed] == [
        ["interpol-liberterra-en", "2024-11-06", "en"],
        ["interpol-liberterra-vi", "2024-11-06", "vi"],
    ]
    exported = run("ingest", "export").stdout
    assert [json.loads(line)["text"].encode() for line in exported.splitlines()] == [
        path.read_bytes() for path in sorted(SEEDS.glob("*.txt"))
    ]
    (tmp_path / "all.jsonl").write_text(exported, "utf-8")
    again = json.loads(run("ingest", "add", "all.jsonl", "--json").stdout)
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, 2)
    removed = run("ingest", "remove", "interpol-liberterra-vi", "nobody")
    assert (removed.returncode, removed.stdout) == (1, "1 removed.\n")
    assert removed.stderr == "nobody: there is no article with this id; `python -m ingest list` shows all.\n"
    assert len(run("ingest", "list").stdout.splitlines()) == 1


def test_each_bad_item_gets_one_sentence_and_the_rest_is_in(run: Run, words_only: None, tmp_path: Path) -> None:
    packed = gzip.compress(write_jsonl(tmp_path / "p", articles(900)).read_bytes())
    bad = {
        "empty.txt": b"",
        "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9,
        "matter.md": b"---\n[\n---\nA story of words.",
        "page.html": b"<html><body><script>1</script></body></html>",
        "lines.jsonl": b'{"id": "x"}\n[]\n{"id": 1, "title": "t", "text": 5}\nnonsense\n',
        "broken.jsonl.gz": packed[:100] + bytes(byte ^ 0xFF for byte in packed[100:300]) + packed[300:],
        "packed.jsonl.gz": packed[:400],
        "sheet.xlsx": b"PK",
        "twice.jsonl": write_jsonl(tmp_path / "t", [article(0, 3)]).read_bytes(),
    }
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    (tmp_path / "folder.txt").mkdir()
    write_jsonl(tmp_path / "good.jsonl", articles(3))
    result = run("ingest", "add", "good.jsonl", *bad, "huge.txt", "folder.txt", "nowhere.txt", "--json")
    report = json.loads(result.stdout.splitlines()[-1])
    assert result.returncode == 1
    assert report.keys() == REPORT
    assert [failure["item"] for failure in report["failed"]] == [
        *("empty.txt", "picture.txt", "matter.md", "page.html", *(f"lines.jsonl:{n}" for n in range(1, 5))),
        *("broken.jsonl.gz", "packed.jsonl.gz", "sheet.xlsx", "news-0", "huge.txt", "folder.txt", "nowhere.txt"),
    ]
    assert all(failure["error"].endswith(".") for failure in report["failed"])
    assert result.stderr.splitlines() == [f"{it['item']}: {it['error']}" for it in report["failed"]]
    assert report["added"] >= 3
    stored = run("ingest", "export").stdout
    assert all(json.dumps(item.as_json(), ensure_ascii=False) in stored for item in articles(3))


def test_encodings_are_stored_as_the_text_they_hold(run: Run, words_only: None, tmp_path: Path) -> None:
    english, viet = "A kite – flown by Zoë – broke.\r\n", "Diều bay cao trên đồng cỏ, trẻ em chạy theo.\n"
    old_viet = "Diê\u0300u bay cao trên đô\u0300ng co\u0309, tre\u0309 em cha\u0323y theo.\n"
    files = {
        "a": (english, english.encode()),
        "b": (viet, b"\xef\xbb\xbf" + viet.encode()),
        "c": (viet, viet.encode("utf-16")),
        "d": (viet, viet.encode("utf-16-be")),
        "e": (old_viet, old_viet.encode("cp1258")),
        "f": (english, english.encode("cp1252")),
    }
    for name, (_, content) in files.items():
        (tmp_path / f"{name}.txt").write_bytes(content)
    assert run("ingest", "add", *(f"{name}.txt" for name in files)).returncode == 0
    exported = [json.loads(line) for line in run("ingest", "export").stdout.splitlines()]
    assert [line["text"] for line in exported] == [text for text, _ in files.values()]


def test_names_and_titles_in_any_script_are_printed(run: Run, words_only: None, tmp_path: Path) -> None:
    write_jsonl(tmp_path / "a.jsonl", articles(4))
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"")
    old = {**os.environ, "PYTHONIOENCODING": "ascii"}
    result = run("ingest", "add", tmp_path, "--json", env=old)
    assert result.returncode == 1
    assert json.loads(result.stdout)["added"] == 4
    assert "Tin từ" in run("ingest", "list", env=old).stdout
    assert "Tin từ" in run("ingest", "export", env=old).stdout


@pytest.mark.parametrize("arguments", [[], ["add"], ["fly"], ["add", "--json"], ["remove"], ["list", "x"]])
def test_wrong_usage_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: python -m ingest" in capsys.readouterr().err


@pytest.mark.parametrize("place", ["file", "file/below", "file/below/it"])
def test_a_data_folder_that_cannot_be_used_is_one_sentence(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert main(["--data", str(tmp_path / place), "list"]) == 1
    assert capsys.readouterr().err.startswith(f"The data folder {tmp_path / place} cannot be created (")


def test_a_folder_of_another_embedder_says_how_to_rebuild(run: Run, data: Path, tmp_path: Path) -> None:
    assert run("ingest", "add", SEEDS).returncode == 0
    with closing(Library(settings_for(data))) as library:
        library.store.set_meta(embedder="someone-else")
        write_jsonl(tmp_path / "a.jsonl", articles(2))
        refused = run("ingest", "add", "a.jsonl")
        assert refused.returncode == 1
        (line,) = refused.stderr.splitlines()
        assert "made with the embedder someone-else" in line
        assert "`python -m ingest rebuild`" in line
        asked = run("bot", "ask", "How many countries took part?")
        assert (asked.returncode, asked.stdout.strip()) == (1, line)
        rebuilt = run("ingest", "rebuild")
        assert (rebuilt.returncode, rebuilt.stdout) == (0, "The vectors of 2 articles were made anew.\n")
        check_whole(library, list(library.store.articles()))


@pytest.mark.parametrize("delay", [0.0, 2.4, 3.6])
def test_an_ingest_that_is_stopped_says_one_line_and_the_next_goes_on(
    delay: float, start: Start, data: Path, tmp_path: Path
) -> None:
    write_jsonl(tmp_path / "a.jsonl", articles(400))
    process = start("ingest", "add", "a.jsonl")
    while not (data / "ingest.lock").exists():
        time.sleep(0.01)
    time.sleep(delay)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert err.split("\n") == ["", "Stopped. What was in stays in; run the same command again to go on.", ""]
    with closing(Library(settings_for(data))) as library:
        assert library.store.counts()[0] < 400


def test_an_empty_item_is_not_the_whole_folder(run: Run) -> None:
    outcome = run("ingest", "add", "")
    assert outcome.returncode == 2
    assert "an empty name is no item" in outcome.stderr


def test_an_empty_data_folder_is_refused(run: Run) -> None:
    outcome = run("ingest", "--data", "", "list")
    assert outcome.returncode == 2
    assert outcome.stderr.startswith("The data folder is empty")
