"""Whether who acts in a claim is who acts in its quotes: "A sued B" does not rest on "B sued A".

Only names are followed, and only where a verb stands right between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.checks.statement import Fault, Reading
from bot.checks.terms import Term
from ingest.text.senses import is_act
from ingest.text.stems import is_past

_CLAUSE = re.compile(r"[,;:.!?()\n–—“”\"]")
_JOINT = re.compile(r"\b(?:but|and|while|nhưng|và|còn)\b")
_MODAL = re.compile(r"\b(?:will|would|can|could|to|may|might|did|does|do|must|should)(?: \w+ly)? $")
_PASSIVE = {
    "en": re.compile(r"\b(?:was|were|is|are|been|being|be|gets?|got)(?: \w+ly)? $", re.IGNORECASE),
    "vi": re.compile(r"\b(?:bị|được|do)(?: \w+){0,3} $", re.IGNORECASE),
}
# After these a word names the act ("the ban", "cuộc tấn công") or does not tell who acts ("which won").
_NOUN_BEFORE = re.compile(
    r"(?:\b(?:which|that|who|the|a|an|of|his|her|its|their|this|no|any|in|on|for|by|from|cuộc|vụ|việc|sự|của|các"
    r"|những|một|có|là)|['’]s) $",
    re.IGNORECASE,
)
_APART = re.compile(
    r"^ (?:by|of|in|at|on|to|from|with|for|through|after|before|as|là|ở|tại|trong|với|cho|từ|của|bởi|vào|đến|và"
    r"|sau|trước)\b"
    r"|\b(?:by|of|in|at|on|to|from|with|for|through|after|before|as|that|ở|tại|trong|với|cho|từ|của|bởi|vào|đến|và|sau|rằng|là)\b"
)
_BEFORE, _AFTER = 2, 6


@dataclass(frozen=True, slots=True)
class _Act:
    """A verb with the names right before and right after it; ``passive`` when it is undergone."""

    term: Term
    before: frozenset[str]
    after: frozenset[str]
    passive: bool


def role_faults(claim: Reading, quotes: Sequence[Reading]) -> Iterator[Fault]:
    """Yield a fault for each verb of ``claim`` whose doer is its sufferer in the quotes."""
    said = [act for act in _acts(claim) if act.before]
    told = [act for quote in quotes for act in _acts(quote)] if said else []
    for act in said:
        known = [other for other in told if other.term.is_like(act.term)]
        if known and all(_is_swapped(act, other) for other in known):
            yield claim.fault(act.term.start, act.term.end, "roles")


def _acts(reading: Reading) -> Iterator[_Act]:
    text = reading.text
    vietnamese = reading.language == "vi"
    for index, term in enumerate(reading.terms):
        if not is_act(term.senses) or text[term.start].isupper() or _NOUN_BEFORE.search(text[: term.start]):
            continue
        if not vietnamese and not (_is_verb(text[term.start : term.end]) or _MODAL.search(text[: term.start])):
            continue
        if index and _is_one_act(text, reading.terms[index - 1], term):
            continue  # "tham gia tổ chức": what is done to comes after
        before = [other for other in reading.terms[max(0, index - _BEFORE) : index] if _leads(text, other, term)]
        after = [other for other in reading.terms[index + 1 : index + 1 + _AFTER] if _governs(text, term, other)]
        passive = bool(_PASSIVE["vi" if vietnamese else "en"].search(text[: term.start]))
        yield _Act(term, _names(text, before), _names(text, after), passive)


def _is_one_act(text: str, one: Term, two: Term) -> bool:
    return is_act(one.senses) and two.start - one.end == 1 and not text[one.start].isupper()


def _is_verb(word: str) -> bool:
    """Tell whether an English word has the form of a verb with its subject."""
    return word.endswith(("ed", "s")) or is_past(word.lower())


def _names(text: str, terms: Sequence[Term]) -> frozenset[str]:
    return frozenset(term.key for term in terms if text[term.start].isupper())


def _joined(text: str, one: Term, other: Term) -> bool:
    return not _CLAUSE.search(text, one.end, other.start)


def _leads(text: str, other: Term, verb: Term) -> bool:
    return _joined(text, other, verb) and not _JOINT.search(text, other.end, verb.start)


def _governs(text: str, verb: Term, other: Term) -> bool:
    """Tell whether nothing but words of the object stands between a verb and ``other``."""
    return _joined(text, verb, other) and not _APART.search(text[verb.end : other.start])


def _is_swapped(said: _Act, told: _Act) -> bool:
    """Tell whether the name before a verb stands after it in the quote, another one or none being before it."""
    if said.passive != told.passive or said.before & told.before or said.after & told.after:
        return False
    return bool(said.before & told.after)
