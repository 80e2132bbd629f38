"""Countries, cities, bodies and eras that English and Vietnamese call differently, under one name each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ingest.text.place_names import NAMES

_CONCEPTS: dict[str, str] = {}
_SEVERAL: dict[str, set[str]] = {}
for _line in NAMES.strip().splitlines():
    _concept, _english, _vietnamese = _line.split(" | ")
    for _form in (*_english.split(", "), *_vietnamese.split(", ")):
        _CONCEPTS.setdefault(_form, _concept)
        _SEVERAL.setdefault(_form, set()).add(_concept)
_LONGEST = max(form.count(" ") + 1 for form in _CONCEPTS)
_WORD = re.compile(r"[^\W_]+(?:[.&'’-][^\W_]+)*\.?")
# "who" and "us" are words, "WHO" and "US" are not.
_ACRONYMS = frozenset({"who", "us", "un", "fed"})


def place(name: str) -> str:
    """Return the one name of a place or body that ``name`` (any case) is a form of; empty when it is none."""
    return _CONCEPTS.get(name.casefold().strip(" .'’"), "")


@lru_cache(maxsize=256)
def places_in(text: str) -> frozenset[str]:
    """Return the places and bodies that ``text`` names, with a capital unless it has none at all."""
    words = [match.group() for match in _WORD.finditer(text)]
    cased = text != text.lower()
    return frozenset(
        concept
        for start, word in enumerate(words)
        if not cased or (word[0].isupper() and (word.isupper() or word.lower() not in _ACRONYMS))
        for concept in _from(words[start : start + _LONGEST])
    )


def _from(words: list[str]) -> Iterator[str]:
    """Yield what the first ``words``, one or more of them, name."""
    lower = [word.lower() for word in words]
    for end in range(1, len(lower) + 1):
        form = " ".join(lower[:end])
        for written in (form, form.rstrip("."), form.removesuffix("'s"), form.removesuffix("’s")):
            yield from _SEVERAL.get(written, ())
    if "-" in lower[0]:
        for part in lower[0].split("-"):
            yield from _SEVERAL.get(part, ())
