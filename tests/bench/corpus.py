"""Synthetic news of any amount: the words are made up, but as unevenly frequent as those of a language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from ingest.article import Article

# As news of the wire services is: some twenty words a sentence, seven sentences a passage, four passages an article.
_WORDS, _SENTENCES = (12, 28), 28
PASSAGES_AN_ARTICLE = 4.5
_FIRST_DAY = date(2020, 1, 1)
_SYLLABLES = [a + b for a in "b d f g k l m n p r s t v z".split() for b in "a e i o u an en in on un ar er or".split()]
_VOCABULARY = 60_000
# Zipf's law: the n-th word is as frequent as 1/n.
_SHARES = 1 / np.arange(1, _VOCABULARY + 1)
_CUMULATED = np.cumsum(_SHARES / _SHARES.sum())


def word(rank: int) -> str:
    """Return the made-up word of a rank; frequent words are short."""
    syllables = []
    rank += len(_SYLLABLES)
    while rank:
        rank, last = divmod(rank, len(_SYLLABLES))
        syllables.append(_SYLLABLES[last])
    return "".join(reversed(syllables))


def article(n: int) -> Article:
    """Return the n-th article, always the same."""
    chance = np.random.default_rng(n)
    sentences = [_sentence(chance, f"{1_000 + n}") for _ in range(_SENTENCES)]
    title = _sentence(chance, f"part {n}")[:80].rstrip(".")
    return Article(
        f"synthetic-{n}", title, "\n\n".join(_paragraphs(sentences)), "en", _FIRST_DAY + timedelta(n % 2_000)
    )


def articles(first: int, count: int) -> Iterator[Article]:
    """Yield ``count`` articles."""
    return (article(n) for n in range(first, first + count))


def question(n: int) -> str:
    """Return a question of words, frequent and rare, that stand together in the n-th article."""
    chance = np.random.default_rng(n)
    sentence = article(n).text.split("\n\n")[0].split()
    start = int(chance.integers(0, max(1, len(sentence) - 7)))
    return f"{' '.join(sentence[start : start + 7]).rstrip('.')}?"


def _sentence(chance: np.random.Generator, figure: str) -> str:
    ranks = np.searchsorted(_CUMULATED, chance.random(int(chance.integers(*_WORDS))))
    words = [word(int(rank)) for rank in ranks]
    words.insert(len(words) // 2, figure)
    return f"{' '.join(words).capitalize()}."


def _paragraphs(sentences: list[str]) -> list[str]:
    return [" ".join(sentences[n : n + 2]) for n in range(0, len(sentences), 2)]
