"""``sync`` and ``watch`` as processes: for cron, killed in the middle, ended by a signal, two at once."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.embedding import Embedder
from ingest.library import Library
from ingest.store import Store
from tests.articles import articles, write_jsonl
from tests.conftest import Run, Start, settings_for
from tests.ingest.sync.conftest import age
from tests.site import Site
from tests.stories import story
from tests.whole import check_whole

PATIENCE_SECONDS = 60


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_PRIVATE_NETWORKS", "true")
    monkeypatch.setenv("DATELINE_EMBEDDER", "none")


def put_up(site: Site, count: int) -> None:
    for n in range(count):
        site.page(f"/story-{n}", f"Pier {n} closed", story(n))
    site.feed("/rss.xml", [f"/story-{n}" for n in range(count)])


def sources(folder: Path, *lines: str) -> Path:
    path = folder / "sources.toml"
    path.write_text("\n".join(lines), "utf-8")
    return path


def feed(site: Site, every: str = "15m") -> str:
    return f'[[feed]]\nurl = "{site.url("/rss.xml")}"\nevery = "{every}"'


def wait_for(true: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.05)


def stored(data: Path) -> list[str]:
    if not (data / "store.db").exists():
        return []
    store = Store(data)
    ids = store.ids()
    store.close()
    return ids


def test_sync_is_fit_for_cron(run: Run, site: Site, tmp_path: Path) -> None:
    put_up(site, 3)
    sources(tmp_path, feed(site))
    first = run("ingest", "sync")
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.startswith("3 added, 0 updated, ")
    quiet = run("ingest", "sync")
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")
    site.gone("/rss.xml", 500)
    failed = run("ingest", "sync", "--now", "--json")
    report = json.loads(failed.stdout)
    assert (failed.returncode, report["unchanged"], len(report["failed"])) == (1, 3, 1)
    assert failed.stderr.splitlines() == [f"{it['item']}: {it['error']}" for it in report["failed"]]


def test_wrong_sources_are_wrong_usage(run: Run, tmp_path: Path) -> None:
    missing = run("ingest", "sync")
    assert (missing.returncode, missing.stderr.count("\n")) == (2, 1)
    sources(tmp_path, '[[feed]]\nurl = "https://a.example"\nevry = "5m"')
    for command in ("sync", "watch"):
        wrong = run("ingest", command, "--sources", tmp_path / "sources.toml")
        assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1)
        assert '"evry"' in wrong.stderr


def test_a_sync_that_is_killed_is_finished_by_the_next(
    start: Start, run: Run, tmp_path: Path, data: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATELINE_EMBEDDER")
    chance = random.Random()
    count = 24
    with Site() as site:
        put_up(site, count)
        sources(tmp_path, feed(site))
        kills = 0
        for _ in range(3):
            process = start("ingest", "sync")
            wait_for(lambda: len(site.requests) > 3)
            time.sleep(chance.uniform(0, 2.5))
            kills += process.poll() is None
            process.kill()
            process.communicate()
            site.asked()
        last = run("ingest", "sync", "--json")
        assert last.returncode == 0, last
        again = json.loads(run("ingest", "sync", "--now", "--json").stdout)
        assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, count)
    assert kills > 0
    library = Library(settings_for(data), embedder)
    found = list(library.store.articles())
    assert sorted(article.title for article in found) == sorted(f"Pier {n} closed" for n in range(count))
    check_whole(library, found)
    library.close()


def test_watch_follows_feeds_and_folders_until_it_is_terminated(
    start: Start, site: Site, tmp_path: Path, data: Path
) -> None:
    put_up(site, 2)
    news = tmp_path / "news"
    news.mkdir()
    sources(tmp_path, feed(site, "1s"), '[[folder]]\npath = "news"')
    watch = start("ingest", "watch")
    wait_for(lambda: len(stored(data)) == 2)
    write_jsonl(news / "lines.jsonl", articles(3))
    wait_for(lambda: len(stored(data)) == 5)
    put_up(site, 3)
    wait_for(lambda: len(stored(data)) == 6)
    (news / "lines.jsonl").unlink()
    wait_for(lambda: len(stored(data)) == 3)
    sources(tmp_path, feed(site, "1s"), "nonsense")
    refused = start("ingest", "watch")
    assert refused.wait(PATIENCE_SECONDS) == 2
    begun = time.monotonic()
    watch.send_signal(signal.SIGTERM)
    out, _ = watch.communicate(timeout=PATIENCE_SECONDS)
    assert watch.returncode == 0
    assert time.monotonic() - begun < 5
    assert out.splitlines()[0].startswith("2 added, ")


def test_watch_ends_at_once_although_a_server_is_silent(start: Start, tmp_path: Path) -> None:
    with Site(delay=30) as site:
        sources(tmp_path, feed(site))
        watch = start("ingest", "watch")
        wait_for(lambda: site.open > 0)
        begun = time.monotonic()
        watch.send_signal(signal.SIGTERM)
        assert watch.wait(PATIENCE_SECONDS) == 0
        assert time.monotonic() - begun < 5


def test_a_file_written_slowly_is_read_whole_and_once(start: Start, tmp_path: Path, data: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    sources(tmp_path, '[[folder]]\npath = "news"')
    watch = start("ingest", "watch")
    whole = "\n\n".join(story(n) for n in range(4))
    with (news / "slow.txt").open("w") as file:
        for begin in range(0, len(whole), len(whole) // 6):
            file.write(whole[begin : begin + len(whole) // 6])
            file.flush()
            time.sleep(0.4)
            assert stored(data) == []
    wait_for(lambda: len(stored(data)) == 1)
    watch.send_signal(signal.SIGTERM)
    out, _ = watch.communicate(timeout=PATIENCE_SECONDS)
    assert [line[:19] for line in out.splitlines()] == ["1 added, 0 updated,"]
    store = Store(data)
    assert [article.text for article in store.articles()] == [whole]
    store.close()


def test_a_second_sync_leaves_the_work_to_the_first(start: Start, run: Run, tmp_path: Path, data: Path) -> None:
    with Site(delay=0.3) as site:
        put_up(site, 12)
        sources(tmp_path, feed(site))
        first = start("ingest", "sync", "--json")
        wait_for(lambda: len(site.requests) > 0)
        second = run("ingest", "sync")
        out, _ = first.communicate(timeout=PATIENCE_SECONDS)
    assert (second.returncode, second.stdout) == (0, "")
    assert second.stderr == f"Another process keeps {data} up to date already.\n"
    assert json.loads(out)["added"] == 12


def test_add_reads_standard_input_of_a_pipe(run: Run, site: Site, tmp_path: Path) -> None:
    lines = write_jsonl(tmp_path / "a.jsonl", articles(5)).read_text()
    report = run("ingest", "add", "-", "--json", input=lines)
    assert (report.returncode, json.loads(report.stdout)["added"]) == (0, 5)
    assert run("ingest", "add", "-", input="").returncode == 1


def test_a_removed_article_stays_away_until_it_is_added_again(run: Run, site: Site, tmp_path: Path, data: Path) -> None:
    put_up(site, 2)
    sources(tmp_path, feed(site))
    run("ingest", "sync")
    gone = stored(data)[0]
    address = json.loads(run("ingest", "export").stdout.splitlines()[0])["url"]
    assert run("ingest", "remove", gone).returncode == 0
    run("ingest", "sync", "--now")
    assert gone not in stored(data)
    run("ingest", "add", address)
    assert gone in stored(data)


def test_a_removed_article_of_a_folder_stays_away_until_it_is_added_again(run: Run, tmp_path: Path, data: Path) -> None:
    (tmp_path / "news").mkdir()
    sources(tmp_path, '[[folder]]\npath = "news"\n')
    lines = age(write_jsonl(tmp_path / "news" / "a.jsonl", articles(3)))
    run("ingest", "sync")
    assert run("ingest", "remove", "news-1", "nobody").returncode == 1
    age(write_jsonl(lines, articles(4)), 60)
    assert json.loads(run("ingest", "sync", "--json").stdout)["added"] == 1
    assert stored(data) == ["news-0", "news-2", "news-3"]
    run("ingest", "add", "--dry-run", "news")
    age(lines, 120)
    run("ingest", "sync")
    assert "news-1" not in stored(data), "a rehearsal is none"
    run("ingest", "add", "news")
    age(write_jsonl(lines, articles(4, edition=1)), 180)
    assert json.loads(run("ingest", "sync", "--json").stdout)["updated"] == 4


def test_a_folder_that_follows_is_not_watched(run: Run, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    age(write_jsonl(tmp_path / "news" / "a.jsonl", articles(1)))
    sources(tmp_path, '[[folder]]\npath = "news"\n')
    following = {**os.environ, "CHROMA_URL": "http://127.0.0.1:9", "DATELINE_FOLLOW": "true"}
    refused = run("ingest", "watch", env=following)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
