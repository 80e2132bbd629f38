"""Ranges: "5-6 triệu", "between four and six", "từ 270 em đến 300 em", "$5 to $6 million"."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.text.count import Source
from ingest.text.numerals import Numeral, read_digits, read_spelled
from ingest.text.units import Unit, read_unit

_JOINER = re.compile(r"(?: ?[-–—] ?| to | đến | tới | and | và | or | hoặc )(?=\S)")
_OR = re.compile(r" (?:or|hoặc) $")
_AND = re.compile(r" (?:and|và) $")
_SAME_NOUN = re.compile(r" ([^\W\d_]+) (?:đến|tới) (?=\d+ \1)")
_BETWEEN = re.compile(r"(?:between|giữa)(?: [^\W\d_]+)? [$€£]?$", re.IGNORECASE)
# "rose from 5 to 6" and "led 5 to 6" tell two figures, no range.
_CHANGE = re.compile(
    r"\b(?:ros[e]|rises?|rising|f[ea]ll|falls|falling|grew|grown|increased?|increasing|decreased?|up|down|jumped|dropped"
    r"|climbed|lead|led|climb|tăng|giảm)\b[^.;\d]{0,24}from (?:about |around |nearly |roughly |some )?[$€£]?$"
    r"|\b(?:led|leads?|leading|ahead|failed|passed)\b[^.;\d]{0,24}$",
    re.IGNORECASE,
)
_VOTE = re.compile(r" (?:vote|victory|win|loss|margin|record|decision)\b")
_SIGNS = re.compile(r"(?:(?:US|A|C|HK|S|NZ|R)?\$|€|£|¥|USD |VND )(?=\d)")
_SCALES = (10**12, 10**9, 10**6, 10**3, 10**2)


def read_range(source: Source, first: Numeral, unit: Unit | None, *, money: bool) -> tuple[Numeral, Unit | None] | None:
    """Return the range that ``first``, with its ``unit``, begins, and the unit at its end; None when it begins none."""
    text = source.text
    start = _second_start(text, first, unit)
    if not start:
        return None
    if text[start].isdigit():
        second = read_digits(text, start, source.language, money=money)
    else:
        second = read_spelled(text, start, source.words) if first.spelled else None
    if not second or second.start != start or second.low != second.high or _VOTE.match(text, second.end):
        return None
    second_unit = read_unit(text, second.end)
    if unit and (second_unit is None or second_unit.name != unit.name):
        return None
    if _OR.search(text, first.end, start) and second.low - first.low != 1:
        return None  # "four or five" is a range, "2 or 10" is not
    joined = _joined(first, second)
    return (joined, second_unit or unit) if joined else None


def _second_start(text: str, first: Numeral, unit: Unit | None) -> int:
    """Return where the second number of a range would begin; 0 where there is no range."""
    after = unit.end if unit else first.end
    joiner = _JOINER.match(text, after) or _SAME_NOUN.match(text, after)
    if not joiner or first.low != first.high:
        return 0
    if _AND.search(joiner.group()) and not _BETWEEN.search(text, max(0, first.start - 26), first.start):
        return 0
    if _CHANGE.search(text, max(0, first.start - 40), first.start):
        return 0
    sign = _SIGNS.match(text, joiner.end())
    return sign.end() if sign else joiner.end()


def _joined(first: Numeral, second: Numeral) -> Numeral | None:
    low = first.low * _shared_scale(first, second)
    if not low < second.low:
        return None
    return replace(first, end=second.end, low=low, high=second.low, others=())


def _shared_scale(first: Numeral, second: Numeral) -> int:
    """Return the scale that "5" takes over from "6 million"."""
    if not second.scaled or first.scaled or not first.low:
        return 1
    return next((scale for scale in _SCALES if second.low >= scale and first.low < second.low / scale), 1)
