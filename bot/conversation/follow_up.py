"""Whether a question leans on the conversation before it, and how. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

from bot.conversation.phrases import phrases
from bot.conversation.pointing import points
from bot.conversation.reading import AROUND, WORD, own_names, read
from bot.conversation.words import (
    ABOUT,
    AFTERWARDS,
    ASKING_VI,
    AUXILIARY,
    BARE,
    BARE_CONNECTIVE,
    BARE_POINTING,
    CONNECTIVE,
    DETERMINERS,
    EMPTY,
    ENDING,
    MARKS_VI,
    PREPOSITIONS,
    RELATIONS_VI,
    VERBS_EN,
    VERBS_VI,
    WH,
)
from bot.question import Kind, Question
from bot.signals import stem
from ingest.text import lexicon
from ingest.text.dates import read_dates
from ingest.text.diacritics import restore
from ingest.text.folding import fold, has_diacritics, words
from ingest.text.language import detect

_LONGEST = 200
_FEW = 4
# Longer questions name what they speak of. A Vietnamese word has two syllables.
_MOST_WORDS = {"en": 15, "vi": 20}
_MOST_CONTENT = {"en": 4, "vi": 6}
# What is asked of the present is seldom a report's: "How many planets are there?", "Where do swallows live?"
_ALWAYS = re.compile(r"\b(?:are there|do|does)\b", re.IGNORECASE)
# "And what is the price of gold?" goes on with something else.
_OF = re.compile(r"\b(?:of|của)\b")
_ASKS_VI = re.compile(rf"\b(?:{'|'.join(sorted(ASKING_VI, key=len, reverse=True))})\b|\b(?:không|chưa)$", re.IGNORECASE)
# "Who is the mayor?" and "Hiệu trưởng là ai?" ask for something of what was spoken of.
_PROPERTY = {
    "en": re.compile(
        r"(?:who|what|how (?:much|high|long|big|large))(?: (?:is|are|was|were|will be)|['’]s) (?:the|its|their)"
        rf"(?: (?!(?:{'|'.join(PREPOSITIONS['en'])}|\w+est|most|first|last)\b)[\w-]+){{1,3}}",
        re.IGNORECASE,
    ),
    "vi": re.compile(
        rf"ai là (?:\w+ ?){{1,3}}|(?:{RELATIONS_VI}) (?:là )?gì|(?:\w+ ){{1,4}}(?:là (?:ai|bao nhiêu|khi nào|ngày nào)|bao nhiêu)",
        re.IGNORECASE,
    ),
}


class Form(Enum):
    """How a question leans on what came before it."""

    ABOUT = "the same is asked of something else: what about the victims?"
    BARE = "something else is asked of the same: why?"
    POINTING = "a word stands for the subject: who led it?"
    ELLIPSIS = "the subject is left out: and how many were arrested?"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question that leans.

    Attributes:
        form: how it leans.
        text: its words without "and", with diacritics.
        language: ``en`` or ``vi``.
        part: what the same is asked of, or the question word that is asked of the same.
        points: whether a bare question word comes with a word that stands for the subject ("when was that").
    """

    form: Form
    text: str
    language: str
    part: str = ""
    points: bool = False

    @property
    def question(self) -> Question:
        """What its words ask, read without the conversation."""
        return read(self.text)


def read_follow_up(text: str, said: str) -> FollowUp | None:
    """Return how ``text`` leans on a conversation in which ``said`` was asked and answered; None when it stands alone."""
    typed = " ".join(unicodedata.normalize("NFC", text[: _LONGEST + 1]).split()).strip(AROUND)
    language = _language(typed)
    if not typed or len(typed) > _LONGEST or not language:
        return None
    core, connected = _core(typed, language)
    if about := ABOUT[language].fullmatch(core):
        if not _asks(about[1], language):
            return FollowUp(Form.ABOUT, core, language, about[1].strip(AROUND))
        core, connected = about[1], True
    if bare := BARE[language].fullmatch(core):
        word, pointing = (bare[1], bare[2]) if language == "en" else (bare[2], bare[1])
        return FollowUp(Form.BARE, core, language, word, bool(pointing))
    if _is_fragment(core, language, connected=connected):
        return FollowUp(Form.ABOUT, core, language, core)
    if len(core.split()) > _MOST_WORDS[language]:
        return None
    if points(core, language, said):
        return FollowUp(Form.POINTING, core, language)
    elliptic = FollowUp(Form.ELLIPSIS, core, language)
    return elliptic if _is_elliptic(elliptic, said, connected=connected) else None


def is_time(text: str, language: str) -> bool:
    """Tell whether ``text`` is a time and nothing else but a preposition."""
    mentions = read_dates(text, language)
    if not mentions:
        return False
    rest = text[: mentions[0].start] + text[mentions[0].end :]
    return all(word in PREPOSITIONS[language] or word in {"the", "vào", "hồi"} for word in rest.lower().split())


def names_no_count(question: Question) -> bool:
    """Tell whether something is counted that is not named: "how many were arrested"."""
    return question.kind is Kind.HOW_MANY and question.language == "en" and not question.counted


def begins_with_verb(core: str) -> bool:
    """Tell whether a Vietnamese question lacks its subject: "diễn ra khi nào", "có bao nhiêu tua bin"."""
    found = core.lower().split()
    starts = {" ".join(found[:length]) for length in (1, 2)}
    has_how_many = re.match(r"có (?:bao nhiêu|mấy) \w+(?: \w+)?$", core.lower())
    return bool(starts & (VERBS_VI | MARKS_VI) or has_how_many)


def _language(typed: str) -> str:
    """Return ``en`` or ``vi``, or "" when it is neither; a few words may look like a third language."""
    language = detect(typed)
    if language in {"en", "vi"}:
        return language
    return "en" if any(word in EMPTY["en"] for word in typed.lower().split()) else ""


def _core(typed: str, language: str) -> tuple[str, bool]:
    """Return ``typed`` without what connects it to what was said, with diacritics; and whether there was such a word."""
    is_bare = language == "vi" and not has_diacritics(typed)
    pattern = BARE_CONNECTIVE if is_bare else CONNECTIVE[language]
    match = pattern.match(typed)
    core = typed[match.end() :] if match and match.end() < len(typed) else typed
    if is_bare:
        core = restore(core)
        core = BARE_POINTING.sub("đó", core)
    return ENDING[language].sub("", core).strip(AROUND), bool(match) and core != typed


def _asks(text: str, language: str) -> bool:
    if language == "vi":
        return bool(_ASKS_VI.search(text))
    found = [word.lower() for word in WORD.findall(text)]
    return any(word in WH for word in found) or (bool(found) and found[0] in AUXILIARY)


def _is_fragment(core: str, language: str, *, connected: bool) -> bool:
    """Tell whether nothing is asked: "and in Spain?", "the victims?", "năm 2022?"."""
    found = core.lower().split()
    if _asks(core, language) or not found:
        return False
    if connected:
        return len(found) <= 2 * _FEW
    begins = found[0] in PREPOSITIONS[language] or found[0] in DETERMINERS or core.endswith(("'s", "’s"))
    noun = language == "vi" and 1 < len(found) < _FEW and not own_names(read(core))
    return len(found) <= _FEW and (begins or noun or is_time(core, language))


def _is_elliptic(follow_up: FollowUp, said: str, *, connected: bool) -> bool:
    core, language, question = follow_up.text, follow_up.language, follow_up.question
    named = own_names(question)
    if names_no_count(question) and (connected or not named):
        return True
    if named or question.times:
        return False
    content = _content(core, language)
    connected = connected and not _OF.search(core)
    if (connected or AFTERWARDS[language].search(core)) and len(content) <= 2 * _FEW:
        return True
    return _leaves_out(question, core, content, language, said)


def _content(core: str, language: str) -> list[str]:
    return [word for word in WORD.findall(core.lower()) if word not in EMPTY[language] and not word[0].isdigit()]


def _leaves_out(question: Question, core: str, content: list[str], language: str, said: str) -> bool:
    """Tell whether a whole question is short and speaks of nothing but people, acts and what was said before."""
    if _PROPERTY[language].fullmatch(core) and len(content) < _FEW:
        return True
    if question.kind in {Kind.WHAT_IS, Kind.UNKNOWN} or len(content) > _MOST_CONTENT[language] or _ALWAYS.search(core):
        return False
    if language == "vi" and begins_with_verb(core):
        return True
    return not phrases(question) or not _unknown(content, language, said)


def _unknown(content: list[str], language: str, said: str) -> list[str]:
    """Return the words that are neither acts, nor people, nor in what was said."""
    there = {stem(word) for word in words(said)}
    concepts = lexicon.concepts_in(said.lower().split())
    left, position = [], 0
    while position < len(content):
        length = _known_length(content[position : position + 3], concepts, there, language)
        left += [] if length else [content[position]]
        position += max(1, length)
    return left


def _is_act(word: str) -> bool:
    return word in VERBS_EN or word in VERBS_VI or bool(lexicon.act_ending([word]))


def _known_length(content: list[str], concepts: set[str], there: set[str], language: str) -> int:
    """Return how many of the next words are known together; a Vietnamese syllable alone says nothing."""
    for length in range(len(content), 0, -1):
        several = content[:length]
        concept = lexicon.noun_concept(several) if length == 1 or lexicon.compound(several, 0) == length else ""
        is_known = concept in concepts or lexicon.is_person(concept) or _is_act(" ".join(several))
        is_said = (language == "en" or length > 1) and all(stem(fold(word)) in there for word in several)
        if is_known or is_said:
            return length
    return 0
