"""Whether a claim says "all", "the most" or "more than" where its quotes do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.checks.statement import Fault, Reading


@dataclass(frozen=True, slots=True)
class _Extreme:
    """What a claim may say and what in the quotes bears it, in either language."""

    said: re.Pattern[str]
    borne: re.Pattern[str]


def _pattern(*parts: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(parts) + r")\b", re.IGNORECASE)


_ALL = (
    r"(?<!above )(?<!after )(?<!at )(?<!not )(?<!first of )all"
    r"(?!-| (?:time|right|over|about)\b)",
    r"(?<!not )every(?! (?:\d|other))",
    r"everyone|everybody|everything|everywhere|always|entire|entirely|completely|totally|each and every",
    r"tất cả|mọi(?! mặt| người)|toàn bộ|luôn luôn|luôn(?! có)|hoàn toàn|bất kỳ ai",
)
_MOST_EN = (
    r"(?:the|its|his|her|their|our|['’]s) (?:most|least) (?!of\b|people|likely)(?=[a-z]+(?:ed|ful|ous|ive|al|ant"
    r"|ent|ic|able|ible|ar|ly|on|te|se|ex|ult|ure)\b)"
    r"|(?:larg|bigg|great|high|low|small|long|short|old|young|rich|poor|strong|weak|fast|slow|hott|cold|deadli|worst|wors|b"
    r"|earli|lat|fin|near|far|deep|tall|wid|heavi|busi|happi|saf|cheap|new|tough|hard|easi|warm|wett|dri|strict|clos|bloodi"
    r"|costli|wealthi|quick|great)est|worst|leading|foremost|unprecedented|record-breaking|world-class|number one"
)
_MOST = (
    _MOST_EN,
    r"(?<!ít )(?<!thống )(?<!thứ )(?<!hợp )(?<!chủ )(?<!duy )(?<!đệ )(?<!đồng )nhất(?! trí| định| quán| là| thể| thiết)"
    r"|hàng đầu|kỷ lục|chưa từng có",
)
_THAN = (
    r"(?:more|less|fewer)(?: \w+){1,3} than|(?:more|less|fewer|better|worse|(?!other "
    r"|rather )[a-z]{3,}er) than(?! (?:[\d$€£]|a |an |half|one\b|two\b|three\b|ever\b|\w+ty\b|\w+teen\b))",
    r"(?:\w+) hơn (?:so với|các|những|cả|mọi)|hơn hẳn|vượt trội",
)
_EXTREMES = (
    _Extreme(
        _pattern(*_ALL),
        _pattern(
            r"all|every\w*|each|always|entire\w*|whole|complete\w*|total\w*|full\w*|both|any\w*|never|100|nationwide|across|throughout"
            r"|universal\w*|absolute\w*|no one|none|no|only|fully|perfect\w*|unlimited|through",
            r"tất cả|mọi|toàn|luôn|hoàn toàn|bất kỳ|bất cứ|mỗi|cả|đều|suốt|trọn|khắp|hết|tuyệt đối|không ai|từng"
            r"|cùng|các|sạch",
        ),
    ),
    _Extreme(
        _pattern(*_MOST),
        _pattern(
            r"\w{2,}est|most|least|worst|best|top|first|last|only|record\w*|leading|ever|premiere?|premier"
            r"|no\. ?1|unprecedented"
            r"|never|maximum|minimum|peak|main|chief|ultimate|prime|major\w*|max|foremost|champion\w*|winner|unparalleled|key|final|second|third|fourth|fifth",
            r"nhất|đầu|kỷ lục|hàng đầu|duy nhất|chưa từng|số 1|số một|đỉnh|tối đa|tối thiểu|cực|vô địch"
            r"|quán quân|cuối|chính|tột|cùng|thứ (?:hai|ba|tư|năm|\d)",
        ),
    ),
    _Extreme(
        _pattern(*_THAN),
        _pattern(
            r"than|more|less|fewer|better|worse|(?:larg|small|bigg|high|low|old|young|fast|slow|long|short|strong|weak|great|cheap)er"
            r"|compar\w+|versus|vs|exceed\w*|surpass\w*|outperform\w*|beat\w*|above|below"
            r"|rise\w*|rose|fell|fall\w*|increas\w+|decreas\w+|up|down|ahead|behind|over|under|twice|double\w*|times|as",
            r"hơn|so với|kém|vượt|tăng|giảm|gấp|cao|thấp|trên|dưới|bằng|không bằng|thua",
        ),
    ),
)


# "all of the pupils" is told by what is told of each of them, not of others; "some of the pupils" are not all.
_EACH = _pattern(r"all", r"every", r"each", r"tất cả", r"mọi", r"mỗi", r"toàn bộ")
_SOME = re.compile(
    r"\b(?:some|several|many|most|few|half|part|majority|\d+ ?%|one in \w+|một số|nhiều|vài|đa số|phần lớn|hầu hết"
    r"|nửa|một phần)(?: of)?(?: the| các| những| số)?(?: (?!all|every|each|tất|mọi)\w+)? $",
    re.IGNORECASE,
)
_OF_IT = re.compile(r"(?: of)?(?: the| these| those| các| những| số)? ")
_REACH = 3


def extreme_faults(claim: Reading, quotes: Sequence[Reading]) -> Iterator[Fault]:
    """Yield a fault for each "all", superlative and comparison of ``claim`` to which no quote has a like."""
    measured = [(figure.start, figure.end) for figure in claim.figures]
    for extreme in _EXTREMES:
        for match in extreme.said.finditer(claim.text):
            inside = any(start <= match.start() < end for start, end in measured)
            borne = any(extreme.borne.search(quote.text) for quote in quotes)
            if not inside and not (borne and not _is_of_others(match, claim, quotes)):
                yield claim.fault(match.start(), match.end(), "extreme")


def _is_of_others(match: re.Match[str], claim: Reading, quotes: Sequence[Reading]) -> bool:
    """Tell whether of what a claim has "all" or "every" the quotes speak, yet tell of some or of all of another."""
    if not _EACH.fullmatch(match.group()):
        return False
    said = [term for term in claim.terms if _OF_IT.fullmatch(claim.text, match.end(), term.start)]
    places = [(term, quote) for quote in quotes for term in quote.terms if said and term.is_like(said[0])]
    if not places:
        return False
    if all(_SOME.search(quote.text[: term.start]) for term, quote in places):
        return True
    told = [(quote, found) for quote in quotes for found in _EXTREMES[0].borne.finditer(quote.text)]
    return all(
        _EACH.fullmatch(found.group()) and not said[0].among(quote.following(found.end(), _REACH))
        for quote, found in told
    )
