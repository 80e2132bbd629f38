"""Several processes at one data folder: a bot that answers throughout, two ingests, a full disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from ingest.embedding import Embedder
from ingest.library import Library
from tests.articles import article, articles, write_jsonl
from tests.conftest import SEEDS, Run, Start, settings_for
from tests.whole import check_whole

WAITING = "Waiting for the vector index to open …"  # said on a slow machine


def ask(bot: subprocess.Popen[str], question: str) -> dict[str, object]:
    bot.stdin.write(json.dumps({"id": "q", "question": question}) + "\n")
    bot.stdin.flush()
    return json.loads(bot.stdout.readline())


def test_a_bot_answers_throughout_an_ingest_and_a_rebuild_and_sees_what_is_new(
    start: Start, run: Run, data: Path, tmp_path: Path, embedder: Embedder
) -> None:
    write_jsonl(tmp_path / "old.jsonl", articles(6))
    write_jsonl(tmp_path / "new.jsonl", articles(60, edition=1))
    assert run("ingest", "add", "old.jsonl").returncode == 0
    with closing(Library(settings_for(data), embedder)) as library:
        bot = start("bot", "ask", "--json", stdin=subprocess.PIPE)
        assert ask(bot, "How many visitors did the ferry of Elmouth count?")["status"] != "error"

        for command in (["add", "new.jsonl", "--json"], ["rebuild"]):
            ingest, answers = start("ingest", *command), 0
            while ingest.poll() is None:
                answer = ask(bot, f"How many visitors did the railway of Harrowby count on day {answers}?")
                assert answer["status"] in {"answered", "unsure", "not_found"}, answer
                # Between the answer and now the article may have changed: one of its editions has the quote.
                for citation in answer["citations"]:
                    place = slice(citation["start"], citation["end"])
                    n = int(citation["article_id"].removeprefix("news-"))
                    assert citation["quote"] in {article(n, edition).text[place] for edition in (0, 1)}
                answers += 1
            assert (ingest.returncode, ingest.stderr.read().replace(f"{WAITING}\n", "")) == (0, "")
            assert answers > 5

        newest = article(57, edition=1)
        seen = ask(bot, newest.text.split("\n")[0])
        assert newest.id in {item["article_id"] for item in seen["retrieved"]}
        bot.stdin.close()
        assert bot.wait(30) == 0
        check_whole(library, articles(60, edition=1))


def test_two_ingests_at_once_lose_nothing_and_the_second_says_that_it_waits(
    start: Start, data: Path, tmp_path: Path, embedder: Embedder
) -> None:
    write_jsonl(tmp_path / "a.jsonl", articles(60)[:40])
    write_jsonl(tmp_path / "b.jsonl", articles(60)[20:])
    both = [start("ingest", "add", name, "--json") for name in ("a.jsonl", "b.jsonl")]
    outcomes = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sum(json.loads(out)["added"] for out, _ in outcomes) == 60
    assert sum(json.loads(out)["unchanged"] for out, _ in outcomes) == 20
    said = "".join(err for _, err in outcomes).replace(f"{WAITING}\n", "")
    assert said == f"Another ingest is running in {data}: waiting for it to end …\n"
    with closing(Library(settings_for(data), embedder)) as library:
        check_whole(library, articles(60))


def test_a_full_disk_is_one_sentence_and_the_next_run_finishes(
    run: Run, data: Path, tmp_path: Path, embedder: Embedder
) -> None:
    write_jsonl(tmp_path / "a.jsonl", articles(60))
    for size in (0, 100_000, 400_000):
        full = run("ingest", "add", "a.jsonl", size=size)
        assert full.returncode == 1, full
        (line,) = (line for line in full.stderr.splitlines() if line != WAITING)
        assert "disk is not full" in line
    finished = run("ingest", "add", "a.jsonl")
    assert finished.returncode == 0
    with closing(Library(settings_for(data), embedder)) as library:
        check_whole(library, articles(60))


def test_a_question_alone_starts_what_it_needs_whatever_was_left_behind(run: Run, data: Path) -> None:
    assert run("ingest", "add", SEEDS).returncode == 0
    (data / "chroma.address").write_text('{"port": 1, "pid": 1}')
    for name in ("chroma.lock", "ingest.lock"):
        (data / name).write_text("4321")
    asked = run("bot", "ask", "How many countries took part?")
    assert asked.returncode == 0
    assert "\n  [1]" in asked.stdout
    assert run("ingest", "add", SEEDS).stdout.startswith("0 added, 0 updated, 2 unchanged")


def test_a_reader_that_has_had_enough_is_no_failure(run: Run, tmp_path: Path) -> None:
    words_only = {**os.environ, "DATELINE_EMBEDDER": "none"}
    write_jsonl(tmp_path / "a.jsonl", articles(900))
    assert run("ingest", "add", "a.jsonl", env=words_only).returncode == 0
    shell = f"{sys.executable} -m ingest export | head -n 1"
    piped = subprocess.run(shell, shell=True, capture_output=True, text=True, check=True, env=words_only)
    assert json.loads(piped.stdout)["id"] == "news-0"
    assert piped.stderr == ""
