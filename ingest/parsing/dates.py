"""Dates as feeds, sitemaps and PDF documents write them, mostly not as their standards say.

Read are ISO 8601 and its profiles (also compact, as in PDF: ``D:20241106101500+07'00'``), RFC 822 with all that is
commonly wrong in it, ``asctime``, ``6/11/2024 10:05``, ``Nov 6, 2024``, ``6 Tháng Mười Một, 2024``, ``2024年11月6日``
and seconds or milliseconds since 1970.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone

from ingest.text.folding import fold

_MAX_CHARS = 100
# A clock that was never set begins in 1970, a date that was never filled in lies before it or far ahead.
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_NEVER_SET = datetime(1970, 1, 1)

_MONTH_NAMES = """
january february march april may june july august september october november december
jan feb mar apr may jun jul aug sep oct nov dec
januar februar märz april mai juni juli august september oktober november dezember
jän feb mrz apr mai juni juli aug sept okt nov dez
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
janv févr mars avr mai juin juil août sept oct nov déc
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
ene feb mar abr may jun jul ago set oct nov dic
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
gen feb mar apr mag giu lug ago set ott nov dic
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
jan fev mar abr mai jun jul ago set out nov dez
januari februari maart april mei juni juli augustus september oktober november december
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
янв фев мар апр май июн июл авг сен окт ноя дек
"""
_VIETNAMESE_NUMBERS = "một hai ba tư năm sáu bảy tám chín mười mười_một mười_hai".split()

# Hours east of Greenwich; where a name has several meanings, the one of the largest news languages' feeds.
_ZONE_NAMES = """
z 0  ut 0  utc 0  gmt 0  wet 0  west 1  bst 1  cet 1  cest 2  mez 1  mesz 2  eet 2  eest 3  sast 2  msk 3  pkt 5
ist 5.5  ict 7  wib 7  hkt 8  sgt 8  myt 8  pht 8  awst 8  jst 9  kst 9  acst 9.5  acdt 10.5  aest 10  aedt 11
nzst 12  nzdt 13  nst -3.5  ndt -2.5  brt -3  art -3  ast -4  adt -3  est -5  edt -4  et -5
cst -6  cdt -5  mst -7  mdt -6  pst -8  pdt -7  pt -8  akst -9  akdt -8  hst -10
"""
_ZONES = dict(zip(_ZONE_NAMES.split()[::2], map(float, _ZONE_NAMES.split()[1::2]), strict=True))


def _months() -> dict[str, int]:
    found = {}
    for line in _MONTH_NAMES.split("\n"):
        found.update({fold(name): number for number, name in enumerate(line.split(), 1)})
    for number, name in enumerate(_VIETNAMESE_NUMBERS, 1):
        found[f"thang {fold(name).replace('_', ' ')}"] = number
        found.update({f"thang {number}": number, f"thang {number:02}": number})
    return found


_MONTHS = _months()
_MONTH = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_SEPARATOR = r"(?:[\s\-/.,]|de[ln]?\b|nam\b|of\b)*"

_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:[t ]?(\d\d)(\d\d)?(\d\d)?(?:[.,]\d+)?)?(?![\d:/.])")
_TIME = re.compile(r"(?<![\d:+-])(\d{1,2})[:h](\d{2})(?::(\d{1,2})(?:[.,:]\d+)?)?(?!\d)\s*([ap]\.?\s?m\b|sa\b|ch\b)?")
_ZONE = re.compile(r"[\s(]*(?:(?:gmt|utc)?\s?([+-])(\d{1,2})[:']?(\d{2})?'?(?![\d/.-])|([a-z]{1,4})(?![a-z]))\)?")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)")
_ORDINAL = re.compile(r"(?<!\d)(\d{4})-(\d{3})(?!\d)")
_WEEK = re.compile(r"(?<!\d)(\d{4})-?w(\d\d)(?:-?(\d))?(?!\d)")
_DAY_MONTH = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|º|o)?{_SEPARATOR}\b({_MONTH})\b{_SEPARATOR}(\d{{4}}|\d\d)\b"
)
_MONTH_DAY = re.compile(rf"\b({_MONTH})\b{_SEPARATOR}(\d{{1,2}})(?:st|nd|rd|th)?\b{_SEPARATOR}(\d{{4}})\b")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d\d)(?!\d)")
_YEAR_MONTH = re.compile(r"(\d{4})(?:-(\d\d))?")


def parse(text: str) -> datetime | None:
    """Return the moment ``text`` states, aware if it names a zone, else naive; None when it states none.

    The zone is kept, so ``.date()`` is the day it was where the text was written. Of ``3/4/2024`` the day comes
    first, as in most of the world, unless its clock says AM or PM. A month or a year alone begins with its first day.
    """
    # Composed again: folding takes Korean syllables apart.
    folded = unicodedata.normalize("NFC", fold(text.strip()[:_MAX_CHARS]).strip()).removeprefix("d:")
    try:
        moment = _parse(folded)
    except (ValueError, OverflowError):
        return None
    if moment is None or not _FIRST_YEAR <= moment.year <= _LAST_YEAR or moment.replace(tzinfo=None) == _NEVER_SET:
        return None
    return moment


def _parse(text: str) -> datetime | None:
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    if compact := _COMPACT.match(text):
        year, month, number, *clock = (int(group or 0) for group in compact.groups())
        zone, _ = _zone(text, compact.end())
        return datetime(year, month, number, tzinfo=zone if compact[4] else None) + _clock(*clock)
    time = _TIME.search(text)
    if time is None:
        return _date(text, months_first=False)
    zone, end = _zone(text, time.end())
    hours, minutes, seconds = (int(group or 0) for group in time.groups()[:3])
    day = _date(f"{text[: time.start()]} {text[end:]}", months_first=bool(time[4]) and time[4][0] in "ap")
    return day and day.replace(tzinfo=zone) + _clock(_of_day(hours, time[4]), minutes, seconds)


def _clock(hours: int, minutes: int, seconds: int) -> timedelta:
    """Return the time since midnight; 24:00 and a leap second exist."""
    if hours > 24 or minutes > 59 or seconds > 60:
        raise ValueError("no such time")
    return timedelta(hours=hours, minutes=minutes, seconds=min(seconds, 59))


def _of_day(hours: int, half: str | None) -> int:
    """Return the hour of 24; ``half`` is am, pm or Vietnamese: sáng (sa), chiều (ch)."""
    if not half or hours > 12:
        return hours
    return hours % 12 + (12 if half[0] in "pc" else 0)


def _zone(text: str, start: int) -> tuple[timezone | None, int]:
    """Return the zone that stands behind a time, and where it ends."""
    match = _ZONE.match(text, start)
    if match is None or (match[4] and match[4] not in _ZONES):
        return None, start
    sign, hours, minutes, name = match.groups()
    if name:
        return timezone(timedelta(hours=_ZONES[name])), match.end()
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    zone = timezone(-offset if sign == "-" else offset) if offset <= timedelta(hours=14) else None
    return zone, match.end()


def _date(text: str, *, months_first: bool) -> datetime | None:
    if match := _YEAR_FIRST.search(text):
        return datetime(*map(int, match.groups()))  # type: ignore[arg-type]  # three groups
    if match := _ORDINAL.search(text):
        return datetime.strptime("-".join(match.groups()), "%Y-%j")
    if match := _WEEK.search(text):
        return datetime.fromisocalendar(int(match[1]), int(match[2]), int(match[3] or 1))
    if match := _DAY_MONTH.search(text):
        return datetime(_year(match[3]), _MONTHS[match[2]], int(match[1]))
    if match := _MONTH_DAY.search(text):
        return datetime(_year(match[3]), _MONTHS[match[1]], int(match[2]))
    if match := _NUMBERS.search(text):
        day, month = int(match[1]), int(match[2])
        if month > 12 or (months_first and day <= 12):
            day, month = month, day
        return datetime(_year(match[3]), month, day)
    if match := _YEAR_MONTH.fullmatch(text.strip()):
        return datetime(int(match[1]), int(match[2] or 1), 1)
    return None


def _year(digits: str) -> int:
    """Return the year; of two digits, those below 50 are of this century (RFC 2822, 4.3)."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 50 else 1900)
