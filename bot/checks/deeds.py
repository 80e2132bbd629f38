"""Whether the quotes tell of the grave deeds that a claim tells of: nobody "was convicted" of whom no quote says so.

Only deeds for which news has few words: a paraphrase can hardly do without all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.checks.statement import Fault, Reading
from bot.checks.terms import Term
from ingest.text.stems import is_past

# The sense of each, and those that tell of it in other words.
_DEEDS = {
    "shoot.": {"bullet", "weapon", "gun."},
    "steal.": {"theft", "fraud"},
    "kidnap.": {"hostage."},
    "arrest.": {"prison", "seize", "seize.", "release."},
    "charge.": {"accuse", "trial", "guilty", "prosecutor"},
    "convict.": {"guilty", "sentence.", "prison", "trial"},
    "sentence.": {"prison", "convict.", "death penalty", "guilty"},
    "execute.": {"death penalty"},
    "infect.": {"disease", "virus", "epidemic", "infection.", "case."},
    "injure.": {"injury.", "accident."},
    "attack.": {"beat", "shoot.", "hit", "war"},
    "fine.": {"punish"},
}


def deed_faults(claim: Reading, quotes: Sequence[Reading]) -> Iterator[Fault]:
    """Yield a fault for each grave deed of ``claim`` of which neither the quotes nor their titles tell."""
    told = frozenset().union(*(quote.vocabulary.senses | quote.title.senses for quote in quotes))
    for term in claim.terms:
        borne = {other for deed in term.senses for other in _DEEDS.get(deed, ())} | term.senses
        if not _DEEDS.keys().isdisjoint(term.senses) and _is_done(term, claim) and borne.isdisjoint(told):
            yield claim.fault(term.start, term.end, "unsaid")


def _is_done(term: Term, claim: Reading) -> bool:
    """Tell whether the word is a verb and of its deed: "was shot", "bị kết án"; one syllable may mean anything."""
    words = claim.text[term.start : term.end].split()
    if claim.language == "vi":
        return len(words) > 1
    return not words[0][0].isupper() and (words[0].endswith("ed") or is_past(words[0].lower()))
