from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.article import Article, Found, Removal, Unchanged
from ingest.embedding import Embedder
from ingest.errors import EmbedderMismatchError, EmbeddingError, ItemError
from ingest.library import Library
from ingest.pipeline import Pipeline, writer_lock
from ingest.upkeep import remove_stale
from tests.articles import article, articles
from tests.conftest import settings_for
from tests.hashing import HashingEmbedding
from tests.whole import check_whole


def add(library: Library, *found: Found) -> tuple[int, int, int, int]:
    report = Pipeline(library).add(found)
    return report.added, report.updated, report.unchanged, len(report.failed)


def test_articles_are_stored_and_each_sentence_is_found_by_its_vector(shelf: Library) -> None:
    assert add(shelf, *articles(30)) == (30, 0, 0, 0)
    check_whole(shelf, articles(30))


def test_the_same_articles_again_need_no_embedding(shelf: Library, hashing: HashingEmbedding) -> None:
    add(shelf, *articles(30))
    embedded = len(hashing.embedded)
    assert embedded == shelf.store.counts()[2]
    assert add(shelf, *articles(30)) == (0, 0, 30, 0)
    assert len(hashing.embedded) == embedded


def test_a_changed_article_takes_the_place_of_the_old_one(shelf: Library, hashing: HashingEmbedding) -> None:
    add(shelf, *articles(6))
    before = len(hashing.embedded)
    changed = [*articles(3, edition=1), *articles(6)[3:]]
    assert add(shelf, *changed) == (0, 3, 3, 0)
    assert all(
        "eason 2" in text or "mùa thứ 2" in text or "0.1" in text or ".1." in text for text in hashing.embedded[before:]
    )
    check_whole(shelf, changed)


@pytest.mark.parametrize("change", [{"title": "Another title"}, {"published": None}, {"source": "Post"}, {"url": "u"}])
def test_changed_metadata_is_a_change(shelf: Library, change: dict[str, str | None]) -> None:
    add(shelf, *articles(2))
    changed = replace(article(0), **change)
    assert add(shelf, changed) == (0, 1, 0, 0)
    check_whole(shelf, [changed, article(1)])


def test_one_article_given_twice_is_one(shelf: Library) -> None:
    assert add(shelf, article(0), article(1), article(0)) == (2, 0, 1, 0)
    check_whole(shelf, articles(2))


def test_one_id_with_two_texts_keeps_the_first_and_says_so(shelf: Library) -> None:
    report = Pipeline(shelf).add([article(0), article(0, edition=1), article(1)])
    assert [str(error) for error in report.failed] == [
        "news-0: this id came twice with different texts; the first was kept."
    ]
    check_whole(shelf, articles(2))


def test_what_cannot_become_an_article_does_not_stop_the_rest(shelf: Library) -> None:
    credit = Article("credit", "", "© 2024 The Norbury Post", "en")
    heard: list[tuple[str, str]] = []
    report = Pipeline(shelf, lambda outcome, item: heard.append((outcome, item))).add(
        [article(0), ItemError("x.txt", "it is empty."), credit, article(1)]
    )
    assert report.as_json()["failed"] == [
        {"item": "x.txt", "error": "it is empty."},
        {"item": "credit", "error": "it holds no sentence that could be quoted."},
    ]
    assert heard == [
        ("added", "news-0"),
        ("failed", "x.txt: it is empty."),
        ("failed", "credit: it holds no sentence that could be quoted."),
        ("added", "news-1"),
    ]
    check_whole(shelf, articles(2))


def test_odd_characters_are_stored_and_quoted_as_they_came(shelf: Library) -> None:
    odd = [
        Article("nul", "A title", "A heron\0 nested on the roof.\r\nIt stayed\x1b[2J all summer.", "en"),
        Article("a:b:0", "Đ\u0301", "Chim làm tổ trên mái.\u2028Nó ở lại. \U0001f989", "vi"),
        Article("long", "", " ".join(f"walnut{n}" for n in range(2_000)), "xx"),
    ]
    assert add(shelf, *odd) == (3, 0, 0, 0)
    check_whole(shelf, odd)


class Failing(HashingEmbedding):
    """Fails at one article, as an embedder out of memory would."""

    def _get_text_embedding(self, text: str) -> list[float]:
        if "part 200" in text:
            raise RuntimeError("out of memory")
        return super()._get_text_embedding(text)


def test_what_was_embedded_before_a_failure_is_kept_and_the_next_run_goes_on(shelf: Library, hashing) -> None:
    failing = Library(settings_for(shelf.store.folder), Embedder(Failing()))
    try:
        with pytest.raises(EmbeddingError, match=r"failed \(out of memory\): run the command again\."):
            add(failing, *articles(220))
    finally:
        failing.close()
    kept = shelf.store.counts()[0]
    assert 100 <= kept < 220
    check_whole(shelf, [shelf.store.article(id_) for id_ in shelf.store.ids()])
    assert add(shelf, *articles(220)) == (220 - kept, 0, kept, 0)
    assert shelf.store.counts()[0] == 220


def test_another_embedder_is_told_to_rebuild(shelf: Library) -> None:
    add(shelf, *articles(2))
    other = Library(settings_for(shelf.store.folder), Embedder(HashingEmbedding("another")))
    try:
        with pytest.raises(EmbedderMismatchError, match=r"made with the embedder hashing-256, but another .* rebuild`"):
            add(other, article(3))
    finally:
        other.close()
    check_whole(shelf, articles(2))


def test_a_removed_article_takes_its_vectors_along(shelf: Library) -> None:
    add(shelf, *articles(5))
    assert shelf.store.remove("news-2")
    assert not shelf.store.remove("news-2")
    remove_stale(shelf)
    check_whole(shelf, [article(n) for n in (0, 1, 3, 4)])


def test_what_is_withdrawn_goes_and_what_is_as_it_was_is_counted(shelf: Library) -> None:
    add(shelf, *articles(4))
    heard: list[tuple[str, str]] = []
    report = Pipeline(shelf, lambda outcome, item: heard.append((outcome, item))).add(
        [Unchanged("news-1"), Removal("news-2", "it was deleted."), Removal("nobody", "it was deleted."), article(9)]
    )
    assert (report.removed, report.unchanged, report.added) == (1, 1, 1)
    assert heard == [("unchanged", "news-1"), ("removed", "news-2"), ("added", "news-9")]
    check_whole(shelf, [article(n) for n in (0, 1, 3, 9)])


def test_the_writer_lock_is_waited_for(shelf: Library, caplog: pytest.LogCaptureFixture) -> None:
    entered = threading.Event()

    def wait() -> None:
        with writer_lock(shelf):
            entered.set()

    with writer_lock(shelf):
        thread = threading.Thread(target=wait)
        thread.start()
        assert not entered.wait(0.3)
    assert entered.wait(30)
    thread.join()
    assert "Another ingest is running" in caplog.text


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.dictionaries(st.integers(0, 5), st.integers(0, 2), max_size=5), min_size=1, max_size=4))
def test_after_any_series_of_ingests_the_latest_editions_are_there(shelf: Library, runs: list[dict[int, int]]) -> None:
    for id_ in shelf.store.ids():
        shelf.store.remove(id_)
    current: dict[int, Article] = {}
    for run in runs:
        given_now = {n: article(n, edition) for n, edition in run.items()}
        current |= given_now
        add(shelf, *given_now.values())
        assert add(shelf, *given_now.values()) == (0, 0, len(given_now), 0)
    check_whole(shelf, current.values())
