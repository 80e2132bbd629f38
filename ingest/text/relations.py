"""How a text hedges a number: exact, about, nearly, more than, at least, less than, at most."""

from __future__ import annotations

import re
from typing import Literal

Relation = Literal["exact", "about", "nearly", "more", "at least", "less", "at most"]

_BEFORE: dict[str, dict[Relation, str]] = {
    "en": {
        "more": "more than|over|above|upwards of|upward of|in excess of|greater than|exceeding|exceeds|exceeded|exceed"
        "|topped|topping|surpassed|surpassing|surpass|just over|well over|north of|higher than|larger than|longer than"
        "|bigger than|older than|beyond",
        "at least": "at least|no fewer than|no less than|not less than|a minimum of|minimum of|minimum|at minimum",
        "less": "less than|fewer than|under|below|lower than|smaller than|younger than|shorter than"
        "|before the age of|before age",
        "at most": "at most|up to|as many as|as much as|no more than|not more than|a maximum of|maximum of|maximum"
        "|no longer than|no later than",
        "nearly": "nearly|almost|close to|just under|just shy of|approaching|not quite",
        "about": "about|around|approximately|approx|approx.|roughly|some|an estimated|estimated|estimated at|circa"
        "|in the region of|somewhere around",
    },
    "vi": {
        "more": "hơn|trên|quá|vượt|vượt quá|vượt mốc|vượt ngưỡng|vượt mức|nhiều hơn|cao hơn|lớn hơn|ngoài",
        "at least": "ít nhất|tối thiểu|không dưới|không ít hơn|ít ra|ít nhất là|từ trên",
        "less": "dưới|chưa đến|chưa tới|không đến|không tới|ít hơn|chưa đầy|không đầy|thấp hơn|nhỏ hơn|chưa quá",
        "at most": "tối đa|nhiều nhất|không quá|không vượt quá|không cao hơn|không được cao hơn|không hơn|cao nhất là"
        "|tối đa là|không nhiều hơn",
        "nearly": "gần|suýt|ngót|ngót nghét|gần như|sát|gần tới|gần đến|xấp xỉ gần",
        "about": "khoảng|chừng|khoảng chừng|ước|ước tính|ước khoảng|ước chừng|xấp xỉ|tầm|cỡ|phỏng chừng",
    },
}
_WORDS: dict[str, dict[str, Relation]] = {
    language: {form: relation for relation, forms in table.items() for form in forms.split("|")}
    for language, table in _BEFORE.items()
}
_LONGEST = 4
_AFTER: dict[str, tuple[tuple[re.Pattern[str], Relation], ...]] = {
    "en": (
        (
            re.compile(
                r"\+(?!\d)|-plus\b| or (?:more|greater|above|over|older|higher)\b| and (?:up|above|over|older)\b"
            ),
            "at least",
        ),
        (re.compile(r" or (?:so|thereabouts)\b|-ish\b"), "about"),
        (re.compile(r" or (?:less|fewer|under|younger|below)\b"), "at most"),
    ),
    "vi": (
        (re.compile(r"\+(?!\d)| trở lên\b"), "at least"),
        (re.compile(r" trở xuống\b"), "at most"),
        (re.compile(r"(?= [^\W\d_]+(?: [^\W\d_]+)? trở lên\b)"), "at least"),
        (re.compile(r"(?= [^\W\d_]+(?: [^\W\d_]+)? trở xuống\b)"), "at most"),
    ),
}  # fmt: skip
_LAST_WORDS = re.compile(r"((?:[^\W\d_]+\.?[ \u00a0]+){0,3}[^\W\d_]+\.?)[ \u00a0]$")
_SIGNS: dict[str, Relation] = {"~": "about", "≈": "about", ">": "more", "<": "less", "≥": "at least", "≤": "at most"}
# "over ten years" tells how long, "for over ten years" how much; "over the next ten years" is not met here.
_LASTING = frozenset({"for", "than", "of", "well", "just", "with", "took", "spent", "has", "is", "was", "spanning"})
# By how much or to where something changed is no bound: "thấp hơn 5.000 đồng so với …", "from $5 up to $8".
_MORE_BEFORE = re.compile(r"\b(?:thấp|cao|ít|nhiều|lớn|nhỏ|đắt|rẻ|nặng|nhẹ|dài|ngắn) hơn $")
_COMPARED = re.compile(r"(?: [^\W\d_]+){0,2} so với\b")
_FROM_UP_TO = re.compile(r"\bfrom \S+ up to $")
# Extraction lost the white space between two sentences: "Hàn QuốcHơn 700".
_GLUED = re.compile(r"[a-zà-ỹđ](Hơn|Gần|Khoảng|Trên|Ít nhất|More than|About|Nearly|At least) $")


def relation_before(text: str, position: int, language: str) -> tuple[Relation, int]:
    """Return how the number at ``position`` is hedged and where the hedge begins."""
    if position < 2:
        return "exact", position
    sign = _SIGNS.get(text[position - 1])
    if sign:
        return sign, position - 1
    match = _LAST_WORDS.search(text, max(0, position - 36), position)
    if not match:
        return "exact", position
    glued = _GLUED.search(text, max(0, position - 13), position)
    start = glued.start(1) if glued else match.start(1)
    return _longest_hedge(text[start : position - 1], start, position, language)


def _longest_hedge(words: str, start: int, position: int, language: str) -> tuple[Relation, int]:
    table = _WORDS["vi" if language == "vi" else "en"]
    lower = words.lower()
    while True:
        found = table.get(lower)
        if found:
            return found, start
        space = lower.find(" ")
        if space < 0:
            return "exact", position
        lower, start = lower[space + 1 :], start + space + 1


def relation_after(text: str, position: int, language: str) -> tuple[Relation, int] | None:
    """Return the hedge that follows a number or its unit at ``position``, and where it ends."""
    if text[position : position + 1] not in " +-":
        return None
    for pattern, relation in _AFTER["vi" if language == "vi" else "en"]:
        match = pattern.match(text, position)
        if match:
            return relation, match.end()
    return None


def is_lasting(text: str, hedge_start: int) -> bool:
    """Tell whether "over" before a stretch of time says how much of it, not during what."""
    before = text[max(0, hedge_start - 16) : hedge_start].split()
    return not before or before[-1].lower() in _LASTING


def is_change(text: str, start: int, end: int) -> bool:
    """Tell whether the hedge before a number from ``start`` to ``end`` only says how something changed."""
    if _MORE_BEFORE.search(text, max(0, start - 14), start):
        return _COMPARED.match(text, end) is not None
    return _FROM_UP_TO.search(text, max(0, start - 40), start) is not None
