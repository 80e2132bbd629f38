"""One machine brings articles in, bots on others follow: real processes at a real server, which is killed too."""

from __future__ import annotations

import json
import os
import random
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from ingest.article import Article
from ingest.embedding import Embedder
from ingest.following import Follower
from ingest.library import Library
from ingest.pipeline import Pipeline
from tests.articles import article, articles, write_jsonl
from tests.chroma import ChromaServer
from tests.conftest import Run, Start, settings_for
from tests.hashing import HashingEmbedding
from tests.whole import check_whole

# A round kills an ingest, a follower and the server at random moments; more by hand (KILL_ROUNDS=20).
ROUNDS = int(os.environ.get("KILL_ROUNDS", "2"))
VISIBLE_SECONDS = 5.0
MACHINES = ("one", "two")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ChromaServer]:
    with ChromaServer(tmp_path / "chroma") as server:
        yield server


def environment(server: ChromaServer, data: Path, follow: str = "") -> dict[str, str]:
    return {**os.environ, "CHROMA_URL": server.url, "DATELINE_DATA": str(data), "DATELINE_FOLLOW": follow}


def ask(bot: subprocess.Popen[str], question: str) -> dict[str, object]:
    bot.stdin.write(json.dumps({"question": question}) + "\n")
    bot.stdin.flush()
    return json.loads(bot.stdout.readline())


def retrieved(answer: dict[str, object]) -> set[str]:
    return {item["article_id"] for item in answer["retrieved"]}


def seconds_until_seen(bot: subprocess.Popen[str], newest: Article) -> float:
    begun = time.monotonic()
    while newest.id not in retrieved(ask(bot, newest.text.split("\n")[0])):
        assert time.monotonic() - begun < 60
    return time.monotonic() - begun


def check_machines(folder: Path, server: ChromaServer, embedder: Embedder, given: Iterable[Article]) -> None:
    """Assert that exactly ``given`` is in all stores, and the vectors of all of it, once, on the server."""
    expected = list(given)
    leader = Library(settings_for(folder / "leader", chroma_url=server.url), embedder)
    check_whole(leader, expected)
    leader.close()
    for name in MACHINES:
        library = Library(settings_for(folder / name, chroma_url=server.url, follow="true"), embedder)
        follower = Follower(library)
        follower.catch_up()
        assert follower.lag().followed == follower.lag().published
        check_whole(library, expected)
        follower.close()
        library.close()


def test_two_bots_answer_from_what_another_machine_brings_in(
    start: Start, run: Run, tmp_path: Path, server: ChromaServer, embedder: Embedder
) -> None:
    write_jsonl(tmp_path / "old.jsonl", articles(6))
    write_jsonl(tmp_path / "new.jsonl", articles(30, edition=1))
    leading = environment(server, tmp_path / "leader")
    assert run("ingest", "add", "old.jsonl", env=leading).returncode == 0
    bots = [
        start("bot", "ask", "--json", stdin=subprocess.PIPE, env=environment(server, tmp_path / name, "true"))
        for name in MACHINES
    ]
    for bot in bots:
        assert article(0).id in retrieved(ask(bot, article(0).text.split("\n")[0]))
    assert run("ingest", "add", "new.jsonl", env=leading).returncode == 0
    seen = [seconds_until_seen(bot, article(29, edition=1)) for bot in bots]
    assert max(seen) < VISIBLE_SECONDS
    rebuild, question = start("ingest", "rebuild", env=leading), article(6, edition=1).text.split("\n")[0]
    while rebuild.poll() is None:
        answer = ask(bots[0], question)
        assert (answer["status"], answer["notes"]) == ("answered", [])
    assert rebuild.returncode == 0
    assert run("ingest", "remove", "news-3", env=leading).returncode == 0
    refused = run("ingest", "add", "old.jsonl", env=environment(server, tmp_path / "one"))
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "follows another machine" in refused.stderr
    for bot in bots:
        bot.stdin.close()
        assert bot.wait(30) == 0
        assert bot.stderr.read() == ""
    check_machines(tmp_path, server, embedder, [it for it in articles(30, edition=1) if it.id != "news-3"])


def test_killed_at_random_nothing_is_lost_mixed_or_doubled_on_any_machine(
    start: Start, run: Run, tmp_path: Path, server: ChromaServer, embedder: Embedder
) -> None:
    chance, news = random.Random(), tmp_path / "news.jsonl"
    leading = environment(server, tmp_path / "leader")
    for n in range(ROUNDS):
        write_jsonl(news, articles(20 + n, edition=n))
        ingest = start("ingest", "add", news, env=leading)
        bots = [
            start("bot", "ask", "--json", stdin=subprocess.PIPE, env=environment(server, tmp_path / name, "true"))
            for name in MACHINES
        ]
        victims = [("server", None), ("process", ingest), ("process", bots[n % 2])]
        chance.shuffle(victims)
        for kind, process in victims:
            time.sleep(chance.uniform(0, 4))
            if kind == "server":
                server.kill()
                time.sleep(chance.uniform(0, 1))
                server.start()
            else:
                process.kill()
        assert run("ingest", "add", news, env=leading).returncode == 0
        for bot in bots:
            bot.kill()
    check_machines(tmp_path, server, embedder, articles(20 + ROUNDS - 1, edition=ROUNDS - 1))


def test_a_server_that_starts_again_in_the_middle_costs_nothing(tmp_path: Path, server: ChromaServer) -> None:
    embedder = Embedder(HashingEmbedding())
    leader = Library(settings_for(tmp_path / "leader", chroma_url=server.url), embedder)
    following = Library(settings_for(tmp_path / "one", chroma_url=server.url, follow="true"), embedder)
    done = threading.Event()

    def restart() -> None:
        while not done.wait(1.5):
            server.kill()
            server.start()

    restarting = threading.Thread(target=restart)
    restarting.start()
    try:
        report = Pipeline(leader).add(articles(600))
    finally:
        done.set()
        restarting.join()
    assert (report.added, report.failed) == (600, [])
    follower = Follower(following)
    follower.catch_up()
    follower.close()
    for library in (leader, following):
        check_whole(library, articles(600))
        library.close()


def test_while_the_server_is_away_keywords_answer_and_nothing_is_refused(
    start: Start, run: Run, tmp_path: Path, server: ChromaServer
) -> None:
    write_jsonl(tmp_path / "news.jsonl", articles(12))
    assert run("ingest", "add", "news.jsonl", env=environment(server, tmp_path / "leader")).returncode == 0
    bot = start("bot", "ask", "--json", stdin=subprocess.PIPE, env=environment(server, tmp_path / "one", "true"))
    answerable, other = "How many visitors did the ferry of Elmouth count on day 1?", "Who invented the telephone?"
    whole = ask(bot, answerable)
    assert (whole["status"], whole["notes"], ask(bot, other)["status"]) == ("answered", [], "not_found")
    server.kill()
    begun = time.monotonic()
    partial, unknown = ask(bot, answerable), ask(bot, other)
    assert time.monotonic() - begun < 10
    assert (partial["status"], partial["claims"]) == ("answered", whole["claims"])
    assert "The search by meaning is out of reach" in partial["notes"][0]
    assert unknown["status"] == "error"
    assert "does not answer" in unknown["error"]
    server.start()
    time.sleep(6)  # for a while it is not asked
    assert (ask(bot, answerable)["notes"], ask(bot, other)["status"]) == ([], "not_found")
