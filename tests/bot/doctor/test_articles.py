from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from bot.doctor import articles as about_articles
from bot.doctor.check import Check, Finding, Status
from ingest.errors import EmbeddingError
from ingest.library import Library
from ingest.pipeline import Pipeline
from ingest.settings import Settings
from ingest.sources import read
from ingest.store import Store, vector_ids
from tests.conftest import SEEDS, settings_for
from tests.embedding_replies import vectors
from tests.hashing import DIMENSIONS
from tests.llm_replies import fails
from tests.llm_server import LLMServer


def look(settings: Settings) -> Finding:
    return Check("index", lambda: about_articles.index(settings), seconds=60).run()


def test_whole_articles_pass(articles: Path) -> None:
    finding = look(settings_for(articles))
    assert (finding.status, finding.text.startswith("2 articles, ")) == (Status.PASS, True)


def test_without_a_folder_or_articles_it_says_how_to_bring_some_in(data: Path) -> None:
    for _ in range(2):
        finding = look(settings_for(data))
        assert (finding.status, "python -m ingest add" in finding.text) == (Status.FAIL, True)
        data.mkdir(exist_ok=True)
    Store(data).close()
    finding = look(settings_for(data))
    assert (finding.status, "python -m ingest add" in finding.text) == (Status.FAIL, True)


def test_a_damaged_store_is_to_be_restored(articles: Path) -> None:
    (articles / "store.db").write_bytes(b"no database" * 1_000)
    finding = look(settings_for(articles))
    assert (finding.status, "restore it from a backup" in finding.text) == (Status.FAIL, True)


@pytest.mark.parametrize("superfluous", [False, True], ids=["some are gone", "and as many are left over"])
def test_vectors_that_are_missing_are_counted(superfluous: bool, articles: Path) -> None:
    library = Library(settings_for(articles))
    article = library.store.ids()[0]
    version = library.store.version(article)
    assert version is not None
    gone = vector_ids(article, version, 3)
    if superfluous:
        library.store.announce([(article, "old", 3)])
        left = library.index.get(gone)
        library.index.upsert(vector_ids(article, "old", 3), np.stack([left[id_] for id_ in gone]))
    library.index.delete(gone)
    sentences = library.store.counts()[2]
    library.close()
    finding = look(settings_for(articles))
    assert finding.status is Status.FAIL
    assert f"{sentences - 3} of {sentences} sentences" in finding.text
    assert "python -m ingest rebuild" in finding.text


def test_vectors_of_what_was_replaced_do_no_harm(articles: Path) -> None:
    library = Library(settings_for(articles))
    article = library.store.ids()[0]
    library.store.announce([(article, "old", 1)])
    (vector,) = library.index.get(library.index.ids()[:1]).values()
    library.index.upsert(vector_ids(article, "old", 1), vector[None])
    library.close()
    assert look(settings_for(articles)).status is Status.PASS


def test_articles_of_another_embedder_are_told_apart(articles: Path) -> None:
    finding = look(Settings(_env_file=None, data=articles, embedder="none"))
    assert (finding.status, "python -m ingest rebuild" in finding.text) == (Status.FAIL, True)


@pytest.mark.skipif(os.getuid() != 0, reason="only root may give a folder away")
def test_in_the_folder_of_another_user_nothing_is_opened(articles: Path) -> None:
    os.chown(articles, 65534, 65534)
    before = sorted(articles.iterdir())
    assert look(settings_for(articles)).status is Status.FAIL
    assert sorted(articles.iterdir()) == before


def test_the_embedder_embeds_or_is_left_out() -> None:
    assert about_articles.embedder(Settings(_env_file=None, embedder="auto")).status is Status.PASS
    assert about_articles.embedder(Settings(_env_file=None, embedder="none")).status is Status.PASS


def test_an_endpoint_embeds_or_says_why_not(tmp_path: Path) -> None:
    with LLMServer(vectors()) as server:
        chosen = {"embedder": "openai", "embedding_base_url": server.url, "embedding_model": "words"}
        settings = Settings(_env_file=None, data=tmp_path / "data", **chosen)
        assert "words answers in" in about_articles.embedder(settings).text
        server.play(fails(401, "No."))
        with pytest.raises(EmbeddingError, match="refuses the key: set EMBEDDING_API_KEY"):
            about_articles.embedder(settings)
        assert not settings.data.exists()


def test_an_endpoint_that_serves_another_model_is_told_apart(tmp_path: Path) -> None:
    def other(items: list[dict[str, object]]) -> list[dict[str, object]]:
        return [
            {**item, "embedding": np.random.default_rng(n).standard_normal(DIMENSIONS).tolist()}
            for n, item in enumerate(items)
        ]

    with LLMServer(vectors()) as server:
        chosen = {"embedder": "openai", "embedding_base_url": server.url, "embedding_model": "words"}
        settings = Settings(_env_file=None, data=tmp_path / "data", **chosen)
        library = Library(settings)
        Pipeline(library).add(read([str(SEEDS)]))
        library.close()
        assert look(settings).status is Status.PASS
        server.play(vectors(other))
        finding = look(settings)
        assert (finding.status, "set EMBEDDING_MODEL to a name of its own" in finding.text) == (Status.FAIL, True)
