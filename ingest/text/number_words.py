"""Numbers written in words: ``two hundred and five``, ``a dozen``, ``hai nghìn rưỡi``, ``hàng trăm``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

HALF = Fraction(1, 2)
# Values of the words that multiply what stands before them.
SCALES: dict[str, dict[str, int]] = {
    "en": {
        "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12,
        "bn": 10**9, "mn": 10**6, "tn": 10**12,
    },
    "vi": {
        "chục": 10, "trăm": 100, "nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9,
    },
}  # fmt: skip
_ENGLISH_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ADDED: dict[str, dict[str, int]] = {
    "en": {
        **{word: value for value, word in enumerate(_ENGLISH_UNITS.split())},
        **{word: 10 * value for value, word in enumerate(_ENGLISH_TENS.split(), start=2)},
    },
    "vi": {
        "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7,
        "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
    },
}  # fmt: skip
_ZERO_TENS = frozenset({"linh", "lẻ"})
# "năm" is "year" unless one of these makes it a part of the number.
_AFTER_FIVE = frozenset({"mươi", *SCALES["vi"]})
_TOKEN = re.compile(r"(\s+and\s+|[\s\u00a0]+|-)?([^\W\d_]+)")
_PLURAL = {f"{word}s": value for word, value in SCALES["en"].items() if len(word) > 2}
_TENS_OF = re.compile(r"(tens|hundreds|thousands|dozens) of (thousands|millions|billions)")
_SEVERAL = re.compile(r"(?:vài|mấy|several|a few|few|a couple of|couple of)\s+$", re.IGNORECASE)
_HUNDREDS = re.compile(r"(?:hàng|bạc)\s+$", re.IGNORECASE)
_ARTICLE = re.compile(r"(?<!\w)(?:an?|half an?)\s+$", re.IGNORECASE)


@dataclass(slots=True)
class Spelled:
    """A number in words: code points ``start`` to ``end``, between ``low`` and ``high``."""

    start: int
    end: int
    low: Fraction
    high: Fraction


@dataclass(slots=True)
class _Sum:
    """The number so far: ``total`` of the finished groups, the open ``group``, and what may follow."""

    total: Fraction = Fraction(0)
    group: Fraction = Fraction(0)
    room: int = 10**3  # what is added next has to be smaller
    scale: int = 0  # the last multiplier
    thousands: int = 0  # the last multiplier of a finished group
    zero: bool = False  # "linh" was said: what follows are units
    unit: int = 0  # a Vietnamese unit that may yet be multiplied by ten or a hundred

    @property
    def value(self) -> Fraction:
        return self.total + self.group


def read_words(text: str, start: int, language: str) -> Spelled | None:
    """Return the number whose first word begins at ``start``; None when none does."""
    vague = _vague(text, start, language)
    if vague:
        return vague
    sum_ = _Sum()
    end = extend(sum_, text, start, language)
    if end == start:
        return None
    value = sum_.value
    article = _ARTICLE.search(text, max(0, start - 8), start) if language == "en" else None
    if article and sum_.scale:
        start = article.start()
        value = value * HALF if article.group()[0] in "hH" else value
    return Spelled(start, end, value, value)


def scaled(value: Fraction, text: str, end: int, language: str) -> tuple[Fraction, int]:
    """Return ``value`` times the words of scale after it (``2.5 million``), and where they end."""
    sum_ = _Sum(group=value or Fraction(1), room=0)
    stop = extend(sum_, text, end, language, only_scales=True)
    return (sum_.value if value else value, stop) if stop > end else (value, end)


def extend(sum_: _Sum, text: str, position: int, language: str, *, only_scales: bool = False) -> int:
    """Add the words of number from ``position`` on to ``sum_``; return where the last one ends."""
    add = _add_vietnamese if language == "vi" else _add_english
    end = position
    while match := _TOKEN.match(text, end):
        joint, word = match.group(1) or "", match.group(2).lower()
        if not joint and end > position:
            break
        if only_scales and end == position and not _multiplies(word, language):
            break
        if not add(sum_, word, joint, text, match.end()):
            break
        end = match.end()
    return end


def _multiplies(word: str, language: str) -> bool:
    return word in SCALES["vi" if language == "vi" else "en"] or word == "rưỡi"


def _add_english(sum_: _Sum, word: str, joint: str, text: str, end: int) -> bool:
    if word in SCALES["en"]:
        return _multiply(sum_, SCALES["en"][word])
    value = _ADDED["en"].get(word)
    if value is None or value >= sum_.room or ("and" in joint and not sum_.scale):
        return False
    if sum_.value and not sum_.scale and sum_.room != 10:
        return False
    sum_.group += value
    sum_.room = 10 if value >= 20 else 0
    return True


def _add_vietnamese(sum_: _Sum, word: str, joint: str, text: str, end: int) -> bool:
    if joint == "-":
        return False
    if word == "rưỡi":
        return _add_half(sum_)
    if word in _ZERO_TENS:
        return _zero_tens(sum_, text, end)
    if word == "mươi" or (word == "chục" and sum_.unit):
        return _tens(sum_)
    if word in SCALES["vi"]:
        return _multiply(sum_, SCALES["vi"][word])
    return _add_unit(sum_, word, text, end)


def _add_half(sum_: _Sum) -> bool:
    if not sum_.value:
        return False
    sum_.total += HALF * max(1, sum_.scale)
    sum_.room = 0
    return True


def _zero_tens(sum_: _Sum, text: str, end: int) -> bool:
    following = _TOKEN.match(text, end)
    if sum_.scale < 100 or not following or following.group(2).lower() not in _ADDED["vi"]:
        return False
    sum_.room, sum_.zero = 10, True
    return True


def _tens(sum_: _Sum) -> bool:
    if not sum_.unit:
        return False
    sum_.group += 9 * sum_.unit
    sum_.unit, sum_.room = 0, 10
    return True


def _add_unit(sum_: _Sum, word: str, text: str, end: int) -> bool:
    value = _ADDED["vi"].get(word)
    if value is None or value >= sum_.room or (sum_.unit and value != 10):
        return False
    if word == "năm" and not _makes_five(sum_, text, end):
        return False
    sum_.unit = value if value < 10 and sum_.room != 10 else 0
    sum_.group += value
    sum_.room = 10 if value == 10 else 0
    return True


def _makes_five(sum_: _Sum, text: str, end: int) -> bool:
    following = _TOKEN.match(text, end)
    return not sum_.value or sum_.zero or bool(following and following.group(2).lower() in _AFTER_FIVE)


def _multiply(sum_: _Sum, scale: int) -> bool:
    """Multiply the open group by ``scale``, or the whole where the scale is larger than the last (``nghìn tỷ``)."""
    if scale == 100 and sum_.group < 1000:
        factor: Fraction | int = sum_.unit or (sum_.group or 1)
        sum_.group = Fraction(factor * 100)
    elif sum_.thousands and scale > sum_.thousands:
        sum_.total, sum_.group, sum_.thousands = sum_.value * scale, Fraction(0), scale
    elif sum_.thousands and not sum_.group:
        return False
    else:
        sum_.total += (sum_.group or 1) * scale
        sum_.group, sum_.thousands = Fraction(0), scale
    sum_.scale, sum_.unit = scale, 0
    sum_.room = scale if scale > 12 else 0
    return True


def _vague(text: str, start: int, language: str) -> Spelled | None:
    """Read a number of which only the size is told: ``dozens``, ``hàng trăm nghìn``, ``several hundred``."""
    if language == "vi":
        return _vague_vietnamese(text, start)
    tens = _TENS_OF.match(text.lower()[start : start + 30]) if text[start] in "tThHdD" else None
    if tens:
        size = {"tens": 10, "dozens": 24}.get(tens[1], 0) or _PLURAL[tens[1]]
        return _between(start, start + tens.end(), size * _PLURAL[tens[2]], 10)
    match = _TOKEN.match(text, start)
    word = match.group(2).lower() if match else ""
    if match and word in _PLURAL:
        if word == "dozens":
            return _between(start, match.end(), 24, 5)
        return _between(start, match.end(), _PLURAL[word], 10 if word == "hundreds" else 1000)
    if match and word in SCALES["en"] and (several := _SEVERAL.search(text, max(0, start - 12), start)):
        return _between(several.start(), match.end(), 2 * SCALES["en"][word], 5)
    return None


def _vague_vietnamese(text: str, start: int) -> Spelled | None:
    hundreds = _HUNDREDS.search(text, max(0, start - 8), start)
    several = None if hundreds else _SEVERAL.search(text, max(0, start - 6), start)
    if not hundreds and not several:
        return None
    sum_ = _Sum()
    end = extend(sum_, text, start, "vi")
    if end == start or not sum_.scale:
        return None
    size = int(sum_.value)
    if several:
        return _between(several.start(), end, 2 * size, 5)
    return _between(hundreds.start() if hundreds else start, end, size, 1000 if size in {10**3, 10**6, 10**9} else 10)


def _between(start: int, end: int, low: int, factor: int) -> Spelled:
    return Spelled(start, end, Fraction(low), Fraction(low * factor))
