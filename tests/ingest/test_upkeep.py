"""What keeps the index as it should be, beside what is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.__main__ import main
from ingest.library import Library
from ingest.pipeline import Pipeline
from ingest.rebuild import rebuild_if_worn
from ingest.upkeep import is_worn, mend, remove_stale
from tests.articles import article, articles, write_jsonl
from tests.whole import check_whole


def quiet(done: int, total: int) -> None:
    assert 0 < done <= total


def test_vectors_that_are_lost_before_they_were_looked_for_are_written_again(shelf: Library) -> None:
    Pipeline(shelf).add(articles(12))
    shelf.index.delete(shelf.index.ids()[:5])
    mend(shelf, 1.0)
    assert shelf.index.count() == shelf.store.counts()[2] - 5  # each is looked for once, after it was written
    shelf.store.set_meta(mended="0")
    mend(shelf, 1.0)
    check_whole(shelf, articles(12))


def test_an_index_of_more_dead_vectors_than_living_ones_is_made_anew(shelf: Library) -> None:
    Pipeline(shelf).add(articles(6))
    rebuild_if_worn(shelf, quiet)
    assert shelf.store.meta("generation") is None
    for edition in range(1, 4):
        Pipeline(shelf).add(articles(6, edition))
    assert shelf.store.meta("deleted") == str(3 * shelf.store.counts()[2])
    shelf.store.set_meta(deleted="5001")
    assert is_worn(shelf)
    rebuild_if_worn(shelf, quiet)
    assert (shelf.store.meta("generation"), shelf.store.meta("deleted"), is_worn(shelf)) == ("1", "0", False)
    check_whole(shelf, articles(6, 3))


def test_vectors_that_never_were_are_not_stale(data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATELINE_EMBEDDER", "none")
    for edition in (0, 1):
        write_jsonl(tmp_path / "a.jsonl", articles(3, edition))
        assert main(["add", "a.jsonl"]) == 0
    assert main(["remove", "news-0"]) == 0
    assert not (data / "chroma").exists()


def test_removed_articles_are_counted_as_deleted(shelf: Library) -> None:
    Pipeline(shelf).add(articles(3))
    shelf.store.remove("news-1")
    remove_stale(shelf)
    check_whole(shelf, [article(0), article(2)])
    assert shelf.store.meta("deleted") == "2"


def test_sync_can_be_rehearsed(
    data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATELINE_EMBEDDER", "none")
    (tmp_path / "news").mkdir()
    (tmp_path / "sources.toml").write_text('[[folder]]\npath = "news"\n')
    write_jsonl(tmp_path / "news" / "a.jsonl", articles(3))
    for _ in range(2):
        assert main(["sync", "--dry-run", "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["added"] == 3
    assert main(["export"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["sync"]) == 0
    assert capsys.readouterr().out.startswith("3 added")
    write_jsonl(tmp_path / "news" / "a.jsonl", articles(3, edition=1))
    assert main(["sync", "--dry-run"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 4
    assert "1000 → 1007 visitors" in told[0]
