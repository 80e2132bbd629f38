"""Units of measure, money, time and shares, in English and Vietnamese, under one name each.

Money is named by ISO 4217, the rest by its usual symbol or English word: ``VND``, ``km``, ``year``, ``%``,
``pp`` (percentage points), ``age``, ``times``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ingest.text.wordlists import words_of

UnitKind = Literal["money", "share", "measure", "duration", "age", "multiple"]


_MONEY = {
    "USD": "usd|đô la mỹ|đô la|đôla|đô|dollar|dollars|us dollars|u.s. dollars",
    "EUR": "eur|euro|euros|ơ-rô",
    "GBP": "gbp|bảng anh|british pounds|pounds sterling",
    "VND": "vnd|vnđ|đồng|đ|dong|₫|vietnamese dong",
    "JPY": "jpy|yen|yên|yên nhật",
    "CNY": "cny|rmb|yuan|renminbi|nhân dân tệ|tệ",
    "KRW": "krw|won",
    "RUB": "rub|rúp|ruble|rubles|rouble|roubles",
    "INR": "inr|rupee|rupees|rupi",
    "THB": "thb|baht|bạt",
    "SGD": "sgd|đô la singapore",
    "AUD": "aud|đô la australia|đô la úc|australian dollars",
    "CAD": "cad|đô la canada|canadian dollars",
    "CHF": "chf|swiss francs|franc thụy sĩ",
    "IDR": "rupiah",
    "MYR": "ringgit",
    "PHP": "php|peso|pesos",
    "cent": "cent|cents|xu",
}
_SHARE = {
    "%": "%|percent|per cent|pct|phần trăm",
    "pp": "percentage point|percentage points|điểm phần trăm|điểm %|% points",
    "‰": "‰|phần nghìn",
    "bp": "basis point|basis points|điểm cơ bản",
}
_MEASURE = {
    "mm": "mm|millimeter|millimeters|millimetres|mi-li-mét|milimét",
    "cm": "cm|centimeter|centimeters|centimetres|xăng-ti-mét|centimet",
    "m": "m|meter|meters|metre|metres|mét",
    "km": "km|kilometer|kilometers|kilometre|kilometres|kilomet|kilômét|ki-lô-mét|cây số|kms",
    "inch": "inch|inches|in.",
    "foot": "foot|feet|ft|bộ anh",
    "yard": "yard|yards|yds",
    "mile": "mile|miles|mi|dặm",
    "nautical mile": "nautical mile|nautical miles|hải lý",
    "light-year": "light-year|light-years|light year|light years|năm ánh sáng",
    "mg": "mg|milligrams|miligam",
    "g": "gram|grams|gam|gr",
    "kg": "kg|ký|kilo|kilos|kilogram|kilograms|kilogam|ki-lô-gam",
    "quintal": "tạ",
    "tonne": "ton|tons|tonne|tonnes|metric tons|metric tonnes|tấn",
    "pound": "pound|pounds|lb|lbs",
    "ounce": "ounce|ounces|oz|ounce vàng",
    "ml": "ml|milliliters|mililít",
    "liter": "liter|liters|litre|litres|lít|l",
    "gallon": "gallon|gallons",
    "barrel": "barrel|barrels|thùng dầu",
    "m2": "m2|m²|square meters|square metres|mét vuông",
    "km2": "km2|km²|square kilometers|square kilometres|kilomet vuông|kilômét vuông|cây số vuông",
    "ft2": "square foot|square feet|sq ft",
    "mi2": "square mile|square miles|dặm vuông",
    "m3": "m3|m³|cubic meters|cubic metres|mét khối",
    "acre": "acre|acres|mẫu anh",
    "hectare": "hectare|hectares|ha|héc-ta|hecta|hécta",
    "km/h": "km/h|kph|km/giờ|kilometers per hour|kilometres per hour|kilometers an hour|kilometres an hour|km một giờ",
    "mph": "mph|miles per hour|miles an hour|dặm/giờ|dặm một giờ",
    "m/s": "m/s|m/giây|meters per second|mét/giây",
    "°C": "°c|độ c|độ|degrees celsius|celsius|° c|°",
    "°F": "°f|độ f|degrees fahrenheit|fahrenheit|° f",
    "degree": "degree|degrees",
    "kW": "kw|kilowatts|kilowatt",
    "MW": "mw|megawatts|megawatt",
    "GW": "gw|gigawatts|gigawatt",
    "kWh": "kwh|kilowatt-hours|kilowatt hours",
    "MB": "mb|megabytes",
    "GB": "gb|gigabytes",
    "TB": "tb|terabytes",
    "hp": "hp|horsepower|mã lực",
    "calorie": "calorie|calories|kcal|calo",
}
_DURATION = {
    "second": "second|seconds|sec|secs|giây",
    "minute": "minute|minutes|min|mins|phút",
    "hour": "hour|hours|hr|hrs|h|giờ|giờ đồng hồ|tiếng|tiếng đồng hồ",
    "day": "day|days|ngày",
    "week": "week|weeks|tuần|tuần lễ",
    "month": "month|months|tháng",
    "year": "year|years|yr|yrs|năm",
    "decade": "decade|decades|thập kỷ|thập niên",
    "century": "century|centuries|thế kỷ",
}
_AGE = {"age": "tuổi|year-old|year-olds|years old|years-old|years of age|yo"}
_MULTIPLE = {"times": "times|lần|-fold|fold"}
_KINDS: tuple[tuple[UnitKind, dict[str, str]], ...] = (
    ("money", _MONEY), ("share", _SHARE), ("measure", _MEASURE), ("duration", _DURATION), ("age", _AGE),
    ("multiple", _MULTIPLE),
)  # fmt: skip
_UNITS: dict[str, tuple[UnitKind, str]] = {
    form: (kind, name) for kind, table in _KINDS for name, forms in table.items() for form in forms.split("|")
}
# Letters whose case decides; as part of a word ("5G", "4K") they are no unit.
_NEVER = frozenset({"G", "K", "L", "H", "D", "M", "Đ", "T"})
# Words that begin like a unit: comrades, accomplices, gunshots, and teams that won.
_OTHER = {
    "đồng": words_of("chí đội phạm nghiệp hương bọn bào minh tác sáng ý"),
    "tiếng": words_of("nổ súng anh nói động kêu trống pháp trung nhật hàn việt"),
    "tấn": frozenset({"công"}),
    "độ": frozenset({"tuổi"}),
    "lần": frozenset({"lượt"}),
}
_WORD = r"(?:[^\W\d_]+[23²³]?(?:/[^\W\d_]+)?)"
_NEXT = re.compile(
    rf"[\s\u00a0]{{0,2}}(-?)\s?(%|‰|°\s?[CF]?(?!\w)|[€£¥₫]|{_WORD})"
    rf"(?:([ \u00a0-])({_WORD}|%))?(?:([ \u00a0-])({_WORD}))?"
)
_PER = re.compile(rf"\s?/\s?({_WORD})")
_PREFIX = re.compile(
    r"(?:(?<![A-Za-z])(US|A|C|CA|AU|HK|S|NZ|R|NT|Mex)?(\$)|(€)|(£)|(¥)|(₫)|(₹)|(₩)"
    r"|(?<![A-Za-z])(USD|EUR|GBP|VND|VNĐ|JPY|CNY|RMB|AUD|CAD|SGD|Rs\.?)) ?$"
)
_SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₫": "VND", "₹": "INR", "₩": "KRW", "VNĐ": "VND"}
_DOLLARS = {
    "A": "AUD", "AU": "AUD", "C": "CAD", "CA": "CAD", "HK": "HKD", "S": "SGD", "NZ": "NZD", "R": "BRL", "NT": "TWD",
    "Mex": "MXN",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit in a text: its kind, its one name, and the code point after it."""

    kind: UnitKind
    name: str
    end: int


def read_unit(text: str, position: int) -> Unit | None:
    """Return the unit that follows a number ending at ``position``, the longest name first."""
    match = _NEXT.match(text, position)
    if not match or match.group(2) in _NEVER:
        return None
    first, second, third = match.group(2), match.group(4), match.group(6)
    for length, end in ((3, match.end(6)), (2, match.end(4)), (1, match.end(2))):
        if end < 0 or (length == 3 and third is None) or (length == 2 and second is None):
            continue
        found = _named(text[match.start(2) : end], match.group(1))
        if found and not (length == 1 and _is_other(text, end, first, second)):
            return _with_per(text, Unit(found[0], found[1], end))
    return _split(first, match.end(2))


def _is_other(text: str, end: int, first: str, second: str | None) -> bool:
    """Tell whether the word after a unit makes it another: "tấn công", "two second-round picks"."""
    if first.lower() == "second" and text[end : end + 1] == "-":
        return True
    return second is not None and second.lower() in _OTHER.get(first.lower(), ())


def _named(words: str, hyphen: str) -> tuple[UnitKind, str] | None:
    lower = words.lower().replace("\u00a0", " ")
    found = _UNITS.get(lower)
    if found is None and hyphen:
        found = _UNITS.get(f"-{lower}")
    return found or (_UNITS.get(lower.replace("-", " ")) if "-" in lower else None)


def _split(word: str, end: int) -> Unit | None:
    """Read ``đồng/em`` as money for each of something that is no unit."""
    head, _, tail = word.partition("/")
    found = _UNITS.get(head.lower()) if tail else None
    if not found:
        return None
    per = _UNITS.get(tail.lower())
    return Unit(found[0], f"{found[1]}/{per[1]}" if per else found[1], end)


def _with_per(text: str, unit: Unit) -> Unit:
    per = _PER.match(text, unit.end)
    name = _UNITS.get(per.group(1).lower()) if per else None
    return Unit(unit.kind, f"{unit.name}/{name[1]}", per.end()) if per and name else unit


def currency_before(text: str, position: int) -> tuple[str, int] | None:
    """Return the currency whose sign ends at ``position`` and where the sign begins."""
    before = text[position - 1] if position else ""
    if before not in "$€£¥₫₹₩ DPRYB.sĐ":
        return None
    match = _PREFIX.search(text, max(0, position - 6), position)
    if not match:
        return None
    sign = next(group for group in match.groups()[1:] if group)
    currency = _DOLLARS.get(match.group(1) or "", "USD") if sign == "$" else _SYMBOLS.get(sign, sign)
    return {"RMB": "CNY", "Rs": "INR", "Rs.": "INR"}.get(currency, currency), match.start()
