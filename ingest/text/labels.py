"""Digits that name a thing instead of counting one: ``COVID-19``, ``Article 5``, ``quận 12``, phone numbers."""

from __future__ import annotations

import re

from ingest.text import lexicon
from ingest.text.count import Count, Source, labelled
from ingest.text.nouns import is_plural
from ingest.text.number_words import SCALES
from ingest.text.numerals import read_digits
from ingest.text.units import currency_before, read_unit
from ingest.text.wordlists import words_of

_WORDS = {
    "en": words_of(
        "no nos number numbers article articles section sections chapter page pages room highway route interstate",
        "flight channel level levels grade grades class phase tier type category title episode season part volume",
        "bowl form runway district precinct ward track platform proposition prop amendment rule version size top page",
        "exit terminal apartment building suite formula generation psalm verse step stage division zone area seed",
        "week day round game act schedule table figure line post group unit model item",
    ),
    "vi": words_of(
        "lớp điều khoản quận phường tổ số lộ đường cấp khóa khoá mục phòng hình bảng kênh đt ql tl km hệ hạng",
        "loại vòng chương trang tập phần đợt kỳ thôn ấp phố ngõ hẻm bài ảnh đai top nhóm đoạn trạm cổng tuyến",
        "tầng vùng mã block quyết luận tư định lệnh ty đoàn vị hotline điện anh kiệt tốp khoa khu hiệp bậc tiên hội",
    ),
}  # fmt: skip
# Such a word names only when it is written like a name or nothing is counted after the number.
_NOT_NAMES = words_of(
    "the in on at for with about over under and but or by from to of as after before more less some all",
    "only just than nearly almost around between when while if there they we he she it his her their its",
    "our these those what how updated up down an a is was were are with without plus minus another other",
    "every each top người có khoảng hơn gần trong với và của từ đến tại ở theo tổng cả các những hiện còn",
    "được bị trên dưới sau trước ngoài riêng gồm chỉ đã hàng mỗi một như là thu cho khi nếu do giá mức",
    "giảm tăng đạt ít nhất bao trung cùng số the",
)
_ALWAYS = words_of("lớp điều khoản quận phường lộ cấp khóa khoá")
_AMONG = re.compile(r"\b[Tt]rong $")
_PREVIOUS = re.compile(r"([^\W\d_][\w’'.]*)[ \u00a0]$")
_CODE = re.compile(
    r"0\d{2,3}(?:[ .-]\d{2,4}){1,3}|\d{3}[-.]\d{3}[-.]\d{4}|\d{3}-\d{4}(?!\d)|\d+(?:\.\d+){2,}|\d+(?:-\d+){2,}"
    r"|\d+/\d+(?:/\d+)*|0\d+"
)
_TOKEN = re.compile(r"\d[\w]*(?:-\d\w*)?")
_SOFT_PREFIX = re.compile(
    r"(?:^|[^\w])(?:mid|pre|post|sub|non|all|nearly|about|under|over|some|last|top|first)[-–]$", re.IGNORECASE
)
_STREET = re.compile(
    r" (?:[NSEW]\.? |North |South |East |West )?(?:[A-Z][\w.'’]+ |\d+\w\w ){1,3}"
    r"(?:St|Street|Ave|Avenue|Road|Rd|Blvd|Boulevard|Drive|Dr|Lane|Ln|Highway|Hwy|Way|Pike|Parkway|Place|Court)\b"
)
_LISTED = re.compile(r"^(?:, |,| và | and |/|-| - | or | hoặc |, and )$")


_CAPITAL_BEFORE = re.compile(r"(?:[A-Z]|[A-Z][a-z]+) $")
_LETTER_POINT = re.compile(r"(?<![a-z])[A-Z]\.$")
_SUFFIX = re.compile(r"(?:st|nd|rd|th)\b")
_SLASHED = re.compile(r"(\d+)/(\d+)(?!/?\d)")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,}(?![\d-])")
_RATIO = re.compile(r"\d[\d,.]*:\d+\b")
_STANDARD = re.compile(r"(?<=[A-Z] )\d{3,6}-\d+")
_SCORE = re.compile(r"(\d{1,3})(?: ?[-–] ?(\d{1,3}))+(?![\d%]|[.,]\d|[^\W\d_])")
_SCORE_NEAR = re.compile(
    r"\b(?:win|won|wins|beat|beats|lost|loss|lose|draw|drew|tie|tied|lead|leads|led|victory|defeat|score|scored|record|vote"
    r"|thắng|thua|hòa|hoà|tỷ số|tỉ số|dẫn|bại|chung cuộc|bàn)\b",
    re.IGNORECASE,
)
_TEAM_BEFORE = re.compile(r"(?:^|[:,;\n(] ?)(?:[A-Z][\w.&'’-]* ){1,3}$")
_OTHER_TEAM = re.compile(r", (?:[A-Z][\w.&'’-]* ){1,3}\d{1,3}(?!\d)")
_FIRST_TEAM = re.compile(r"[a-z] \d{1,3}, (?:[A-Z][\w.&'’-]*[a-z] ){1,3}$")
_AMOUNT_AFTER = frozenset("%$€£¥₫")


def read_label(source: Source, start: int, label_end: int) -> Count | None:
    """Return the digits at ``start`` as a label or score when they count nothing.

    ``label_end`` is where the label before ended, so that "lớp 1, 2" are two.
    """
    text = source.text
    end = _code(text, start) or _named(source, start, label_end)
    if end:
        return labelled(text, start, end)
    end = _score(text, start)
    return labelled(text, start, end, "score") if end else None


def _code(text: str, start: int) -> int:
    """Return the end of digits that are glued to a name or shaped like a code; 0 when they are neither."""
    if is_glued(text, start):
        return token_end(text, start)
    match = _CODE.match(text, start)
    if match and not _is_part(text, start):
        return match.end()
    standard = _STANDARD.match(text, start)
    if standard:
        return standard.end()
    end = token_end(text, start)
    return end if not text[start:end].isdigit() and _names_thing(text, start, end) else 0


def _named(source: Source, start: int, label_end: int) -> int:
    """Return the end of a plain number that belongs to the name before it; 0 when it does not."""
    text = source.text
    end = token_end(text, start)
    sign = text[end : end + 1]
    if (
        not text[start:end].isdigit()
        or sign in _AMOUNT_AFTER
        or (sign in {",", "."} and text[end + 1 : end + 2].isdigit())
    ):
        return 0
    if _is_team_score(text, start, end):
        return 0
    if is_named(text, start, end, source.words) or is_address(text, end):
        return end
    return end if is_listed(text, label_end, start) and not read_unit(text, end) else 0


def _score(text: str, start: int) -> int:
    """Return the end of a score, ratio or result; 0 when there is none."""
    ratio = _RATIO.match(text, start)
    if ratio:
        return ratio.end()
    end = token_end(text, start)
    if text[start:end].isdigit() and _is_team_score(text, start, end):
        return end
    match = _SCORE.match(text, start)
    if not match or read_unit(text, match.end()) or currency_before(text, start):
        return 0
    rising = "".join(match.group().split()).count("-") < 2 and int(match[1]) < int(match[2])
    if rising and not _SCORE_NEAR.search(text, max(0, start - 50), match.end() + 30):
        return 0
    return match.end()


def _is_team_score(text: str, start: int, end: int) -> bool:
    """Tell whether the number closes one half of "Tennessee 12, Indiana 6"."""
    before = text[max(0, start - 40) : start]
    if text[end : end + 1] == "," and _TEAM_BEFORE.search(before):
        return bool(_OTHER_TEAM.match(text, end))
    return bool(_FIRST_TEAM.search(before))


def _is_part(text: str, start: int) -> bool:
    """Tell whether ``1/2`` is a share below one and ``1.234.567`` a number, so that neither is a code."""
    slashed = _SLASHED.match(text, start)
    if slashed:
        return 0 < int(slashed[1]) < int(slashed[2]) <= 100
    return bool(_GROUPED.match(text, start))


def _names_thing(text: str, start: int, end: int) -> bool:
    """Tell whether letters glued to digits make a name (``16e``), not a unit, scale or ordinal."""
    stop = start
    while stop < end and text[stop].isdigit():
        stop += 1
    if stop == end or not text[stop].isalpha() or _SUFFIX.match(text, stop):
        return False
    numeral = read_digits(text, start, "vi", money=currency_before(text, start) is not None)
    return not (numeral and numeral.end > stop) and read_unit(text, stop) is None


def token_end(text: str, start: int) -> int:
    """Return where digits that are glued to letters end (``16e``, ``6703D``)."""
    match = _TOKEN.match(text, start)
    return match.end() if match else start


def is_glued(text: str, start: int) -> bool:
    """Tell whether the digits at ``start`` end a longer name: ``HDR10``, ``COVID-19``, ``S -300``."""
    before = text[start - 1] if start else " "
    if before.isalpha() or before == "_":
        return True
    if before == "." and _LETTER_POINT.search(text, max(0, start - 4), start):
        return True
    if before not in "-–" or start < 2:
        return before == "#"
    ahead = text[start - 2]
    if ahead == " ":
        return bool(_CAPITAL_BEFORE.search(text, max(0, start - 14), start - 1))
    return ahead.isalpha() and not _SOFT_PREFIX.search(text, max(0, start - 9), start)


def is_named(text: str, start: int, end: int, language: str) -> bool:
    """Tell whether the plain number from ``start`` to ``end`` belongs to the name before it: "Article 5", "quận 12"."""
    match = _PREVIOUS.search(text, max(0, start - 24), start)
    if not match:
        return False
    word = match.group(1)
    lower = word.lower().rstrip(".")
    if (lower == "số" and _AMONG.search(text, 0, match.start())) or _scale_follows(text, end, language):
        return False
    if lower in _WORDS[language] and _names(text, match, lower, end, language):
        return True
    if lower in _NOT_NAMES or word.islower() or word.endswith(".") or end - start > 5:
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
    if (text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha()) or _scale_follows(text, end, language):
        return False
    if language == "vi" and _starts_sentence(text, word_start):
        return False
    return not _counts_on(text, end, language)


def _scale_follows(text: str, end: int, language: str) -> bool:
    following = re.match(r" ([^\W\d_]+)", text[end : end + 10])
    return following is not None and following[1].lower() in SCALES[language]


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
    return any(is_plural(word) for word in lower[:2]) and not _is_verb(lower[0])


def _is_verb(word: str) -> bool:
    return word in {"is", "was", "has", "does", "wins", "says"}


def is_listed(text: str, previous_end: int, start: int) -> bool:
    """Tell whether only a comma or "and" parts a number from the label before it: "lớp 1, 2"."""
    return start - previous_end <= 5 and bool(_LISTED.match(text[previous_end:start]))
