"""What is asked: the language of a question, the names in it, and whether a figure is asked for. Pure.

English and Vietnamese are read, with or without diacritics; any other language is read with the English words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.question_words import ASKING, FIGURE, NOT_NAMES, WHETHER
from ingest.text.diacritics import restore
from ingest.text.folding import fold, has_diacritics
from ingest.text.language import detect, is_syllable

_QUOTED = re.compile(r"[\"“”«»](.{2,60}?)[\"“”«»]")
_NUMBER = re.compile(r"\d[\d.,/]*\d|\d")
_WORD = re.compile(r"[\w'’&-]+")
_LINKS = frozenset({"of", "the", "de", "van", "bin", "al", "and", "&"})
_SPACES = re.compile(r"\s+")
_AROUND = " ?!.…:;,"


@dataclass(frozen=True, slots=True)
class Question:
    """A question that stands alone.

    Attributes:
        text: as it was typed, white space tidied.
        language: an ISO 639-1 code.
        names: capitalised words, quoted words and numbers, as typed, in order.
        asks: whether there is a word in it that asks.
        asks_figure: whether a number or an amount is asked for.
        asks_whether: whether "yes" or "no" would answer.
    """

    text: str
    language: str
    names: tuple[str, ...] = ()
    asks: bool = True
    asks_figure: bool = False
    asks_whether: bool = False

    @property
    def embedded_text(self) -> str:
        """The text as an embedder understands it best: with the diacritics it lacks put back."""
        return restore(self.text) if self.language == "vi" and not has_diacritics(self.text) else self.text


def read_question(text: str, language: str | None = None) -> Question:
    """Return what ``text`` asks, in ``language`` where that is known."""
    typed = _SPACES.sub(" ", text.replace("\0", " ")).strip()
    language = language or detect(typed)
    words = language if language in ASKING else "en"
    folded = fold(typed).strip(_AROUND)
    asked = list(ASKING[words].finditer(folded))
    whether = WHETHER[words].search(folded)
    return Question(
        text=typed,
        language=language,
        names=_names(typed, language),
        asks=bool(asked),
        asks_figure=bool(FIGURE[words].search(folded)),
        asks_whether=whether is not None and (words == "vi" or all(it.start() <= whether.end() for it in asked)),
    )


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
