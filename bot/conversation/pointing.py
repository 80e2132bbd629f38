"""Whether a word of a question stands for something named before it: "it", "ông ấy", "that operation". Pure."""

from __future__ import annotations

import re

from bot.conversation.phrases import phrases
from bot.conversation.reading import WORD, own_names, read
from bot.conversation.words import (
    AUXILIARY,
    EXPLETIVE_EN,
    GROUP_EN,
    GROUP_VI,
    LOCAL_EN,
    LOCAL_VI,
    PERSON_EN,
    PERSON_VI,
    POINTING_ALONE_EN,
    POINTING_EN,
    POINTING_VI,
    PREPOSITIONS,
    THING_EN,
    THING_VI,
    VERBS_EN,
    WH,
)
from ingest.text import lexicon
from ingest.text.folding import words

_POSSESSIVES = frozenset({"its", "his", "her", "their"})
_PLURALS = frozenset({"people", "children", "police"})
# "Which company said that it", "which school has its": the pronoun is the company's, the school's.
_ASKED_FOR = frozenset({"who", "what", "which", "whose"})
_TELLING = frozenset(
    {"said", "say", "says", "claim", "claimed", "mean", "means", "meant", "known", "think", "thought", "told"}
)
_CLAUSE_BEGINS = frozenset({"that", "because", "when", "after", "before", "while", "if", "as", "and", "make", "makes"})


def points(text: str, language: str, said: str) -> bool:
    """Tell whether a word of ``text`` stands for something that is not named in it, but was in what was ``said``."""
    return _vietnamese(text, said) if language == "vi" else _english(text, said)


def _vietnamese(text: str, said: str) -> bool:
    found = [match.start() for pattern in (PERSON_VI, GROUP_VI, THING_VI, LOCAL_VI) for match in pattern.finditer(text)]
    found += [match.start() for match in POINTING_VI.finditer(text) if _may_be_of(match["noun"], text, said)]
    return any(not _is_preceded(text, start) for start in found)


def _is_preceded(text: str, start: int) -> bool:
    """Tell whether a Vietnamese question names something before ``start``, other than "X" of "X của nó"."""
    owned = re.search(r"[\w ]+ của $", text[:start])
    return bool(own_names(read(text[:start])) or phrases(read(text[: owned.start() if owned else start])))


def _english(text: str, said: str) -> bool:
    alone = [match for match in POINTING_ALONE_EN.finditer(text) if _is_no_relative(text, match)]
    shown = [
        it for it in POINTING_EN.finditer(text) if _is_no_relative(text, it) and _may_be_of(it["noun"], text, said)
    ]
    if alone or shown:
        return True
    if LOCAL_EN.search(text) and not own_names(read(text)):
        return True
    rest = EXPLETIVE_EN.sub(lambda match: "_" * len(match.group()), text)
    return any(_is_unbound(text, match) for match in WORD.finditer(rest))


def _is_no_relative(text: str, match: re.Match[str]) -> bool:
    """Tell "that" of "led that operation" from that of "the ship that sank" and of "said that ships sank"."""
    before = WORD.findall(text[: match.start()].lower())
    if not match.group().lower().startswith("that") or not before:
        return True
    leads = AUXILIARY | PREPOSITIONS["en"] | VERBS_EN | WH
    return before[-1] not in _TELLING and (before[-1] in leads or bool(lexicon.act_ending(before[-1:])))


def _may_be_of(noun: str, text: str, said: str) -> bool:
    """Tell whether "this leader" may be one that was spoken of; in a question with names it may be one of those."""
    if not own_names(read(text)):
        return True
    return {stem(word) for word in words(noun)[-1:]} <= {stem(word) for word in words(said)}


def _is_unbound(text: str, match: re.Match[str]) -> bool:
    """Tell whether an English pronoun has nothing to stand for in its question."""
    word, before = match.group().lower(), WORD.findall(text[: match.start()])
    if word not in PERSON_EN | THING_EN | GROUP_EN:
        return False
    lower = [it.lower() for it in before]
    if any(it[0].isupper() for it in before[1:]) or {"the", "a", "an"} & set(lower):
        return False
    if word in GROUP_EN and any(stem(it) != it or it in _PLURALS for it in lower[1:]):
        return False
    return not lower or not (_is_asked_for(word, lower) or _is_fronted(text, lower))


def _is_asked_for(word: str, before: list[str]) -> bool:
    binds = word in _POSSESSIVES or before[-1] in _CLAUSE_BEGINS
    return binds and len(before) > 2 and before[0] in _ASKED_FOR


def _is_fronted(text: str, before: list[str]) -> bool:
    """Tell "Other than his poems, what was Tesla known for?"."""
    return before[0] not in WH | AUXILIARY and bool(own_names(read(text)))


def stem(word: str) -> str:
    """Return an English word without its plural ending; other words lose at most an s."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
