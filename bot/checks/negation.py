"""Whether a claim keeps the "not" of its quotes, and adds none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.checks.statement import Fault, Reading
from bot.checks.terms import Term

_CUES = {
    "en": re.compile(
        r"(?<!or )(?<!hard )(?<!difficult )(?<!impossible )\b(?:not(?! only\b| to mention| the same)|never"
        r"|no(?! (?:more|fewer|less|later|longer than|stranger|slouch|doubt|question|wonder|\.|\d))|none|nobody"
        r"|nothing|neither|nor"
        r"|without|cannot"
        r"|den(?:y|ied|ies|ying)|fail(?:ed|s|ing)? to|refus(?:ed|es|ing|e)|reject(?:ed|s)?|lack(?:ed|s)?"
        r"|unable|unlikely|instead of|rather than"
        r"|rule[sd]? out)\b(?!\. ?\d)|n['’]t\b",
        re.IGNORECASE,
    ),
    "vi": re.compile(
        r"(?<!hàng )(?<!phòng )(?<!đối )(?<!trên )(?<!chân )(?<!hay )(?<!or )"
        r"\b(?:không(?! (?:chỉ|quá|dưới|ít hơn|hơn|kích|cao hơn|gian|khí|quân|lực|tặc|vận|phận|ngừng|giống"
        r"|còn nghi|thể thiếu|may(?! mắn)|ít|nhỏ|kém))"
        r"|chưa(?! (?:đến|tới|đầy|quá))|chẳng|chả"
        r"|phủ nhận|bác bỏ|từ chối|thất bại trong|vắng bóng|(?<!không thể )thiếu(?! niên| nhi| tá| tướng| nữ| úy"
        r"| uý| lâm)|loại trừ|không thể|thay vì)\b",
        re.IGNORECASE,
    ),
}
# They deny without saying "not": enough to bear one, not enough to ask for one.
_IMPLICIT = {
    "en": re.compile(
        r"\b(?:avoid\w*|prevent\w*|instead|except|other than|declin\w+|stop\w*|miss(?:ed|es|ing)?|ban\w*"
        r"|prohibit\w*|yet to|hardly|barely|oppos\w+|dismiss\w*|absen\w+|drop\w*|un[a-z]{3,}(?:ed|ing|able"
        r"|al|ful|ary|ain|ual)|un(?:til|less|fair|safe|clear|true|well)|in(?:complete|ability|capable|sufficient|valid"
        r"|dependent)|impossible|illegal|irregular|non-?\w+|\w{3,}less|dis(?:agree|approv|allow|contin|prov)\w*|rejection|reject\w*|fail\w*|dislik\w+|imperfect\w*|inexpensive|indecompos\w+|inequal\w*|inaccura\w+"
        r"|inadequa\w+|incorrect\w*|ineffect\w*|ineligib\w*|inconsisten\w*|irrelevan\w+|left out|leav\w+ out"
        r"|omit\w*|skip\w*"
        r"|zero|short of|free of|beyond|first"
        r"|refusal|denial|failure|block\w*|same|unchanged|exclu\w+|withdr\w+|cancel\w*|reluctan\w+)\b",
    ),
    "vi": re.compile(
        r"\b(?:trừ|ngoại trừ|tránh|miễn|cấm|ngừng|dừng|hết|bất|vô|phi|mất|hiếm|phản đối|ngăn|thôi|bỏ|hủy"
        r"|huỷ|né|chống|đầu tiên|giữ nguyên|như cũ|không đổi)\b",
    ),
}
# They keep a claim from saying plainly what a quote denies, but deny nothing.
_OF_VERBS = re.compile(r"not|never|cannot|n['’]t|không|chưa|chẳng|chả|không thể", re.IGNORECASE)
_NARROW = re.compile(r"\b(?:only|few|little|hard(?:er)?|difficult\w*|chỉ|ít|khó)\b")
_SCOPE = 7
_FAR = 30
# "will not try to stop" lets happen.
_TAKEN_BACK = re.compile(
    r"(?: \w+){0,3} (?:stop|prevent|block|avoid|deny|oppose|reject|ban|ngăn|ngăn chặn|ngăn cản|cấm|chống"
    r"|phản đối|từ chối)\b",
    re.IGNORECASE,
)
_REASON = re.compile(r"\b(?:because|due to|owing to|until|unless|do|vì|bởi|nên)\b")
_SENTENCE_END = re.compile(r"[.!?\n]")


def negation_faults(claim: Reading, quotes: Sequence[Reading]) -> Iterator[Fault]:
    """Yield a fault when ``claim`` says of something what a quote denies, or denies what no quote does."""
    said = _cues(claim)
    implied = bool(_IMPLICIT[claim.words].search(claim.text) or _NARROW.search(claim.text))
    if (said and not any(_denies(cue, claim, quotes) for cue in said)) or (
        not said and not implied and any(_is_lost(claim, quote) for quote in quotes)
    ):
        yield claim.whole("negation")


def _cues(reading: Reading) -> list[re.Match[str]]:
    return list(_CUES[reading.words].finditer(reading.text))


def _denies(cue: re.Match[str], claim: Reading, quotes: Sequence[Reading]) -> bool:
    """Tell whether the quotes deny something, and not only other things than ``cue`` of the claim denies."""
    denying = [quote for quote in quotes if _cues(quote) or _IMPLICIT[quote.words].search(quote.text)]
    if not denying:
        return False
    scope = claim.following(cue.end(), _SCOPE)
    if not _OF_VERBS.fullmatch(cue.group()) or any(cue.group().lower() in quote.text.lower() for quote in denying):
        return True
    if any(_IMPLICIT[quote.words].search(quote.text) for quote in denying):
        return True
    inside = [term for quote in denying for other in _cues(quote) for term in quote.following(other.end(), _FAR)]
    affirmed = [term for quote in quotes for term in quote.terms if term not in inside]
    if any(term.among(inside) for term in scope):
        return True
    return not scope or not all(term.among(affirmed) for term in scope)


def _is_lost(claim: Reading, quote: Reading) -> bool:
    """Tell whether the claim says plainly what the quote denies and nowhere affirms."""
    cues = _cues(quote)
    if _is_doubled(cues, quote.text):
        return False
    inside = [term for cue in cues for term in quote.following(cue.end(), _SCOPE)]
    outside = [term for term in quote.terms if term not in inside]
    return any(_is_said(_scope(cue, quote), outside, claim, quote) for cue in cues)


def _scope(cue: re.Match[str], quote: Reading) -> list[Term]:
    """Return what is denied: the words after ``cue`` up to the reason why."""
    end = _REASON.search(quote.text, cue.end())
    return [term for term in quote.following(cue.end(), _SCOPE) if not end or term.start < end.start()]


def _is_said(scope: Sequence[Term], outside: Sequence[Term], claim: Reading, quote: Reading) -> bool:
    """Tell whether the claim speaks of what is denied, in words that the quote does not use elsewhere too."""
    if claim.language != quote.language:
        known = [term for term in scope if term.senses]
        shared = [term for term in known if term.senses & claim.vocabulary.senses]
        return bool(shared) and len(shared) >= (len(known) + 1) // 2 and not shared[0].among(outside)
    shared = [term for term in scope if claim.vocabulary.holds(term)]
    return len(shared) >= max(1, (len(scope) + 1) // 2) and not all(term.among(outside) for term in shared)


def _is_doubled(cues: Sequence[re.Match[str]], text: str) -> bool:
    """Tell whether one "not" takes back another in the same sentence: "no way … without"."""
    if any(_TAKEN_BACK.match(text, cue.end()) for cue in cues):
        return True
    return any(
        not _SENTENCE_END.search(text, first.end(), second.start()) and "," not in text[first.end() : second.start()]
        for first, second in pairwise(cues)
    )
