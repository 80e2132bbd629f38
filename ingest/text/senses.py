"""What the words of news mean, by one name in English and Vietnamese.

Wider and looser than ``ingest.text.lexicon``, which names counted things and what happens to them: a word may have
several senses, and a sense several words that are not quite the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ingest.text.lexicon_entries import ACTS, NOUNS
from ingest.text.phrases import Phrase, Phrasebook
from ingest.text.sense_things import THINGS
from ingest.text.sense_verbs import VERBS


def _rows() -> Iterator[tuple[str, list[str], list[str]]]:
    for table in (VERBS, THINGS):
        for line in table.strip().splitlines():
            english, vietnamese = (cell.strip().split(", ") for cell in line.split(" | "))
            yield english[0], english, vietnamese
    for table in (NOUNS, ACTS):
        for line in table.strip().splitlines():
            concept, _, english_forms, vietnamese_forms = (cell.strip() for cell in line.split(" | "))
            yield f"{concept}.", english_forms.replace("/", ", ").split(", "), vietnamese_forms.split(", ")


_SENSES = Phrasebook(_rows())
_ACTS = frozenset(
    [line.split(",")[0].split(" | ")[0] for line in VERBS.strip().splitlines()]
    + [f"{line.split(' | ')[0]}." for line in ACTS.strip().splitlines()]
)


def read_senses(words: Sequence[str], language: str) -> Iterator[Phrase]:
    """Yield what the lower-case ``words`` mean, the longest phrase first; unknown words are left out."""
    return _SENSES.read(words, language)


def is_act(names: Collection[str]) -> bool:
    """Tell whether a word of these senses may say what somebody does."""
    return not _ACTS.isdisjoint(names)
