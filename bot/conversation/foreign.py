"""A subject carried from one language into a question of the other, as far as a lexicon of news goes. Pure.

A question half in either language would be taken for the other one. Nouns the lexicon knows are translated and names
stay; so do other English words, and Vietnamese ones without their diacritics, by which keywords find them.
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


def _pairs(line: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in line.split())


_PREPOSITIONS = {
    "vi": _pairs(
        "in=trong during=trong at=ở on=trên of=của against=chống for=cho from=từ between=giữa and=và with=với near=gần "
        "off=ngoài by=bởi ,=,"
    ),
    "en": _pairs(
        "trong=in ở=in tại=in của=of chống=against từ=from giữa=between và=and với=with gần=near cho=for vì=for "
        "trên=on đến=to ,=,"
    ),
}
# One Vietnamese syllable is as often part of another word.
_LEAST = {"en": 1, "vi": 2}


def translated(text: str, language: str) -> str:
    """Return ``text``, phrases of the other language, as it may stand in a question of ``language``."""
    source = "en" if language == "vi" else "vi"
    links = PREPOSITIONS[source] | {"and", "và", ","}
    parts: list[str] = []
    words: list[str] = []
    for token in _TOKEN.findall(text.replace("’", "'")):
        if token.lower() in links:
            parts += [*_noun_phrase(words, source, language), _PREPOSITIONS[language].get(token.lower(), "")]
            words = []
        elif token not in DETERMINERS:
            words.append(token.removesuffix("'s"))
    found = " ".join(part for part in [*parts, *_noun_phrase(words, source, language)] if part).replace(" ,", ",")
    if language == "vi":
        return found
    return without_diacritics(f"the {found}" if found[:1].islower() else found)


def _noun_phrase(words: list[str], source: str, language: str) -> list[str]:
    """Return the nouns that the lexicon knows, translated, and behind them the other words."""
    nouns, others, position = [], [], 0
    while position < len(words):
        length, noun = _noun(words, position, source, language)
        if noun:
            nouns.append(noun)
        else:
            others.append(words[position])
        position += length
    return [*nouns, *others]


def _noun(words: list[str], position: int, source: str, language: str) -> tuple[int, str]:
    """Return how many words from ``position`` on are a known noun, and its translation, "" for any other word."""
    if words[position][0].isupper() and (position or words[position].isupper()):
        return 1, ""
    for length in range(min(_LONGEST, len(words) - position), _LEAST[source] - 1, -1):
        lower = [word.lower() for word in words[position : position + length]]
        concept = lexicon.noun_concept(lower) if length == 1 or lexicon.compound(lower, 0) == length else ""
        if concept and concept != lexicon.GENERIC:
            return length, form_of(concept, language)
    return 1, ""


@functools.cache
def _forms() -> dict[str, dict[str, str]]:
    forms = {}
    for line in NOUNS.strip().splitlines():
        concept, _, english, vietnamese = (cell.strip() for cell in line.split(" | "))
        forms[concept] = {"en": english.split(", ")[0], "vi": vietnamese.split(", ")[0]}
    return forms


def form_of(concept: str, language: str, *, plural: bool = False) -> str:
    """Return the commonest noun for a concept of the lexicon, "" when it has none."""
    singular, _, irregular = _forms().get(concept, {}).get(language, "").partition("/")
    if not singular or not plural or language != "en":
        return singular
    return irregular or f"{singular}s"


def without_diacritics(text: str) -> str:
    """Return ``text`` in ASCII where its letters have such a base, case kept."""
    decomposed = unicodedata.normalize("NFD", text.translate(str.maketrans("đĐ", "dD")))
    return "".join(char for char in decomposed if not unicodedata.combining(char))
