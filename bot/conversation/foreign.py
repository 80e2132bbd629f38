"""A subject carried from one language into a question of the other, as far as a lexicon of news goes. Pure.

A question half in either language would be taken for the other one. Nouns the lexicon knows are translated and names
stay; English words it does not know stay as well, Vietnamese ones without their diacritics, by which keywords find them.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from bot.conversation.words import DETERMINERS, PREPOSITIONS
from ingest.text import lexicon
from ingest.text.lexicon_entries import NOUNS

_TOKEN = re.compile(r"[\w'.&-]*\w|,")
_LONGEST = 3
_PREPOSITIONS = {
    "vi": {"in": "trong", "at": "ở", "on": "trên", "of": "của", "against": "chống", "for": "cho", "from": "từ", "between": "giữa",
           "and": "và", "with": "với", "near": "gần", "off": "ngoài", "during": "trong", "to": "đến", "by": "bởi"},
    "en": {"trong": "in", "ở": "in", "tại": "in", "của": "of", "chống": "against", "từ": "from", "giữa": "between", "và": "and",
           "với": "with", "gần": "near", "cho": "for", "vì": "because of", "do": "by", "trên": "on", "đến": "to"},
}  # fmt: skip
# One syllable is as often part of another word.
_LEAST = {"en": 1, "vi": 2}


def translated(text: str, language: str) -> str:
    """Return ``text``, a phrase of the other language, as it may stand in a question of ``language``, ``en`` or ``vi``."""
    source = "en" if language == "vi" else "vi"
    tokens = _TOKEN.findall(text.replace("’", "'"))
    parts: list[str] = []
    nouns: list[str] = []
    others: list[str] = []
    position = 0
    while position < len(tokens):
        word = tokens[position].lower()
        if word in PREPOSITIONS[source] or word in {"and", "và", ","}:
            parts += [*nouns, *others, _PREPOSITIONS[language].get(word, "," if word == "," else "")]
            nouns, others = [], []
            position += 1
            continue
        length, noun = _noun(tokens, position, source, language)
        if noun:
            nouns.append(noun)
        elif word not in DETERMINERS:
            others.append(tokens[position].removesuffix("'s"))
        position += length
    begins_with_noun = bool(nouns) if not parts else parts[0][:1].islower()
    found = " ".join(part for part in [*parts, *nouns, *others] if part).replace(" ,", ",")
    if language == "vi":
        return found
    return without_diacritics(f"the {found}" if begins_with_noun else found)


def _noun(tokens: list[str], position: int, source: str, language: str) -> tuple[int, str]:
    """Return how many words from ``position`` on are a known noun, and its translation."""
    if tokens[position][0].isupper() and (position or tokens[position].isupper()):
        return 1, ""
    for length in range(min(_LONGEST, len(tokens) - position), _LEAST[source] - 1, -1):
        words = [word.lower() for word in tokens[position : position + length]]
        if length == 1 or lexicon.compound(words, 0) == length:
            concept = lexicon.noun_concept(words)
            if concept and concept != lexicon.GENERIC:
                return length, form_of(concept, language)
    return 1, ""


@functools.cache
def _forms() -> dict[str, dict[str, str]]:
    rows = [[cell.strip() for cell in line.split(" | ")] for line in NOUNS.strip().splitlines()]
    return {
        concept: {"en": english.split(", ")[0].split("/")[0], "vi": vietnamese.split(", ")[0]}
        for concept, _, english, vietnamese in rows
    }


def form_of(concept: str, language: str) -> str:
    """Return the commonest noun for a concept of the lexicon; "" when it has none."""
    return _forms().get(concept, {}).get(language, "")


def without_diacritics(text: str) -> str:
    """Return ``text`` in ASCII where its letters have such a base, case kept."""
    decomposed = unicodedata.normalize("NFD", text.translate(str.maketrans("đĐ", "dD")))
    return "".join(char for char in decomposed if not unicodedata.combining(char))
