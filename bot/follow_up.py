"""A question that leans on the conversation before it: the ways it may be read without that. Pure.

A small rule carries the subject of the last question that stood alone; which reading is meant, the reader decides: the
one that the articles answer. A figure of an answer is never carried.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.question_words import ASKING, BREAKS, CONNECTIVES, EMPTY, NOT_NAMES, PERSONS, POINTING
from ingest.text.folding import fold
from ingest.text.language import detect

# How much of a conversation is read: its last turns, and the beginnings of their answers.
MOST_TURNS = 8
_MOST_CHARS = 200
_MOST_ANSWER_CHARS = 600
# A question that leans has few words of its own. A Vietnamese word has two syllables.
_FEW_WORDS = {"en": 3, "vi": 6}
_AROUND = ' ?!.…:;,"“”'
_WORD = re.compile(r"[\w'’&.-]*\w")
_NAME = re.compile(r"(?<=[\w,] )[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]*)*")
_YEAR = re.compile(r"\b(?:in |năm )?(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question and what was answered: its text, which may hold quotes “…” and marks [1]."""

    question: str
    text: str


def leans(text: str, history: Sequence[Turn]) -> bool:
    """Tell whether ``text`` may need its ``history``, oldest turn first, to be understood."""
    return readings(text, history) != (text,)


def readings(text: str, history: Sequence[Turn]) -> tuple[str, ...]:
    """Return what ``text`` may ask after ``history``, oldest turn first, the likeliest reading first.

    It is ``text`` alone when that stands alone, and ``text`` is among the readings when it may.
    """
    asked = _read(text)
    last = _last_alone(history) if len(text) <= _MOST_CHARS and asked.core else None
    if last is None or len(asked.own) > asked.few or (asked.is_named and asked.asking and not asked.points):
        return (text,)
    carried = tuple(_carried(asked, *last))
    if asked.is_named and (asked.asking or not asked.connected):
        return (text, *carried)
    return carried if asked.surely_leans else (*carried, text)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as it is read: its words without "and", its language, and what in it may lean or stand."""

    core: str
    language: str
    connected: bool
    asking: str
    points: bool
    own: tuple[str, ...]

    @property
    def few(self) -> int:
        """How many words of its own a question that leans has at most."""
        return _FEW_WORDS[self.language]

    @property
    def surely_leans(self) -> bool:
        """Tell whether nobody could understand it alone: "why?", "who led it?", "and in Spain?"."""
        if not self.asking:
            return self.connected or len(self.own) < 2
        return not self.own or (self.points and len(self.own) < 2)

    @property
    def is_named(self) -> bool:
        """Tell whether one of its own words is a name or a figure; the capital of a beginning makes none."""
        return any(word[0].isdigit() or (word[0].isupper() and not self.core.startswith(word)) for word in self.own)


def _read(text: str) -> _Asked:
    typed = " ".join(unicodedata.normalize("NFC", text).split()).strip(_AROUND)
    language = "vi" if detect(typed) == "vi" else "en"
    core = _without(CONNECTIVES[language], typed) or typed
    asking = ASKING[language].search(_folded(core))
    own = tuple(word for word in _WORD.findall(core) if fold(word) not in EMPTY[language])
    points = bool(POINTING[language].search(_folded(core)))
    return _Asked(core, language, core != typed, core[slice(*asking.span())] if asking else "", points, own)


def _last_alone(history: Sequence[Turn]) -> tuple[_Asked, str] | None:
    """Return the last question that stood alone, and all that was answered since."""
    answers = ""
    for turn in reversed(history[-MOST_TURNS:]):
        answers = f"{turn.text[:_MOST_ANSWER_CHARS]}\n{answers}"
        asked = _read(turn.question)
        fragment = asked.connected and not asked.asking
        if (asked.is_named or (len(asked.own) > 1 and asked.asking)) and not asked.points and not fragment:
            return asked, answers
    return None


def _carried(asked: _Asked, last: _Asked, answers: str) -> Iterator[str]:
    """Yield ``asked`` with the subject of ``last``, then with all that was asked there."""
    whole = _without(ASKING[last.language], last.core)
    subject = _subject(whole, last.language)
    if PERSONS[asked.language].search(_folded(asked.core)) or not last.is_named:
        names = [name for name in dict.fromkeys(_NAME.findall(answers)) if name not in subject]
        subject = ", ".join([*names[:2], subject])
    if asked.asking:
        yield f"{asked.core} ({subject})?"
        yield f"{asked.core} ({whole})?"
        return
    if _YEAR.search(asked.core):
        whole, subject = (_YEAR.sub("", part).strip(_AROUND) for part in (whole, subject))
    yield f"{last.asking} {asked.core} ({subject})?".strip()
    yield f"{last.asking} {whole}: {asked.core}?".strip()


def _subject(question: str, language: str) -> str:
    """Return the parts of a question that have names; without any, its last part."""
    cuts = [0, *(place for it in BREAKS[language].finditer(_folded(question)) for place in it.span()), len(question)]
    parts = [question[start:end].strip(_AROUND) for start, end in pairwise(cuts)]
    parts = [part for part in parts if any(fold(word) not in EMPTY[language] for word in _WORD.findall(part))]
    named = [part for part in parts if any(_is_name(word, language) for word in _WORD.findall(part))]
    return ", ".join(named or parts[-1:])


def _is_name(word: str, language: str) -> bool:
    return word[0].isdigit() or (word[0].isupper() and fold(word) not in NOT_NAMES[language])


def _without(pattern: re.Pattern[str], text: str) -> str:
    """Return ``text`` without what ``pattern``, of folded words, finds in it."""
    cuts = [0, *(place for match in pattern.finditer(_folded(text)) for place in match.span()), len(text)]
    kept = "".join(text[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True))
    return " ".join(kept.split()).strip(_AROUND)


def _folded(text: str) -> str:
    """Return ``text`` folded letter by letter, so that what is found stands in ``text`` at the same place."""
    return "".join((fold(letter) or letter)[0] for letter in text)
