"""English words that are no names: what tells "Netflix" and "Smoke" apart at the beginning of a sentence."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("common_words.txt.gz")


def is_common(word: str) -> bool:
    """Tell whether the lower-case ``word`` is often written in lower case within English sentences."""
    return word in _words()


@cache
def _words() -> frozenset[str]:
    with gzip.open(DATA, "rt", encoding="utf-8") as file:
        return frozenset(file.read().split())
