"""Whether a word that may be a number is one: "năm" is also a year, "ba" a father, "one" and "một" an article."""

from __future__ import annotations

import re

from ingest.text import lexicon
from ingest.text.number_words import SCALES
from ingest.text.units import read_unit
from ingest.text.wordlists import words_of

_WORD = re.compile(r"[^\W\d_]+")
_NEXT = re.compile(r"[ \u00a0-]([^\W\d_]+)(?:[ \u00a0]([^\W\d_]+))?(?:[ \u00a0]([^\W\d_]+))?(?:[ \u00a0]([^\W\d_]+))?")
_BEFORE = re.compile(r"([^\W\d_]+)[ \u00a0-]$")
_ONLY_ONE = words_of("least only just than about nearly exactly chỉ đúng nhất hơn gần khoảng thêm duy")
_NOT_AFTER_ONE = words_of("day of another thing time way lần ngày lúc phen dạo độ đồng tiếng cách số")
_FATHER = words_of("mẹ má lan đình vì tôi em cháu là vũ na tư tơ chỉ lô gác đờ ngòi bị bể sao bà ông tao mình")
_KIN_BEFORE = words_of("của bố ông người thứ bà cậu dì cô chú chồng vợ cùng")
_COUNTED_THINGS = words_of("trường nước tỉnh thành huyện xã phường quốc công nhà đội ngân hãng tổ người bệnh tòa toà")
_YEAR_BEFORE = words_of(
    "mỗi cuối đầu cả hàng nhiều các những từng qua giữa mấy vài học nguyên một hai ba bốn sáu bảy tám",
    "chín mười trăm suốt theo quanh lâu rưỡi nửa triệu nghìn",
)
_CLASSIFIERS = words_of(
    "người con chiếc cái vụ đứa tên cuộc căn bộ trận mẫu loại suất bức tấm cây quả hòn tòa toà lần bé em",
    "anh chị cô cháu ông bà vị thành cặp đôi nhóm bài câu bước điểm nước tỉnh nạn trường công doanh tháng",
    "ngày tuần giờ phút giây nhà xe tàu máy đội bàn huy cầu hãng ngân nghi đối bị sĩ binh lính chiến du",
    "hành ca phường xã huyện thôn dự phương tổ cơ trung khu đợt chuyến lô gói mũi liều hộ gia bệnh thí",
    "giải nghìn ngàn trăm triệu tỷ tỉ mươi cảnh nhân lượt",
)
_RIPE_AFTER = words_of("muồi chắn tới đỏ mọng rộ nẫu vàng rục cây")
_HALF_BEFORE = words_of("một hơn gần quá khoảng chừng tới đến cả")
_HALF_AFTER = words_of("số dân triệu tỷ tỉ năm giờ tháng thế trong tiếng ngày cân lượng quãng chặng")
_NOT_HALF_AFTER = words_of("đêm đầu sau cuối vời chừng mùa ngày")
_ADVERB_BEFORE = words_of(
    "at was were is are been be being had has have when who it i he she they we you came come that"
)
_NOT_AFTER_THE_ORDINAL = words_of("of and in to as by for on")
_NOT_AFTER_ORDINAL = words_of(
    "lady ladies name names responder responders amendment of and in to as base baseman party world hand",
    "come things place class gentleman light but or by for on",
)
_HALF_OF = re.compile(
    r"[ -](?:of|a|an|the|million|billion|trillion|dozen|hour|century|mile|point|their|its|his|her|all)\b"
)
_HEDGED_HALF = re.compile(r"(?:than|nearly|almost|about|least|over|under|roughly|in|by|only|just|one|one-) ?$")


def means_number(text: str, start: int, end: int, language: str) -> bool:
    """Tell whether the number word from ``start`` to ``end`` counts something."""
    word = text[start:end].lower()
    following = _following(text, end)
    before = _preceding(text, start)
    if language == "vi":
        return _in_vietnamese(text, word, before, following, start, end)
    if word == "one":
        return _is_one(text, before, following, end)
    return not (text[start].isupper() and text[start:end].isupper() and following[:1] == ["of"])


def _following(text: str, end: int) -> list[str]:
    match = _NEXT.match(text, end)
    return [word for word in match.groups() if word] if match else []


def _preceding(text: str, start: int) -> str:
    match = _BEFORE.search(text, max(0, start - 14), start)
    return match.group(1).lower() if match else ""


def _is_one(text: str, before: str, following: list[str], end: int) -> bool:
    """Tell the numeral "one", "một" from the article and the pronoun."""
    if not following or before in {"no", "this", "that", "the", "any", "every", "each", "which", "số", "some"}:
        return before in _ONLY_ONE
    first = following[0].lower()
    if first in _NOT_AFTER_ONE:
        return False
    if before in _ONLY_ONE or first in SCALES["en"] or first in SCALES["vi"]:
        return True
    unit = read_unit(text, end)
    if unit:
        return unit.kind in {"duration", "age", "share", "measure"} and first != "second"
    return bool(lexicon.noun_concept([first])) and text[end] == " "


def _in_vietnamese(text: str, word: str, before: str, following: list[str], start: int, end: int) -> bool:
    first = following[0].lower() if following else ""
    if word == "một":
        return _is_one_vietnamese(text, before, following, end)
    if following and text[start].isupper() and following[0][0].isupper() and start and text[start - 1] == " ":
        return False
    if first == "phú" or before == "thứ":
        return False
    if word == "ba":
        if text[start] == "B" and text[end : end + 1] == ",":
            return False
        return first not in _FATHER and (before not in _KIN_BEFORE or first in _COUNTED_THINGS)
    if word == "năm":
        counts = first in _CLASSIFIERS or [first, *following[1:2]] in (["học", "sinh"], ["sinh", "viên"])
        return counts and before not in _YEAR_BEFORE and not text[max(0, start - 2) : start - 1].isdigit()
    if word == "chín":
        return (
            bool(first)
            and first not in _RIPE_AFTER
            and before not in {"nấu", "luộc", "ăn", "đã", "chưa", "được", "trái", "quả"}
        )
    return _is_size(word, before) and (word not in {"tám", "hai"} or before not in {"cô", "bà", "ông", "cậu"})


def _is_size(word: str, before: str) -> bool:
    """Tell whether a bare "trăm" or "triệu" says how many: only after a word that hedges it."""
    return word not in SCALES["vi"] or before in {
        "hàng",
        "cả",
        "vài",
        "mấy",
        "gần",
        "hơn",
        "ngót",
        "bạc",
        "trên",
        "khoảng",
    }


def _is_one_vietnamese(text: str, before: str, following: list[str], end: int) -> bool:
    if not following:
        return before in _ONLY_ONE
    words = [word.lower() for word in following]
    if words[0] in _NOT_AFTER_ONE or words[0] == "trong":
        return False
    if words[0] in SCALES["vi"] or before in {"chỉ", "đúng", "nhất"}:
        return words[:2] != ["vài", "số"]
    unit = read_unit(text, end)
    if unit:
        return unit.kind in {"duration", "age", "measure"} and words[1:2] not in (["mới"], ["học"])
    acts = any(lexicon.act_at(words, index) in _HARM for index in (1, 2, 3) if index < len(words))
    return lexicon.is_person(lexicon.noun_concept(words[:2])) and acts


_HARM = frozenset({"die", "injure", "disappear", "arrest", "rescue"})


def means_half(text: str, start: int, end: int, language: str) -> bool:
    """Tell whether "half" or "nửa" is a share, not a part of a match or of the night."""
    if language == "vi":
        before, following = _preceding(text, start), _following(text, end)
        first = following[0].lower() if following else ""
        return first not in _NOT_HALF_AFTER and (before in _HALF_BEFORE or first in _HALF_AFTER)
    before = text[max(0, start - 8) : start].lower()
    if before.endswith(("first ", "second ", "first-", "second-", "other ", "-")):
        return before.endswith(("one-", "a-"))
    return bool(_HALF_OF.match(text, end)) or bool(_HEDGED_HALF.search(before))


def means_ordinal(text: str, start: int, end: int) -> bool:
    """Tell the ordinal in "its second win" from "at first", "first lady" and "third baseman"."""
    following = text[end : end + 1]
    if following == "-":
        return text[end : end + 5] == "-ever"
    if _preceding(text, start) in {"the", "its", "his", "her", "their"}:
        words = _following(text, end)
        return not words or words[0].lower() not in _NOT_AFTER_ORDINAL - _NOT_AFTER_THE_ORDINAL
    if following != " " or _preceding(text, start) in _ADVERB_BEFORE:
        return False
    words = _following(text, end)
    return bool(words) and words[0].lower() not in _NOT_AFTER_ORDINAL
