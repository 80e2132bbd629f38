"""Whether a figure of a claim is one of its quotes: value, unit, and how sharp it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import Literal

from bot.verification import values
from ingest.text.figures import Figure

Objection = Literal["value", "unit", "sharper"]
_ORDER: tuple[Objection, ...] = ("value", "unit", "sharper")
_NAMES = frozenset({"label", "ordinal", "score"})
# "có tới 18.000" may stand for "up to 18,000": Vietnamese says both with one word.
_AS_MANY_AS = re.compile(r"(?:tới|đến) $")
_IN_WORDS = {
    number: re.compile(rf"\b(?:{forms})\b", re.IGNORECASE)
    for number, forms in enumerate(
        (
            "first|initial|debut|đầu tiên|lần đầu|thứ nhất|đầu", "second|another|thứ hai|thứ nhì|lần hai|thứ 2|lần 2",
            "third|thứ ba|hạng ba|thứ 3", "fourth|thứ tư|thứ 4", "fifth|thứ năm|thứ 5", "sixth|thứ sáu|thứ 6",
            "seventh|thứ bảy|thứ 7", "eighth|thứ tám|thứ 8", "ninth|thứ chín|thứ 9", "tenth|thứ mười|thứ 10",
        ),
        start=1,
    )
}  # fmt: skip
# A number as news rounds it: "5.1 million".
_SCALED = re.compile(
    r"\d[.,]\d+ ?(?:million|billion|trillion|m|bn|triệu|tỷ|tỉ|nghìn tỷ)\b|\d{2,3} (?:million|billion|triệu|tỷ|tỉ)\b",
    re.IGNORECASE,
)
_YEARS = range(1500, 2100)
_MOST_AGE = 110
_FEW = 2
_ITEM = r"(?:[A-ZĐ][\w.’'-]*)(?: [A-ZĐ][\w.’'-]*){0,4}"
_BETWEEN = re.compile(r",? (?:and|và|&|cùng) |, ")
_LIST = re.compile(rf"{_ITEM}(?:, {_ITEM})+,? (?:and|và|&|cùng) (?:the )?{_ITEM}")


def objection(
    figure: Figure, claim: str, known: Sequence[tuple[Figure, str]], texts: Sequence[str], years: Collection[int]
) -> Objection | None:
    """Return why ``figure`` of the text ``claim`` is none of those ``known``; None when it is one.

    ``known`` are figures with their texts, ``texts`` all that is told, ``years`` those it names.
    """
    digits = any(map(str.isdigit, claim[figure.start : figure.end]))
    if _is_told_in_words(figure, texts, digits=digits) or (_may_be_year(figure) and int(figure.low) in years):
        return None
    reasons = [_objection(figure, claim, other) for other, _ in known]
    if reasons and not all(reasons):
        return None
    return _ORDER[max((_ORDER.index(reason) for reason in reasons if reason), default=0)]


def _may_be_year(figure: Figure) -> bool:
    """Tell whether four digits may be a year: "the 2025 model"."""
    return figure.kind == "count" and figure.relation == "exact" and not figure.concept and figure.low in _YEARS


def _is_told_in_words(figure: Figure, texts: Sequence[str], *, digits: bool) -> bool:
    """Tell whether it is said without a number: "the first", "a man" for "one man", three names for "three"."""
    if figure.kind == "ordinal" and figure.low in _IN_WORDS:
        return any(_IN_WORDS[int(figure.low)].search(text) for text in texts)
    if figure.low != figure.high or figure.relation != "exact" or figure.kind not in {"count", "duration"}:
        return False
    if figure.low == 1:
        return not digits
    return figure.kind == "count" and figure.low > _FEW and any(_lists(figure.low, text) for text in texts)


def _lists(number: Fraction, text: str) -> bool:
    """Tell whether ``text`` lists so many names: "the United States, Canada and Mexico" are three."""
    return any(len(_BETWEEN.split(run.group())) == number for run in _LIST.finditer(text))


def _objection(figure: Figure, claim: str, known: Figure) -> Objection | None:
    """Return why ``known`` does not support ``figure``; None when it does."""
    if not _same_unit(known, figure) and known.low == figure.low and known.high == figure.high:
        return "unit"
    known, figure = values.brought_together(known, figure)
    if not _same_value(known, figure, claim):
        return "sharper" if _same_unit(known, figure) and values.sharper(known, figure) else "value"
    return None if _same_unit(known, figure) else "unit"


def _same_value(known: Figure, figure: Figure, claim: str) -> bool:
    if figure.kind == "score" or known.kind == "score":
        return _signs(figure.label) == _signs(known.label)
    if figure.label and known.label:
        return figure.label.lower().lstrip("0") == known.label.lower().lstrip("0")
    if "label" in {figure.kind, known.kind}:
        return figure.low == known.low and not (figure.unit or known.unit)
    if known.relation == "at most" and figure.low == known.low and _AS_MANY_AS.search(claim[: figure.start]):
        return True
    rounded = _SCALED.search(claim, figure.start, figure.end)
    return values.bears(known, figure) or (rounded is not None and values.rounds_to(known, figure))


def _signs(label: str) -> str:
    return "-".join(label.replace("–", "-").replace(" ", "").split("-"))


def _same_unit(known: Figure, figure: Figure) -> bool:
    """Compare units: "30 tỷ" may leave out "đồng", "half" is 50 %, "a gallon" may go unsaid."""
    if figure.kind in _NAMES or known.kind in _NAMES:
        anniversary = "ordinal" in {figure.kind, known.kind} and {figure.unit, known.unit} <= {"", "year", "times"}
        return figure.kind == known.kind or not (figure.unit or known.unit) or anniversary
    said, told = figure.unit, known.unit
    if said.split("/")[0] == told.split("/")[0]:
        return "/" not in said or "/" not in told or said == told
    if {said, told} in ({"degree", "°C"}, {"degree", "°F"}, {"times", ""}):
        return True
    if not said:
        return (not figure.noun and known.low >= 1) or _is_share(figure, told) or _is_times(figure.concept, told)
    if said == "age" and not told:
        return not known.noun and known.kind == "count" and known.low <= _MOST_AGE
    return (not told and _is_share(known, said)) or _is_times(known.concept, said)


def _is_share(figure: Figure, unit: str) -> bool:
    return unit == "%" and 0 < figure.low < 1


def _is_times(concept: str, unit: str) -> bool:
    return concept == "time" and unit == "times"
