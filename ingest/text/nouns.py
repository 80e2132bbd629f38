"""What a number counts, and what happens to it: "2,517 individuals … were arrested".

No parser: the words around the number are read up to the first that cannot belong to its noun. What the lexicon
knows is named by its concept, anything else by its own words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.text import lexicon
from ingest.text.wordlists import words_of

_SPAN = 90
_BACK = 70
_MAX_NOUN = {"en": 7, "vi": 4}
_MAX_AFTER = 9
_WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_RUN = re.compile(r"[ \u00a0-]?(?:\(?[^\W\d_]+(?:['’-][^\W\d_]+)*\)?[ \u00a0]*)+")
_OF = re.compile(
    r"[ \u00a0](?:(?:of|in|out of)[ \u00a0])?(?:(?:the|its|his|her|their|our|these|those|all|every)[ \u00a0])?"
    r"(?:(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten)[ \u00a0])?",
    re.IGNORECASE,
)
_STOPS = {
    "en": words_of(
        "a an the and or but nor so yet if than as at by for from in into of off on onto out over per since",
        "through to toward towards under until up upon via with within without across against along among around",
        "behind below beneath beside between beyond during inside near outside about above after before he she it",
        "they we you i him them us me his her its their our your my this that these those who whom whose which",
        "what when where why how is are was were be been being am has have had having do does did will would can",
        "could may might must shall should not no said says say told ago later earlier apart away each both also",
        "just only then there here while because though although however including according live lived took made",
        "came went get gets remain remained stayed began begin became become won lost gave saw paid sold ended",
        "died wins down respectively top aged depending hold holds include includes et pm am",
    ),
    "vi": words_of(
        "và hoặc hay nhưng mà thì là của cho với cùng tại ở trong ngoài trên dưới giữa từ đến tới vào ra về bằng",
        "do bởi vì nên để khi lúc sau trước theo qua hơn như bị được đã đang sẽ vừa mới còn cũng đều chỉ rất này",
        "đó kia ấy khác nói cho biết có không chưa phải gồm bao tham thuộc nhằm mỗi một các những nhiều vẫn lại",
        "nữa thiệt chết tử mất so đạt nay nào ai gì tăng giảm nếu dù đứng nằm khoảng trở ông bà anh chị khiến gây làm",
    ),
}  # fmt: skip
# They end a noun ("2,517 arrested"), but may begin one ("30 injured passengers").
_PARTICIPLES = words_of(
    "killed arrested rescued injured wounded hurt charged detained involved reported found missing dead",
    "evacuated displaced left infected hospitalized freed released deported",
)
# Words that may stand between a counted noun and what happened to it.
_FILLERS = {
    "en": words_of(
        "who that which was were is are been being be have has had will would also reportedly allegedly",
        "already then later either initially got left still being others other",
    ),
    "vi": words_of("đã bị được đang sẽ vừa mới cũng phải đều còn lại khác này đó trên"),
}
# Words that may stand between an act and the number it concerns.
_LEADS = {
    "en": words_of(
        "of the at least by to another all some up total a an about more than nearly around only just over",
        "its his her their another further from out estimated approximately roughly almost",
    ),
    "vi": words_of(
        "hơn thêm ít nhất khoảng thành công tổng cộng được gần lên tới đến cho chừng chỉ cả đã và các những",
        "số từ còn mức ước tính trên tối đa",
    ),
}
# "took up 63.7%" is no rise.
_WITH_UP = words_of(
    "take takes took taken taking make makes made making pick picked set end ended add adds added give gives",
    "gave given giving",
)
# "drop 40 flights" is no fall.
_LET_GO = words_of("drop drops dropping dropped")
_TO = frozenset({"đến", "tới"})
_IRREGULAR = words_of(
    "people men women children police feet teeth fish staff personnel aircraft sheep cattle media data",
    "crew dead policemen firefighters servicemen fishermen businessmen congressmen lawmen gunmen mice",
    "oxen series species",
)
_NO_PLURAL = ("ss", "us", "is", "'s", "’s", "ous")
_TOTAL = re.compile(
    r"(?:(?:number|total|tally) of|số lượng|tổng số|số) ((?:[^\W\d_]+ ){1,4})|\b(death toll)\b", re.IGNORECASE
)
# Acts that a noun of several words may tell by itself: "người chết", "ca nhiễm".
_TELLING = frozenset({"die", "injure", "infect"})
# "… rose to 25", "… là 25": nothing but words and one of these between the total and its number.
_REACHES = re.compile(
    r"[^.;\d]*(?:\b(?:to|at|is|was|are|were|reached|hit|stands?|of|now|là|lên|đến|tới|xuống|còn|đạt|vượt)|:) ",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun a number counts: its words, its concept, the act it undergoes, and where the noun ends."""

    noun: str = ""
    concept: str = ""
    act: str = ""
    end: int = -1


def read_counted(text: str, start: int, end: int, language: str, *, bare: bool) -> Counted:
    """Return what the number from ``start`` to ``end`` counts.

    ``bare`` says that the number has no unit: then its noun follows at once, and where none does it is looked
    for in "the number of victims rose to".
    """
    language = "vi" if language == "vi" else "en"
    run = _RUN.match(text, end, min(len(text), end + _SPAN))
    following = _WORDS.findall(run.group().lower()) if run else []
    noun, stop = _noun(text, end, language, bare)
    inside = len(_WORDS.findall(text[end:stop])) if noun else 0
    act = _act_after(following, inside, language) or _act_before(text, start, language)
    concept = lexicon.noun_concept(noun) if noun else ""
    if bare and not concept and (total := _total(text, start)):
        said = sorted(lexicon.acts_in(total[0].split())) or ["" if lexicon.direction(act) else act]
        return Counted(*total, said[0], end)
    return Counted(" ".join(noun), concept, act, stop)


def _noun(text: str, end: int, language: str, bare: bool) -> tuple[list[str], int]:
    position = end
    if language == "en":
        of = _OF.match(text, end)
        if of and (bare or " of " in of.group().lower()):
            position = of.end() - 1
        elif not bare:
            return [], end
    run = _RUN.match(text, position, min(len(text), position + _SPAN))
    if not run or "(" in run.group()[:2]:
        return [], end
    matches = list(_WORDS.finditer(run.group()))
    words = [match.group().lower() for match in matches]
    if text[position : position + 1] == "-" and language == "en":
        words = words[0].split("-")[:1]
        return words, position + 1 + len(words[0])
    if words[-1] in _TO and text[run.end() : run.end() + 1].isdigit():
        words.pop()  # "0,75 điểm đến 0 điểm" is no destination
    length = _english_length(words) if language == "en" else _until_stop(words, "vi")
    return words[:length], position + (matches[length - 1].end() if length else 0)


def _until_stop(words: Sequence[str], language: str) -> int:
    stops = _STOPS[language]
    inside = 0
    for index, word in enumerate(words[: _MAX_NOUN[language]]):
        inside = max(inside, index + lexicon.compound(words, index))
        if word in stops and index >= inside:
            return index
        if word in _PARTICIPLES and (index or words[1:2] == [] or words[1] in stops):
            return index
    return min(len(words), _MAX_NOUN[language])


def _english_length(words: Sequence[str]) -> int:
    """Return how many words the noun has: up to its first plural, and the plurals that follow at once."""
    length = _until_stop(words, "en")
    for index in range(length):
        if is_plural(words[index]):
            while index + 1 < length and is_plural(words[index + 1]):
                index += 1
            return index + 1
    return min(length, 3)


def is_plural(word: str) -> bool:
    """Tell whether an English word looks like a plural noun."""
    return word in _IRREGULAR or (len(word) > 2 and word.endswith("s") and not word.endswith(_NO_PLURAL))


def _act_after(words: Sequence[str], inside: int, language: str) -> str:
    """Return the act that the words after a number name before they turn to something else.

    The first ``inside`` words are the counted noun's own.
    """
    fillers, stops = _FILLERS[language], _STOPS[language]
    named = 0  # "học sinh" is a noun, though "sinh" alone is an act
    for index, word in enumerate(words[:_MAX_AFTER]):
        named = max(named, index + lexicon.compound(words, index))
        act = lexicon.act_at(words, index)
        if index < named and act not in _TELLING:
            continue
        if act and not lexicon.direction(act):
            return act
        if index >= inside and word in stops and word not in fillers:
            return ""
    return ""


def _act_before(text: str, start: int, language: str) -> str:
    """Return the act that is said to be done to the number: "the arrest of 2,517", "giải cứu hơn 3.000"."""
    before = text[max(0, start - _BACK) : start]
    cut = max(before.rfind(sign) for sign in ".,;:!?()\n–")
    words = _WORDS.findall(before[cut + 1 :].lower())
    leads = _LEADS[language]
    while words:
        act = lexicon.act_ending(words)
        if act:
            return "" if words[-1] in _LET_GO or (words[-1] == "up" and words[-2:-1] and words[-2] in _WITH_UP) else act
        if words[-1] not in leads:
            return ""
        words.pop()
    return ""


def _total(text: str, start: int) -> tuple[str, str] | None:
    """Return the noun of "the number of victims rose to" before a number, with its concept."""
    found = list(_TOTAL.finditer(text, max(0, start - _BACK), start))
    last = found[-1] if found else None
    if last is None or not _REACHES.fullmatch(text, last.start(), start):
        return None
    words = (last.group(1) or last.group(2)).lower().split()
    words = words[: _until_stop(words, "vi" if "ố" in last.group()[:8] else "en")] or words[:1]
    return " ".join(words), lexicon.noun_concept(words)
