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
_FIRSTS = {
    part for form in _CONCEPTS for part in (form.split()[0], form.split()[0].split("-")[0], form.split()[0].rstrip("."))
}
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
        if word.isupper() or word.lower() not in _ACRONYMS or not cased
        for concept in _from(words[start : start + _LONGEST], cased)
    )


def _from(words: list[str], cased: bool) -> Iterator[str]:
    """Yield what the first ``words``, one or more of them with a capital among them, name."""
    lower = [word.lower() for word in words]
    if lower[0].rstrip(".").removesuffix("'s").split("-")[0] not in _FIRSTS:
        return
    for end in range(1, len(lower) + 1):
        if cased and not any(word[0].isupper() for word in words[:end]):
            continue
        form = " ".join(lower[:end])
        for written in (form, form.rstrip("."), form.removesuffix("'s"), form.removesuffix("’s")):
            yield from _SEVERAL.get(written, ())
    if "-" in lower[0] and (not cased or words[0][0].isupper()):
        for part in lower[0].split("-"):
            yield from _SEVERAL.get(part, ())
