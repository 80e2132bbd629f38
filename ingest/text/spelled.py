"""Numbers written in words where they stand: ordinals, halves and thirds, and whether the word counts at all."""

from __future__ import annotations

import re
from fractions import Fraction

from ingest.text import number_sense
from ingest.text.count import Count, Source, single
from ingest.text.number_words import HALF
from ingest.text.numerals import Numeral, read_spelled
from ingest.text.relations import relation_before
from ingest.text.wordlists import numbered

_ORDINALS = numbered("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth", start=1)
_THU = numbered("nhất nhì|hai ba tư năm sáu bảy tám chín mười", start=1)
_SCHOOL_LEVELS = numbered("một hai ba bốn năm", start=1)
_LEVEL_BEFORE = re.compile(r"\b(?:[Cc]ấp|[Ll]ớp|[Hh]iệp|[Tt]ầng|[Hh]ạng|[Kk]hối) $")
_SCALE = re.compile(r"[ -](triệu|tỷ|tỉ|million|billion)\b")
_ARTICLE = re.compile(r" an? ")
_POINTS = re.compile(r"(?:quarter|half)[ -](?:of )?(?:a )?(?:percentage[ -])?points?\b", re.IGNORECASE)
_SCALES = {"triệu": 10**6, "million": 10**6, "tỷ": 10**9, "tỉ": 10**9, "billion": 10**9}


def named_in_words(source: Source, start: int, end: int) -> Count | None:
    """Return the ordinal, share or school level that is complete in itself from ``start`` on."""
    text, word = source.text, source.text[start:end].lower()
    if points := _POINTS.match(text, start):
        value = Fraction(1, 4) if word == "quarter" else HALF
        return single(start, points.end(), "share", value, unit="pp")
    if word.startswith("thứ "):
        return single(start, end, "ordinal", Fraction(_THU[word[4:]]))
    if word in _ORDINALS and number_sense.means_ordinal(text, start, end):
        return single(start, end, "ordinal", Fraction(_ORDINALS[word]))
    if word in _ORDINALS or word == "quarter":
        return _part_of(text, start, end, word)
    level = _SCHOOL_LEVELS.get(word) if source.words == "vi" else None
    if level and _LEVEL_BEFORE.search(text, max(0, start - 6), start):
        return single(start, end, "label", Fraction(level), str(level))
    return None


def _part_of(text: str, start: int, end: int, word: str) -> Count | None:
    """Read "a third of" and "a quarter of"; any other third or quarter is no share."""
    if text[max(0, start - 2) : start].lower() != "a " or text[end : end + 4] != " of ":
        return None
    relation, hedge = relation_before(text, start - 2, "en")
    value = Fraction(1, 4 if word == "quarter" else _ORDINALS[word])
    return Count(min(hedge, start - 2), end, "count", value, value, relation)


def numeral_in_words(source: Source, start: int, end: int, floor: int) -> Numeral | None:
    """Return the number whose words begin at ``start`` (or at an article before them, not before ``floor``)."""
    text, word = source.text, source.text[start:end].lower()
    if word in {"half", "nửa"}:
        return _half(source, start, end)
    numeral = None if word in _ORDINALS else read_spelled(text, start, source.words)
    if numeral is None or numeral.start < floor:
        return None
    alone = numeral.start == start and numeral.end <= end and numeral.low == numeral.high
    if alone and not number_sense.means_number(text, start, end, source.words):
        return None
    return numeral


def _half(source: Source, start: int, end: int) -> Numeral | None:
    text = source.text
    if not number_sense.means_half(text, start, end, source.words):
        return None
    first = start - 4 if source.words == "vi" and text[max(0, start - 4) : start].lower() == "một " else start
    if article := _ARTICLE.match(text, end):
        whole = read_spelled(text, article.end(), "en")
        if whole and whole.scaled:
            return Numeral(first, whole.end, whole.low, whole.low, scaled=True)
        return Numeral(first, article.end() - 1, HALF, HALF)
    scale = _SCALE.match(text, end)
    value = HALF * (_SCALES[scale[1]] if scale else 1)
    return Numeral(first, scale.end() if scale else end, value, value, scaled=bool(scale))
