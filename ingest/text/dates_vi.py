"""Dates in Vietnamese text: "ngày 29/9 đến 4/10/2024", "tháng 5-2015", "hôm qua", "thứ tư", "quý III"."""

from __future__ import annotations

import re
from datetime import date

from ingest.text import lexicon
from ingest.text.calendar_days import DateMention, Day, Grain, exact, nearest_year, on_weekday, quarter, relative
from ingest.text.relations import relation_before
from ingest.text.times import read_hour
from ingest.text.units import read_unit
from ingest.text.wordlists import numbered, words_of

ANCHOR = re.compile(
    r"\d+|\b(?=[nNtTqQcChHsSđĐ])(?:[Nn]gày (?=\d|mai)|[Tt]háng (?=\w)|[Nn]ăm (?=[\dntsqh])|[Qq]uý (?=[\dI])|[Tt]hế kỷ"
    r"|[Tt]hập (?:niên|kỷ)|[Tt]hứ (?=[2-7HhBbTtNnSs])|[Cc]hủ [Nn]hật|[Hh]ôm (?:qua|nay|kia)"
    r"|(?:[Ss]áng|[Tt]rưa|[Cc]hiều|[Tt]ối|[Đđ]êm) (?:nay|qua|mai)\b|[Tt]uần (?:này|trước|qua|sau|tới))"
)
_YEAR = r"((?:1[5-9]|20)\d\d)"
_END = r"(?![\d%]|[.,/]\d|[^\W\d_])"
_TO = r" ?(?:-|–|—|đến|tới|và) ?(?:hết )?(?:ngày )?"
_DAY_MONTH = re.compile(r"(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}(?!\d)))?(?![\d%/]|[.,]\d)")
_RANGE = re.compile(
    rf"(\d{{1,2}})(?:/(\d{{1,2}}))?(?:/(\d{{4}}))?{_TO}(\d{{1,2}})([/.])(\d{{1,2}})(?:\5(\d{{4}}))?(?![\d%/]|[.,]\d)"
)
_SPOKEN_RANGE = re.compile(rf"(\d{{1,2}}){_TO}(\d{{1,2}}) tháng (\d{{1,2}})(?:(?:/| năm ){_YEAR})?{_END}")
_SPOKEN = re.compile(rf"(\d{{1,2}}) tháng (\d{{1,2}})(?:(?:/|-| năm ){_YEAR})?{_END}")
_DAY_ONLY = re.compile(r"(\d{1,2})(?![\d/%]|[.,-]\d|h\b| (?:tháng|giờ|triệu|nghìn|tỷ|tỉ|người|giây|phút))")
_MONTH_YEAR = re.compile(rf"(\d{{1,2}})[/-]{_YEAR}{_END}")
_MONTH = re.compile(rf"[Tt]háng (\d{{1,2}}|[\wđ]+(?: một| hai)?)(?:(?:[/.-]| năm ){_YEAR}{_END})?")
_MONTH_END = re.compile(rf" ?(?:-|–|đến|tới) ?(?:hết )?(?:tháng )?(\d{{1,2}})(?:(?:[/-]| năm ){_YEAR})?{_END}")
_MORE_MONTHS = re.compile(r"(?:, | và |,)(\d{1,2})(?![\d/%]|[.,]\d| \w+ ?\d)")
_MONTH_NAMES = numbered("một hai ba tư năm sáu bảy tám chín mười mười_một mười_hai", start=1)
_YEARS = re.compile(rf"{_YEAR}(?: ?(?:-|–|đến|tới|/) ?(?:năm )?((?:1[5-9]|20)\d\d)|[-–](\d\d)(?![\d/]))?{_END}")
_YEAR_WORD = re.compile(rf"[Nn]ăm (?:học )?(?={_YEAR})")
_DECADE = re.compile(r"(?:[Tt]hập (?:niên|kỷ)|những năm|[Nn]hững năm) (?:năm )?(\d{4}|\d0)(?!\d)")
_CENTURY = re.compile(r"[Tt]hế kỷ (?:thứ )?(\d{1,2}|[IVX]+)\b")
_QUARTER = re.compile(rf"[Qq]uý ([1-4]|I{{1,3}}|IV)(?:(?:[/-]| năm |, ){_YEAR}|/(\d\d))?(?![\w])")
_WEEKDAY = re.compile(
    r"([Tt]hứ) ([Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy|[2-7](?![\d.,/]\d|\d))(?!\w)|([Cc]hủ [Nn]hật)(?!\w)"
)
_WEEKDAYS = {
    "hai": 0,
    "ba": 1,
    "tư": 2,
    "năm": 3,
    "sáu": 4,
    "bảy": 5,
    **{str(number): number - 2 for number in range(2, 8)},
}
_WEEKDAY_BEFORE = re.compile(
    r"(?:hôm|sáng|trưa|chiều|tối|đêm|vào|ngày|từ|đến|đêm|khuya|,|hàng tuần|mỗi|\() ?$", re.IGNORECASE
)
_WEEKDAY_AFTER = re.compile(r",? ?\(?(?:ngày )?\d{1,2}[/-]\d|,? (?:tuần|hàng tuần|tới|vừa qua|vừa rồi)")
_NOT_WEEKDAY_BEFORE = re.compile(r"(?:lần|người|vị trí|ngày|con|đứa|tập|phần|hạng|năm|bộ|chiếc|trận|điều|cái|cuộc) ?$")
_RELATIVE = re.compile(
    r"(?:([Hh]ôm qua|[Hh]ôm nay|[Hh]ôm kia|[Nn]gày mai|(?:[Ss]áng|[Tt]rưa|[Cc]hiều|[Tt]ối|[Đđ]êm) (?:nay|qua|mai))"
    r"|([Tt]uần|[Tt]háng|[Nn]ăm) (này|nay|trước|qua|ngoái|sau|tới))(?!\w)"
)
_SAME_DAY = re.compile(r",? ?\(?(?:ngày )?(?=\d{1,2}[/.-]\d)")
_DAY_STEPS = {"hôm qua": -1, "hôm nay": 0, "hôm kia": -2, "ngày mai": 1, "nay": 0, "qua": -1, "mai": 1}
_STEPS = {"này": 0, "nay": 0, "trước": -1, "qua": -1, "ngoái": -1, "sau": 1, "tới": 1}
_GRAINS: dict[str, Grain] = {"tuần": "week", "tháng": "month", "năm": "year"}
_DAY_BEFORE = re.compile(
    r"(?:ngày|hôm|sáng|sớm|trưa|chiều|tối|đêm|khuya|nay|qua|mai|đến|tới|từ|vào|mùng|trước|sau|dịp|lễ|khánh|cuối|đầu|giờ"
    r"|hết|hạn|phiên|bảy|nhật|tư|năm|sáu|hai|ba|[(–-])\s?\(?$",
    re.IGNORECASE,
)  # fmt: skip
_DAY_WORD_BEFORE = re.compile(
    r"(?:ngày|hôm|sáng|sớm|trưa|chiều|tối|đêm|nay|qua|mai|mùng|khuya|lúc \d{1,2}h\d{0,2}|cấp|từ|đến)\s?\(?$",
    re.IGNORECASE,
)
_HOLIDAYS = frozenset({(2, 9), (1, 5), (1, 6), (8, 3), (3, 2), (2, 4)})
_COUNTED_BEFORE = re.compile(
    r"(?:\d|\b(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|vài|mấy|nhiều|hàng|một|rưỡi|nửa"
    r"|chục|trăm|nghìn|ngàn|triệu|vạn|mươi)) $",
    re.IGNORECASE,
)
_ROMAN = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "XV": 15,
    "XVI": 16,
    "XVII": 17,
    "XVIII": 18,
    "XIX": 19,
    "XX": 20,
    "XXI": 21,
}
_YEAR_BEFORE = words_of("năm từ đến giai đoạn khóa khoá mùa niên kỳ vụ tới")


def read(text: str, anchor: re.Match[str], published: date | None) -> DateMention | None:
    """Return the date that begins at ``anchor``, a match of :data:`ANCHOR`."""
    start = anchor.start()
    before = text[start - 1] if start else " "
    if before.isalnum() or before in "$€£#@_":
        return None
    first = text[start].lower()
    if first.isdigit():
        return _from_digit(text, start, published) if before not in "./-–:," or _is_open(text, start) else None
    if first == "n" and text[start + 1] == "g":
        return _from_day(text, start, published)
    if first == "t" and (found := _from_month(text, start, published)):
        return found
    return _relative(text, start, published) or _weekday(text, start, published) or _stretch(text, start, published)


def _is_open(text: str, start: int) -> bool:
    return start < 2 or not (text[start - 2].isalnum() if text[start - 1] in "/-" else text[start - 2].isdigit())


def _days(span: tuple[int, int], first: Day, last: Day, published: date | None, grain: Grain = "day") -> DateMention:
    if last.year and not first.year and first.month:
        first = Day(last.year - (first.month > (last.month or 12)), first.month, first.day)
    if first.year and not last.year and last.month:
        last = Day(first.year + (last.month < (first.month or 1)), last.month, last.day)
    return DateMention(*span, grain, nearest_year(first, published), nearest_year(last, published))


def _from_digit(text: str, start: int, published: date | None) -> DateMention | None:
    return (
        read_hour(text, start)
        or _numeric(text, start, start, published, bool(_DAY_WORD_BEFORE.search(text, max(0, start - 12), start)))
        or _year(text, start, start)
    )


def _from_day(text: str, start: int, published: date | None) -> DateMention | None:
    """Read what follows "ngày": a date, a day of the month, or "mai"."""
    if relative_ := _relative(text, start, published):
        return relative_
    digit = start + len("ngày ")
    if not text[digit : digit + 1].isdigit():
        return None
    found = _numeric(text, digit, start, published, named=True)
    if found:
        return found
    match = _DAY_ONLY.match(text, digit)
    if not match or not 1 <= int(match[1]) <= 31 or _COUNTED_BEFORE.search(text, max(0, start - 6), start):
        return None
    return DateMention(start, match.end(), "day", Day(None, None, int(match[1])), Day(None, None, int(match[1])))


def _numeric(text: str, digit: int, start: int, published: date | None, named: bool) -> DateMention | None:
    return (
        _range(text, digit, start, published)
        or _spoken(text, digit, start, published, named)
        or _single(text, digit, start, published, named)
        or _month_slash_year(text, digit, start)
    )


def _range(text: str, digit: int, start: int, published: date | None) -> DateMention | None:
    match = _RANGE.match(text, digit)
    if not match:
        return None
    last = exact(_int(match[7]), int(match[6]), int(match[4]))
    first = exact(_int(match[3]), int(match[2] or match[6]), int(match[1]))
    joined = " và " in match.group()
    if not first or not last or (joined and (match[2] or int(match[4]) != int(match[1]) + 1)):
        return None
    if not match[2] and int(match[1]) >= int(match[4]):
        return None
    return _days((start, match.end()), first, last, published)


def _spoken(text: str, digit: int, start: int, published: date | None, named: bool) -> DateMention | None:
    if match := _SPOKEN_RANGE.match(text, digit):
        first, last = (exact(_int(match[4]), int(match[3]), int(match[group])) for group in (1, 2))
        return _days((start, match.end()), first, last, published) if first and last else None
    match = _SPOKEN.match(text, digit)
    day = exact(_int(match[3]), int(match[2]), int(match[1])) if match else None
    return _days((start, match.end()), day, day, published) if match and day and (named or match[3]) else None


def _single(text: str, digit: int, start: int, published: date | None, named: bool) -> DateMention | None:
    match = _DAY_MONTH.match(text, digit)
    if not match or (match[2] in ".-" and not match[4] and not named):
        return None
    year = _int(match[4])
    day = exact(year + 2000 if year and year < 100 else year, int(match[3]), int(match[1]))
    if not day or (not match[4] and not named and _is_fraction(text, match)):
        return None
    if match[4] and len(match[4]) == 2 and match[2] != "/":
        return None
    return _days((start, match.end()), day, day, published)


def _is_fraction(text: str, match: re.Match[str]) -> bool:
    """Tell whether ``1/3`` is a part of something: smaller than one, no word of time before, a noun after."""
    part, whole = int(match[1]), int(match[3])
    if part >= whole or (part, whole) in _HOLIDAYS:
        return False
    after = text[match.end() : match.end() + 2]
    return (
        len(after) == 2
        and after[0] == " "
        and after[1].islower()
        and not _DAY_BEFORE.search(text, max(0, match.start() - 8), match.start())
    )


def _month_slash_year(text: str, digit: int, start: int) -> DateMention | None:
    match = _MONTH_YEAR.match(text, digit)
    day = exact(int(match[2]), int(match[1])) if match else None
    return DateMention(start, match.end(), "month", day, day) if match and day else None


def _from_month(text: str, start: int, published: date | None) -> DateMention | None:
    match = _MONTH.match(text, start)
    if not match or _COUNTED_BEFORE.search(text, max(0, start - 6), start):
        return None
    number = _month_number(match[1])
    day = exact(_int(match[2]), number) if number else None
    if not match or not day:
        return None
    end_ = match.end() if match[1].isdigit() or match[2] else start + len("tháng ") + len(match[1])
    end = _MONTH_END.match(text, end_)
    last = exact(_int(end[2]), int(end[1])) if end else None
    if end and last and int(end[1]) <= 12:
        return _days((start, end.end()), day, last, published, "month")
    return _days((start, end_), day, day, published, "month")


def more_months(text: str, mention: DateMention, published: date | None) -> list[DateMention]:
    """Return the months listed after ``mention``: "các tháng 4, 5, 6"."""
    found: list[DateMention] = []
    end = mention.end
    plain = mention.grain == "month" and text[end - 1].isdigit() and not text[end - 4 : end].isdigit()
    while plain and (match := _MORE_MONTHS.match(text, end)) and (day := exact(None, int(match[1]))):
        found.append(_days((match.start(1), match.end()), day, day, published, "month"))
        end = match.end()
    return found


def _month_number(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    name = word.lower()
    return _MONTH_NAMES.get(name) or _MONTH_NAMES.get(name.split(" ")[0])


def _relative(text: str, start: int, published: date | None) -> DateMention | None:
    match = _RELATIVE.match(text, start)
    if not match or (match[2] and _COUNTED_BEFORE.search(text, max(0, start - 6), start)):
        return None
    if match[2]:
        grain = _GRAINS[match[2].lower()]
        return DateMention(*match.span(), grain, *relative(grain, _STEPS[match[3]], published))
    words = match[1].lower()
    steps = _DAY_STEPS.get(words, _DAY_STEPS.get(words.split()[1], 0))
    if words == "sáng qua" or same_day(text, match.end()):
        named = same_day(text, match.end())
        day = _single(text, named, start, published, named=True) if named else None
        if day:
            return DateMention(start, day.end, "day", day.first, day.last)
    return DateMention(*match.span(), "day", *relative("day", steps, published))


def same_day(text: str, end: int) -> int:
    """Return where the date begins that explains "hôm qua (7/3)"; 0 when none does."""
    match = _SAME_DAY.match(text, end)
    return match.end() if match else 0


def _weekday(text: str, start: int, published: date | None) -> DateMention | None:
    match = _WEEKDAY.match(text, start)
    if not match or (match[2] and not _is_weekday(text, match)):
        return None
    weekday = 6 if match[3] else _WEEKDAYS[match[2].lower()]
    digit = same_day(text, match.end())
    day = _single(text, digit, start, published, named=True) if digit else None
    if day:
        return DateMention(start, day.end, "day", day.first, day.last, weekday)
    on = on_weekday(weekday, published, 1 if text[match.end() : match.end() + 4] == " tới" else 0)
    return DateMention(*match.span(), "weekday", on, on, weekday)


def _is_weekday(text: str, match: re.Match[str]) -> bool:
    """Tell "Thứ Hai" and "hôm thứ hai" from "người thứ hai"."""
    if _WEEKDAY_AFTER.match(text, match.end()) or match[2][0].isupper():
        return True
    start = match.start()
    if _NOT_WEEKDAY_BEFORE.search(text, max(0, start - 9), start):
        return False
    if match[2] == "tư":
        return True
    return bool(_WEEKDAY_BEFORE.search(text, max(0, start - 10), start)) or (match[1] == "Thứ" and match[2] != "hai")


def _stretch(text: str, start: int, published: date | None) -> DateMention | None:
    if match := _YEAR_WORD.match(text, start):
        if _COUNTED_BEFORE.search(text, max(0, start - 6), start):
            return None
        return _year(text, match.end(), start)
    if match := _DECADE.match(text, start):
        year = int(match[1]) if len(match[1]) == 4 else 1900 + int(match[1])
        return DateMention(start, match.end(), "decade", Day(year), Day(year + 9))
    if match := _CENTURY.match(text, start):
        return _century(match)
    match = _QUARTER.match(text, start)
    return _in_quarter(match, published) if match else None


def _century(match: re.Match[str]) -> DateMention | None:
    number = int(match[1]) if match[1].isdigit() else _ROMAN.get(match[1], 0)
    first = 100 * (number - 1)
    return DateMention(*match.span(), "century", Day(max(1, first)), Day(first + 99)) if number else None


def _in_quarter(match: re.Match[str], published: date | None) -> DateMention:
    number = int(match[1]) if match[1].isdigit() else _ROMAN[match[1]]
    said = _int(match[2]) or (2000 + int(match[3]) if match[3] else None)
    year = said or (published.year if published else None)
    return DateMention(*match.span(), "quarter", *quarter(year, number))


def _year(text: str, digit: int, start: int) -> DateMention | None:
    match = _YEARS.match(text, digit)
    if not match:
        return None
    year, end = int(match[1]), int(match[2] or (match[3] and match[1][:2] + match[3]) or 0)
    if start == digit and not end and _is_quantity(text, digit):
        return None
    if not end and text[max(0, start - 6) : start].lower() == "những " and year % 10 == 0:
        years = 9 if year % 100 else 99
        grain: Grain = "decade" if year % 100 else "century"
        return DateMention(start, match.end(), grain, Day(year), Day(year + years))
    last = end if end > year else year
    return DateMention(start, match.end() if last > year or not end else digit + 4, "year", Day(year), Day(last))


def _is_quantity(text: str, digit: int) -> bool:
    before = text[max(0, digit - 9) : digit].lower().split()
    if before and before[-1] in _YEAR_BEFORE:
        return False
    if relation_before(text, digit, "vi")[0] != "exact" or read_unit(text, digit + 4):
        return True
    following = text[digit + 4 : digit + 30].lower().split()[:3]
    return bool(following) and lexicon.known(following[:1]) and text[digit + 4 : digit + 6].strip().islower()


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None
