"""The embedder that comes with Dateline: multilingual-e5-small in eight bits, on the CPU, offline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from pydantic import PrivateAttr

from ingest.embedding.batches import clean
from ingest.embedding.names import LOCAL
from ingest.encoder import BEGIN, END, Encoder, shared_words
from ingest.vectors import Vectors

# As the model was trained (Wang et al. 2024, "Multilingual E5 Text Embeddings").
QUERY, PASSAGE = "query: ", "passage: "
# The model has 512 positions; two are for the special pieces.
_MOST_PIECES = 510


class LocalEmbedding(BaseEmbedding):
    """The encoder as a LlamaIndex embedding. Vectors are float32, 384 dimensions, of unit length."""

    _encoder: Any = PrivateAttr()

    def __init__(self) -> None:
        """Load the model. Raises ``ModelFileError``."""
        super().__init__(model_name=LOCAL, embed_batch_size=128)
        self._encoder = Encoder("embedder.onnx")

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._embedded([QUERY + clean(query)])[0].tolist()  # type: ignore[no-any-return]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        import asyncio

        return await asyncio.to_thread(self._get_query_embedding, query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return list(self._embedded([PASSAGE + clean(text) for text in texts]))

    def _get_query_embeddings(self, queries: Sequence[str]) -> list[list[float]]:
        return list(self._embedded([QUERY + clean(query) for query in queries]))

    def _embedded(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of ``texts``; one that is longer than the model reads has the mean of its parts'."""
        words = shared_words()
        rows: list[list[int]] = []
        owners: list[int] = []
        for n, text in enumerate(texts):
            ids = words.ids(text)
            for start in range(0, max(len(ids), 1), _MOST_PIECES):
                rows.append([BEGIN, *ids[start : start + _MOST_PIECES], END])
                owners.append(n)
        found = np.stack([vector for (vector,) in self._encoder.run(rows)])
        if len(rows) == len(texts):
            return found
        summed = np.zeros((len(texts), found.shape[1]), dtype=np.float32)
        np.add.at(summed, owners, found)
        unit: Vectors = summed / np.linalg.norm(summed, axis=1, keepdims=True)
        return unit
