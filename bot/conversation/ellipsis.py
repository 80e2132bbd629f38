"""Whether a question leaves its subject out: "how many were arrested?", "Hiệu trưởng là ai?". Pure.

A question with a name or a time of its own stands alone, and so does one with a word that is neither an act, nor
people, nor was said before, unless it is a bare "the union".
"""

from __future__ import annotations

import re

from bot.conversation.phrases import phrases
from bot.conversation.pointing import stem
from bot.conversation.reading import WORD, own_names, read
from bot.conversation.words import (
    AFTERWARDS,
    EMPTY,
    EXPLETIVE_EN,
    MARKS_VI,
    PREPOSITIONS,
    RELATIONS_VI,
    VERBS_EN,
    VERBS_VI,
)
from bot.question import Kind, Question
from ingest.text import lexicon
from ingest.text.folding import fold, words

_FEW = 4
# A Vietnamese word has two syllables.
_MOST_CONTENT = {"en": 4, "vi": 6}
_LONGEST = 3
# What is asked of the present is seldom a report's: "How many planets are there?", "Where do swallows live?"
_ALWAYS = re.compile(rf"\b(?:are there|do|does)\b|{EXPLETIVE_EN.pattern}", re.IGNORECASE)
# "And what is the price of gold?" goes on with something else.
_OF = re.compile(r"\b(?:of|của)\b")
# "The union", where nothing says which.
_DEFINITE = re.compile(
    r"\bthe [a-z-]+(?= [a-z]+$|$| (?:is|are|was|were|did|do|will|has|have|had|say|said|want|get|go)\b)"
)
_SPECIFIED = re.compile(
    r"\b(?:of|most|least|the (?:first|last|same|best|worst|sun|moon|earth|world|pope|internet)"
    r"|(?:larg|small|bigg|old|young|high|low|tall|long|short|fast|slow|near|clos|great|strong|rich|poor|deep|wid|heavi|hott"
    r"|cold|new|earli)est)\b"
)
# "Who is the mayor?" and "Hiệu trưởng là ai?" ask for something of what was spoken of.
_PROPERTY = {
    "en": re.compile(
        r"(?:who|what|how (?:much|high|long|big|large))(?: (?:is|are|was|were|will be)|['’]s) (?:the|its|their)"
        rf"(?: (?!(?:{'|'.join(PREPOSITIONS['en'])}|\w+est|most|first|last)\b)[\w-]+){{1,3}}",
        re.IGNORECASE,
    ),
    "vi": re.compile(
        rf"ai là (?:\w+ ?){{1,3}}|(?:{RELATIONS_VI}) (?:là )?gì"
        r"|(?:\w+ ){1,4}(?:là (?:ai|bao nhiêu|khi nào|ngày nào)|bao nhiêu)",
        re.IGNORECASE,
    ),
}
_HAS_HOW_MANY = re.compile(r"có (?:bao nhiêu|mấy) \w+(?: \w+)?", re.IGNORECASE)
# A syllable is surely a verb before these.
_AFTER_VERB = frozenset({"bao", "những", "gì", "được", "ở"})


def leaves_out(text: str, language: str, said: str, *, connected: bool) -> bool:
    """Tell whether ``text``, which began with "and" when it was ``connected``, leaves out what was ``said``."""
    question = read(text)
    if names_no_count(question) and (connected or not own_names(question)):
        return True
    if own_names(question) or question.times:
        return False
    content = [word for word in WORD.findall(text.lower()) if word not in EMPTY[language] and not word[0].isdigit()]
    goes_on = (connected and not _OF.search(text)) or AFTERWARDS[language].search(text)
    if goes_on and len(content) <= 2 * _FEW:
        return True
    if _PROPERTY[language].fullmatch(text) and len(content) < _FEW:
        return True
    if question.kind in {Kind.WHAT_IS, Kind.UNKNOWN} or len(content) > _MOST_CONTENT[language]:
        return False
    is_bare = _is_bare_vi if language == "vi" else _is_bare_en
    return is_bare(text, content) or (not _ALWAYS.search(text) and _says_nothing_new(question, content, language, said))


def names_no_count(question: Question) -> bool:
    """Tell whether something is counted that is not named: "how many were arrested"."""
    return question.kind is Kind.HOW_MANY and question.language == "en" and not question.counted


def begins_with_verb(text: str) -> bool:
    """Tell whether a Vietnamese question lacks its subject: "diễn ra khi nào", "có bao nhiêu tua bin"."""
    found = text.lower().split()
    one, two = " ".join(found[:1]), " ".join(found[:2])
    if {one, two} & (VERBS_VI | MARKS_VI) or _HAS_HOW_MANY.fullmatch(text):
        return True
    return bool(lexicon.act_ending([two]) or (lexicon.act_ending([one]) and _AFTER_VERB.intersection(found[1:2])))


def _is_bare_en(text: str, content: list[str]) -> bool:
    return bool(_DEFINITE.search(text)) and not _SPECIFIED.search(text)


def _is_bare_vi(text: str, content: list[str]) -> bool:
    return len(content) < 2 or begins_with_verb(text)


def _says_nothing_new(question: Question, content: list[str], language: str, said: str) -> bool:
    """Tell whether a question names nothing, or nothing but acts, people, and what was said before."""
    if language == "en" and _SPECIFIED.search(question.text):
        return False
    if not phrases(question):
        return True
    there, concepts = {stem(word) for word in words(said)}, lexicon.concepts_in(said.lower().split())
    position = 0
    while position < len(content):
        length = _known_length(content[position : position + _LONGEST], concepts, there, language)
        if not length:
            return False
        position += length
    return True


def _known_length(content: list[str], concepts: set[str], there: set[str], language: str) -> int:
    """Return how many of the next words are known together; a Vietnamese syllable alone says nothing."""
    for length in range(len(content), 0, -1):
        several = content[:length]
        is_said = (language == "en" or length > 1) and all(stem(fold(word)) in there for word in several)
        if is_said or _is_known(several, concepts, language):
            return length
    return 0


def _is_known(several: list[str], concepts: set[str], language: str) -> bool:
    word = " ".join(several)
    if word in VERBS_EN or word in VERBS_VI or lexicon.act_ending([word]):
        return True
    is_noun = len(several) == 1 or lexicon.compound(several, 0) == len(several)
    concept = lexicon.noun_concept(several) if is_noun else ""
    # Any Vietnamese noun may be one that was spoken of: the language has no "the".
    return bool(concept) and (language == "vi" or concept in concepts or lexicon.is_person(concept))
