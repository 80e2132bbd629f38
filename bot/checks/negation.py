"""Whether a claim keeps the "not" of its quotes, and adds none."""

from __future__ import annotations

import re

from ingest.text import lexicon
from ingest.text.folding import words as folded_words
from ingest.text.wordlists import words_of

_CUES = {
    "en": re.compile(
        r"\b(?:not(?! only\b)|never|no(?! (?:more|fewer|less|later|longer than|\.|\d))|none|nobody|nothing|neither|nor"
        r"|without|cannot"
        r"|den(?:y|ied|ies|ying)|fail(?:ed|s|ing)? to|refus(?:ed|es|ing|e)|reject(?:ed|s)?|lack(?:ed|s)?"
        r"|unable|unlikely"
        r"|rule[sd]? out)\b(?!\. ?\d)|n['’]t\b",
        re.IGNORECASE,
    ),
    "vi": re.compile(
        r"\b(?:không(?! (?:chỉ|quá|dưới|ít hơn|hơn|kích|cao hơn|gian|khí|quân|lực|còn nghi))"
        r"|chưa(?! (?:đến|tới|đầy|quá))|chẳng|chả"
        r"|phủ nhận|bác bỏ|từ chối|thất bại trong|vắng bóng|thiếu|loại trừ|không thể)\b",
        re.IGNORECASE,
    ),
}
_CLAUSE = re.compile(r"[.;:!?\n]|,|\b(?:but|while|although|nhưng|trong khi|mặc dù|còn)\b", re.IGNORECASE)
_SCOPE = 7
_EMPTY = words_of(
    "the a an of in on at to for and or any be been was were is are has have had do did does it that this by with yet",
    "la va cua cac nhung mot da dang se duoc bi voi cho o tai trong ve nay do co khong chua bat ky con",
)


def lost_or_added(claim: str, claim_language: str, quotes: list[tuple[str, str]]) -> bool:
    """Tell whether ``claim`` says of something what a quote denies, or denies what no quote does.

    ``quotes`` are pairs of text and language.
    """
    said = _cues(claim, claim_language)
    denied = [(text, language, match) for text, language in quotes for match in _cues(text, language)]
    if said:
        return not denied
    return any(
        _same_scope(claim, claim_language, text, language, match) and not _is_affirmed(text, match, claim)
        for text, language, match in denied
    )


def _cues(text: str, language: str) -> list[re.Match[str]]:
    return list(_CUES["vi" if language == "vi" else "en"].finditer(text))


def _scope(text: str, match: re.Match[str]) -> str:
    """Return the words that a cue denies: those after it, to the end of its clause."""
    end = _CLAUSE.search(text, match.end())
    return " ".join(text[match.end() : end.start() if end else len(text)].split()[:_SCOPE])


def _same_scope(claim: str, claim_language: str, text: str, language: str, match: re.Match[str]) -> bool:
    """Tell whether the claim speaks of what the cue denies."""
    scope = _scope(text, match)
    acts = lexicon.acts_in(scope.lower().split()[:4])
    said = lexicon.acts_in(re.findall(r"[^\W\d_]+", claim.lower()))
    if language != claim_language:
        return bool(acts & said)
    content = [word for word in folded_words(scope) if word not in _EMPTY]
    spoken = set(folded_words(claim))
    shared = sum(word in spoken or word[:5] in {other[:5] for other in spoken} for word in content)
    return bool(content) and shared >= max(1, (len(content) + 1) // 2)


def _is_affirmed(text: str, match: re.Match[str], claim: str) -> bool:
    """Tell whether the quote says what the claim says elsewhere, outside the reach of its "not"."""
    scope = _scope(text, match)
    rest = text[: match.start()] + " " + text[match.end() + len(scope) + 1 :]
    outside = set(folded_words(rest))
    spoken = [word for word in folded_words(claim) if word not in _EMPTY]
    return sum(word in outside for word in spoken) >= 0.75 * len(spoken)
