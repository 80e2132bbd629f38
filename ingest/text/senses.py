"""What the words of news mean, by one name in English and Vietnamese.

Wider and looser than ``ingest.text.lexicon``, which names counted things and what happens to them: a word may have
several senses, and a sense several words that are not quite the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.text.lexicon_entries import ACTS, NOUNS
from ingest.text.sense_things import THINGS
from ingest.text.sense_verbs import VERBS
from ingest.text.stems import stem

_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Sense:
    """Words ``start`` to ``end`` of a text and the names of what they mean."""

    start: int
    end: int
    names: frozenset[str]


def read_senses(words: Sequence[str], language: str) -> Iterator[Sense]:
    """Yield what the lower-case ``words`` mean, the longest phrase first; unknown words are left out."""
    index = _SENSES["vi" if language == "vi" else "en"]
    keys = list(words) if language == "vi" else [stem(word) for word in words]
    position = 0
    while position < len(keys):
        for end in range(min(len(keys), position + _LONGEST), position, -1):
            names = index.get(" ".join(keys[position:end]))
            if names:
                yield Sense(position, end, names)
                position = end
                break
        else:
            position += 1


def _rows() -> Iterator[tuple[str, list[str], list[str]]]:
    for table in (VERBS, THINGS):
        for line in table.strip().splitlines():
            english, vietnamese = (cell.strip().split(", ") for cell in line.split(" | "))
            yield english[0], english, vietnamese
    for table in (NOUNS, ACTS):
        for line in table.strip().splitlines():
            concept, _, english_forms, vietnamese_forms = (cell.strip() for cell in line.split(" | "))
            yield f"{concept}.", english_forms.replace("/", ", ").split(", "), vietnamese_forms.split(", ")


def _index() -> dict[str, dict[str, frozenset[str]]]:
    found: dict[str, dict[str, set[str]]] = {"en": defaultdict(set), "vi": defaultdict(set)}
    for name, english, vietnamese in _rows():
        for form in english:
            found["en"][" ".join(stem(word) for word in form.split())].add(name)
        for form in vietnamese:
            found["vi"][form].add(name)
    return {language: {key: frozenset(names) for key, names in table.items()} for language, table in found.items()}


_SENSES = _index()
