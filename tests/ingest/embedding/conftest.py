"""A scripted endpoint, and the embedder behind it as the settings make it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest.embedding import open_embedder
from ingest.embedding.remote import RemoteEmbedder
from ingest.settings import Settings
from tests.embedding_replies import vectors
from tests.llm_server import LLMServer

Open = Callable[..., RemoteEmbedder]


@pytest.fixture
def server() -> Iterator[LLMServer]:
    """Yield an endpoint that answers each text with the vector of its words."""
    with LLMServer(vectors()) as server:
        yield server
        assert server.errors == []


def endpoint_settings(data: Path, server: LLMServer, **named: Any) -> Settings:
    """Return the settings of a data folder embedded by ``server``."""
    chosen = {"embedder": "openai", "embedding_base_url": server.url, "embedding_model": "words", **named}
    return Settings(_env_file=None, data=data, **chosen)


@pytest.fixture
def opened(data: Path, server: LLMServer) -> Iterator[Open]:
    """Return what opens the embedder behind the server; all are closed when the test ends."""
    embedders: list[RemoteEmbedder] = []

    def opened(**named: Any) -> RemoteEmbedder:
        embedder = open_embedder(endpoint_settings(data, server, **named))
        assert isinstance(embedder, RemoteEmbedder)
        embedders.append(embedder)
        return embedder

    yield opened
    for embedder in embedders:
        embedder.close()
