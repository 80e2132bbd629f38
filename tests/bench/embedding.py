"""Synthetic vectors: an embedder that takes no time, under the name of the one that comes with Dateline."""

from __future__ import annotations

import zlib

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding

from ingest.embedding.names import LOCAL
from ingest.vectors import Vectors

DIMENSIONS = 384
# So long that taking a language's mean out of them hardly turns them: they stay in random directions.
_LONG = 1_000


def vectors(texts: list[str]) -> Vectors:
    """Return unit vectors in random directions, shape (texts, 384); a text always has the same."""
    rows = [np.random.default_rng(zlib.crc32(text.encode())).standard_normal(DIMENSIONS) for text in texts]
    matrix = np.array(rows, dtype=np.float32)
    unit: Vectors = matrix / np.linalg.norm(matrix, axis=1, keepdims=True)
    return unit


class SyntheticEmbedding(BaseEmbedding):
    """Its name is the local embedder's, so that the real commands answer from what was written with it."""

    def __init__(self) -> None:
        super().__init__(model_name=LOCAL, embed_batch_size=256)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return (_LONG * vectors(texts)).tolist()

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)
