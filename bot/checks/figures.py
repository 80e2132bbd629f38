"""Whether the figures of a claim are those of its quotes: value, unit, subject and how sharp they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.checks import values
from bot.checks.doubling import doubled_figures
from bot.checks.statement import Fault, Reading, Reason
from bot.checks.subjects import Counting, same_subject, senses_of
from bot.checks.units import brought_together
from ingest.text.figures import Figure
from ingest.text.lexicon import is_person
from ingest.text.units import read_unit

_ORDER: tuple[Reason, ...] = ("value", "unit", "subject", "sharper")
_NAMES = frozenset({"label", "ordinal", "score"})
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[ .\u00a0-]*$")
_NAME_BEFORE = re.compile(r"\b[A-ZĐ][^\W\d_]+ $")
_NAME_AFTER = re.compile(r"[ \u00a0](?:of the |of |trong số )?(?=[A-Z])(?!(?:[A-Z]{2,}|[A-Z])\b)")
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
_VAGUE = re.compile(
    r"\b(?:vài|mấy|nhiều|several|a few|few|many|a couple of|some|numerous)(?= [^\W\d_])"
    r"|(?<=[a-z])(?= (?:hour|day|week|month|year|decade)s (?:earlier|later|ago|sooner|longer)\b)",
    re.IGNORECASE,
)
_SCALED = re.compile(
    r"\d[.,]\d+ ?(?:million|billion|trillion|m|bn|triệu|tỷ|tỉ|nghìn tỷ)\b|\d{2,3} (?:million|billion|triệu|tỷ|tỉ)\b",
    re.IGNORECASE,
)
_FEW = 2
_YEARS = range(1500, 2100)
_ITEM = r"(?:[A-ZĐ][\w.’'-]*)(?: [A-ZĐ][\w.’'-]*){0,4}"
_BETWEEN = re.compile(r",? (?:and|và|&|cùng) |, ")
_LIST = re.compile(rf"{_ITEM}(?:, {_ITEM})+,? (?:and|và|&|cùng) (?:the )?{_ITEM}")
_MOST_AGE = 110
_TIME = r"second|minute|hour|day|week|month|year|giây|phút|giờ|ngày|tuần|tháng|năm"
_PER_CLAIM = re.compile(
    rf"\b(?:per|each|every|mỗi|hàng|hằng) ({_TIME})\b|\b(hourly|daily|weekly|monthly|yearly|annually)\b", re.IGNORECASE
)
_PER_QUOTE = re.compile(
    rf"(?:\b(?:per|each|every|an?|mỗi|hàng|hằng|một|từng) |/ ?)({_TIME})\b"
    r"|\b(hourly|daily|weekly|monthly|yearly|annual(?:ly)?|thường niên)\b",
    re.IGNORECASE,
)
_RATES = {
    "hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annually": "year",
    "annual": "year", "thường niên": "year",
}  # fmt: skip


def figure_faults(claim: Reading, quotes: Sequence[Reading]) -> Iterator[Fault]:
    """Yield a fault for each figure of ``claim`` that no figure of ``quotes`` supports."""
    for figure in doubled_figures(claim.figures, [known for quote in quotes for known in quote.figures]):
        yield claim.fault(figure.start, figure.end, "subject")
    for figure in claim.figures:
        if _told_in_words(figure, claim, quotes) or _is_year(figure, quotes):
            continue
        reasons = [_objection(figure, claim, known, quote) for quote in quotes for known in quote.figures]
        if not reasons or all(reasons):
            worst = max((_ORDER.index(reason) for reason in reasons if reason), default=0)
            yield claim.fault(figure.start, figure.end, _ORDER[worst])
    yield from _vague_faults(claim, quotes)
    yield from _rate_faults(claim, quotes)


def _is_year(figure: Figure, quotes: Sequence[Reading]) -> bool:
    """Tell whether four digits that may be a year are one that the quotes name: "the 2025 model"."""
    plain = figure.kind == "count" and figure.relation == "exact" and not figure.concept and figure.low in _YEARS
    return plain and any(mention.first.year == figure.low for quote in quotes for mention in quote.dates)


def _told_in_words(figure: Figure, claim: Reading, quotes: Sequence[Reading]) -> bool:
    """Tell whether the quotes say it without a number: "the first", "a year", or "a man" for "one man"."""
    if figure.kind == "ordinal" and figure.low in _IN_WORDS:
        words = _IN_WORDS[int(figure.low)]
        return any(words.search(quote.text) and _names_noun(figure, claim, quote) for quote in quotes)
    if figure.kind == "duration" and figure.low == figure.high == 1:
        return any(
            figure.unit in {*_durations(quote), *(unit for unit, _ in _rates(quote, _PER_QUOTE))} for quote in quotes
        )
    if figure.kind == "count" and figure.low == figure.high and figure.relation == "exact" and figure.low > _FEW:
        return any(_lists(int(figure.low), quote) and not _counted(figure, quote) for quote in quotes)
    if figure.kind != "count" or figure.low != 1 or figure.high != 1 or not figure.concept:
        return False
    return any(_names_one(figure, quote) and not _counted(figure, quote) for quote in quotes)


def _lists(number: int, quote: Reading) -> bool:
    """Tell whether the quote lists so many names: "the United States, Canada and Mexico" are three."""
    return any(len(_BETWEEN.split(run.group())) == number for run in _LIST.finditer(quote.text))


def _names_one(figure: Figure, quote: Reading) -> bool:
    """Tell whether the quote speaks of what is counted once: by its noun, or as someone to whom the same happens."""
    happens = is_person(figure.concept) and figure.act and figure.act in quote.setting.acts
    return figure.concept in quote.setting.concepts or bool(happens)


def _names_noun(figure: Figure, claim: Reading, quote: Reading) -> bool:
    """Tell whether the quote names what is counted, as far as its sense is known."""
    if claim.language != quote.language:
        return True
    noun = "" if figure.noun.endswith("ing") else figure.noun  # "the first sitting president"
    senses = senses_of(noun, "en") | senses_of(noun, "vi")
    return not senses or bool(senses & quote.vocabulary.senses)


def _counted(figure: Figure, quote: Reading) -> bool:
    """Tell whether the quote says how many of what ``figure`` counts there are."""
    return any(known.concept == figure.concept and known.act in {"", figure.act} for known in quote.figures)


def _objection(figure: Figure, claim: Reading, known: Figure, quote: Reading) -> Reason | None:
    """Return why ``known`` does not support ``figure``; None when it does."""
    if not _same_unit(known, figure, quote) and known.low == figure.low and known.high == figure.high:
        return "unit"
    known, figure = brought_together(known, figure)
    if not _same_value(known, figure, claim):
        return "sharper" if _same_unit(known, figure, quote) and values.sharper(known, figure) else "value"
    if not _same_unit(known, figure, quote):
        return "unit"
    if figure.kind == "label" and known.kind == "count" and _NAME_BEFORE.search(claim.text, 0, figure.start):
        return None  # "Ana Lima 150"
    if "label" in {figure.kind, known.kind}:
        return None if _same_name(figure, claim, known, quote) else "subject"
    if figure.kind in _NAMES or known.kind in _NAMES:
        return None
    named = bool(_NAME_AFTER.match(claim.text, figure.end))
    return None if same_subject(Counting(figure, claim.language, named), known, quote.setting) else "subject"


def _same_name(figure: Figure, claim: Reading, known: Figure, quote: Reading) -> bool:
    """Tell whether a label belongs to the same word: "No. 8" is not "Channel 8", "fifth floor" is "Floor 5"."""
    said, told = _named(figure, claim), _named(known, quote)
    if claim.language != quote.language or not said or not told:
        return True
    return said == told or bool(senses_of(said, claim.language) & senses_of(told, quote.language))


def _named(figure: Figure, reading: Reading) -> str:
    if figure.kind == "ordinal":
        return figure.noun.split()[0] if figure.noun else ""
    before = _WORD_BEFORE.search(reading.text[: figure.start])
    return before[1].casefold() if before else ""


def _same_value(known: Figure, figure: Figure, claim: Reading) -> bool:
    if figure.kind == "score" or known.kind == "score":
        return _signs(figure.label) == _signs(known.label)
    if figure.label and known.label:
        return figure.label.lower().lstrip("0") == known.label.lower().lstrip("0")
    if "label" in {figure.kind, known.kind}:
        return figure.low == known.low and not (figure.unit or known.unit)
    if known.relation == "at most" and figure.low == known.low and _AS_MANY_AS.search(claim.text[: figure.start]):
        return True
    return values.bears(known, figure) or (_is_rounded(figure, claim) and values.rounds_to(known, figure))


def _is_rounded(figure: Figure, claim: Reading) -> bool:
    """Tell whether a number is written as news rounds it: "5.1 million"."""
    return bool(_SCALED.search(claim.text, figure.start, figure.end))


def _signs(label: str) -> str:
    return "-".join(label.replace("–", "-").replace(" ", "").split("-"))


def _same_unit(known: Figure, figure: Figure, quote: Reading) -> bool:
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


def _vague_faults(claim: Reading, quotes: Sequence[Reading]) -> Iterator[Fault]:
    """Yield "several years" where the quotes tell only of another stretch of time."""
    told = {unit for quote in quotes for unit in _durations(quote)}
    for match in _VAGUE.finditer(claim.text):
        unit = read_unit(claim.text, match.end())
        counted = any(start <= match.end() < end for start, end in claim.mentions)
        if unit and unit.kind == "duration" and told and unit.name not in told and not counted:
            yield claim.fault(match.start() if match.group() else match.end() + 1, unit.end, "unit")


def _rate_faults(claim: Reading, quotes: Sequence[Reading]) -> Iterator[Fault]:
    """Yield "each month" where the quotes tell what is so each day."""
    told = {unit for quote in quotes for unit, _ in _rates(quote, _PER_QUOTE)}
    for unit, match in _rates(claim, _PER_CLAIM):
        if told and unit not in told:
            yield claim.fault(match.start(), match.end(), "unit")


def _rates(reading: Reading, pattern: re.Pattern[str]) -> Iterator[tuple[str, re.Match[str]]]:
    for match in pattern.finditer(reading.text):
        word = next(group for group in match.groups() if group).lower()
        unit = _RATES.get(word) or read_unit(word, 0)
        if unit:
            yield unit if isinstance(unit, str) else unit.name, match


def _durations(quote: Reading) -> Iterator[str]:
    yield from (figure.unit for figure in quote.figures if figure.kind == "duration")
    for match in _VAGUE.finditer(quote.text):
        unit = read_unit(quote.text, match.end())
        if unit and unit.kind == "duration":
            yield unit.name
