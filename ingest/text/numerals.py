"""Numbers in digits and words: ``2,517``, ``2.517``, ``17, 793``, ``2,5 triệu``, ``$30m``, ``½``, ``one-third``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from ingest.text import lexicon
from ingest.text.number_words import HALF, read_words, scaled

# "17, 793": a space slipped in after the comma; three digits and a counted word have to follow.
_STRAY = re.compile(r"(\d{1,3}), (\d{3})(?= [a-zà-ỹđ])(?! (?:and|or|to|và|hoặc|đến)\b)")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*(?:[\u00a0\u202f\u2009]\d{3}(?!\d))*")
_SPACED = re.compile(r"[\u00a0\u202f\u2009]")
_LETTER_SCALES = {"m": 10**6, "M": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "B": 10**9, "tn": 10**12, "T": 10**12,
                  "k": 10**3, "K": 10**3, "tr": 10**6}  # fmt: skip
_LETTERS = re.compile(r" ?(mn|bn|tn|tr|m|M|b|B|T|k|K)(?![\w²³])")
_SLASHED = re.compile(r"(\d{1,3})/(\d{1,4})(?![\d/%]|[.,]\d)")
_MIXED = re.compile(r"[ -](\d)/(\d)(?!\d)| ?([½¼¾⅓⅔])")
_VULGAR = {"½": HALF, "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3)}
_PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "tenth": 10,
}
_PART_OF = re.compile(
    r"(one|two|three|four|five|nine)[- ](half|halves|third|quarter|fourth|fifth|sixth|eighth|tenth)s?"
    r"(?!\w)(?! (?:finals?|quarter))",
    re.IGNORECASE,
)
_PHAN = re.compile(r"(\d+|\w+) phần (\d+|\w+)(?! trăm)")
_AND_HALF = re.compile(r" and a half\b")
# "one in three women", "1 in 5", "cứ ba người thì có một": a share, unless a stretch of time is told.
_IN = re.compile(
    r"(one|two|three|four|nine|\d{1,2})[ -](?:in|out of)[ -](?:every )?(two|three|four|five|six|seven|eight|nine"
    r"|ten|\d{1,4})\b"
    r"(?![.,]\d|%| (?:day|week|month|year|decade|hour|minute|second|game|match|try|tries)(?:s|es)?\b)",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"(?<=[Cc]ứ )(\w+) ((?:[^\W\d_]+ ){1,3}?)(?:thì )?(?:lại )?(?:có )?(\d+|một|hai|ba|bốn|năm|sáu|bảy|tám"
    r"|chín)\b(?! lần)"
)


@dataclass(slots=True)
class Numeral:
    """A number at code points ``start`` to ``end``: between ``low`` and ``high``, or one of ``others``.

    ``plain`` says that it is written in digits alone, without signs between them or words of scale after.
    """

    start: int
    end: int
    low: Fraction
    high: Fraction
    others: tuple[Fraction, ...] = ()
    plain: bool = False
    scaled: bool = False
    spelled: bool = False


def interpret(token: str, language: str) -> tuple[Fraction, ...]:
    """Return the values that digits with points and commas may mean, the likeliest first; none for a code."""
    token = _SPACED.sub("", token)
    points, commas = token.count("."), token.count(",")
    if not points and not commas:
        return () if len(token) > 1 and token[0] == "0" else (Fraction(int(token)),)
    if points and commas:
        return _mixed_signs(token)
    sign = "." if points else ","
    groups = token.split(sign)
    grouped = (
        groups[0] != "0"
        and len(groups[0]) <= 3
        and groups[0][0] != "0"
        and all(len(group) == 3 for group in groups[1:])
    )
    if len(groups) > 2:
        return (Fraction(int("".join(groups))),) if grouped else ()
    decimal = Fraction(int("".join(groups)), 10 ** len(groups[1]))
    if not grouped:
        return (decimal,) if len(groups[0]) == 1 or groups[0][0] != "0" else ()
    whole = Fraction(int("".join(groups)))
    return _ambiguous(whole, decimal, sign, language)


def _ambiguous(whole: Fraction, decimal: Fraction, sign: str, language: str) -> tuple[Fraction, ...]:
    """Read one sign before three digits as its language does; Vietnamese papers use the comma both ways."""
    if language == "en":
        return (whole,) if sign == "," else (decimal,)
    if language == "vi":
        return (whole,) if sign == "." else (decimal, whole)
    return (whole, decimal)


def _mixed_signs(token: str) -> tuple[Fraction, ...]:
    decimal = "." if token.rfind(".") > token.rfind(",") else ","
    grouping = "," if decimal == "." else "."
    whole, _, part = token.rpartition(decimal)
    groups = whole.split(grouping)
    if decimal in whole or len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:]):
        return ()
    return (Fraction(int("".join(groups) + part), 10 ** len(part)),)


def read_digits(text: str, start: int, language: str, *, money: bool = False) -> Numeral | None:
    """Return the number written in digits at ``start`` with its words of scale; None for a code or phone number."""
    if share := read_share(text, start, language):
        return share
    if (slashed := _SLASHED.match(text, start)) and int(slashed[2]) > 1 and int(slashed[1]) < int(slashed[2]) <= 100:
        value = Fraction(int(slashed[1]), int(slashed[2]))
        return Numeral(start, slashed.end(), value, value)
    if stray := _STRAY.match(text, start):
        value = Fraction(int(stray[1] + stray[2]))
        return Numeral(start, stray.end(), value, value)
    match = _DIGITS.match(text, start)
    values = interpret(match.group(), language) if match else ()
    if not match or not values:
        return None
    plain = match.group().isdigit()
    if plain and (mixed := _MIXED.match(text, match.end())):
        value = values[0] + (_VULGAR[mixed[3]] if mixed[3] else Fraction(int(mixed[1]), int(mixed[2]) or 1))
        return Numeral(start, mixed.end(), value, value)
    return _scaled(Numeral(start, match.end(), values[0], values[0], values[1:], plain), text, language, money)


def _scaled(numeral: Numeral, text: str, language: str, money: bool) -> Numeral:
    """Apply the words or letters of scale after a number to it; "m" is a metre unless money is told."""
    letters = _LETTERS.match(text, numeral.end)
    if letters and _is_scale(letters[1], text, numeral.end, language, money):
        return _times(numeral, Fraction(_LETTER_SCALES[letters[1]]), letters.end())
    value, end = scaled(numeral.low, text, numeral.end, language)
    if end == numeral.end:
        return numeral
    numeral.others = tuple(scaled(other, text, numeral.end, language)[0] for other in numeral.others)
    numeral.low = numeral.high = value
    numeral.end, numeral.scaled, numeral.plain = end, True, False
    return numeral


def _is_scale(letters: str, text: str, end: int, language: str, money: bool) -> bool:
    spaced = text[end] == " "
    if letters in {"mn", "bn", "tn", "tr"}:
        return letters != "tr" or language == "vi"
    if spaced:
        return False
    return money or letters in {"k"} or (letters == "M" and language == "en")


def _times(numeral: Numeral, factor: Fraction, end: int) -> Numeral:
    others = tuple(other * factor for other in numeral.others)
    return Numeral(numeral.start, end, numeral.low * factor, numeral.high * factor, others, scaled=True)


def read_spelled(text: str, start: int, language: str) -> Numeral | None:
    """Return the number written in words at ``start``: whole, part (``two-thirds``) or of some size (``dozens``)."""
    part = read_share(text, start, language) or _part(text, start, language)
    if part:
        return part
    words = read_words(text, start, language)
    if not words:
        return None
    end, value = words.end, words.low
    if language == "en" and words.low == words.high and (half := _AND_HALF.match(text, end)):
        value, end = scaled(value + HALF, text, half.end(), language)
        return Numeral(words.start, end, value, value, spelled=True)
    size = words.low >= 100
    return Numeral(words.start, end, words.low, words.high, spelled=True, scaled=size)


def read_share(text: str, start: int, language: str) -> Numeral | None:
    """Return the share told as so many of so many from ``start`` on: "one in three", "cứ 10 người thì 3"."""
    match = _EACH.match(text, start) if language == "vi" else _IN.match(text, start)
    if not match:
        return None
    part, whole = (match[3], match[1]) if language == "vi" else (match[1], match[2])
    above, below = _whole(part, language), _whole(whole, language)
    if not above or not below or above >= below or (language != "vi" and above > 1 and not _of_persons(text, match)):
        return None
    return Numeral(start, match.end(), above / below, above / below, spelled=True)


def _of_persons(text: str, match: re.Match[str]) -> bool:
    """Tell "two in five women" from "scored two in five"."""
    following = re.findall(r"[^\W\d_]+", text[match.end() : match.end() + 30])[:2]
    return lexicon.is_person(lexicon.noun_concept([word.lower() for word in following]))


def _whole(word: str, language: str) -> Fraction | None:
    if word.isdigit():
        return Fraction(int(word))
    read = read_words(word, 0, language)
    return read.low if read else None


def _part(text: str, start: int, language: str) -> Numeral | None:
    if language == "vi":
        return _part_vietnamese(text, start)
    match = _PART_OF.match(text, start)
    if not match:
        return None
    words = read_words(text, start, language)
    value = Fraction(words.low if words else 1) / _PARTS[match[2].lower()]
    return Numeral(start, match.end(), value, value, spelled=True)


def _part_vietnamese(text: str, start: int) -> Numeral | None:
    match = _PHAN.match(text, start)
    if not match:
        return None
    above, below = read_words(text, start, "vi"), read_words(text, match.start(2), "vi")
    if not above or not below or below.low < 2:
        return None
    value = above.low / below.low
    return Numeral(start, below.end, value, value, spelled=True)
