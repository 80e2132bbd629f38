"""Followers in this process, of a real server: what is taken over, in which order, and what never happens."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ingest.article import Article
from ingest.embedding import Embedder
from ingest.errors import EmbedderMismatchError, FollowerError, NothingToFollowError, SettingsError, VectorIndexError
from ingest.following import Follower
from ingest.heads import heads_of
from ingest.index import Records, VectorIndex
from ingest.library import Library
from ingest.pipeline import Pipeline, remove_stale, writer_lock
from ingest.rebuild import rebuild
from tests.articles import article, articles
from tests.chroma import ChromaServer
from tests.conftest import settings_for
from tests.hashing import HashingEmbedding
from tests.whole import check_whole

Open = Callable[..., Library]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    with ChromaServer(tmp_path_factory.mktemp("chroma")) as server:
        yield server


@pytest.fixture
def opened(tmp_path: Path, server: ChromaServer) -> Iterator[Open]:
    """Open a library in a folder of that name; with ``follow``, a follower."""
    libraries: list[Library] = []

    def open_library(name: str, embedding: str = "hashing-256", **others: object) -> Library:
        settings = settings_for(tmp_path / name, chroma_url=server.url, **others)
        libraries.append(Library(settings, Embedder(HashingEmbedding(embedding))))
        return libraries[-1]

    yield open_library
    for library in libraries:
        library.close()


@pytest.fixture
def leader(opened: Open) -> Library:
    return opened("leader")


@pytest.fixture
def follower(opened: Open, leader: Library) -> Library:
    return opened("follower", follow=leader.store.meta("store"))


def follow(library: Library) -> int:
    following = Follower(library)
    try:
        return following.catch_up()
    finally:
        following.close()


def remove(library: Library, *ids: str) -> None:
    with writer_lock(library):
        for id_ in ids:
            assert library.store.remove(id_)
        remove_stale(library)


def quiet(done: int, total: int) -> None:
    """Say nothing."""


def test_a_follower_takes_over_what_is_added_changed_and_removed(leader: Library, follower: Library) -> None:
    Pipeline(leader).add(articles(30))
    assert follow(follower) == 30
    check_whole(follower, articles(30))
    Pipeline(leader).add(articles(10, edition=1))
    remove(leader, "news-20", "news-21")
    assert follow(follower) == 12
    kept = [*articles(10, edition=1), *(article(n) for n in range(10, 30) if n not in (20, 21))]
    check_whole(follower, kept)
    check_whole(leader, kept)
    assert follow(follower) == 0


def test_all_that_is_known_of_an_article_arrives(leader: Library, follower: Library) -> None:
    text = "Đoàn tàu số 7 đến ga lúc chín giờ.\r\n\r\nIt carried 812 passengers.\x00 “Full,” said the driver. " * 600
    whole = Article("dài", "Tàu \x1f mới", text, "vi", date(2024, 5, 1), "Báo", "https://example.org/7",
                    ("Ann Lee", "Trần Văn Ổn"), date(2024, 5, 3))  # fmt: skip
    bare = Article("bare", "", "A bridge was opened on Monday.", "en")
    assert len(text.encode()) > 3 * 16_384
    assert Pipeline(leader).add([whole, bare]).failed == []
    follow(follower)
    check_whole(follower, [whole, bare])
    Pipeline(leader).add([replace(whole, text="Đoàn tàu số 7 nghỉ.")])
    follow(follower)
    check_whole(follower, [replace(whole, text="Đoàn tàu số 7 nghỉ."), bare])
    records = Records(leader._access, heads_of(str(leader.store.meta("store"))))
    assert records.count() == 3  # two heads of a part each, and the state: no part of the longer one is left
    records.close()


def test_removed_and_added_again_is_there(leader: Library, follower: Library) -> None:
    Pipeline(leader).add(articles(3))
    remove(leader, "news-1")
    follow(follower)
    check_whole(follower, [article(0), article(2)])
    Pipeline(leader).add(articles(3))
    follow(follower)
    check_whole(follower, articles(3))


def test_what_changed_twice_between_two_rounds_is_taken_once(leader: Library, follower: Library) -> None:
    for edition in range(4):
        Pipeline(leader).add(articles(4, edition))
    assert follow(follower) == 4
    check_whole(follower, articles(4, edition=3))


def test_a_rebuild_is_followed_without_taking_articles_again(leader: Library, follower: Library) -> None:
    Pipeline(leader).add(articles(8))
    follow(follower)
    rebuild(leader, quiet)
    vector = follower.embedder.question("the ferry of Elmouth", "en")
    assert follower.nearest(vector, 3)  # from the old collection, which is kept for a while
    assert follow(follower) == 0
    check_whole(follower, articles(8))
    check_whole(leader, articles(8))


def test_what_a_rebuild_replaced_goes_later_and_what_one_left_behind_goes_with_the_next(leader: Library) -> None:
    mine = f"sentences-{leader.store.meta('store')}-"
    Pipeline(leader).add(articles(2))
    rebuild(leader, quiet)
    assert leader.collections(mine) == [f"{mine}0", f"{mine}1"]
    leader.store.set_meta(retired=json.dumps([[f"{mine}0", 0]]))  # long ago
    Pipeline(leader).add([])
    assert leader.collections(mine) == [f"{mine}1"]
    left = VectorIndex(leader._access, f"{mine}7")
    left.open()
    left.close()
    rebuild(leader, quiet)
    assert leader.collections(mine) == [f"{mine}1", f"{mine}2"]


def test_what_a_dead_process_did_not_tell_the_next_one_tells(leader: Library, follower: Library) -> None:
    Pipeline(leader).add(articles(3))
    leader.store.remove("news-1")  # and then it died
    assert follow(follower) == 3
    Pipeline(leader).add([])
    assert follow(follower) == 1
    check_whole(follower, [article(0), article(2)])


def test_of_two_heads_of_an_article_the_newer_counts(leader: Library, follower: Library) -> None:
    records = Records(leader._access, heads_of(str(leader.store.meta("store"))))
    Pipeline(leader).add(articles(2))
    before = records.get(["1:0", "2:0"])
    Pipeline(leader).add(articles(2, edition=1))
    records.upsert([*before.values()])  # as if they had not been deleted yet
    records.close()
    follow(follower)
    check_whole(follower, articles(2, edition=1))


def test_another_embedder_is_followed_once_it_is_configured(opened: Open, leader: Library, follower: Library) -> None:
    Pipeline(leader).add(articles(8))
    follow(follower)
    rebuild(opened("leader", "another"), quiet)
    with pytest.raises(EmbedderMismatchError, match="configure the one that the machine has"):
        follow(follower)
    assert follower.store.counts()[0] == 8
    changed = opened("follower", "another", follow=follower.follow)
    assert follow(changed) == 8
    check_whole(changed, articles(8))


def test_a_store_from_a_backup_is_followed_and_what_came_after_is_gone(
    opened: Open, leader: Library, follower: Library
) -> None:
    Pipeline(leader).add(articles(6))
    backup = opened("restored")
    leader.store._db._connection().backup(backup.store._db._connection())
    Pipeline(leader).add(articles(12, edition=1))
    follow(follower)
    rebuild(backup, quiet)
    Pipeline(backup).add([article(40)])
    follow(follower)
    check_whole(follower, [*articles(6), article(40)])


def test_a_server_that_lost_everything_is_filled_by_a_rebuild(
    tmp_path: Path, opened: Open, leader: Library, follower: Library
) -> None:
    Pipeline(leader).add(articles(6))
    follow(follower)
    with ChromaServer(tmp_path / "empty") as empty:
        moved = Library(settings_for(leader.store.folder, chroma_url=empty.url), leader.embedder)
        other = Library(settings_for(follower.store.folder, chroma_url=empty.url, follow="true"), follower.embedder)
        with pytest.raises(VectorIndexError, match="has no vectors of these articles: run `python -m ingest rebuild`"):
            Pipeline(moved).add(articles(7, edition=1))
        rebuild(moved, quiet)
        Pipeline(moved).add(articles(7, edition=1))
        follow(other)
        check_whole(moved, articles(7, edition=1))
        check_whole(other, articles(7, edition=1))
        moved.close()
        other.close()


def test_missing_vectors_hold_a_follower_until_they_are_made_anew(leader: Library, follower: Library) -> None:
    Pipeline(leader).add(articles(3))
    leader.index.delete(leader.index.ids()[:1])
    with pytest.raises(VectorIndexError, match="lacks vectors of news-"):
        follow(follower)
    rebuild(leader, quiet)
    follow(follower)
    check_whole(follower, articles(3))


def test_long_texts_without_vectors_are_taken_over_in_several_steps(tmp_path: Path, server: ChromaServer) -> None:
    lines = [f"On day {day} the ferry of Elmouth carried {day * 7 + 11} people." for day in range(5_000)]
    books = [Article(f"book-{n}", f"Book {n}", "\n".join(lines[n:]), "en") for n in range(2)]
    words_only = {"chroma_url": server.url, "embedder": "none"}
    leader = Library(settings_for(tmp_path / "leader", **words_only))
    Pipeline(leader).add([*books, *articles(5)])
    library = Library(settings_for(tmp_path / "follower", follow=leader.store.meta("store"), **words_only))
    follower = Follower(library)
    assert follower._take(follower._agreed()) == len(books)
    assert follower.catch_up() == 5
    assert list(library.store.articles()) == list(leader.store.articles())
    assert library.store.counts() == leader.store.counts()
    follower.close()
    library.close()
    leader.close()


def test_a_folder_that_follows_takes_no_articles_of_its_own(leader: Library, follower: Library) -> None:
    with pytest.raises(FollowerError, match="follows another machine"):
        Pipeline(follower).add(articles(1))
    with pytest.raises(FollowerError, match="bring articles in there"), writer_lock(follower):
        pytest.fail("the lock was given before anything was taken over")
    Pipeline(leader).add(articles(1))
    follow(follower)
    with pytest.raises(FollowerError, match="bring articles in there"), writer_lock(follower):
        pytest.fail("the lock was given")


def test_a_folder_with_articles_of_its_own_follows_nobody(opened: Open, leader: Library) -> None:
    Pipeline(leader).add(articles(2))
    own = opened("own")
    Pipeline(own).add(articles(3))
    with pytest.raises(SettingsError, match="has articles of its own"):
        follow(opened("own", follow=leader.store.meta("store")))
    check_whole(own, articles(3))


def test_of_several_stores_one_is_chosen_and_followed_from_then_on(tmp_path: Path) -> None:
    with ChromaServer(tmp_path / "chroma") as server:

        def opened(name: str, **others: object) -> Library:
            settings = settings_for(tmp_path / name, chroma_url=server.url, **others)
            return Library(settings, Embedder(HashingEmbedding()))

        first, second, follower = opened("a"), opened("b"), opened("c", follow="true")
        with pytest.raises(NothingToFollowError, match="no articles to follow yet"):
            follow(follower)
        Pipeline(first).add(articles(2))
        follow(follower)
        Pipeline(second).add(articles(5))
        follow(follower)
        check_whole(follower, articles(2))
        with pytest.raises(NothingToFollowError, match="set DATELINE_FOLLOW to one of"):
            follow(opened("d", follow="true"))
        chosen = opened("c", follow=second.store.meta("store"))
        follow(chosen)
        check_whole(chosen, articles(5))
        for library in (first, second, follower, chosen):
            library.close()
