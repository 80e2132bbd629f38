"""What news counts and what happens to it, by one name in both languages.

``victims`` and ``nạn nhân`` are the concept ``victim``; ``were arrested`` and ``bị bắt giữ`` the act ``arrest``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from ingest.text.lexicon_entries import ACTS, NOUNS

_LONGEST = 4
_PLURAL_ENDINGS = (("y", "ies"), ("ch", "ches"), ("sh", "shes"), ("ss", "sses"), ("x", "xes"))
_VOWELS = "aeiou"


def _rows(table: str) -> Iterator[tuple[str, str, str, str]]:
    for line in table.strip().splitlines():
        concept, class_, english, vietnamese = (cell.strip() for cell in line.split(" | "))
        yield concept, class_, english, vietnamese


def _with_s(word: str) -> str:
    if word.endswith("y") and word[-2] in _VOWELS:
        return f"{word}s"
    for ending, plural in _PLURAL_ENDINGS:
        if word.endswith(ending):
            return word[: -len("y")] + plural if ending == "y" else f"{word}es"
    return f"{word}s"


def _noun_forms(forms: str) -> Iterator[str]:
    for form in forms.split(", "):
        yield from form.split("/") if "/" in form else (form, _with_s(form))


def _verb_forms(forms: str) -> Iterator[str]:
    for form in forms.split(", "):
        if "/" in form:
            pieces = form.split("/")
            yield from (*pieces, _with_s(pieces[0]))
        elif " " in form:
            yield form
        else:
            yield from _regular(form)


def _regular(verb: str) -> Iterator[str]:
    yield verb
    yield _with_s(verb)
    stem = verb.removesuffix("e")
    yield f"{verb[:-1]}ied" if verb.endswith("y") and verb[-2] not in _VOWELS else f"{stem}ed"
    yield f"{stem}ing"


def _index(table: str, forms_of: Callable[[str], Iterator[str]]) -> dict[str, str]:
    index: dict[str, str] = {}
    for concept, _, english, vietnamese in _rows(table):
        for form in (*forms_of(english), *vietnamese.split(", ")):
            index.setdefault(form, concept)
    return index


_NOUNS = _index(NOUNS, _noun_forms)
_ACTS = _index(ACTS, _verb_forms)
_CLASSES = {concept: class_ for table in (NOUNS, ACTS) for concept, class_, _, _ in _rows(table)}
GENERIC = "person"


def noun_concept(words: Sequence[str]) -> str:
    """Return the concept the lower-case ``words`` name, the most specific one; empty when none is known."""
    found = ""
    for concept in _found(_NOUNS, words):
        if found and words[0] == "người" and not is_person(concept):
            return found  # "người đi xe máy" are people
        if concept != GENERIC:
            return concept
        found = concept
    return found


def act_at(words: Sequence[str], position: int) -> str:
    """Return the act that the lower-case ``words`` name from ``position`` on; empty when none is known."""
    return _longest(_ACTS, words, position)[1]


def act_ending(words: Sequence[str]) -> str:
    """Return the act whose name the lower-case ``words`` end with; empty when none is known."""
    for length in range(min(_LONGEST, len(words)), 0, -1):
        found = _ACTS.get(" ".join(words[-length:]))
        if found:
            return found
    return ""


def acts_in(words: Sequence[str]) -> set[str]:
    """Return every act that the lower-case ``words`` name."""
    return set(_found(_ACTS, words))


def is_person(concept: str) -> bool:
    """Tell whether a concept is a kind of person."""
    return _CLASSES.get(concept) == GENERIC


def direction(act: str) -> str:
    """Return ``rise`` or ``fall`` for an act of change, else nothing."""
    return act if _CLASSES.get(act) in {"rise", "fall"} else ""


def _found(index: dict[str, str], words: Sequence[str]) -> Iterator[str]:
    position = 0
    while position < len(words):
        length, concept = _longest(index, words, position)
        if concept:
            yield concept
        position += max(1, length)


def _longest(index: dict[str, str], words: Sequence[str], position: int) -> tuple[int, str]:
    for length in range(min(_LONGEST, len(words) - position), 0, -1):
        concept = index.get(" ".join(words[position : position + length]) if length > 1 else words[position])
        if concept:
            return length, concept
    return 0, ""


def compound(words: Sequence[str], position: int) -> int:
    """Return how many words the noun of several words that begins at ``position`` has; 0 when none does."""
    length = _longest(_NOUNS, words, position)[0]
    return length if length > 1 else 0


def known(words: Iterable[str]) -> bool:
    """Tell whether the lexicon knows any of the lower-case ``words`` as a noun."""
    return any(word in _NOUNS for word in words)
