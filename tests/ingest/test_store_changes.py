"""A store made by an older Dateline is brought up to date; one made by a newer is left alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ingest.article import Article, Passage, Span
from ingest.errors import StoreError
from ingest.store import Prepared, Store, schema

FERRY = Article("ferry", "Ferry", "The ferry sank.", "en", date(2024, 5, 1))


def first_store(folder: Path) -> None:
    """Make a store as the first version of Dateline did, with one article in it."""
    folder.mkdir()
    with closing(sqlite3.connect(folder / "store.db")) as db:
        db.executescript(f"{schema.STORE}; PRAGMA user_version = 1")
        db.execute(
            "INSERT INTO articles (id, version, title, text, language, published) VALUES (?, 'v', ?, ?, ?, ?)",
            [FERRY.id, FERRY.title, FERRY.text, FERRY.language, "2024-05-01"],
        )
        db.commit()


def test_articles_of_an_older_store_are_kept(data: Path) -> None:
    first_store(data)
    for _ in range(2):
        store = Store(data)
        assert store.article("ferry") == FERRY
        store.close()


def test_articles_of_an_older_store_get_numbers_for_followers(data: Path) -> None:
    first_store(data)
    store = Store(data)
    (change,) = store.changes(0, 10)
    assert (change.article, change.sequence, store.sequence()) == (FERRY, 1, 1)
    store.make_current([Prepared(replace(FERRY, id="other"), "v", (Passage((Span(0, 15),)),), None)])
    assert [(it.article_id, it.sequence) for it in store.changes(0, 10)] == [("ferry", 1), ("other", 2)]
    store.remove("ferry")
    assert [(it.article_id, it.article is None) for it in store.changes(1, 10)] == [("other", False), ("ferry", True)]
    store.close()


def test_a_store_of_a_newer_dateline_is_refused(data: Path) -> None:
    Store(data).close()
    with closing(sqlite3.connect(data / "store.db")) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="newer version"):
        Store(data)


def test_authors_and_modification_are_kept(data: Path) -> None:
    whole = replace(FERRY, authors=("Ann Lee", "Trần Văn Ổn"), modified=date(2024, 5, 3))
    store = Store(data)
    store.make_current([Prepared(whole, "v2", (Passage((Span(0, 15),)),), None)])
    assert store.article("ferry") == whole
    assert whole.version("e") != FERRY.version("e")
    store.close()
