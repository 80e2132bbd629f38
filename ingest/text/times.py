"""Times of day: "4:02 a.m.", "2-3:30 p.m.", "9h30", "18 giờ 30", "3 giờ chiều"."""

from __future__ import annotations

import re

from ingest.text.calendar_days import DateMention

_NOON = 12
_HALF_DAY = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?[ \u00a0\u202f]?([ap])\.?m\b\.?", re.IGNORECASE)
_RANGE = re.compile(
    r"(\d{1,2})(?:[:.](\d{2}))?(?:[ \u00a0\u202f]?([ap])\.?m\b\.?)?(?: ?[-–—] ?| to | and | until )"
    r"(\d{1,2})(?:[:.](\d{2}))?[ \u00a0\u202f]?([ap])\.?m\b\.?",
    re.IGNORECASE,
)
_COLON = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?![\d:]|\.\d)")
_OCLOCK = re.compile(r"(\d{1,2}) o['’]clock\b", re.IGNORECASE)
_HOUR = re.compile(r"(\d{1,2}) ?(?:h|g|giờ)(?: ?(\d{2})(?!\d)(?: ?phút|p|')?| rưỡi)?(?![\w/])", re.IGNORECASE)
_HOURS = re.compile(r"(\d{1,2})(?:h(\d{2})?)? ?(?:-|–|đến|tới) ?(\d{1,2})h(\d{2})?(?!\w)")
_DAYPART = re.compile(r" (?:giờ )?(sáng|trưa|chiều|tối|đêm|khuya)\b(?! đa| thiểu)")
# "11 giờ trưa" is before noon, "1 giờ trưa" and "9 giờ đêm" after it; "2 giờ đêm" is at night, before dawn.
_LAST_MORNING_HOUR = {"chiều": 0, "tối": 0, "đêm": 5, "khuya": 5}
# "4h sáng nay" is a time and a day: the part of the day belongs to the day.
_THIS_DAY = re.compile(r" (?:nay|qua|mai)\b")
_LASTING_AFTER = re.compile(r" (?:trước|sau|đồng hồ|liền|liên tục|mỗi|bay|làm|chạy|qua\b|học|nữa|lái|đi)")
_LASTING_BEFORE = re.compile(
    r"(?:trong|suốt|mất|dài|hơn|sau|gần|kéo|cách|mỗi|thêm|đủ|cả|vòng|được|tới|chỉ|là|từng|mấy|đi|làm|quá|chừng|những"
    r"|/) ?$",
    re.IGNORECASE,
)
_AT_BEFORE = re.compile(r"(?:lúc|vào|hồi|khoảng|đến|từ|trước|tầm|đúng|\() ?$", re.IGNORECASE)
_DATE_AFTER = re.compile(r",? ?\(?(?:ngày|hôm|sáng|trưa|chiều|tối|đêm|cùng ngày|\d{1,2}[/-]\d|thứ|GMT|giờ)")


def read_clock(text: str, start: int) -> DateMention | None:
    """Return the time of day that begins at ``start`` in English text; plain ``7:30`` is read as it stands."""
    if match := _RANGE.match(text, start):
        last = _half_day(match[4], match[5], match[6])
        first = _half_day(match[1], match[2], match[3] or _half_before(match[1], match[4], match[6]))
        return _mention(match, first, last) if first and last else None
    if match := _HALF_DAY.match(text, start):
        time = _half_day(match[1], match[2], match[3])
        return _mention(match, time) if time else None
    if match := _COLON.match(text, start):
        return _mention(match, _at(int(match[1]), int(match[2])))
    match = _OCLOCK.match(text, start)
    return _mention(match, _at(int(match[1]), 0)) if match and int(match[1]) <= _NOON else None


def read_hour(text: str, start: int) -> DateMention | None:
    """Return the time of day that begins at ``start`` in Vietnamese text; ``2h trước`` lasts, it is none."""
    if (match := _HOURS.match(text, start)) and int(match[1]) <= 24 and int(match[3]) <= 24:
        return _mention(match, _at(int(match[1]), int(match[2] or 0)), _at(int(match[3]), int(match[4] or 0)))
    if match := _COLON.match(text, start):
        return _shifted(text, match, int(match[1]), int(match[2]))
    match = _HOUR.match(text, start)
    if not match or int(match[1]) > 24 or (match[2] and int(match[2]) > 59) or not _is_clock(text, match):
        return None
    minutes = 30 if match.group().endswith("rưỡi") else int(match[2] or 0)
    return _shifted(text, match, int(match[1]), minutes)


def _is_clock(text: str, match: re.Match[str]) -> bool:
    if match[2] and not match.group().lower().endswith("phút") and "h" in match.group().lower():
        return True
    if _LASTING_AFTER.match(text, match.end()):
        return False
    before = text[max(0, match.start() - 8) : match.start()]
    if _AT_BEFORE.search(before) or _DAYPART.match(text, match.end()) or _DATE_AFTER.match(text, match.end()):
        return not before.lower().endswith("kéo dài ")
    return "h" in match.group().lower() and not _LASTING_BEFORE.search(before)


def _shifted(text: str, match: re.Match[str], hour: int, minute: int) -> DateMention:
    part = _DAYPART.match(text, match.end())
    if part and hour < _NOON and _LAST_MORNING_HOUR.get(part[1], _NOON) < hour:
        hour += _NOON
    if part and part[1] == "trưa" and hour <= 2:
        hour += _NOON
    end = part.end() if part and not _THIS_DAY.match(text, part.end()) else match.end()
    return DateMention(match.start(), end, "time", times=(_at(hour, minute),))


def _half_before(first: str, last: str, half: str) -> str:
    """Return the half of the day that a range begins in: ``11-1 p.m.`` begins before noon."""
    return "a" if half in "pP" and int(first) % _NOON > int(last) % _NOON else half


def _half_day(hour: str, minute: str | None, half: str) -> str | None:
    if not 1 <= int(hour) <= _NOON or int(minute or 0) > 59:
        return None
    return _at(int(hour) % _NOON + (_NOON if half in "pP" else 0), int(minute or 0))


def _at(hour: int, minute: int) -> str:
    return f"{hour % 24:02}:{minute:02}"


def _mention(match: re.Match[str], *times: str) -> DateMention:
    return DateMention(match.start(), match.end(), "time", times=times)
