"""An embedder behind an OpenAI-compatible endpoint, as a LlamaIndex embedding."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from pydantic import PrivateAttr

from ingest.embedding.batches import clean, cut
from ingest.embedding.client import IN_FLIGHT, MOST_TEXTS, EndpointClient
from ingest.embedding.names import endpoint_model
from ingest.embedding.received import ReceivedVectors
from ingest.errors import EmbeddingError
from ingest.settings import Settings
from ingest.vectors import Vectors

# Who asks waits for the answer, too; when this is over, keywords answer.
_QUESTION_SECONDS = 4.0
_QUESTION_SHARE = 0.25
# As many as LlamaIndex allows: the client cuts them into requests itself.
_MOST_AT_ONCE = 2_048


class EndpointEmbedding(BaseEmbedding):
    """A model of an endpoint. Vectors are float32, of unit length; received ones are kept until they are dropped.

    Attributes:
        at_once: how many texts keep the endpoint busy.
    """

    at_once: int = IN_FLIGHT * MOST_TEXTS
    _settings: Settings = PrivateAttr()
    _client: EndpointClient = PrivateAttr()
    _received: ReceivedVectors | None = PrivateAttr()
    _dimensions: int | None = PrivateAttr(default=None)

    def __init__(self, settings: Settings, received: ReceivedVectors | None = None) -> None:
        super().__init__(model_name=endpoint_model(settings), embed_batch_size=_MOST_AT_ONCE)
        self._settings = settings
        self._client = EndpointClient(settings)
        self._received = received
        self._dimensions = received.fact("dimensions") if received else None

    @property
    def question_seconds(self) -> float:
        """How long somebody waits for the vector of a question."""
        return min(_QUESTION_SECONDS, self._settings.answer_deadline * _QUESTION_SHARE)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _vectors(self, texts: Sequence[str], prefix: str) -> Vectors:
        sent = [self._sent(text, prefix) for text in texts]
        wanted = list(dict.fromkeys(sent))
        found = self._received.get(wanted) if self._received else {}

        def received(part: list[str], vectors: Vectors) -> None:
            unit = self._unit(vectors)
            if self._received:
                self._received.put(part, unit)
            found.update(zip(part, unit, strict=True))

        missing = [text for text in wanted if text not in found]
        if missing:
            self._client.embed(missing, received)
        return np.stack([found[text] for text in sent])

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vectors of sentences under their titles, shape (texts, dimensions)."""
        return self._vectors(texts, self._settings.embedding_passage_prefix)

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vectors of questions for which nobody waits, shape (texts, dimensions)."""
        return self._vectors(texts, self._settings.embedding_query_prefix)

    def drop(self, passages: Sequence[str], queries: Sequence[str] = ()) -> None:
        """Let go of the vectors received for these texts, which are safe elsewhere."""
        if self._received:
            sent = [self._sent(text, self._settings.embedding_passage_prefix) for text in passages]
            self._received.drop({*sent, *(self._sent(text, self._settings.embedding_query_prefix) for text in queries)})

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return self.passages(texts).tolist()  # type: ignore[no-any-return]

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embeddings(self, queries: Sequence[str]) -> list[list[float]]:
        return self._vectors(queries, self._settings.embedding_query_prefix).tolist()  # type: ignore[no-any-return]

    def _get_query_embedding(self, query: str) -> list[float]:
        seconds = self.question_seconds
        vector = self._client.embed_one(self._sent(query, self._settings.embedding_query_prefix), seconds)
        return self._unit(vector[None])[0].tolist()  # type: ignore[no-any-return]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return await asyncio.to_thread(self._get_query_embedding, query)

    def _sent(self, text: str, prefix: str) -> str:
        return cut(prefix + clean(text))

    def _unit(self, vectors: Vectors) -> Vectors:
        """Return ``vectors`` at unit length, once it is sure that the same model made them as before."""
        if self._dimensions not in (None, vectors.shape[1]):
            raise EmbeddingError(
                f"The embedding endpoint {self._client.where} gives vectors of {vectors.shape[1]} dimensions, but gave "
                f"{self._dimensions} before: another model answers to the name {self._settings.embedding_model}. Start "
                "the former, or set EMBEDDING_MODEL to the name of the new one and run `python -m ingest rebuild`."
            )
        if self._dimensions is None:
            self._dimensions = vectors.shape[1]
            if self._received:
                self._received.set_fact("dimensions", self._dimensions)
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit.astype(np.float32)
