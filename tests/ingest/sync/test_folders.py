from __future__ import annotations

import shutil
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.library import Library
from ingest.sync.plan import Plan
from tests.articles import articles, write_jsonl
from tests.hashing import HashingEmbedding
from tests.ingest.sync.conftest import Round, age, counts
from tests.site import Site
from tests.stories import story
from tests.whole import check_whole


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of three texts and two lines."""
    folder = tmp_path / "news"
    folder.mkdir()
    for n in range(3):
        age_text(folder / f"story-{n}.txt", story(n))
    age(write_jsonl(folder / "lines.jsonl", articles(2)))
    return folder


@pytest.fixture
def sources(folder: Path, plan: Callable[[str], Plan]) -> Plan:
    return plan('[[folder]]\npath = "news"\nsource = "Harbour Office"\n')


def age_text(path: Path, text: str) -> None:
    path.write_text(text)
    age(path)


def test_new_changed_and_deleted_files(
    folder: Path, sources: Plan, sync: Round, shelf: Library, hashing: HashingEmbedding
) -> None:
    assert counts(sync(sources)) == (5, 0, 0, 0, 0)
    assert {article.source for article in shelf.store.articles()} == {"Harbour Office"}
    embedded = len(hashing.embedded)
    assert counts(sync(sources)) == (0, 0, 0, 0, 0)
    assert len(hashing.embedded) == embedded
    age_text(folder / "story-0.txt", story(0, edition=9))
    (folder / "story-1.txt").unlink()
    (folder / "story-2.txt").rename(folder / "renamed.txt")
    assert counts(sync(sources)) == (1, 1, 2, 0, 0)
    check_whole(shelf, list(shelf.store.articles()))
    (folder / "lines.jsonl").unlink()
    assert counts(sync(sources)) == (0, 0, 2, 0, 0)


def test_a_sidecar_that_changes_changes_its_article(folder: Path, sources: Plan, sync: Round, shelf: Library) -> None:
    sync(sources)
    age_text(folder / "story-0.txt.json", '{"id": "zero", "published": "2024-05-06"}')
    sync(sources)
    assert str(shelf.store.article("zero").published) == "2024-05-06"
    age_text(folder / "story-0.txt.json", '{"id": "zero", "published": "2024-05-07"}')
    assert counts(sync(sources)) == (0, 1, 0, 0, 0)


def test_only_what_came_from_the_folder_goes_with_its_files(
    folder: Path, sources: Plan, sync: Round, shelf: Library, tmp_path: Path
) -> None:
    shutil.copy2(folder / "lines.jsonl", folder / "copy.jsonl")
    sync(sources)
    (folder / "lines.jsonl").unlink()
    assert sync(sources).removed == 0, "its articles are in the copy as well"
    for path in folder.iterdir():
        path.unlink()
    assert sync(sources).removed == 5
    assert shelf.store.ids() == []


def test_what_is_on_a_page_of_the_web_as_well_stays(
    folder: Path, plan: Callable[[str], Plan], sync: Round, shelf: Library, site: Site
) -> None:
    site.page("/story", "Pier closed", story(9), canonical="/story")
    both = plan(f'[[page]]\nurl = "{site.url("/story")}"\n[[folder]]\npath = "news"\n')
    (folder / "saved.html").write_bytes(site.replies["/story"].body)
    age(folder / "saved.html")
    assert counts(sync(both)) == (6, 0, 0, 1, 0)
    (folder / "saved.html").unlink()
    assert counts(sync(both)) == (0, 0, 0, 0, 0)
    assert len(shelf.store.ids()) == 6


def test_a_folder_that_is_away_keeps_its_articles(folder: Path, sources: Plan, sync: Round, shelf: Library) -> None:
    sync(sources)
    folder.rename(folder.with_name("elsewhere"))
    away = sync(sources)
    assert (len(away.failed), away.removed) == (1, 0)
    folder.mkdir()  # as of a disk that is not mounted
    assert "its articles stay" in str(sync(sources).failed[0])
    folder.rmdir()
    folder.with_name("elsewhere").rename(folder)
    assert counts(sync(sources)) == (0, 0, 0, 0, 0)
    assert len(shelf.store.ids()) == 5


def test_a_file_that_fails_is_named_once_and_keeps_what_it_had(
    folder: Path, sources: Plan, sync: Round, shelf: Library
) -> None:
    sync(sources)
    write_jsonl(folder / "lines.jsonl", [articles(1)[0], "{broken"])
    age(folder / "lines.jsonl", 3)
    assert counts(sync(sources)) == (0, 0, 0, 1, 1)
    assert counts(sync(sources)) == (0, 0, 0, 0, 0)
    (folder / "lines.jsonl").unlink()
    assert sync(sources).removed == 2


def test_a_file_that_is_being_written_is_waited_for(folder: Path, sources: Plan, sync: Round, shelf: Library) -> None:
    whole = story(7) + "\n\n" + story(8)

    def write() -> None:
        with (folder / "slow.txt").open("w") as file:
            for start in range(0, len(whole), len(whole) // 8):
                file.write(whole[start : start + len(whole) // 8])
                file.flush()
                time.sleep(0.2)

    writer = threading.Thread(target=write)
    writer.start()
    time.sleep(0.1)
    assert counts(sync(sources)) == (6, 0, 0, 0, 0)
    writer.join()
    assert whole in {article.text for article in shelf.store.articles()}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
def test_a_file_that_a_process_pauses_over_is_left_for_later(
    folder: Path, sources: Plan, sync: Round, shelf: Library
) -> None:
    with (folder / "slow.txt").open("w") as file:
        file.write(story(7)[:200])
        file.flush()
        age(folder / "slow.txt", 100)
        assert counts(sync(sources, patient=False)) == (5, 0, 0, 0, 0)
        file.write(story(7)[200:])
    age(folder / "slow.txt", 50)
    assert counts(sync(sources)) == (1, 0, 0, 0, 0)
    assert story(7) in {article.text for article in shelf.store.articles()}
