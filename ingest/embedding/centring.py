"""Taking the language out of a vector, so that languages can be compared.

multilingual-e5-small puts texts of one language closer together than texts of one meaning. Subtracting the
mean vector of a text's language, and giving the rest unit length again, brings a Vietnamese question's
English answer among the first five in nine cases of ten instead of three. Means differ between questions
and passages, and belong to one embedder: ``scripts/fit_means.py`` makes them.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from importlib.resources import files
from typing import Literal

import numpy as np

from ingest.vectors import Vectors

Kind = Literal["question", "passage"]
ANY_LANGUAGE = "*"


class Centring:
    """The mean vectors of one embedder, by kind of text and language.

    A language without a mean of its own uses the mean of all; an embedder without any is left as it is.
    """

    def __init__(self, means: dict[str, dict[str, list[float]]]) -> None:
        self._means = {
            kind: {language: np.array(mean, dtype=np.float32) for language, mean in by_language.items()}
            for kind, by_language in means.items()
        }

    def centre(self, vectors: Vectors, languages: Sequence[str], kind: Kind) -> Vectors:
        """Return ``vectors``, shape (texts, dimensions), centred and of unit length."""
        means = self._means.get(kind)
        if means is not None and len(vectors):
            vectors = vectors - np.stack([means.get(language, means[ANY_LANGUAGE]) for language in languages])
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Vectors = (vectors / np.maximum(norms, 1e-9)).astype(np.float32)
        return unit


@functools.cache
def known_means() -> dict[str, dict[str, dict[str, list[float]]]]:
    """Return the fitted means by embedder name."""
    found: dict[str, dict[str, dict[str, list[float]]]] = json.loads(
        files("ingest.embedding").joinpath("means.json").read_text("utf-8")
    )
    return found
