"""What is asked: the kind of question, the noun it counts, the names in it, its time, its negation. Pure.

English and Vietnamese are read, with or without diacritics; in any other language, and where no rule
fits, the kind is ``unknown``, which every part of Dateline can work with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from bot.question_words import (
    COUNTED_END,
    KINDS,
    MISSPELLED,
    NEGATION,
    NOT_NAMES,
    PLURALS,
    POLITE,
    TELEGRAMS,
    TIME,
    Rules,
)
from ingest.text.diacritics import restore
from ingest.text.folding import fold, has_diacritics
from ingest.text.language import detect, is_syllable


class Kind(StrEnum):
    """What sort of answer is wanted."""

    HOW_MANY = "how many"
    HOW_MUCH = "how much"
    WHEN = "when"
    HOW_LONG = "how long"
    WHO = "who"
    WHICH = "which"
    WHERE = "where"
    WHY = "why"
    HOW = "how"
    YES_NO = "yes or no"
    WHAT_IS = "what is"
    WHAT = "what"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Question:
    """A question that stands alone.

    Attributes:
        text: as it was typed, white space tidied.
        language: an ISO 639-1 code.
        kind: what sort of answer is wanted.
        counted: the noun a number is asked of, in lower case (``trafficking victims``), or "".
        names: capitalised words, quoted words and numbers, as typed, in order.
        times: the folded time constraints (``in 2023``, ``tuan nay``), in order.
        negated: whether it asks what is not so.
    """

    text: str
    language: str
    kind: Kind = Kind.UNKNOWN
    counted: str = ""
    names: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    negated: bool = False

    @property
    def embedded_text(self) -> str:
        """The text as an embedder understands it best: with the diacritics it lacks put back."""
        return _embedded(self.text, self.language)


_QUOTED = re.compile(r"[\"“”«»](.{2,60}?)[\"“”«»]")
_NUMBER = re.compile(r"\d[\d.,/]*\d|\d")
_WORD = re.compile(r"[\w'’&-]+")
_LINKS = frozenset({"of", "the", "de", "van", "bin", "al", "and", "&"})
_PLAIN_WORD = re.compile(r"[^\W_]+")
_SPACES = re.compile(r"\s+")
_CLAUSE_END = re.compile(r"[,;:?]")
_SENTENCE_END = re.compile(r"(?<=[a-z]{2}[.!?]) ")
_AROUND = " ?!.…:;,"
_MOST_NOUN_WORDS = 5


def read_question(text: str) -> Question:
    """Return what ``text`` asks."""
    typed = _SPACES.sub(" ", text.replace("\0", " ")).strip()
    language = detect(typed)
    folded = _core(_spelled(fold(typed), language), language)
    # Where something is told before it is asked, the last sentence asks.
    kind, rest = _kind(_core(_SENTENCE_END.split(folded)[-1], language), language)
    if kind is Kind.UNKNOWN:
        kind, rest = _kind(folded, language)
    return Question(
        text=typed,
        language=language,
        kind=kind,
        counted=_counted(rest, _embedded(typed, language), language),
        names=_names(typed, language),
        times=tuple(match.group().strip() for match in TIME.finditer(folded)),
        negated=bool(NEGATION.get(language, NEGATION["en"]).search(folded)),
    )


def _lacks_diacritics(text: str, language: str) -> bool:
    return language == "vi" and not has_diacritics(text)


def _embedded(text: str, language: str) -> str:
    return restore(text) if _lacks_diacritics(text, language) else text


def _spelled(folded: str, language: str) -> str:
    """Return a folded question with what is often misspelled put right."""
    known = MISSPELLED.get(language, {})
    return _PLAIN_WORD.sub(lambda word: known.get(word.group(), word.group()), folded)


def _core(folded: str, language: str) -> str:
    """Return a folded question without white space at its ends, greetings and courtesies."""
    polite = POLITE.get(language)
    previous = ""
    core = folded.strip(_AROUND)
    while polite is not None and core != previous:
        previous, core = core, polite.sub("", core, count=1).strip(_AROUND)
    return core or folded


def _kind(folded: str, language: str) -> tuple[Kind, str]:
    """Return the kind, by the words a question begins with, else by the first rule; and what follows "how many"."""
    matches = _matches(KINDS, folded, language) or _matches(TELEGRAMS, folded, language)
    if not matches:
        return Kind.UNKNOWN, ""
    kind, match = next((found for found in matches if found[1].start() == 0), matches[0])
    return kind, match.groupdict().get("noun") or ""


def _matches(rules: Rules, folded: str, language: str) -> list[tuple[Kind, re.Match[str]]]:
    return [(Kind(name), match) for name, rule in rules.get(language, ()) if (match := rule.search(folded))]


def _counted(rest: str, typed: str, language: str) -> str:
    """Return the noun phrase at the beginning of the folded ``rest``, in lower case with its diacritics.

    It goes up to a verb, a preposition or a comma; in English up to its plural.
    """
    parts = _as_typed(_WORD.findall(_CLAUSE_END.split(rest, maxsplit=1)[0]), typed)
    # A Vietnamese noun may look like a preposition: its first word is always kept.
    kept = 1 if language == "vi" else 0
    others = " ".join(parts[kept:])
    end = COUNTED_END[language].search(others.lower()) if parts else None
    noun = [*parts[:kept], *(others[: end.start()] if end else others).split()]
    if language == "en":
        noun = _up_to_plural(noun)
    return " ".join(noun[:_MOST_NOUN_WORDS]).lower()


def _as_typed(parts: list[str], typed: str) -> list[str]:
    """Return the words of ``typed`` that are ``parts`` when they are folded."""
    there = _WORD.findall(typed)
    folded = [fold(word) for word in there]
    for start in range(len(there) - len(parts), -1, -1):
        if folded[start : start + len(parts)] == parts:
            return there[start : start + len(parts)]
    return parts


def _up_to_plural(noun: list[str]) -> list[str]:
    """Return ``noun`` without what follows its first plural, which is no noun ("schools reopened")."""
    for index, (word, following) in enumerate(pairwise(noun)):
        if _is_plural(word) and following != "of" and not _is_plural(following):
            return noun[: index + 1]
    return noun


def _is_plural(word: str) -> bool:
    # A capitalised word is part of a name ("James Bond films").
    regular = word.islower() and len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))
    return regular or word.lower() in PLURALS


def _names(typed: str, language: str) -> tuple[str, ...]:
    """Return quoted words, capitalised words and numbers, in order."""
    found: dict[int, str] = {match.start(1): match.group(1) for match in _QUOTED.finditer(typed)}
    for start, name in _capitalised(typed, language):
        if start == 0 and language == "vi" and is_syllable(fold(name)):
            continue  # any question begins with a capital; Vietnamese names have more than one syllable
        if not any(begin <= start < begin + len(known) for begin, known in found.items()):
            found[start] = name
    for match in _NUMBER.finditer(typed):
        if not any(start <= match.start() < start + len(name) for start, name in found.items()):
            found[match.start()] = match.group()
    return tuple(found[start] for start in sorted(found))


def _capitalised(typed: str, language: str) -> Iterator[tuple[int, str]]:
    """Yield runs of capitalised words with their starts; a question word at the beginning is none."""
    run: list[re.Match[str]] = []
    for word in [*_WORD.finditer(typed), None]:
        if word is not None and _continues(run, word, typed):
            run.append(word)
            continue
        while run and run[-1].group() in _LINKS:
            run.pop()
        if run:
            yield run[0].start(), typed[run[0].start() : run[-1].end()]
        run = [word] if word is not None and _starts_name(word, language) else []


def _starts_name(word: re.Match[str], language: str) -> bool:
    plain = word.group().lower()
    return word.group()[0].isupper() and not (word.start() == 0 and plain in NOT_NAMES.get(language, NOT_NAMES["en"]))


def _continues(run: list[re.Match[str]], word: re.Match[str], typed: str) -> bool:
    adjacent = bool(run) and typed[run[-1].end() : word.start()] == " "
    return adjacent and (word.group()[0].isupper() or word.group() in _LINKS)
