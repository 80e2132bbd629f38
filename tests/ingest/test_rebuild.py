from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ingest.embedding import Embedder
from ingest.errors import EmbedderMismatchError
from ingest.index import VectorIndex
from ingest.library import Library
from ingest.pipeline import Pipeline
from ingest.rebuild import rebuild
from tests.articles import article, articles
from tests.conftest import settings_for
from tests.hashing import HashingEmbedding
from tests.ingest.test_store_changes import first_store
from tests.whole import check_whole


@pytest.fixture
def filled(shelf: Library) -> Library:
    Pipeline(shelf).add(articles(20))
    return shelf


def quiet(done: int, total: int) -> None:
    assert 0 < done <= total


def test_the_vectors_are_made_anew_without_embedding(filled: Library, hashing: HashingEmbedding) -> None:
    embedded = len(hashing.embedded)
    assert rebuild(filled, quiet) == 20
    assert len(hashing.embedded) == embedded
    check_whole(filled, articles(20))


def test_lost_and_foreign_vectors_are_put_right(filled: Library) -> None:
    ids = filled.index.ids()
    vectors = filled.index.get(ids[:4])
    filled.index.delete(ids[:7])
    filled.index.upsert([f"{id_}-foreign" for id_ in vectors], np.stack([*vectors.values()]))
    rebuild(filled, quiet)
    check_whole(filled, articles(20))


def test_what_a_rebuild_that_died_left_is_dropped_and_the_rest_stays(filled: Library) -> None:
    left = filled.new_collection()
    foreign = VectorIndex(filled._access, "foreign")
    for index in (left, foreign):
        index.upsert(["one"], np.ones((1, 4), np.float32))
        index.close()
    filled.repair()
    assert filled.collections("") == sorted(["foreign", filled.index.name])
    check_whole(filled, articles(20))


def test_another_embedder_embeds_everything_anew(filled: Library, hashing: HashingEmbedding) -> None:
    other = HashingEmbedding("another")
    library = Library(settings_for(filled.store.folder), Embedder(other))
    try:
        with pytest.raises(EmbedderMismatchError, match="rebuild"):
            library.check_embedder()
        assert rebuild(library, quiet) == 20
        assert len(other.embedded) == filled.store.counts()[2]
        library.check_embedder()
        check_whole(library, articles(20))
        assert Pipeline(library).add(articles(20)).unchanged == 20
    finally:
        library.close()


def test_a_reader_goes_over_to_the_new_vectors_without_a_restart(filled: Library) -> None:
    reader = Library(settings_for(filled.store.folder), Embedder(HashingEmbedding()))
    try:
        vector = reader.embedder.question("the ferry of Elmouth", "en")
        before = reader.nearest(vector, 3)
        rebuild(filled, quiet)
        assert reader.nearest(vector, 3) == [(id_, pytest.approx(score, abs=2e-3)) for id_, score in before]
    finally:
        reader.close()


def test_an_unfinished_rebuild_leaves_the_old_vectors_and_is_done_again(filled: Library) -> None:
    class StopError(Exception):
        """Stands for whatever ends a process."""

    def stop(done: int, total: int) -> None:
        if done >= 16:
            raise StopError

    other = Library(settings_for(filled.store.folder), Embedder(HashingEmbedding("another")))
    try:
        with pytest.raises(StopError):
            rebuild(other, stop)
        check_whole(filled, articles(20))
        filled.store.remove("news-0")
        assert rebuild(other, quiet) == 19
        check_whole(other, [article(n) for n in range(1, 20)])
    finally:
        other.close()


def test_a_damaged_chroma_folder_is_emptied_and_filled(filled: Library, data: Path) -> None:
    filled.close()
    for path in (data / "chroma").glob("chroma.sqlite3*"):
        path.write_bytes(b"no database at all " * 500)
    library = Library(settings_for(data), Embedder(HashingEmbedding()))
    try:
        rebuild(library, quiet)
        check_whole(library, articles(20))
    finally:
        library.close()


def test_deleted_collections_leave_nothing_on_the_disk(filled: Library, data: Path) -> None:
    for _ in range(2):
        rebuild(filled, quiet)
    (data / "chroma" / "kept").mkdir()
    filled.close()
    library = Library(settings_for(data), Embedder(HashingEmbedding()))
    try:
        check_whole(library, articles(20))
        folders = {path.name for path in (data / "chroma").iterdir() if path.is_dir()}
        assert len(folders) == 2
        assert "kept" in folders
    finally:
        library.close()


def test_nothing_stored_is_nothing_to_rebuild(shelf: Library) -> None:
    assert rebuild(shelf, quiet) == 0
    check_whole(shelf, [])


def test_an_article_without_a_sentence_is_kept(data: Path) -> None:
    first_store(data)
    library = Library(settings_for(data), Embedder(HashingEmbedding()))
    assert rebuild(library, lambda done, total: None) == 1
    assert library.store.ids() == ["ferry"]
    library.close()
