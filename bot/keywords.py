"""How much of a question's words a text holds: the keyword half of retrieval. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from ingest.text.folding import words

# A word in more than this share of all passages tells little and costs SQLite a walk over all of them.
_COMMON_WEIGHT = math.log((1 - 0.3) / 0.3)
_LEAST_WEIGHT = 1e-6


@dataclass(frozen=True, slots=True)
class Keywords:
    """The folded words of a question and its pairs of neighbouring words, weighted by rarity.

    A word weighs its inverse document frequency, as in BM25; a pair weighs what its words do together.
    """

    weights: Mapping[str, float]
    pairs: Mapping[tuple[str, str], float]

    @property
    def total(self) -> float:
        """The weight of everything."""
        return sum(self.weights.values()) + sum(self.pairs.values())

    def coverage(self, text: list[str]) -> float:
        """Return the share, by weight, of the words and pairs that are in ``text`` (folded words), 0 to 1."""
        if not self.total:
            return 0.0
        there = set(text)
        found = sum(weight for word, weight in self.weights.items() if word in there)
        if self.pairs and found:
            neighbours = set(pairwise(text))
            found += sum(weight for pair, weight in self.pairs.items() if pair in neighbours)
        return found / self.total

    def match_query(self) -> str:
        """Return an FTS5 query for any of the words, the common ones left out if others remain."""
        telling = [word for word, weight in self.weights.items() if weight > _COMMON_WEIGHT]
        return " OR ".join(f'"{word}"' for word in telling or self.weights)


def keywords(question: str, frequencies: Mapping[str, int], passages: int) -> Keywords:
    """Return the keywords of ``question``.

    ``frequencies`` is the number of passages, of ``passages`` in all, that hold each word; a word that no
    passage holds weighs most.
    """
    asked = words(question)
    weights = {word: _idf(frequencies.get(word, 0), passages) for word in asked}
    return Keywords(weights, {(a, b): weights[a] + weights[b] for a, b in pairwise(asked)})


def _idf(frequency: float, total: float) -> float:
    """Inverse document frequency of Robertson and Spärck Jones, not below a small positive number."""
    if frequency >= total:
        return _LEAST_WEIGHT
    return max(math.log((total - frequency + 0.5) / (frequency + 0.5)), _LEAST_WEIGHT)
