"""How much of a question's words a text holds: the keyword half of retrieval. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise

from ingest.text.folding import words

# A word in more than this share of all passages tells little and costs SQLite a walk over all of them.
_COMMON_WEIGHT = math.log((1 - 0.3) / 0.3)
_LEAST_WEIGHT = 1e-6
# SQLite looks at every passage that holds a word that is searched for, 2,000 a millisecond. Beyond so many, the more
# frequent words are left to the scores of what the rarer ones find.
_MOST_MATCHES = 10_000


@dataclass(frozen=True, slots=True)
class Keywords:
    """The folded words of a question and its pairs of neighbouring words, weighted by rarity.

    A word weighs its inverse document frequency, as in BM25; a pair weighs what its words do together.
    ``searched`` are the words that passages are found by.
    """

    weights: Mapping[str, float]
    pairs: Mapping[tuple[str, str], float]
    searched: tuple[str, ...]

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
        """Return an FTS5 query for any of the words that are searched for."""
        return " OR ".join(f'"{word}"' for word in self.searched)


def keywords(question: str, frequencies: Mapping[str, int], passages: int) -> Keywords:
    """Return the keywords of ``question``.

    ``frequencies`` is the number of passages, of ``passages`` in all, that hold each word; a word that no
    passage holds weighs most.
    """
    asked = words(question)
    weights = {word: _idf(frequencies.get(word, 0), passages) for word in asked}
    pairs = {(a, b): weights[a] + weights[b] for a, b in pairwise(asked)}
    return Keywords(weights, pairs, _searched(weights, frequencies))


def _searched(weights: Mapping[str, float], frequencies: Mapping[str, int]) -> tuple[str, ...]:
    """Return the words to search for: the common ones are left out if others remain, and so are most matches."""
    telling = [word for word, weight in weights.items() if weight > _COMMON_WEIGHT] or list(weights)
    rarest_first = sorted(telling, key=lambda word: frequencies.get(word, 0))
    matches = accumulate(frequencies.get(word, 0) for word in rarest_first)
    kept = {
        word
        for n, (word, total) in enumerate(zip(rarest_first, matches, strict=True))
        if total <= _MOST_MATCHES or n == 0
    }
    return tuple(word for word in telling if word in kept)


def _idf(frequency: float, total: float) -> float:
    """Inverse document frequency of Robertson and Spärck Jones, not below a small positive number."""
    if frequency >= total:
        return _LEAST_WEIGHT
    return max(math.log((total - frequency + 0.5) / (frequency + 0.5)), _LEAST_WEIGHT)
