"""What a sentence offers to a kind of question: a figure, a date, a new name, a cause. Pure.

These are surface signs in English and Vietnamese, folded; they rank sentences beside their meaning and
judge nothing alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.question import Kind, Question
from ingest.text.folding import fold, words

_MONTHS = "january|february|march|april|june|july|august|september|october|november|december|jan|feb|sept|oct|nov|dec"
_WEEKDAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_DATE = re.compile(
    rf"\b(?:1\d{{3}}|20\d{{2}})\b|\b(?:{_MONTHS}|{_WEEKDAYS})\b|\bmay \d|\d{{1,2}}/\d{{1,2}}"
    r"|\b(?:century|centuries|decade|yesterday|today|the ky|thap ky|thap nien|hom qua|hom nay)\b"
    r"|\b(?:ngay|thang|nam) \d"
)
_DIGITS = re.compile(r"\d[\d.,]*")
_NUMBER_WORD = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|billion|once|twice|half"
    r"|one|hai|ba|bon|nam|sau|bay|tam|chin|muoi|tram|nghin|ngan|trieu|ty|mot)\b"
)  # fmt: skip
_DURATION = re.compile(
    r"\b(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|centur(?:y|ies)|nam|thang|tuan|ngay|gio|phut|giay"
    r"|thap ky|the ky)\b"
)  # fmt: skip
_CAUSE = re.compile(
    r"\b(?:because|due to|since|as a result|so that|in order to|caused by|led to|therefore|to avoid"
    r"|vi|do|boi|nen|nham|de|nguyen nhan|ly do|dan den|gay ra)\b"
)
_PLACE = re.compile(r"\b(?:in|at|from|near|ở|tại|từ|đến) (?:the )?[A-ZĐÁÀÂÊÔƠƯÝ]")
_CAPITALISED = re.compile(r"(?<!^)(?<![\w'’-])[^\W\d_][\w'’-]*")
_NAMES_ENOUGH = 3


def offers(question: Question, text: str) -> float:
    """Return how much of the sort of thing that is asked for ``text`` offers, 0 to 1."""
    folded = fold(text)
    match question.kind:
        case Kind.HOW_MANY | Kind.HOW_MUCH:
            return 1.0 if _new_digits(question, folded) else 0.6 * bool(_NUMBER_WORD.search(folded))
        case Kind.HOW_LONG:
            has_number = bool(_new_digits(question, folded) or _NUMBER_WORD.search(folded))
            return float(has_number and bool(_DURATION.search(folded)))
        case Kind.WHEN:
            return float(bool(_DATE.search(folded)))
        case Kind.WHO:
            return new_names(question, text)
        case Kind.WHERE:
            return 0.5 * new_names(question, text) + 0.5 * bool(_PLACE.search(text))
        case Kind.WHY:
            return float(bool(_CAUSE.search(folded)))
    return 0.0


def new_names(question: Question, text: str) -> float:
    """Return how many capitalised words of ``text`` the question does not have, three or more being 1.

    The first word of a sentence does not count.
    """
    asked = _words(question.text)
    found = [name for name in _CAPITALISED.findall(text) if name[0].isupper() and fold(name) not in asked]
    return min(len(found), _NAMES_ENOUGH) / _NAMES_ENOUGH


def stem(word: str) -> str:
    """Return an English word without its plural ending; other words lose at most an s."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def name_words(question: Question) -> list[str]:
    """Return the folded words of the names in a question, single letters left out."""
    return [word for name in question.names for word in words(name) if len(word) > 1 or word.isdigit()]


@lru_cache(maxsize=64)
def _words(text: str) -> frozenset[str]:
    return frozenset(words(text))


def _new_digits(question: Question, folded: str) -> bool:
    asked = _words(question.text)
    return any(not set(words(number)) <= asked for number in _DIGITS.findall(folded))
