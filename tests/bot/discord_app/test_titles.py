"""The titles in memory are those of the store, in order, however it changes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.discord_app.titles import Titles
from ingest.article import Article
from ingest.store import Prepared, Store
from ingest.text.folding import fold

WORDS = "Storm flood Bão lũ đường phố ferry Ferry-boat market a".split()


@pytest.fixture
def store(data: Path) -> Iterator[Store]:
    store = Store(data)
    yield store
    store.close()


def put(store: Store, n: int, title: str) -> None:
    """Make an article current; every fifth has no date."""
    published = date(2024, 1, 1 + n % 9) if n % 5 else None
    store.make_current([Prepared(Article(f"a{n}", title, "x", "en", published), "v", (), None)])


def expected(store: Store, search: str) -> list[str]:
    found = [it for it in store.headings() if all(word in fold(it.title) for word in fold(search).split())]
    ordered = sorted(found, key=lambda it: (it.title, it.id))
    ordered.sort(key=lambda it: it.published or date.min, reverse=True)
    return [it.id for it in ordered]


def test_a_search_finds_what_the_store_has_after_every_change(store: Store) -> None:
    chance, titles = random.Random(3), Titles(store)
    for step in range(120):
        if step % 3 == 2:
            store.remove(f"a{chance.randrange(40)}")
        else:
            put(store, chance.randrange(40), " ".join(chance.choices(WORDS, k=chance.randint(0, 4))))
        for search in ("", "storm", "BAO", "ferry market", "duong phố storm", "rr", "zeppelin"):
            assert [it.id for it in titles.matching(search)] == expected(store, search)


def test_many_changes_at_once_are_found_too(store: Store) -> None:
    titles = Titles(store)
    for edition in ("first", "second"):
        items = [Article(f"a{n}", f"{edition} {n}", "x", "en") for n in range(1_500)]
        store.make_current([Prepared(article, edition, (), None) for article in items])
        assert [it.id for it in titles.matching(edition)] == expected(store, edition)
    assert list(titles.matching("first")) == []
    assert len(list(titles.matching(""))) == 1_500


def test_a_list_that_is_being_read_is_not_changed_meanwhile(store: Store) -> None:
    titles = Titles(store)
    for n in range(5):
        put(store, n, f"ferry {n}")
    being_read = titles.matching("ferry")
    next(being_read)
    store.remove("a1")
    assert len(list(titles.matching("ferry"))) == 4
    assert len(list(being_read)) == 4
