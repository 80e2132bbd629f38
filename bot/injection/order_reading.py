"""A sentence read as words with classes, and with the places where an order may begin. Pure.

A verb is an order at the beginning of a clause; elsewhere it usually tells of something ("had ignored all
instructions").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from bot.injection.disguises import AI, VIETNAMESE
from bot.injection.order_words import WORDS, WORDS_VI
from ingest.text.folding import fold
from ingest.text.language import is_syllable

# How Vietnamese is written in a sentence: with its diacritics, without them, or there is none. Folded, its words
# would be taken for those of other languages; typed so, nearly every word is a syllable.
Spelling = Literal["marked", "folded", "none"]
SPELL: dict[Spelling, Callable[[str], str]] = {"marked": str.casefold, "folded": fold, "none": fold}
_SYLLABLE_SHARE = 0.75

# The letter that stands for a class in what is read: they are many, and have to be word characters.
LETTERS = {name: chr(ord("一") + n) for n, name in enumerate(sorted(WORDS.keys() | WORDS_VI.keys()))}
_VERBS = frozenset(LETTERS[name] for name in ("IGNORE", "REPLY", "SPEAK", "DO", "ADD", "BEGIN"))
_PARTS = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|[.;!?…](?=[\s\"”'’)\]]|$)|[^\w\s]")
_WORD = re.compile(r"[^\W\d_]+")
_STOPS = frozenset(".;!?…")
# Whether an order may begin at a word. After a comma or "and" it may, unless the verb is Vietnamese and so does not
# show its mood; after what else parts sentences and clauses it does.
_WITHIN, _AFTER, _FIRST = range(3)
_PLACES = {**dict.fromkeys("'’%$€£&+@/", _WITHIN), **dict.fromkeys(",-–—", _AFTER)}


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words with the letters of their classes, and the least place where they are an order."""

    words: tuple[str, ...]
    letters: str
    least: int


def spelling_of(plain: str) -> Spelling:
    """Return how Vietnamese is written in ``plain``."""
    if VIETNAMESE.search(plain):
        return "marked"
    found = _WORD.findall(plain)
    return "folded" if sum(map(is_syllable, found)) > _SYLLABLE_SHARE * len(found) else "none"


def read(plain: str, spelling: Spelling) -> tuple[str, set[str]]:
    """Return the words of ``plain`` as ``word<classes>``, "!" before the classes where an order may begin.

    The second value is what there is among them: words, and letters of classes.
    """
    reader, phrases = _Reader(), _phrases(spelling)
    words, at = _PARTS.findall(plain), 0
    while at < len(words):
        word = words[at]
        phrase = next((it for it in phrases.get(word, ()) if tuple(words[at : at + len(it.words)]) == it.words), None)
        if phrase:
            reader.phrase(phrase, words[at - 1] if at else "")
        elif word[0].isalnum():
            reader.word(word)
        else:
            reader.mark(word)
        at += len(phrase.words) if phrase else 1
    return "".join(reader.written), reader.present


class _Reader:
    """Writes words down one after the other, and knows whether an order may begin at the next one."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.present: set[str] = set()
        self._place = _FIRST
        self._ordered = False
        self._infinitive = False

    def word(self, word: str) -> None:
        """Take a word without a class."""
        self._write(word, "!" * (self._place == _FIRST))
        self._place = _WITHIN

    def mark(self, mark: str) -> None:
        """Take a punctuation mark; rules see commas, colons and ends of sentences only."""
        if mark in _STOPS or mark in ",:":
            self._write("." if mark in _STOPS else mark, "")
        self._place = max(self._place, _PLACES.get(mark, _FIRST))

    def phrase(self, phrase: _Phrase, before: str) -> None:
        """Take words with classes, which follow the word ``before``."""
        order, verb = self._place >= phrase.least, not _VERBS.isdisjoint(phrase.letters)
        self._write("_".join(phrase.words), "!" * order + phrase.letters)
        self.present.update(phrase.letters)
        self._ordered = self._ordered or (order and verb)
        self._infinitive = self._infinitive or (before == "to" and verb)
        self._place = self._after(phrase.letters)

    def _write(self, word: str, tags: str) -> None:
        self.written.append(f"{word}<{tags}> ")
        self.present.add(word)

    def _after(self, letters: str) -> int:
        """Return the place of the next word: after "and" it goes on with an order or an infinitive before it."""
        if LETTERS["ADDRESSED"] in letters:
            return _FIRST
        if LETTERS["AND"] in letters:
            return _FIRST if self._ordered else _WITHIN if self._infinitive else _AFTER
        return _FIRST if LETTERS["POLITE"] in letters and self._place != _WITHIN else _WITHIN


@cache
def _phrases(spelling: Spelling) -> dict[str, list[_Phrase]]:
    """Return for each first word the phrases that begin with it, longest first."""
    letters: dict[tuple[str, ...], tuple[str, int]] = {}
    vietnamese = {} if spelling == "none" else WORDS_VI
    for table, spell, least in ((WORDS, fold, _AFTER), (vietnamese, SPELL[spelling], _FIRST)):
        for name, phrases in table.items():
            for key in (key for phrase in phrases for key in _written(phrase, spell)):
                known, other = letters.get(key, ("", least))
                letters[key] = known + LETTERS[name], min(other, _AFTER if name == "IGNORE" else least)
    found: dict[str, list[_Phrase]] = {}
    for key in sorted(letters, key=len, reverse=True):
        found.setdefault(key[0], []).append(_Phrase(key, *letters[key]))
    return found


def _written(phrase: str, spell: Callable[[str], str]) -> list[tuple[str, ...]]:
    """Return the words of ``phrase``; "AI" as ``unmask`` writes it, and beside other words also in lower case."""
    capital = re.sub(r"\bAI(?=s?\b)", AI, phrase)
    return [tuple(spell(it).split()) for it in {capital, phrase if " " in phrase else capital}]
