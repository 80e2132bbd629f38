"""Whether a claim is no surer than its quotes: what may happen has not happened, and an accusation is no fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.checks.statement import Fault, Reading
from bot.checks.terms import Term

# What a quote leaves open. English "may" has no capital, lest it be the month.
_OPEN = {
    "en": re.compile(
        r"\b(?:may(?! \d)|(?i:might|could(?! not|n)|possibly|perhaps|potentially|likely to|conjectured"
        r"|suspected of|allegedly"
        r"|reportedly|appears? to|considering|propos(?:es|ed|ing)|accus(?:ed|ing|es)(?: [^\W\d_]+){0,4} of"
        r"|possibility of|chance of"
        r"|thinking (?:about|of)|threat(?:s|ened)? (?:to|of)|bomb threats?|threaten(?:s|ing) to))\b"
    ),
    "vi": re.compile(
        r"(?<!đã )(?<!không )\b(?:có thể|có khả năng|có lẽ|có nguy cơ|dường như|nghi ngờ"
        r"|nghi(?= (?:do|là|có|bị))|được cho là|bị cáo buộc"
        r"|đề xuất|kiến nghị"
        r"|khả năng|xem xét|cân nhắc|suy nghĩ về|phỏng đoán|đe dọa)\b",
        re.IGNORECASE,
    ),
}
# What a quote tells of the future: only what a claim says to be done is surer.
_AHEAD = {
    "en": re.compile(
        r"\b(?:will|would|shall|plan(?:s|ned|ning)? to|expected to|set to|scheduled to|intends? to|aims? to"
        r"|hopes? to|wants? to)\b",
        re.IGNORECASE,
    ),
    "vi": re.compile(r"\b(?:sẽ|dự kiến|dự định|sắp|lên kế hoạch|có ý định|mong muốn)\b", re.IGNORECASE),
}
_DONE = {
    "en": re.compile(r"\b(?:ha(?:s|ve|d)|was|were|did)\b|\b\w{2,}ed\b", re.IGNORECASE),
    "vi": re.compile(r"\b(?:đã|vừa|từng)\b", re.IGNORECASE),
}
_DONE_VERB = {
    "en": re.compile(r"\b(?:(?:ha(?:s|ve|d)|was|were|been|did)(?: \w+){0,2} \w+|\w{2,}ed)$", re.IGNORECASE),
    "vi": re.compile(r"\b(?:đã|vừa|từng)(?: \w+){0,3} \w+$", re.IGNORECASE),
}
# What keeps a claim from being sure.
_HEDGED = {
    "en": re.compile(
        r"\b(?:may(?! \d)|(?i:might|could|can|able|possib\w+|perhaps|maybe|potential\w*|likely|conjectur\w*"
        r"|suspect\w*|suspicion"
        r"|alleg\w+|reported\w*|rumou?r\w*|unconfirmed|appear\w*|seem\w*|consider\w*|propos\w+|hop(?:es?|ed|ing)|want\w*|seek\w*"
        r"|aim(?:s|ed|ing)?|plan(?:s|ned|ning)?|intend\w*|threat\w*|accus\w+|if|unless|urg(?:es?|ed|ing)|call(?:s|ed|ing)?|tr(?:y|ies|ied|ying)|attempt\w*"
        r"|expect\w*|set to|schedul\w+|theor\w+|hypothe\w+|whether|should|ought|believ\w*|thought|would|will"
        r"|shall|forecast\w*"
        r"|predict\w*|project(?:s|ed)|claim(?:s|ed|ing)?|think\w*|fear\w*|risk\w*|warn\w*|suggest\w*|charge[sd]?"
        r"|about to|chance|to be))\b"
    ),
    "vi": re.compile(
        r"\b(?:có thể|khả năng|có lẽ|nguy cơ|dường như|nghi|cho là|cho rằng|coi là|cáo buộc|tố|dự kiến|dự định"
        r"|dự báo|đề xuất|kiến nghị"
        r"|xem xét|cân nhắc|phỏng đoán|giả thuyết|nếu|kêu gọi|đề nghị|muốn|kế hoạch|đe dọa|tìm cách|hy vọng|sẽ"
        r"|sắp|ý định|liệu|nên"
        r"|ước tính|chuẩn bị|lo|sợ|cảnh báo|nhằm|định|chờ|đòi|được phép)\b",
        re.IGNORECASE,
    ),
}
# It says both what may be and what can be done.
_CAN = re.compile("có thể", re.IGNORECASE)
_FORETOLD = re.compile(r"\b(?:will|shall|sẽ|sắp)\b", re.IGNORECASE)
_MAY = re.compile(r"\b(?:may|might|possibly|perhaps|có thể|có khả năng|có lẽ)\b")
_WORDS = 10


def certainty_faults(claim: Reading, quotes: Sequence[Reading]) -> Iterator[Fault]:
    """Yield a fault when ``claim`` tells as a fact what the quotes leave open and nowhere say plainly."""
    hedges = [hedge.group() for hedge in _HEDGED[claim.words].finditer(claim.text)]
    foretold = bool(hedges) and all(_FORETOLD.fullmatch(hedge) for hedge in hedges)
    if (foretold or not hedges) and any(_is_surer(claim, quote, foretold) for quote in quotes):
        yield claim.whole("certainty")


def _is_surer(claim: Reading, quote: Reading, foretold: bool) -> bool:
    done = bool(_DONE[claim.words].search(claim.text))
    cues = [cue for cue in _OPEN[quote.words].finditer(quote.text) if done or not _CAN.fullmatch(cue.group())]
    cues = [cue for cue in cues if not foretold or _MAY.fullmatch(cue.group())]
    ahead = [] if foretold else list(_AHEAD[quote.words].finditer(quote.text))
    inside = [term for cue in (*cues, *ahead) for term in quote.following(cue.end(), _WORDS)]
    plain = [term for term in quote.terms if term not in inside]
    scopes = [quote.following(cue.end(), _WORDS) for cue in cues]
    return any(_is_told(scope, plain, claim, quote) for scope in scopes) or any(
        _is_done(quote.following(cue.end(), _WORDS), plain, claim, quote) for cue in ahead
    )


def _is_done(scope: Sequence[Term], plain: Sequence[Term], claim: Reading, quote: Reading) -> bool:
    """Tell whether the claim says that what is ahead is done: first of all its verb, the first word of ``scope``."""
    if not scope or scope[0].among(plain):
        return False
    verbs = [term for term in claim.terms if term.is_like(scope[0])]
    if verbs:
        return any(_DONE_VERB[claim.words].search(claim.text[: verb.end]) for verb in verbs)
    return bool(_DONE[claim.words].search(claim.text)) and _is_told(scope, plain, claim, quote)


def _is_told(scope: Sequence[Term], plain: Sequence[Term], claim: Reading, quote: Reading) -> bool:
    """Tell whether the claim says what is left open, in words that the quote does not use plainly too."""
    if claim.language != quote.language:
        scope = [term for term in scope if term.senses]
        shared = [term for term in scope if term.senses & claim.vocabulary.senses]
    else:
        shared = [term for term in scope if claim.vocabulary.holds(term)]
    new = [term for term in shared if not term.among(plain)]
    return len(shared) >= len(scope) / 2 and bool(new) and len(new) >= len(shared) / 2
