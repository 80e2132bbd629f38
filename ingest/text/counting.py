"""The scan for numbers: where each begins and ends with its hedge, sign, scale, range and unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ingest.text import labels, number_sense
from ingest.text.calendar_days import DateMention
from ingest.text.number_words import HALF
from ingest.text.numerals import Numeral, read_digits, read_spelled
from ingest.text.relations import Relation, is_lasting, relation_after, relation_before
from ingest.text.units import Unit, currency_before, read_unit

Kind = Literal["count", "money", "share", "measure", "duration", "age", "multiple", "ordinal", "score", "label"]

_ENGLISH = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions"
    " billion billions trillion trillions dozen dozens tens half halves third quarter first second fourth fifth sixth"
    " seventh eighth ninth tenth eleventh twelfth"
)
_VIETNAMESE = (
    "một hai ba bốn năm sáu bảy bẩy tám chín mười trăm nghìn ngàn triệu tỷ tỉ chục vạn nửa thứ_nhất thứ_nhì thứ_hai thứ_ba"
    " thứ_tư thứ_năm thứ_sáu thứ_bảy thứ_tám thứ_chín thứ_mười"
)


def _anchor(words: str) -> re.Pattern[str]:
    """Match where a number may begin. First letters and tails apart: four times as fast as the list of words."""
    forms = [word.replace("_", " ") for word in words.split()]
    firsts = "".join(sorted({form[0] for form in forms} | {form[0].upper() for form in forms}))
    tails = "|".join(sorted({form[1:] for form in forms}, key=len, reverse=True))
    return re.compile(rf"\d+|[½¼¾]|\b[{firsts}](?:{tails})\b")


_ANCHOR = {"en": _anchor(_ENGLISH), "vi": _anchor(_VIETNAMESE)}
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=1
    )
}
_THU = {
    word: number for number, word in enumerate("nhất hai ba tư năm sáu bảy tám chín mười".split(), start=1)
} | {"nhì": 2}
_SCHOOL_LEVELS = {"một": 1, "hai": 2, "ba": 3}
_THU_BEFORE = re.compile(r"\b[Tt]hứ $")
_SUFFIX = re.compile(r"(st|nd|rd|th)\b")
_SCORE = re.compile(r"(\d{1,3})(?: ?[-–] ?\d{1,3})+(?![\d%.,]\d|\d|[^\W\d_])")
_SCORE_NEAR = re.compile(
    r"\b(?:win|won|wins|beat|beats|lost|loss|lose|draw|drew|tie|tied|lead|leads|led|victory|defeat|score|scored|record|vote"
    r"|thắng|thua|hòa|hoà|tỷ số|tỉ số|dẫn|bại|chung cuộc|bàn)\b",
    re.IGNORECASE,
)
_JOINER = re.compile(r"(?: ?[-–—] ?| to | đến | tới | and | và )(?=\S)")
_AND_JOINER = re.compile(r" (?:and|và) $")
_SAME_NOUN = re.compile(r" ([^\W\d_]+) (?:đến|tới) (?=\d)")
_BETWEEN = re.compile(r"(?:between|giữa)(?: [^\W\d_]+)? $", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:ros[e]|rises?|rising|f[ea]ll|falls|falling|grew|grown|increased?|increasing|decreased?|up|down|jumped|dropped|climbed"
    r"|lead|led|tăng|giảm)\b[^.;\d]{0,24}from $|(?:led|leads?|leading|ahead)[^.;\d]{0,24}$",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"(?:(?:US|A|C|HK|S|NZ|R)?\$|€|£|¥|USD |VND )(?=\d)")
_STANDARD = re.compile(r"\b[A-Z]{2,5} \d{3,6}-\d+")
_RATIO = re.compile(r"(\d[\d,.]*):(\d+)\b")
_HALF_MORE = re.compile(r" rưỡi\b")
_AGE_BEFORE = re.compile(r"(?:\b[Aa]ged?|\b[Aa]ges|\btuổi đời|\bthọ|tròn)(?: of)? $")
_AGE_BETWEEN = re.compile(r"[A-Z][\w'’.-]+, $")
_TEAM_BEFORE = re.compile(r"(?:^|[:,;\n(] ?)(?:[A-Z][\w.&'’-]*[ ]){1,3}$")
_OTHER_TEAM = re.compile(r", (?:[A-Z][\w.&'’-]* ){1,3}\d{1,3}(?!\d)")
_FIRST_TEAM = re.compile(r"[a-z] \d{1,3}, (?:[A-Z][\w.&'’-]*[a-z] ){1,3}$")
_SLASH_NUMBER = re.compile(r"\d+/\d+(?:/\d+)*")
_GLUED_SUFFIX = re.compile(r"[^\W\d_]")
_RANGE_LIMIT = 10**12


@dataclass(slots=True)
class Count:
    """A number as written: what a figure is before its noun is looked for. ``core`` is where its digits begin."""

    start: int
    end: int
    core: int
    kind: Kind
    low: Fraction
    high: Fraction
    relation: Relation = "exact"
    unit: str = ""
    label: str = ""
    others: tuple[Fraction, ...] = ()


def read_counts(text: str, language: str, dates: Sequence[DateMention]) -> Iterator[Count]:
    """Yield the numbers of ``text`` that are no part of ``dates``, in order."""
    table = "vi" if language == "vi" else "en"
    spans = iter([*((mention.start, mention.end) for mention in dates), (len(text) + 1, len(text) + 1)])
    blocked, blocked_end = next(spans)
    end, label_end = 0, -9
    for match in _ANCHOR[table].finditer(text):
        start = match.start()
        while start >= blocked_end:
            blocked, blocked_end = next(spans)
        if start < end or start >= blocked:
            continue
        count = _count(text, match, language, table, label_end, end)
        if count is None or count.end > blocked:
            count = _short(text, start, blocked) if count and text[start].isdigit() else None
        if count is None:
            continue
        yield count
        end = count.end
        label_end = end if count.kind == "label" else -9


def _short(text: str, start: int, blocked: int) -> Count:
    """Return the bare number where what was read runs into a date."""
    end = start
    while end < blocked and text[end].isdigit():
        end += 1
    value = Fraction(int(text[start:end]))
    return Count(start, end, start, "count", value, value)


def _count(text: str, match: re.Match[str], language: str, table: str, label_end: int, floor: int) -> Count | None:
    start = match.start()
    if not text[start].isdigit():
        return _in_words(text, start, match.end(), language, table, floor)
    if table == "vi" and _THU_BEFORE.search(text, max(0, start - 5), start):
        return _ranked(text, start)
    label = _label(text, start, table, label_end)
    if label:
        return label
    currency = currency_before(text, start)
    numeral = read_digits(text, start, language, money=currency is not None)
    if numeral is None:
        return _labelled(text, start, labels.token_end(text, start))
    if suffix := _SUFFIX.match(text, numeral.end):
        return Count(start, suffix.end(), start, "ordinal", numeral.low, numeral.low)
    return _complete(text, numeral, currency, language, table, floor)


def _ranked(text: str, start: int) -> Count:
    end = start
    while end < len(text) and text[end].isdigit():
        end += 1
    number = Fraction(int(text[start:end]))
    return Count(start, end, start, "ordinal", number, number)


def _label(text: str, start: int, table: str, label_end: int) -> Count | None:
    """Read digits that name something: codes, glued digits, numbers after a name, scores."""
    if labels.is_glued(text, start):
        return _labelled(text, start, labels.token_end(text, start))
    code = labels.code_at(text, start)
    if code and not _is_part(text, start):
        return _labelled(text, start, code)
    if ratio := _RATIO.match(text, start):
        return _labelled(text, start, ratio.end(), "score")
    if standard := _STANDARD.search(text, max(0, start - 5), start + 12):
        if standard.start() < start < standard.end() and " " not in text[start : standard.end()]:
            return _labelled(text, start, standard.end())
    if score := _score(text, start):
        return score
    end = labels.token_end(text, start)
    if text[start:end].isdigit() and _is_team_score(text, start, end):
        return _labelled(text, start, end, "score")
    if text[start:end].isdigit() and text[end : end + 2][:1] not in {",", "."} | set("%$€"):
        named = labels.is_named(text, start, end, table)
        if named or labels.is_address(text, end) or (labels.is_listed(text, label_end, start) and not read_unit(text, end)):
            return _labelled(text, start, end)
    elif text[start:end].isdigit() and not text[end + 1 : end + 2].isdigit() and text[end : end + 1] in {",", "."}:
        if labels.is_named(text, start, end, table) or labels.is_listed(text, label_end, start):
            return _labelled(text, start, end)
    if not text[start:end].isdigit() and _names_thing(text, start, end):
        return _labelled(text, start, end)
    return None


def _is_team_score(text: str, start: int, end: int) -> bool:
    """Tell whether the number closes one half of "Tennessee 12, Indiana 6"."""
    before = text[max(0, start - 40) : start]
    if text[end : end + 1] == "," and _TEAM_BEFORE.search(before):
        return bool(_OTHER_TEAM.match(text, end))
    return bool(_FIRST_TEAM.search(before))


def _is_part(text: str, start: int) -> bool:
    """Tell whether ``1/2`` or ``29/63`` is smaller than one, which is a share and no code; ``0.5`` is a number."""
    slash = _SLASH_NUMBER.match(text, start)
    if slash:
        parts = [int(part) for part in slash.group().split("/")]
        return len(parts) == 2 and parts[0] < parts[1] <= 100 and parts[0] > 0
    groups = re.match(r"\d{1,3}(?:\.\d{3}){2,}(?![\d-])", text[start : start + 24])
    return bool(groups) and text[start] != "0"


def _names_thing(text: str, start: int, end: int) -> bool:
    """Tell whether letters glued to digits make a name (``16e``), not a unit, scale or ordinal."""
    digits = re.match(r"\d+", text[start:end])
    stop = start + (digits.end() if digits else 0)
    if not _GLUED_SUFFIX.match(text, stop) or _SUFFIX.match(text, stop):
        return False
    numeral = read_digits(text, start, "vi", money=currency_before(text, start) is not None)
    if numeral and numeral.end > stop:
        return False
    return read_unit(text, stop) is None


def _labelled(
    text: str, start: int, end: int, kind: Kind = "label", span: tuple[int, int] | None = None
) -> Count:
    digits = re.match(r"\d+", text[start:end])
    value = Fraction(int(digits.group() if digits else 0))
    first, last = span or (start, end)
    return Count(first, last, first, kind, value, value, label=text[start:end])


def _score(text: str, start: int) -> Count | None:
    match = _SCORE.match(text, start)
    if not match or read_unit(text, match.end()):
        return None
    numbers = [int(part) for part in re.findall(r"\d+", match.group())]
    near = _SCORE_NEAR.search(text, max(0, start - 50), match.end() + 30)
    if len(numbers) == 2 and numbers[0] < numbers[1] and not near:
        return None
    if currency_before(text, start):
        return None
    return _labelled(text, start, match.end(), "score")


def _in_words(text: str, start: int, end: int, language: str, table: str, floor: int) -> Count | None:
    word = text[start:end].lower()
    if ordinal := _ordinal(text, start, end, word):
        return ordinal
    if word in {"half", "nửa"}:
        return _half(text, start, end, language, table, floor)
    if word in {"quarter", "third", "halves"} or word in _ORDINALS:
        return _quarter(text, start, end, word)
    if table == "vi" and word in _SCHOOL_LEVELS and text[max(0, start - 4) : start].lower() in {"cấp ", "lớp "}:
        return _labelled(str(_SCHOOL_LEVELS[word]), 0, 1, "label", (start, end))
    numeral = read_spelled(text, start, table)
    if numeral is None or numeral.start < floor:
        return None
    alone = numeral.start == start and numeral.end <= end and numeral.low == numeral.high
    if alone and not number_sense.means_number(text, start, end, table):
        return None
    return _complete(text, numeral, None, language, table, floor)


def _ordinal(text: str, start: int, end: int, word: str) -> Count | None:
    if word.startswith("thứ "):
        number = Fraction(_THU[word[4:]])
        return Count(start, end, start, "ordinal", number, number)
    if word in _ORDINALS and number_sense.means_ordinal(text, start, end):
        number = Fraction(_ORDINALS[word])
        return Count(start, end, start, "ordinal", number, number)
    return None


def _half(text: str, start: int, end: int, language: str, table: str, floor: int) -> Count | None:
    if not number_sense.means_half(text, start, end, table):
        return None
    before = text[max(0, start - 5) : start].lower()
    first = start - 4 if before.endswith("một ") and table == "vi" else start
    scaled = read_spelled(text, end + 3, "en") if text[end : end + 3] == " a " else None
    if scaled and scaled.scaled and scaled.start <= end + 3:
        return _complete(text, Numeral(first, scaled.end, scaled.low / 2, scaled.low / 2), None, language, table, floor)
    numeral = Numeral(first, end, HALF, HALF)
    triệu = re.match(r"[ -](triệu|tỷ|tỉ|million|billion)\b", text[end : end + 9])
    if triệu:
        value = HALF * (10**6 if triệu[1] in {"triệu", "million"} else 10**9)
        numeral = Numeral(first, end + triệu.end(), value, value)
    return _complete(text, numeral, None, language, table, floor)


def _quarter(text: str, start: int, end: int, word: str) -> Count | None:
    """Read "a third of" and "a quarter of"; any other third or quarter is no share."""
    if text[max(0, start - 2) : start].lower() != "a " or text[end : end + 4] != " of ":
        return None
    value = Fraction(1, {"third": 3, "quarter": 4}.get(word, _ORDINALS.get(word, 2)))
    relation, hedge = relation_before(text, start - 2, "en")
    return Count(min(hedge, start - 2), end, start, "count", value, value, relation)


def _complete(
    text: str, numeral: Numeral, currency: tuple[str, int] | None, language: str, table: str, floor: int
) -> Count:
    """Add to a number what stands around it: range, unit, sign, hedge."""
    unit = read_unit(text, numeral.end)
    range_ = _range(text, numeral, unit, language, table, currency is not None)
    numeral, unit = range_ if range_ else (numeral, unit)
    end = unit.end if unit else numeral.end
    if unit and (half := _HALF_MORE.match(text, end)) and numeral.low == numeral.high:
        numeral.low = numeral.high = numeral.low + HALF
        end = half.end()
    start = currency[1] if currency else numeral.start
    count = Count(start, end, start, "count", numeral.low, numeral.high, others=numeral.others)
    _name_unit(text, count, unit, currency, numeral)
    _sign(text, count, numeral)
    _hedge(text, count, table, floor)
    if numeral.low != numeral.high and not range_ and count.relation == "exact":
        count.relation = "about"
    return count


def _range(
    text: str, first: Numeral, unit: Unit | None, language: str, table: str, money: bool
) -> tuple[Numeral, Unit | None] | None:
    """Return the range that ``first`` begins ("5-6 triệu", "between four and six") and the unit of its end."""
    after = unit.end if unit else first.end
    joiner = _JOINER.match(text, after) or _SAME_NOUN.match(text, after)
    if not joiner or first.low != first.high or (_AND_JOINER.search(joiner.group()) and not _is_between(text, first.start)):
        return None
    start = joiner.end()
    sign = _SIGNS.match(text, start)
    start = sign.end() if sign else start
    if not text[start : start + 1].isdigit() and not first.spelled:
        return None
    second = read_digits(text, start, language, money=money) if text[start].isdigit() else read_spelled(text, start, table)
    if not second or second.start != start or second.low != second.high:
        return None
    second_unit = read_unit(text, second.end)
    if not _same_unit(unit, second_unit, joiner) or _CHANGE.search(text, max(0, first.start - 40), first.start):
        return None
    return _joined(first, second, second_unit or unit)


def _is_between(text: str, start: int) -> bool:
    return bool(_BETWEEN.search(text, max(0, start - 26), start))


def _same_unit(first: Unit | None, second: Unit | None, joiner: re.Match[str]) -> bool:
    if first is None:
        return True
    return second is not None and second.name == first.name


def _joined(first: Numeral, second: Numeral, unit: Unit | None) -> tuple[Numeral, Unit | None] | None:
    low, high = first.low, second.low
    if second.scaled and not first.scaled and low:
        bare = second.low
        for scale in (10**12, 10**9, 10**6, 10**3, 10**2):
            if bare >= scale and low < bare / scale * 1:
                low *= scale
                break
    if not low < high:
        return None
    stop = unit if unit and unit.end > second.end else unit
    return Numeral(first.start, second.end, low, high, first.others if second.others else ()), stop


def _name_unit(
    text: str, count: Count, unit: Unit | None, currency: tuple[str, int] | None, numeral: Numeral
) -> None:
    if currency:
        count.kind, count.unit = "money", currency[0]
        if unit and unit.kind != "money":
            count.end = numeral.end
        return
    if unit:
        count.kind, count.unit = unit.kind, unit.name
        count.end = max(count.end, numeral.end)
        if unit.kind == "duration" and text[unit.end : unit.end + 5] == " tuổi":
            count.end = unit.end + 5
    elif _AGE_BEFORE.search(text, max(0, count.start - 10), count.start) or _is_age(text, count, numeral):
        count.kind, count.unit = "age", "age"


def _is_age(text: str, count: Count, numeral: Numeral) -> bool:
    """Tell whether a number between commas after a name is an age: "Smith, 34, said"."""
    inside = numeral.plain and 1 <= numeral.low <= 110 and text[numeral.end : numeral.end + 1] == ","
    return inside and bool(_AGE_BETWEEN.search(text, max(0, count.start - 24), count.start))


def _sign(text: str, count: Count, numeral: Numeral) -> None:
    if count.start and text[count.start - 1] in "-−" and (count.start < 2 or text[count.start - 2] in " (\n"):
        if count.unit in {"°C", "°F", "%", "degree", "USD"}:
            count.low, count.high = -count.high, -count.low
            count.start -= 1


def _hedge(text: str, count: Count, table: str, floor: int) -> None:
    relation, start = relation_before(text, count.start, table)
    if relation == "more" and count.kind == "duration" and text[start : start + 4].lower() == "over":
        relation = relation if is_lasting(text, start) else "exact"
    if start >= floor and relation != "exact":
        count.relation, count.start = relation, start
    after = relation_after(text, count.end, table)
    if after and count.relation == "exact":
        count.relation, count.end = after
