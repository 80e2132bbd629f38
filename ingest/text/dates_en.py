"""Dates in English text: "September 29 to October 4, 2024", "on Wednesday", "the 2021-22 season", "3 p.m."."""

from __future__ import annotations

import re
from datetime import date

from ingest.text import lexicon
from ingest.text.calendar_days import (
    DateMention,
    Day,
    Grain,
    exact,
    month_by,
    nearest_year,
    on_weekday,
    quarter,
    relative,
)
from ingest.text.relations import relation_before
from ingest.text.times import read_clock
from ingest.text.units import read_unit
from ingest.text.wordlists import numbered, words_of

_MONTHS = numbered(
    "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct"
    " november|nov december|dec",
    start=1,
)
_WEEKDAYS = numbered(
    "monday|mon tuesday|tues|tue wednesday|wed thursday|thurs|thur|thu friday|fri saturday|sat sunday|sun"
)
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?|JANUARY|FEBRUARY|MARCH|APRIL|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SHORT_WEEKDAY = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?(?![\d%]|:\d|[.,]\d|(?: ?[ap]\.?m\b))"
_YEAR = r"((?:1[5-9]|20)\d\d)(?![\d%]|,\d|\.\d)"
_TO = r",? ?(?:-|–|—|to|through|thru|until|till) ?"
ANCHOR = re.compile(
    r"\d+|\b(?=[JFMASONDTWQYLPJyltnmpfs])(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEP"
    r"|OCT|NOV|DEC|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Q[1-4]|[Yy]esterday|[Tt]o(?:day|morrow|night)"
    r"|(?:[Ll]ast|[Tt]his|[Nn]ext|[Pp]revious) (?=[A-Za-z])|[Nn]oon\b|[Mm]idnight"
    r"|(?:first|second|third|fourth)[ -]quarter (?=of|20))"
)
_MONTH_DAY = re.compile(rf"({_MONTH})\.? {_DAY}(?:,? {_YEAR})?")
_RANGE_END = re.compile(rf"{_TO}(?:({_MONTH})\.? )?{_DAY}(?! (?:million|billion|percent))(?:,? {_YEAR})?")
_BETWEEN_END = re.compile(rf",? and (?:({_MONTH})\.? )?{_DAY}(?:,? {_YEAR})?")
_MONTH_YEAR = re.compile(rf"({_MONTH})\.?,?(?: of)? {_YEAR}")
_MONTH_ALONE = re.compile(rf"({_MONTH})\b(?!\.? ?\d)")
_MONTHS_END = re.compile(rf"(?: ?(?:-|–|—) ?| to | through | and )({_MONTH})\.?(?:,? {_YEAR})?(?! \d)")
_BETWEEN = re.compile(r"\b(?:between|from) $", re.IGNORECASE)
_THAN_IN = re.compile(
    r"(?:increase|rise|gain|growth|jump|decrease|decline|drop|fall|up|down)(?: of)?[^.;]{0,12} over $"
)
_ONLY_MONTHS = frozenset({"January", "February", "September", "October", "November", "December"})
_HOLIDAY = "July Fourth"
_PART_OF_TIME = re.compile(r"(?:mid|early|late)[-–]$", re.IGNORECASE)
_DAY_MONTH = re.compile(rf"{_DAY}(?: of)? ({_MONTH})\b\.?(?:,? {_YEAR})?")
_DAYS_MONTH = re.compile(rf"{_DAY}{_TO}{_DAY} ({_MONTH})\b(?:,? {_YEAR})?")
_DAY_MONTH_END = re.compile(rf"{_TO}{_DAY} ({_MONTH})\b(?:,? {_YEAR})?")
_WEEKDAY_AT = re.compile(
    rf"({_WEEKDAY}|{_SHORT_WEEKDAY}(?=,? {_MONTH}))\b\.?"
    rf"(?:(?:,| -| –)? (?:the )?(?=\(?(?:{_MONTH}|\d{{1,2}} {_MONTH})))?"
)
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d|\d\d)(?![\d/-])")
_ISO = re.compile(r"((?:19|20)\d\d)([-/])(\d{1,2})\2(\d{1,2})(?!\d)")
_MONTH_SLASH_DAY = re.compile(r"(\d{1,2})/(\d{1,2})(?![\d/])")
_YEARS = re.compile(rf"{_YEAR}(?:['’]?s\b|{_TO}((?:1[5-9]|20)?\d\d)(?![\d%]|[.,]\d|-))?")
_YEAR_AND = re.compile(rf" and {_YEAR}")
_DECADE = re.compile(r"(\d0)s\b")
_CENTURY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)[ -]century\b")
_QUARTER = re.compile(
    r"(?:(first|second|third|fourth)[ -]quarter(?: of)?|Q([1-4])(?: of)?)(?:,? ?(20\d\d))?\b", re.IGNORECASE
)
_RELATIVE = re.compile(
    r"(yesterday|today|tomorrow|tonight)\b|(last|this|next|previous) (?:(week|month|year|quarter)\b(?!-)|(weekend)\b"
    rf"|({_WEEKDAY})\b|({_MONTH})\b)",
    re.IGNORECASE,
)
_DAY_STEPS = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0}
_STEPS = {"last": -1, "previous": -1, "this": 0, "next": 1}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
# "May" and "March" are verbs too, "April" and "June" names: alone they need a word of time before them.
_TIME_BEFORE = re.compile(
    r"(?:^|\W)(?:in|since|by|until|till|of|early|late|mid|during|from|through|between|to|before|after|this|last|next|each"
    r"|every|around|and|for)[ -]$",
    re.IGNORECASE,
)
_DATE_BEFORE = re.compile(r"\b(?:on|since|until|by|of|through|from|before|after|until|dated|the) $", re.IGNORECASE)
_YEAR_BEFORE = words_of(
    "in since of by until the year before after during late early mid from through circa and between to"
)
_WILL = re.compile(r"\b(?:will|is set to|is expected|are expected)\b")
_FUTURE = re.compile(
    r"\b(?:will|'ll|’ll|to be|scheduled|on track|forecast|likely|expected|set|plans?|due|upcoming|is to|are to)\b"
    r"|\b(?:until|by|through|till) $"
)
_WORD = re.compile(r"[a-z]+")


def read(text: str, anchor: re.Match[str], published: date | None) -> DateMention | None:
    """Return the date that begins at ``anchor``, a match of :data:`ANCHOR`."""
    start = anchor.start()
    before = text[start - 1] if start else " "
    if before.isalnum() or before in "$€£#@_":
        return None
    first = text[start]
    if first.isdigit():
        return _from_digit(text, start, published) if before not in ".,/-–:" or _is_open(text, start) else None
    if first in "QqFfSsTtNnYyLlPpMm" and (found := _relative(text, start, published)):
        return found
    return _from_weekday(text, start, published) or _from_month(text, start, published)


def _is_open(text: str, start: int) -> bool:
    """Tell whether the sign before a digit parts words, not figures ("mid-18th")."""
    if _PART_OF_TIME.search(text, max(0, start - 6), start):
        return True
    return start < 2 or not (text[start - 2].isalnum() if text[start - 1] in "/-–" else text[start - 2].isdigit())


def _day(text: str, span: tuple[int, int], first: Day, last: Day, published: date | None, grain: Grain) -> DateMention:
    if last.year and not first.year and first.month:
        first = Day(last.year - (first.month > (last.month or 12)), first.month, first.day)
    if first.year and not last.year and last.month:
        last = Day(first.year + (last.month < (first.month or 1)), last.month, last.day)
    if not first.year and not last.year:
        first = nearest_year(first, published)
        last = nearest_year(last, published)
    return DateMention(span[0], span[1], grain, first, last)


def _from_month(text: str, start: int, published: date | None) -> DateMention | None:
    if text.startswith(_HOLIDAY, start):
        fourth = Day(None, 7, 4)
        return _day(text, (start, start + len(_HOLIDAY)), fourth, fourth, published, "day")
    match = _MONTH_DAY.match(text, start)
    if match:
        month = _month(match[1])
        first = exact(_int(match[3]), month, int(match[2]))
        return _with_range(text, match, first, published) if first else None
    match = _MONTH_YEAR.match(text, start)
    if match:
        return _months(text, match, Day(int(match[2]), _month(match[1])), published)
    match = _MONTH_ALONE.match(text, start)
    if not match or not (match[1] in _ONLY_MONTHS or _TIME_BEFORE.search(text, max(0, start - 9), start)):
        return None
    return _months(text, match, Day(None, _month(match[1])), published)


def _months(text: str, match: re.Match[str], first: Day, published: date | None) -> DateMention:
    """Return the month of ``match``, or the months from it to another: "between January and November 2024"."""
    end = _MONTHS_END.match(text, match.end())
    if end and (" and " not in end.group() or _BETWEEN.search(text, max(0, match.start() - 8), match.start())):
        last = Day(_int(end[2]), _month(end[1]))
        return _day(text, (match.start(), end.end()), first, last, published, "month")
    return _day(text, match.span(), first, first, published, "month")


def _with_range(text: str, match: re.Match[str], first: Day, published: date | None) -> DateMention:
    end = _RANGE_END.match(text, match.end())
    if not end and text[max(0, match.start() - 8) : match.start()].lower().endswith("between "):
        end = _BETWEEN_END.match(text, match.end())
    last = exact(_int(end[3]), _month(end[1]) if end[1] else first.month, int(end[2])) if end else None
    if end and last and (end[1] or (last.day or 0) > (first.day or 0)):
        return _day(text, (match.start(), end.end()), first, last, published, "day")
    return _day(text, match.span(), first, first, published, "day")


def _from_weekday(text: str, start: int, published: date | None) -> DateMention | None:
    match = _WEEKDAY_AT.match(text, start)
    if not match:
        return None
    weekday = _WEEKDAYS[match[1].lower().rstrip(".")]
    after = match.end() + (text[match.end() : match.end() + 1] == "(")
    day = _from_month(text, after, published) or (_day_month(text, after, published) if after > match.end(1) else None)
    if day and day.grain == "day" and day.first == day.last:
        return DateMention(start, day.end, "day", day.first, day.last, weekday)
    towards = 1 if _looks_ahead(text, start, match.end()) else 0
    on = on_weekday(weekday, published, towards)
    return DateMention(start, match.end(1), "weekday", on, on, weekday)


def _looks_ahead(text: str, start: int, end: int) -> bool:
    """Tell whether the sentence around a weekday speaks of what is to come."""
    before = text[max(0, start - 110) : start]
    after = text[end : end + 50]
    sentence = before[max(before.rfind(". "), before.rfind("\n")) + 1 :]
    return bool(_FUTURE.search(sentence) or _WILL.search(after.split(".")[0]))


def _relative(text: str, start: int, published: date | None) -> DateMention | None:
    clock = {"noon": "12:00", "midnight": "00:00"}.get(text[start : start + 8].lower().split(" ")[0].strip(".,;:)"))
    if clock:
        return DateMention(start, start + (4 if clock == "12:00" else 8), "time", times=(clock,))
    quarter_ = _QUARTER.match(text, start)
    if quarter_ and (quarter_[3] or quarter_[2]):
        return _in_quarter(quarter_, published)
    match = _RELATIVE.match(text, start)
    if not match or match.group().isupper():
        return None
    return _in_relation(match, published)


def _in_quarter(match: re.Match[str], published: date | None) -> DateMention:
    number = int(match[2]) if match[2] else _ORDINALS[match[1].lower()]
    year = _int(match[3]) or (published.year if published else None)
    first, last = quarter(year, number)
    return DateMention(match.start(), match.end(), "quarter", first, last)


def _in_relation(match: re.Match[str], published: date | None) -> DateMention:
    word = match.group().lower()
    if word in _DAY_STEPS:
        return _stretch(match, "day", _DAY_STEPS[word], published)
    steps = _STEPS[match[2].lower()]
    if match[5]:
        on = on_weekday(_WEEKDAYS[match[5].lower()], published, steps)
        return DateMention(*match.span(), "weekday", on, on, _WEEKDAYS[match[5].lower()])
    if match[6]:
        day = month_by(_month(match[6]), steps, published)
        return DateMention(*match.span(), "month", day, day)
    grain: Grain = "week" if match[4] else match[3].lower()  # type: ignore[assignment]
    return _stretch(match, grain, steps, published)


def _stretch(match: re.Match[str], grain: Grain, steps: int, published: date | None) -> DateMention:
    return DateMention(*match.span(), grain, *relative(grain, steps, published))


def _from_digit(text: str, start: int, published: date | None) -> DateMention | None:
    return (
        read_clock(text, start)
        or _numeric(text, start, published)
        or _day_month(text, start, published)
        or _year(text, start)
        or _long_ago(text, start)
    )


def _numeric(text: str, start: int, published: date | None) -> DateMention | None:
    if match := _ISO.match(text, start):
        day = exact(int(match[1]), int(match[3]), int(match[4]))
    elif match := _NUMERIC.match(text, start):
        month, number, year = int(match[1]), int(match[3]), int(match[4])
        month, number = (number, month) if month > 12 else (month, number)
        day = exact(year + 2000 if year < 100 else year, month, number)
    elif (match := _MONTH_SLASH_DAY.match(text, start)) and _is_month_day(text, match):
        day = exact(None, int(match[1]), int(match[2]))
    else:
        return None
    return _day(text, match.span(), day, day, published, "day") if day else None


def _is_month_day(text: str, match: re.Match[str]) -> bool:
    return int(match[1]) <= 12 and bool(_DATE_BEFORE.search(text, max(0, match.start() - 9), match.start()))


def _day_month(text: str, start: int, published: date | None) -> DateMention | None:
    if match := _DAYS_MONTH.match(text, start):
        month, year = _month(match[3]), _int(match[4])
        first, last = exact(year, month, int(match[1])), exact(year, month, int(match[2]))
        return _day(text, match.span(), first, last, published, "day") if first and last else None
    match = _DAY_MONTH.match(text, start)
    first = exact(_int(match[3]), _month(match[2]), int(match[1])) if match else None
    if not match or not first:
        return None
    end = _DAY_MONTH_END.match(text, match.end())
    last = exact(_int(end[3]), _month(end[2]), int(end[1])) if end else None
    span = (start, end.end() if end and last else match.end())
    return _day(text, span, first, last or first, published, "day")


def _year(text: str, start: int) -> DateMention | None:
    match = _YEARS.match(text, start)
    if not match or text[match.end() : match.end() + 1].isalnum():
        return None
    year = int(match[1])
    if match.group().endswith("s"):
        grain: Grain = "decade" if year % 100 else "century"
        return DateMention(start, match.end(), grain, Day(year), Day(year + (9 if year % 100 else 99)))
    end = _last_year(year, match[2])
    if end:
        return DateMention(start, match.end(), "year", Day(year), Day(end))
    return _single_year(text, start, year)


def _last_year(year: int, digits: str | None) -> int | None:
    if not digits:
        return None
    end = int(digits) if len(digits) == 4 else year - year % 100 + int(digits)
    return end if year < end <= year + 150 else None


def _single_year(text: str, start: int, year: int) -> DateMention | None:
    stop = start + 4
    if text[stop : stop + 1] == "-" and text[stop + 1 : stop + 2].isdigit():
        return None
    before = text[max(0, start - 12) : start].lower().split()
    if (not before or before[-1] not in _YEAR_BEFORE) and _is_quantity(text, start, stop):
        return None
    if before and before[-1] == "between" and (match := _YEAR_AND.match(text, stop)):
        return DateMention(start, match.end(), "year", Day(year), Day(int(match[1])))
    return DateMention(start, stop, "year", Day(year), Day(year))


def _is_quantity(text: str, start: int, stop: int) -> bool:
    """Tell whether four digits count or name something: a hedge before them, a unit or persons after them."""
    if _THAN_IN.search(text, max(0, start - 40), start):
        return False
    if relation_before(text, start, "en")[0] != "exact" or _is_address(text, start, stop):
        return True
    unit = read_unit(text, stop)
    if unit:
        return True
    following = _WORD.findall(text[stop : stop + 30].lower())[:2]
    return lexicon.is_person(lexicon.noun_concept(following)) and not text[stop : stop + 2].strip().isupper()


def _is_address(text: str, start: int, stop: int) -> bool:
    return bool(
        re.match(
            r" (?:[NSEW]\.? )?(?:[A-Z][\w.]+ ){1,3}(?:St|Street|Ave|Avenue|Road|Rd|Blvd|Drive|Dr|Lane|Highway)\b",
            text[stop : stop + 50],
        )
    )


def _long_ago(text: str, start: int) -> DateMention | None:
    if match := _CENTURY.match(text, start):
        first = 100 * (int(match[1]) - 1)
        return DateMention(start, match.end(), "century", Day(max(1, first)), Day(first + 99))
    match = _DECADE.match(text, start)
    if not match or not (start and text[start - 1] in "'’ ") or not 20 <= int(match[1]) <= 90:
        return None
    before = text[max(0, start - 12) : start].lower()
    if text[start - 1] == " " and not before.endswith(("the ", "early ", "late ", "mid ")):
        return None
    return DateMention(start, match.end(), "decade", Day(1900 + int(match[1])), Day(1909 + int(match[1])))


def _month(name: str) -> int:
    return _MONTHS[name.lower()]


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None
