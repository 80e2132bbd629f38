from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.article import Article, Passage
from ingest.errors import StoreError
from ingest.store import Prepared, Store, vector_ids
from ingest.text.folding import words
from ingest.text.sentences import sentences
from tests.articles import article, articles


def prepared(item: Article, vectors: bool = True) -> Prepared:
    spans = tuple(sentences(item.text, item.language))
    rows = np.random.default_rng(len(item.text)).standard_normal((len(spans), 8)).astype(np.float32)
    return Prepared(item, item.version("e"), (Passage(spans[:1]), Passage(spans[1:])), rows if vectors else None)


@pytest.fixture
def store(data: Path) -> Iterator[Store]:
    store = Store(data)
    store.make_current([prepared(item) for item in articles(5)])
    yield store
    store.close()


def test_an_article_comes_back_as_it_went_in(store: Store) -> None:
    found = store.prepared("news-3")
    assert found is not None
    expected = prepared(article(3))
    assert (found.article, found.version, found.passages) == (article(3), expected.version, expected.passages)
    assert np.allclose(found.vectors, expected.vectors, atol=2e-3)
    assert (store.article("nobody"), store.version("nobody"), store.prepared("nobody")) == (None, None, None)


def test_an_article_without_vectors_has_none(store: Store) -> None:
    store.make_current([prepared(article(9), vectors=False)])
    assert store.prepared("news-9").vectors is None


def test_making_current_replaces_and_lists_the_old_vectors_as_stale(store: Store) -> None:
    old = store.version("news-1")
    store.announce([("news-1", prepared(article(1, 1)).version, 2)])
    store.make_current([prepared(article(1, 1))])
    assert store.article("news-1") == article(1, 1)
    assert store.stale() == [("news-1", old, 2)]
    assert store.counts() == (5, 10, 10)
    store.forget_stale(store.stale())
    assert store.stale() == []


def test_what_was_announced_and_never_became_current_is_stale(store: Store) -> None:
    store.announce([("news-7", "dead", 3)])
    assert store.stale() == [("news-7", "dead", 3)]
    assert store.article("news-7") is None


def test_a_failed_transaction_changes_nothing(store: Store) -> None:
    broken = replace(prepared(article(8)), vectors=np.zeros((0, 8), dtype=np.float32))
    with pytest.raises(IndexError):
        store.make_current([prepared(article(0, 1)), broken])
    assert list(store.articles()) == articles(5)
    assert store.stale() == []


def test_old_words_are_not_found_after_an_update_or_a_removal(store: Store) -> None:
    (word,) = words(str(1_000 + 41))
    assert store.document_frequencies([word, "zebra"]) == {word: 1}
    store.make_current([prepared(article(1, 1))])
    store.remove("news-4")
    assert store.document_frequencies([word]) == {}
    assert store.match_keywords(f'"{word}"', 5) == []
    assert store.document_frequencies(["harrowby"]) == {}


def test_passages_are_found_by_vector_and_by_word(store: Store) -> None:
    version = store.version("news-2")
    ids = [*vector_ids("news-2", version, 2), "news-2:old:0", f"news-2:{version}:9", "no colon", "news-9:x:0"]
    rows = store.passages_of_vectors(ids)
    assert list(rows) == ids[:2]
    found = store.passages(list(rows.values()))
    assert [passage.article for passage in found] == [article(2)] * 2
    assert [passage.row for passage in found] == list(rows.values())
    (by_word, _), *_ = store.match_keywords('"castlegate"', 1)
    assert by_word in rows.values()
    assert store.passages([10**9]) == []


def test_the_better_match_of_words_comes_first(store: Store) -> None:
    scores = [score for _, score in store.match_keywords('"ferry" OR "elmouth" OR "season"', 10)]
    assert len(scores) > 1
    assert scores == sorted(scores, reverse=True)


def test_dates_covered_are_the_first_and_the_last(store: Store) -> None:
    assert store.dates_covered() == (date(2023, 1, 1), date(2023, 1, 5))
    for id_ in store.ids():
        store.remove(id_)
    assert store.dates_covered() is None
    assert store.counts() == (0, 0, 0)


def test_more_articles_than_one_page_are_listed_once_each(store: Store) -> None:
    store.make_current([prepared(item) for item in articles(450)])
    assert [item.id for item in store.articles()] == sorted(item.id for item in articles(450)) == store.ids()


def test_switching_takes_staged_versions_vectors_and_the_next_generation(store: Store) -> None:
    anew = [
        replace(prepared(item), version=f"v-{item.id}", vectors=np.ones((2, 4), np.float32)) for item in articles(5)
    ]
    store.stage(anew)
    assert store.version("news-0") != "v-news-0"
    store.switch("other")
    assert (store.meta("embedder"), store.meta("generation")) == ("other", "1")
    assert [store.version(id_) for id_ in store.ids()] == [f"v-{id_}" for id_ in store.ids()]
    assert store.prepared("news-0").vectors.tolist() == [[1.0] * 4] * 2
    store.switch("other")
    assert store.meta("generation") == "2"


def test_the_store_is_private_to_its_user(store: Store) -> None:
    assert (store.folder / "store.db").stat().st_mode & 0o077 == 0
    assert store.folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", [b"no database at all " * 99, b"SQLite format 3\0" + b"\xff" * 5_000])
def test_a_damaged_file_is_named(data: Path, content: bytes) -> None:
    data.mkdir()
    (data / "store.db").write_bytes(content)
    with pytest.raises(StoreError, match=r"store\.db is damaged \(.*\): restore it from a backup\."):
        Store(data)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "data"):
        with pytest.raises(StoreError, match=f"The data folder {folder} cannot be created"):
            Store(folder)


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_different_texts_have_different_versions(one: str, other: str) -> None:
    versions = {Article("a", "t", text, "en").version("e") for text in (one, other)}
    assert len(versions) == len({one, other})
