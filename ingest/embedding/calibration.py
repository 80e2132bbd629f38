"""Making any embedder's vectors comparable across languages, and with the local embedder's.

How readings are weighed was fitted on the local embedder's cosines. Another embedder has its own mean vector for each
language and its own idea of what is near, so it is shown a few texts, ``calibration.json``: questions, each
with a sentence that answers it, all in English and in Vietnamese. Their means are its language means, as the texts of
both languages mean the same; and how well it tells a question's own sentence from the others, beside how well the
local embedder does, is its scale.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable, Sequence
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from ingest.embedding.centring import ANY_LANGUAGE, Centring, Means
from ingest.text.passages import embedded_text
from ingest.vectors import Vectors

# How near the local embedder finds a question to the sentences of others (the mean cosine), how much nearer to its own
# (the difference of both means), and the standard deviation of the former.
LOCAL_UNRELATED, LOCAL_GAP, LOCAL_SPREAD = 0.531, 0.2405, 0.0467
_LEAST_SPREAD = 0.005


class Texts(NamedTuple):
    """The texts of one language, the n-th sentence answering the n-th question."""

    questions: list[str]
    sentences: list[str]


class Calibration(NamedTuple):
    """What is known of an embedder once it was shown the texts."""

    means: Means
    scale: float

    @property
    def centring(self) -> Centring:
        """The centring it makes."""
        return Centring(self.means, self.scale)


def calibrate(
    questions: Callable[[Sequence[str]], Vectors], sentences: Callable[[Sequence[str]], Vectors]
) -> Calibration:
    """Show an embedder all texts; ``questions`` and ``sentences`` return the vectors of theirs."""
    texts = calibration_texts()
    asked = {language: questions(its.questions) for language, its in texts.items()}
    answers = {language: sentences(its.sentences) for language, its in texts.items()}
    means = {"question": _means(asked), "passage": _means(answers)}
    return Calibration(means, _scale(_cosines(Centring(means), asked, answers)))


@functools.cache
def calibration_texts() -> dict[str, Texts]:
    """Return the texts by language, sentences under their titles and dates as they are when articles are embedded."""
    return {
        language: Texts(
            [row["question"] for row in rows],
            [embedded_text(row["title"], row["published"], row["sentence"]) for row in rows],
        )
        for language, rows in json.loads(_read()).items()
    }


@functools.cache
def calibration_version() -> str:
    """Return 8 hex digits that change with the texts, and with them all vectors of calibrated embedders."""
    return hashlib.sha256(_read().encode()).hexdigest()[:8]


def _read() -> str:
    return files("ingest.embedding").joinpath("calibration.json").read_text("utf-8")


def _means(vectors: dict[str, Vectors]) -> dict[str, list[float]]:
    means = {language: np.mean(rows, axis=0) for language, rows in vectors.items()}
    means[ANY_LANGUAGE] = np.mean(list(means.values()), axis=0)
    return {language: [round(float(value), 6) for value in mean] for language, mean in means.items()}


def _cosines(centring: Centring, asked: dict[str, Vectors], answers: dict[str, Vectors]) -> Vectors:
    """Return the cosines of (questions, sentences) within and across languages, shape (pairs of languages, n, n)."""
    ours = [centring.centre(rows, [language] * len(rows), "question") for language, rows in asked.items()]
    theirs = [centring.centre(rows, [language] * len(rows), "passage") for language, rows in answers.items()]
    return np.stack([questions @ sentences.T for questions in ours for sentences in theirs])


def _scale(cosines: Vectors) -> float:
    """Return what to multiply cosines by, for weights that were fitted on the local embedder's.

    A linear discriminant weighs a value by the difference of its means over its variance: cosines that are merely
    smaller are made larger, and those that tell less apart count less.
    """
    own = np.eye(cosines.shape[-1], dtype=bool)
    gap = max(0.0, float(cosines[:, own].mean() - cosines[:, ~own].mean()))
    spread = max(_LEAST_SPREAD, float(cosines[:, ~own].std()))
    return (gap / LOCAL_GAP) * (LOCAL_SPREAD / spread) ** 2
