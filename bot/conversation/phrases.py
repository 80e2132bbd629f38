"""The noun phrases of a question: "the fire at the Grand Belmont hotel". Pure.

There is no grammar of either language here: a phrase goes on until a verb, a question word or a time ends it. A word
too much does little harm, as phrases are only carried into another question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.conversation.words import (
    ASKING_VI,
    AUXILIARY,
    DETERMINERS,
    DO_SUPPORT,
    MARKS_VI,
    NOUNS_VI,
    PREPOSITIONS,
    STOPS_EN,
    STOPS_VI,
    VERBS_EN,
    VERBS_VI,
    WH,
)
from bot.question import Question
from ingest.text import lexicon
from ingest.text.dates import read_dates

_TOKEN = re.compile(r"\w[\w'’&.-]*\w|\w|[,;:?!()]")
_HOW_MANY = r"(?:\bmany|\bnhiêu|\bmấy|\bnumber of|\bsố lượng|\bsố) (?:of )?(?:the |these |those )?"
_LONGEST = 3


class Role(Enum):
    """What a word does in a question."""

    ASK = auto()
    STOP = auto()
    TIME = auto()
    MARK = auto()
    AUXILIARY = auto()
    VERB = auto()
    PREPOSITION = auto()
    DETERMINER = auto()
    NAME = auto()
    WORD = auto()


_ROLES_VI = (
    (Role.WORD, NOUNS_VI),
    (Role.ASK, ASKING_VI),
    (Role.VERB, VERBS_VI),
    (Role.MARK, MARKS_VI),
    (Role.STOP, STOPS_VI),
    (Role.PREPOSITION, PREPOSITIONS["vi"]),
)
_NOUNS = {Role.NAME, Role.WORD}
# After these a noun phrase may begin without "the", and after a question word in Vietnamese. Elsewhere an unknown word
# is a verb, which English has one of: what follows it may be a phrase.
_OPENING = {Role.AUXILIARY, Role.VERB, Role.STOP}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase and the preposition before it, if any; together code points ``start`` to ``end`` of a question."""

    text: str
    preposition: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    role: Role


def phrases(question: Question) -> list[Phrase]:
    """Return the noun phrases of the embedded text of ``question``, without what it counts and without times."""
    text, vietnamese = question.embedded_text, question.language == "vi"
    tokens = list(_vietnamese(text) if vietnamese else _english(text))
    held = [counted_span(question), *times_in(text, question.language)]
    held_roles = [Role.ASK, *[Role.TIME] * (len(held) - 1)]
    for index, token in enumerate(tokens):
        for (start, end), role in zip(held, held_roles, strict=True):
            if start <= token.start < end:
                tokens[index] = replace(token, role=role)
    opening = _OPENING | {Role.ASK if vietnamese else Role.WORD}
    return [_phrase(text, run) for run in _runs(tokens, opening, may_open=vietnamese)]


def counted_span(question: Question) -> tuple[int, int]:
    """Return where the noun that is counted stands in the embedded text; (0, 0) when nothing is counted."""
    noun = question.counted.split(" of ")[0]
    match = re.search(rf"{_HOW_MANY}{re.escape(noun)}", question.embedded_text.lower()) if noun else None
    return (match.end() - len(noun), match.end()) if match else (0, 0)


def times_in(text: str, language: str) -> list[tuple[int, int]]:
    """Return where ``text`` names times."""
    return [(mention.start, mention.end) for mention in read_dates(text, language)]


def _phrase(text: str, run: Sequence[_Token]) -> Phrase:
    hangs = run[0].role is Role.PREPOSITION
    first = run[1] if hangs else run[0]
    preposition = run[0].text.lower() if hangs else ""
    return Phrase(text[first.start : run[-1].end], preposition, run[0].start, run[-1].end)


def _runs(tokens: Sequence[_Token], opening: set[Role], *, may_open: bool) -> Iterator[list[_Token]]:
    """Yield the tokens of each phrase, a preposition before it included."""
    run: list[_Token] = []
    for token in tokens:
        opens = token.role is Role.NAME or (token.role is Role.WORD and may_open)
        if token.role is Role.PREPOSITION or opens or (token.role is Role.WORD and run):
            run.append(token)
        elif token.role is Role.DETERMINER:
            if run and run[-1].role is not Role.PREPOSITION:
                yield from _whole(run)
                run = []
            run.append(token)
        else:
            yield from _whole(_before_asking(run, token.text.lower()) if token.role is Role.ASK else run)
            run, may_open = [], token.role in opening
    yield from _whole(run)


def _before_asking(run: list[_Token], asking: str) -> list[_Token]:
    """Return what a Vietnamese run before a question word names.

    "Đội nào" asks for the team; "dài" of "cầu An Thạnh dài bao nhiêu" is said of the name before it.
    """
    name = max((i for i, token in enumerate(run) if token.role is Role.NAME), default=-1)
    if name < 0:
        return [] if asking == "nào" else run
    return run if asking.startswith("là ") or len(run) - name > _LONGEST else run[: name + 1]


def _whole(run: list[_Token]) -> Iterator[list[_Token]]:
    """Yield a run that holds a noun, without what may stand before and behind a phrase."""
    while run and run[-1].role not in _NOUNS:
        run = run[:-1]
    while len(run) > 1 and run[0].role is run[1].role is Role.PREPOSITION:
        run = run[1:]
    if run:
        yield run


def _english(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(text):
        tokens.append(_Token(match.start(), match.end(), match.group(), _english_role(match.group(), tokens)))
    return _with_its_verb(tokens)


def _english_role(typed: str, before: Sequence[_Token]) -> Role:
    word, previous = typed.lower(), before[-1].role if before else Role.STOP
    if word == "and" and previous in _NOUNS:
        return Role.PREPOSITION
    if not word[0].isalnum() or (typed in STOPS_EN and previous is not Role.DETERMINER):
        return Role.STOP
    if typed[0].isupper() and before and word not in WH:
        return Role.NAME  # also "An" and "Will"
    for role, known in _ROLES_EN:
        if word in known:
            return role
    if previous is Role.ASK and before[-1].text.lower() in {"what", "which", "whose", "many", "much"}:
        return Role.ASK
    if previous is Role.DETERMINER and before[-1].text == "that":
        previous = Role.STOP  # "the ferry that sank"
    return Role.VERB if _is_verb(word, previous) else Role.WORD


_ROLES_EN = (
    (Role.MARK, frozenset({"every", "each"})),
    (Role.ASK, WH),
    (Role.AUXILIARY, AUXILIARY),
    (Role.DETERMINER, DETERMINERS),
    (Role.PREPOSITION, PREPOSITIONS["en"]),
)


def _is_verb(word: str, previous: Role) -> bool:
    """Tell a verb by its form and by what stands before it: "the fire" is none, nor is "the drug raid"."""
    if previous in {Role.DETERMINER, Role.PREPOSITION}:
        return False
    if word in VERBS_EN or word.endswith("ed"):
        return True
    return bool(lexicon.act_at([word], 0)) and not (previous in _NOUNS and lexicon.noun_concept([word]))


def _with_its_verb(tokens: list[_Token]) -> list[_Token]:
    """Find the verb that "did" calls for where no other is known.

    It is the last word of "did the lake on the glacier drain", else that of the first phrase: "did the mayor propose".
    """
    begin = next((i for i, token in enumerate(tokens, 1) if token.text.lower() in DO_SUPPORT), 0)
    if not begin or any(token.role is Role.VERB for token in tokens[begin:]):
        return tokens
    last = max((i for i, token in enumerate(tokens) if token.role is not Role.STOP), default=0)
    first = begin
    while first < len(tokens) and tokens[first].role in _NOUNS | {Role.DETERMINER}:
        first += 1
    for verb in (last, first - 1):
        if verb > begin and tokens[verb].role is Role.WORD and tokens[verb - 1].role in _NOUNS:
            tokens[verb] = replace(tokens[verb], role=Role.VERB)
            break
    return tokens


def _vietnamese(text: str) -> Iterator[_Token]:
    matches = list(_TOKEN.finditer(text))
    lower = [match.group().lower() for match in matches]
    position = 0
    while position < len(matches):
        length, role = _vietnamese_role(matches[position].group(), lower, position)
        start, end = matches[position].start(), matches[position + length - 1].end()
        yield _Token(start, end, text[start:end], role)
        position += length


def _vietnamese_role(typed: str, lower: Sequence[str], position: int) -> tuple[int, Role]:
    """Return the role of the longest known word from ``position`` on, and how many syllables it has."""
    if not typed[0].isalnum():
        return 1, Role.STOP
    if typed[0].isupper() and position:
        return 1, Role.NAME
    for length in range(min(_LONGEST, len(lower) - position), 0, -1):
        several = " ".join(lower[position : position + length])
        for role, known in _ROLES_VI:
            if several in known:
                return length, role
    if length := lexicon.compound(lower, position):
        return length, Role.WORD
    if not lexicon.noun_concept(lower[position : position + 1]):
        for length in range(min(_LONGEST, len(lower) - position), 0, -1):
            if lexicon.act_ending([" ".join(lower[position : position + length])]):
                return length, Role.VERB
    return 1, Role.WORD
