"""Taking the language out of a vector, so that languages can be compared.

Embedders put texts of one language closer together than texts of one meaning. Subtracting the mean vector of a text's
language, and giving the rest unit length again, brings a Vietnamese question's English answer among the first five
far more often. Means differ between questions and passages, and belong to one embedder: ``calibration.py`` makes them.
The local embedder needs none: it was trained on questions and answers of two languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from ingest.vectors import Vectors

Kind = Literal["question", "passage"]
Means = dict[str, dict[str, list[float]]]
ANY_LANGUAGE = "*"


class Centring:
    """The mean vectors of one embedder, by kind of text and language.

    A language without a mean of its own uses the mean of all; an embedder without any is left as it is. Questions
    have the length ``scale``, so that their products with sentences are as large as the local embedder's cosines.
    """

    def __init__(self, means: Means, scale: float = 1.0) -> None:
        self._scale = scale
        self._means = {
            kind: {language: np.array(mean, dtype=np.float32) for language, mean in by_language.items()}
            for kind, by_language in means.items()
        }

    def centre(self, vectors: Vectors, languages: Sequence[str], kind: Kind) -> Vectors:
        """Return ``vectors``, shape (texts, dimensions), centred; sentences of unit length, questions of ``scale``."""
        means = self._means.get(kind)
        if means is not None and len(vectors):
            vectors = vectors - np.stack([means.get(language, means[ANY_LANGUAGE]) for language in languages])
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        length = self._scale if kind == "question" else 1.0
        centred: Vectors = (vectors * (length / np.maximum(norms, 1e-9))).astype(np.float32)
        return centred
