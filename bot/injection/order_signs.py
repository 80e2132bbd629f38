"""How much speaks for a sentence being an order to a machine that reads it. Pure.

Rules over the words of a sentence give signs of several kinds: it says to leave instructions aside, it speaks of
the answer that is to be given, of the machine, of its user. Of each kind the heaviest sign counts, and kinds add up.
What stands in quotation marks with words around it is reported, not said, and counts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from bot.injection.order_reading import LETTERS, SPELL, Spelling, read, spelling_of
from bot.injection.order_rules import MARKERS, ROLE, RULES, UNSPACED
from ingest.text.folding import fold

# What weighs as much is an order to a machine.
ENOUGH = 2.0
_MENTIONED = 2.0
_ATTRIBUTED = -1.5
# After a word such as "to" or "đã" what is told of is no order at all.
_TOLD_OF = -1.0
_REPORTED_LEAST_WORDS = 4

_MARKERS = [
    (float(weight), re.compile(pattern.replace("ROLE", ROLE)))
    for weight, pattern in (line.split(None, 1) for line in MARKERS.split("\n") if line)
]
_UNSPACED = [
    (kind, float(weight), re.compile(fold(pattern)))
    for kind, weight, pattern in (line.split(None, 2) for line in UNSPACED.split("\n") if line)
]
_SCRIPTS = re.compile("[\u0900-\u097f\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u4e00-\u9fff]|talimat|komut|yonerge|kural")
_MENTION = re.compile(r"(?<!\w)@ ?(?:everyone|here)(?!\w)|<@[&!]?\d+>")
_BLOB = re.compile(r"(?<!\S)(?=\S*\d)(?=\S*[a-z])[a-z0-9+/_-]{24,}={0,2}(?!\w)")
_QUOTED = re.compile(
    r"“[^”]*(?:”|$)|«[^»]*(?:»|$)|„[^“”]*(?:[“”]|$)|(?<!\w)\"(?=\S)[^\"]*(?:(?<=\S)\"|$)"
    r"|(?<!\w)['‘](?=\S).*?(?<=\S)['’](?!\w)"
)
# "…, the guide says.": somebody tells of the order. In Vietnamese a subject has to stand before the verb.
_ATTRIBUTION = re.compile(
    r"[,”\"»'’] (?:[\w'.-]+ ){1,6}?(?:said|says|wrote|writes|warn(?:ed|s)|advise[ds]|joked|added|told|reads?|reported"
    r"|reports|recalled|reminded|propose[ds]|suggest(?:ed|s)|ask(?:ed|s)|explain(?:ed|s)|noted|argue[ds]|insist(?:ed|s)"
    r"|urge[ds]|announced)(?: \w+){0,2}\W*$"
    r"|, (?!(?:hãy|bạn|bất|bỏ|câu|quên|trả|thêm|phải|chỉ|luôn|và|sau|rồi|không|đừng|hay|ban|bo|tra|phai|chi|luon|va)\b)"
    r"(?:[\w'.-]+ ){1,4}?(?:nói|kể|cho biết|khuyên|khuyến cáo|viết|dặn|nhắc|yêu cầu|chia sẻ|cảnh báo|đề xuất|thông báo"
    r"|khẳng định|noi|cho biet|khuyen|viet|yeu cau|chia se|canh bao)(?: \w+){0,5}\W*$"
)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A sign: its kind, its weight as an order and otherwise, what it needs one each of, its pattern."""

    kind: str
    ordered: float
    told: float
    needs: tuple[frozenset[str], ...]
    pattern: re.Pattern[str]

    def weight(self, words: str, match: re.Match[str]) -> float:
        """Return what a match in ``words`` counts."""
        if self.ordered == self.told or "<!" in match.group().split(" ", 1)[0]:
            return self.ordered
        before = words[: match.start()].rsplit(" ", 2)[-2:-1]
        told_of = any(LETTERS["TELLING"] in word for word in before)
        return max(0.0, self.told + _TOLD_OF) if told_of else self.told


def signs(plain: str) -> dict[str, float]:
    """Return the heaviest weight of each kind of sign in ``plain``, a sentence as ``unmask`` returns it."""
    said = _without_reported(plain)
    found = [("marker", weight) for weight, pattern in _MARKERS if pattern.search(plain)]
    found += [("mention", _MENTIONED)] if _MENTION.search(said) else []
    if _SCRIPTS.search(said):
        found += [(kind, weight) for kind, weight, pattern in _UNSPACED if pattern.search(said)]
    found += _by_rules(said)
    if found:
        found += [("blob", 1.0)] if _BLOB.search(said) else []
        found += [("attribution", _ATTRIBUTED)] if _ATTRIBUTION.search(plain) else []
    heaviest: dict[str, float] = {}
    for kind, weight in filter(itemgetter(1), found):
        heaviest[kind] = max(heaviest.get(kind, 0.0), weight, key=abs)
    return heaviest


def _by_rules(said: str) -> list[tuple[str, float]]:
    """Return the kind and the weight of each sign that rules over words see."""
    spelling = spelling_of(said)
    words, present = read(said, spelling)
    applying = (rule for rule in _rules(spelling) if not any(map(present.isdisjoint, rule.needs)))
    return [(rule.kind, rule.weight(words, match)) for rule in applying for match in rule.pattern.finditer(words)]


@cache
def _rules(spelling: Spelling) -> tuple[_Rule, ...]:
    return tuple(_rule(line, SPELL[spelling]) for line in RULES.splitlines() if line)


def _rule(line: str, spell: Callable[[str], str]) -> _Rule:
    kind, weight, *items = line.split()
    ordered, _, told = weight.partition("/")
    needed = [item.lstrip("!").split("|") for item in items if item[0] != "~" and item[-1] != "?"]
    needs = tuple(frozenset(LETTERS.get(name) or spell(name) for name in names) for names in needed)
    pattern = re.compile(r"(?<!\S)" + "".join(_item(item, spell) for item in items))
    return _Rule(kind, float(ordered), float(told or ordered), needs, pattern)


def _item(item: str, spell: Callable[[str], str]) -> str:
    """Return the pattern of one item of a rule, over words as ``read`` writes them."""
    if item.startswith("~"):
        return rf"(?:(?!\.<)\S+ ){{0,{item[1:]}}}?"
    first = "!" if item.startswith("!") else "!?"
    names = item.lstrip("!").rstrip("?").split("|")
    classes = "".join(LETTERS[name] for name in names if name in LETTERS)
    forms = [rf"[^\s<]+<{first}\w*[{classes}]\w*> "] if classes else []
    forms += [re.escape(spell(name)) + r"<!?\w*> " for name in names if name not in LETTERS]
    return f"(?:{'|'.join(forms)})" + ("?" if item.endswith("?") else "")


def _without_reported(plain: str) -> str:
    """Return ``plain`` without what is quoted, if enough words stand around it to say that it is."""
    quoted = len(_QUOTED.findall(plain))
    rest = _QUOTED.sub(" “ ", plain) if quoted else plain
    return rest if quoted and len(rest.split()) - quoted >= _REPORTED_LEAST_WORDS else plain
