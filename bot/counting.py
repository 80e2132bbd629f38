"""Whether a figure counts what a question counts, in either language. Pure.

A lexicon of news nouns and verbs names both sides: ``victims`` and ``nạn nhân`` are one concept, ``arrested`` and
``bị bắt giữ`` one act. Words it does not know are compared as words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.question import Kind, Question
from bot.signals import stem
from ingest.text.figures import Figure
from ingest.text.folding import fold
from ingest.text.lexicon import GENERIC, act_ending, acts_in, is_person, noun_concept

_WORDS_ONLY_SHARE = 0.7
_ACT_ONLY = 0.8
_ACT_OF_PEOPLE = 0.9
# People killed are not people rescued, but doses given may well be doses "tiêm" (injected).
_OTHER_ACT = 0.3
_NO_ACT = 0.8
_OTHER_ACT_ON_THINGS = 0.5
_SOME_PEOPLE = 0.6
_OTHER_PEOPLE = 0.3
# Those who are what they are by what happened; "2,517 people were arrested" may count them, but not police officers.
_BY_WHAT_HAPPENED = frozenset("suspect criminal defendant victim passenger resident citizen death injury".split())


@dataclass(frozen=True, slots=True)
class Counted:
    """What a question counts: the noun's words and concept, and the acts it names."""

    words: tuple[str, ...]
    concept: str
    acts: frozenset[str]

    @property
    def is_people(self) -> bool:
        """Whether people of some kind are counted, where a figure of other people is a wrong answer."""
        return is_person(self.concept) or (not self.words and bool(self.acts))


@lru_cache(maxsize=64)
def counted(question: Question) -> Counted | None:
    """Return what ``question`` counts, or None when it does not count."""
    if question.kind is not Kind.HOW_MANY:
        return None
    nouns = question.counted.split()
    concept = noun_concept(nouns)
    if not concept and (act := act_ending(nouns)):
        return Counted((), "", frozenset({act}))  # "arrests", "deaths": whatever it happened to
    acts = acts_in(question.embedded_text.lower().strip(" ?!.").split())
    return Counted(tuple(nouns), concept, frozenset(acts))


def best_match(wanted: Counted, figures: Iterable[Figure]) -> float:
    """Return how well the best of ``figures`` counts what is ``wanted``, 0 to 1."""
    return max((_match(wanted, figure) for figure in figures if figure.kind == "count"), default=0.0)


def _match(wanted: Counted, figure: Figure) -> float:
    same_act = bool(figure.act) and figure.act in wanted.acts
    other_act = bool(figure.act) and bool(wanted.acts) and not same_act
    share = _same_noun(wanted, figure, same_act)
    if wanted.is_people and wanted.acts and not figure.act:
        return share * _NO_ACT  # "214 passengers" may be missing, "18 were missing" are
    if not other_act:
        return share
    return share * (_OTHER_ACT if wanted.is_people else _OTHER_ACT_ON_THINGS)


def _same_noun(wanted: Counted, figure: Figure, same_act: bool) -> float:
    if not wanted.words:
        return _ACT_ONLY * same_act
    if wanted.concept and figure.concept:
        return _same_concept(wanted.concept, figure.concept, same_act)
    if figure.noun:
        asked = {stem(fold(word)) for word in wanted.words}
        there = {stem(fold(word)) for word in figure.noun.split()}
        return len(asked & there) / len(asked)
    # "97 people were killed and 18 were missing": the noun is told once.
    return (_ACT_OF_PEOPLE if wanted.is_people else _WORDS_ONLY_SHARE) * same_act


def _same_concept(wanted: str, found: str, same_act: bool) -> float:
    if wanted == found:
        return 1.0
    if wanted == GENERIC and is_person(found):
        return 0.9
    if found == GENERIC and is_person(wanted) and same_act:
        return _SOME_PEOPLE if wanted in _BY_WHAT_HAPPENED else _OTHER_PEOPLE
    return 0.0
