"""Weights and thresholds that were fitted on development data, by embedder."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from ingest.embedding import KEYWORDS_ONLY, is_calibrated


@dataclass(frozen=True, slots=True)
class Fitted:
    """What ``bot/fit.py`` found for one embedder.

    ``thresholds`` are log-odds by the question's language and whether the best sentence is in it
    (``vi cross``), and for all other languages by the latter alone (``cross``).
    """

    ranker: Mapping[str, float]
    gate: Mapping[str, float]
    intercept: float
    thresholds: Mapping[str, float]

    def rank(self, features: Mapping[str, float]) -> float:
        """Return the ranker's score of a sentence."""
        return math.fsum(weight * features[name] for name, weight in self.ranker.items())

    def answerability(self, features: Mapping[str, float]) -> float:
        """Return the gate's log-odds that the best sentence answers the question."""
        return self.intercept + math.fsum(weight * features[name] for name, weight in self.gate.items())

    def threshold(self, language: str, *, cross: bool) -> float:
        """Return the log-odds from which a question in ``language`` is answered."""
        side = "cross" if cross else "same"
        return self.thresholds.get(f"{language} {side}", self.thresholds[side])


def fitted_for(embedder: str) -> Fitted:
    """Return the fit for ``embedder``: its own, the local embedder's if it is calibrated, or that of keywords alone."""
    table = _table()
    name = next(iter(table)) if is_calibrated(embedder) else embedder
    return Fitted(**table[name if name in table else KEYWORDS_ONLY])


@functools.cache
def _table() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(files("bot").joinpath("fitted.json").read_text("utf-8"))
    return found
