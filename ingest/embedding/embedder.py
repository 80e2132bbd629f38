"""An embedder as Dateline uses it: questions and sentences in, centred vectors out."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ingest.embedding.calibration import LOCAL_UNRELATED
from ingest.embedding.centring import Centring, Kind
from ingest.embedding.names import KEYWORDS_ONLY, embedder_name
from ingest.errors import EmbeddingError
from ingest.settings import Settings
from ingest.vectors import Vectors

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

logger = logging.getLogger(__name__)


class Embedder:
    """A LlamaIndex embedding with the centring that belongs to it.

    Attributes:
        name: says what made a vector; vectors of different names are never compared.
        at_once: how many sentences are best embedded at once; more need more memory and are no faster.
        is_remote: whether asking it takes a network, and perhaps money.
        unrelated: how near it finds a question to a sentence on something else, as a cosine.
    """

    at_once = 128
    is_remote = False
    unrelated = LOCAL_UNRELATED

    def __init__(self, model: BaseEmbedding) -> None:
        self._model = model
        self.name = model.model_name

    @property
    def centring(self) -> Centring:
        """What takes the language out of its vectors; nothing has to, where it was trained to leave it out."""
        return Centring({})

    def question(self, text: str, language: str) -> Vectors:
        """Return the vector of a question, shape (dimensions,). Raises ``EmbeddingError``."""
        vector: Vectors = self._centred([self._embed(text)], [language], "question")[0]
        return vector

    def sentences(self, texts: Sequence[str], languages: Sequence[str]) -> Vectors:
        """Return the vectors of sentences under their titles, shape (texts, dimensions).

        Raises:
            EmbeddingError: the model failed.
        """
        return self._centred(self._embed_all(texts), languages, "passage")

    def drop(self, texts: Sequence[str]) -> None:
        """Forget the vectors of ``texts``, sentences under their titles, where they were kept: they are stored now."""

    def tidy(self) -> None:
        """Forget what was kept for too long."""

    def close(self) -> None:
        """Let go of what the model holds."""

    def _embed_all(self, texts: Sequence[str]) -> Sequence[list[float] | Vectors]:
        # Texts of one length share a batch: otherwise the shorter ones are padded to the longest.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        try:
            vectors = self._model.get_text_embedding_batch([texts[i] for i in order])
        except (RuntimeError, OSError, ValueError) as error:
            raise EmbeddingError(f"The embedder {self.name} failed ({error}): run the command again.") from error
        unsorted: list[list[float]] = [[]] * len(texts)
        for position, vector in zip(order, vectors, strict=True):
            unsorted[position] = vector
        return unsorted

    def _embed(self, question: str) -> list[float]:
        try:
            return self._model.get_query_embedding(question)
        except (RuntimeError, OSError, ValueError) as error:
            raise EmbeddingError(f"The embedder {self.name} failed ({error}): ask again.") from error

    def _centred(self, vectors: Sequence[list[float] | Vectors], languages: Sequence[str], kind: Kind) -> Vectors:
        matrix = np.array(vectors, dtype=np.float32).reshape(len(vectors), -1)
        return self.centring.centre(matrix, languages, kind)


def open_embedder(settings: Settings) -> Embedder | None:
    """Return the embedder that ``settings`` name; None for keywords alone.

    Raises:
        SettingsError: the local embedder is asked for by name and has no build for this machine.
        ModelFileError: one of its files is missing, cut or of another version.
    """
    if embedder_name(settings) == KEYWORDS_ONLY:
        if settings.embedder != KEYWORDS_ONLY:
            logger.warning("No embedder on this machine: Dateline searches by keywords alone, within one language.")
        return None
    if settings.embedder == "openai":
        from ingest.embedding.remote import RemoteEmbedder

        return RemoteEmbedder(settings)
    from ingest.embedding.local import LocalEmbedding

    return Embedder(LocalEmbedding())
