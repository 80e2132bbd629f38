from __future__ import annotations

from pathlib import Path

import pytest

from ingest.embedding import Embedder
from ingest.errors import EmbedderMismatchError
from ingest.library import Library
from ingest.pipeline import Pipeline
from ingest.settings import Settings
from tests.articles import articles
from tests.conftest import settings_for
from tests.hashing import HashingEmbedding


def test_an_empty_library_belongs_to_no_embedder_yet(shelf: Library) -> None:
    shelf.check_embedder()
    assert shelf.claim_embedder() == "hashing-256"
    other = Library(settings_for(shelf.store.folder), Embedder(HashingEmbedding("another")))
    assert other.claim_embedder() == "another"
    other.close()


def test_a_filled_library_belongs_to_its_embedder(shelf: Library) -> None:
    Pipeline(shelf).add(articles(1))
    other = Library(settings_for(shelf.store.folder), Embedder(HashingEmbedding("another")))
    for claim in (other.check_embedder, other.claim_embedder):
        with pytest.raises(EmbedderMismatchError, match="hashing-256, but another is configured"):
            claim()
    other.close()


def test_keywords_alone_need_no_embedder_and_no_server(data: Path) -> None:
    library = Library(Settings(_env_file=None, data=data, embedder="none"))
    assert Pipeline(library).add(articles(5)).added == 5
    assert library.embedder is None
    assert library.store.prepared("news-0").vectors is None
    assert not (data / "chroma").exists()
    assert library.store.match_keywords('"elmouth"', 3)
    library.close()


def test_a_closed_library_opens_again_with_what_was_in_it(shelf: Library) -> None:
    Pipeline(shelf).add(articles(3))
    vector = shelf.embedder.question("the ferry of Elmouth", "en")
    found = shelf.nearest(vector, 2)
    shelf.close()
    again = Library(settings_for(shelf.store.folder), Embedder(HashingEmbedding()))
    assert again.nearest(vector, 2) == found
    again.close()
