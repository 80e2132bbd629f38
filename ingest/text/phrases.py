"""Words and phrases that stand for something by one name, in English and Vietnamese.

English is matched by stems, so that a form stands for all its inflections, or as it is written where the form begins
with "="; Vietnamese word for word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.text.stems import stem

_LONGEST = 5


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words ``start`` to ``end`` of a text and the names of what they stand for."""

    start: int
    end: int
    names: frozenset[str]


class Phrasebook:
    """The phrases of a table of rows (name, English forms, Vietnamese forms)."""

    def __init__(self, rows: Iterable[tuple[str, Sequence[str], Sequence[str]]]) -> None:
        english, vietnamese = defaultdict(set), defaultdict(set)
        for name, english_forms, vietnamese_forms in rows:
            for form in english_forms:
                english[tuple(_key(word) for word in form.split())].add(name)
            for form in vietnamese_forms:
                vietnamese[tuple(form.split())].add(name)
        self._english = {key: frozenset(names) for key, names in english.items()}
        self._vietnamese = {key: frozenset(names) for key, names in vietnamese.items()}
        self._firsts = {key[0] for key in (*self._english, *self._vietnamese)}

    def read(self, words: Sequence[str], language: str) -> Iterator[Phrase]:
        """Yield what the lower-case ``words`` stand for, the longest phrase first; unknown words are left out."""
        index = self._vietnamese if language == "vi" else self._english
        keys = tuple(words) if language == "vi" else tuple(map(stem, words))
        position = 0
        while position < len(keys):
            found = self._at(keys, position, index) if keys[position] in self._firsts else None
            if found is None and (names := index.get((f"={words[position]}",))):
                found = Phrase(position, position + 1, names)
            if found:
                yield found
            position = found.end if found else position + 1

    @staticmethod
    def _at(keys: tuple[str, ...], start: int, index: dict[tuple[str, ...], frozenset[str]]) -> Phrase | None:
        for end in range(min(len(keys), start + _LONGEST), start, -1):
            names = index.get(keys[start:end])
            if names:
                return Phrase(start, end, names)
        return None


def _key(word: str) -> str:
    return word if word.startswith("=") else stem(word)
