"""Digits that name a thing instead of counting one: ``COVID-19``, ``Article 5``, ``quận 12``, phone numbers."""

from __future__ import annotations

import re

from ingest.text import lexicon
from ingest.text.number_words import SCALES
from ingest.text.units import read_unit

_WORDS = {
    "en": frozenset(
        "no number numbers article articles section sections chapter page pages room highway route interstate flight"
        " channel level levels grade grades class phase tier type category title episode season part volume bowl form"
        " district precinct ward track platform proposition prop amendment rule version size top page exit terminal"
        " apartment building suite formula generation psalm verse step stage division zone area seed week day round game"
        " act schedule table figure line post group unit model item".split()
    ),
    "vi": frozenset(
        "lớp điều khoản quận phường tổ số lộ đường cấp khóa khoá mục phòng hình bảng kênh đt ql tl km hệ hạng loại vòng"
        " chương trang tập phần đợt kỳ thôn ấp phố ngõ hẻm bài ảnh đai top nhóm đoạn trạm cổng tuyến tầng vùng mã block"
        " quyết luận tư định lệnh ty đoàn vị hotline điện anh kiệt tốp khoa khu hiệp bậc hội".split()
    ),
}  # fmt: skip
# Such a word names only when it is written like a name or nothing is counted after the number.
_NOT_NAMES = frozenset(
    "the in on at for with about over under and but or by from to of as after before more less some all only just than"
    " nearly almost around between when while if there they we he she it his her their its our these those what how"
    " updated up down an a is was were are with without plus minus another other every each top người có khoảng hơn gần"
    " trong với và của từ đến tại ở theo tổng cả các những hiện còn được bị trên dưới sau trước ngoài riêng gồm chỉ đã"
    " hàng mỗi một như là thu cho khi nếu do giá mức giảm tăng đạt ít nhất bao trung cùng số the".split()
)
_ALWAYS = frozenset("lớp điều khoản quận phường lộ cấp khóa khoá".split())
_PREVIOUS = re.compile(r"([^\W\d_][\w’'.]*)[ \u00a0]$")
_PREVIOUS_TWO = re.compile(r"([^\W\d_]+)[ \u00a0]([^\W\d_]+)[ \u00a0]$")
_CODE = re.compile(
    r"0\d{2,3}(?:[ .-]\d{2,4}){1,3}|\d{3}[-.]\d{3}[-.]\d{4}|\d{3}-\d{4}(?!\d)|\d+(?:\.\d+){2,}|\d+(?:-\d+){2,}|\d+/\d+(?:/\d+)*|0\d+"
)
_TOKEN_START = re.compile(r"[\w.@/-]*$")
_TOKEN = re.compile(r"\d[\w]*(?:-\d\w*)?")
_SOFT_PREFIX = re.compile(r"(?:^|[^\w])(?:mid|pre|post|sub|non|all|nearly|about|under|over|some|last|top|first)[-–]$", re.IGNORECASE)
_STREET = re.compile(
    r" (?:[NSEW]\.? |North |South |East |West )?(?:[A-Z][\w.'’]+ |\d+\w\w ){1,3}"
    r"(?:St|Street|Ave|Avenue|Road|Rd|Blvd|Boulevard|Drive|Dr|Lane|Ln|Highway|Hwy|Way|Pike|Parkway|Place|Court)\b"
)
_LISTED = re.compile(r"^(?:, |,| và | and |/|-| - | or | hoặc |, and )$")


def code_at(text: str, start: int) -> int:
    """Return the end of a phone number, licence or other code that begins at ``start``; 0 when none does."""
    match = _CODE.match(text, start)
    return match.end() if match else 0


def token_end(text: str, start: int) -> int:
    """Return where digits that are glued to letters end (``16e``, ``6703D``)."""
    match = _TOKEN.match(text, start)
    return match.end() if match else start


def is_glued(text: str, start: int) -> bool:
    """Tell whether the digits at ``start`` end a longer name: ``HDR10``, ``COVID-19``, ``S -300``."""
    before = text[start - 1] if start else " "
    if before.isalpha() or before == "_":
        return True
    if before not in "-–" or start < 2:
        return before == "#"
    ahead = text[start - 2]
    if ahead == " ":
        return start > 2 and text[start - 3].isupper() or bool(re.search(r"[A-Z][a-z]+ $", text[max(0, start - 14) : start - 1]))
    return ahead.isalpha() and not _SOFT_PREFIX.search(text, max(0, start - 9), start)


def is_named(text: str, start: int, end: int, language: str) -> bool:
    """Tell whether the plain number from ``start`` to ``end`` belongs to the name before it: "Article 5", "quận 12"."""
    match = _PREVIOUS.search(text, max(0, start - 24), start)
    if not match:
        return False
    word = match.group(1)
    lower = word.lower().rstrip(".")
    if lower in _WORDS[language] and _names(text, match, lower, end, language):
        return True
    if lower in _NOT_NAMES or not word[0].isupper() or word.endswith(".") or end - start > 5:
        return False
    return _ends_name(text, match.start(), end, language)


def _names(text: str, match: re.Match[str], lower: str, end: int, language: str) -> bool:
    if read_unit(text, end) and lower not in {"km", "số", "no"}:
        return False
    if language == "vi":
        return lower in _ALWAYS or not _counts_on(text, end, language)
    capital = match.group(1)[0].isupper()
    return capital or not _counts_on(text, end, language)


def _ends_name(text: str, word_start: int, end: int, language: str) -> bool:
    """Tell whether a number after a capitalised word is a part of it: "Taipei 101", not "Russia 5 years"."""
    if read_unit(text, end) or text[end : end + 1] == "%":
        return False
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha() or _scale_follows(text, end, language):
        return False
    if language == "vi" and _starts_sentence(text, word_start):
        return False
    return not _counts_on(text, end, language)


def _scale_follows(text: str, end: int, language: str) -> bool:
    following = re.match(r" ([^\W\d_]+)", text[end : end + 10])
    return bool(following) and following[1].lower() in SCALES[language]


def is_address(text: str, end: int) -> bool:
    """Tell whether a house number ends at ``end``: "31768 Legion Road"."""
    return bool(_STREET.match(text, end))


def _starts_sentence(text: str, start: int) -> bool:
    return start < 2 or text[start - 1] == "\n" or text[start - 2] in ".!?:\n"


def _counts_on(text: str, end: int, language: str) -> bool:
    """Tell whether the words after a number are something countable."""
    words = re.findall(r"[^\W\d_]+", text[end : end + 40])[:3]
    if not words or text[end : end + 1] not in " \u00a0" or words[0][0].isupper():
        return False
    lower = [word.lower() for word in words]
    if language == "vi":
        return bool(lexicon.noun_concept(lower[:2]))
    from ingest.text.nouns import is_plural

    return any(is_plural(word) for word in lower[:2]) and not _is_verb(lower[0])


def _is_verb(word: str) -> bool:
    return word in {"is", "was", "has", "does", "wins", "says"}


def is_listed(text: str, previous_end: int, start: int) -> bool:
    """Tell whether only a comma or "and" parts a number from the label before it: "lớp 1, 2"."""
    return start - previous_end <= 5 and bool(_LISTED.match(text[previous_end:start]))
