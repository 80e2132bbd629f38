"""The check behind every test of damage: a data folder holds what was given, no less and no more."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pytest

from ingest.article import Article
from ingest.library import Library
from ingest.store import Store, vector_ids


def check_whole(library: Library, given: Collection[Article]) -> None:
    """Assert that exactly ``given`` is stored, and that the index has exactly their vectors."""
    store = library.store
    assert list(store.articles()) == sorted(given, key=lambda article: article.id)
    prepared = [store.prepared(article.id) for article in given]
    vectors = {
        id_: vector
        for item in prepared
        for id_, vector in zip(
            vector_ids(item.article.id, item.version, len(item.sentences)), item.vectors, strict=True
        )
    }
    assert store.counts() == (len(given), sum(len(item.passages) for item in prepared), len(vectors))
    assert store.stale() == []
    assert sorted(library.index.ids()) == sorted(vectors)
    found = {id_: library.index.nearest(vector, 1) for id_, vector in vectors.items()}
    assert {id_: near for id_, near in found.items() if near != [(id_, pytest.approx(1, abs=1e-3))]} == {}
    check_sentences(store, given)


def check_sentences(store: Store, given: Iterable[Article]) -> None:
    """Assert that each article is stored word for word and its sentences lie within it, in order."""
    for article in given:
        item = store.prepared(article.id)
        assert item is not None
        assert item.article == article
        position = 0
        for span in item.sentences:
            assert position <= span.start < span.end <= len(article.text)
            assert span.of(article.text) == span.of(article.text).strip()
            position = span.end
