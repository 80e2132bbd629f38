"""A small embedding of the tests' own, quick and the same on every machine, which counts its work."""

from __future__ import annotations

import hashlib

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from pydantic import PrivateAttr

from ingest.text.folding import words

DIMENSIONS = 256


class HashingEmbedding(BaseEmbedding):
    """The sum of a pseudo-random vector for each word; texts with common words are near each other."""

    _embedded: list[str] = PrivateAttr(default_factory=list)

    def __init__(self, name: str = "hashing-256") -> None:
        super().__init__(model_name=name, embed_batch_size=16)

    @property
    def embedded(self) -> list[str]:
        """Every text embedded so far, questions not counted."""
        return self._embedded

    def _get_text_embedding(self, text: str) -> list[float]:
        self._embedded.append(text)
        return hashed(text)

    def _get_query_embedding(self, query: str) -> list[float]:
        return hashed(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return hashed(query)


def hashed(text: str) -> list[float]:
    """Return the vector of ``text``."""
    seeds = [int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big") for word in words(text) or ["."]]
    vector = np.sum([np.random.default_rng(seed).standard_normal(DIMENSIONS) for seed in seeds], axis=0)
    return (vector / np.linalg.norm(vector)).tolist()
