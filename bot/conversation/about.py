"""The same asked of something else: "what about the victims?", "and in 2023?", "còn Sông Trà?". Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.conversation.follow_up import is_time
from bot.conversation.foreign import form_of, translated
from bot.conversation.phrases import Phrase, counted_span, phrases
from bot.conversation.reading import AROUND, own_names, read
from bot.conversation.topic import Topic
from bot.conversation.words import AUXILIARY, BY_WHAT_HAPPENED, DETERMINERS, DO_SUPPORT, PREPOSITIONS
from bot.question import Kind
from ingest.text import lexicon
from ingest.text.dates import read_dates

_LEADING = DETERMINERS | {"những", "các", "số"}
_OWNER = re.compile(r"(?:the )?([\w-]+['’]s)", re.IGNORECASE)
_OWNER_IN = re.compile(r"(?<!\w)[\w-]+['’]s\b")
# A name, and no name of a longer thing such as "the INTERPOL operation".
_NAME = r"(?:the )?+[A-ZĐ][\w'’-]*+(?: [^\W\d_a-zđ][\w'’-]*+)*+(?! (?!in\b|at\b|on\b|of\b|ở\b|năm\b)[a-zđ])"
_PREPOSITION = {"en": "in", "vi": "trong"}
_OF = {"en": "of", "vi": "của"}
_PEOPLE = {"en": "people", "vi": "người"}
# What a noun may take the place of the subject in: "when did it start?", "and production?"
_OF_A_CLAUSE = frozenset({Kind.WHEN, Kind.WHERE, Kind.WHY, Kind.HOW_LONG, Kind.HOW, Kind.YES_NO})
_ASKING = {
    "en": {
        Kind.WHO: "who is {part} of {subject}",
        Kind.WHEN: "when was {part} of {subject}",
        Kind.WHERE: "where was {part} of {subject}",
        Kind.WHY: "why {part} of {subject}",
        Kind.HOW_LONG: "how long was {part} of {subject}",
    },
    "vi": {
        Kind.WHO: "{part} của {subject} là ai",
        Kind.WHEN: "{part} của {subject} khi nào",
        Kind.WHERE: "{part} của {subject} ở đâu",
        Kind.WHY: "vì sao {part} của {subject}",
        Kind.HOW_LONG: "{part} của {subject} bao lâu",
        Kind.HOW_MUCH: "{part} của {subject} là bao nhiêu",
    },
}
_ASKING_ELSE = {"en": "what is {part} of {subject}", "vi": "{part} của {subject} là gì"}


@dataclass(frozen=True, slots=True)
class _Part:
    """What the same is asked of; ``noun`` is its text without the preposition, ``words`` that without "the"."""

    text: str
    preposition: str
    noun: str
    words: tuple[str, ...]
    language: str

    @property
    def is_named(self) -> bool:
        return any(word[0].isupper() for word in self.noun.split())

    @property
    def bare(self) -> str:
        return " ".join(self.words)

    @property
    def head(self) -> str:
        """The noun that the others only describe: the last one in English, the first in Vietnamese."""
        return self.words[-1 if self.language == "en" else 0].lower()


def ask_about(part: str, topic: Topic, language: str) -> str:
    """Return the question of ``topic`` asked of ``part``, words in ``language``."""
    asked = _read(part, language)
    if topic.question.language == language:
        for way in _WAYS:
            if found := way(asked, topic, _text(topic)):
                return found
    return _anew(asked, topic)


def _read(part: str, language: str) -> _Part:
    first, _, rest = part.partition(" ")
    hangs = bool(rest) and first.lower() in PREPOSITIONS[language]
    noun = rest if hangs else part
    words = noun.split()
    while len(words) > 1 and words[0].lower() in _LEADING:
        words = words[1:]
    return _Part(part, first.lower() if hangs else "", noun, tuple(words), language)


def _text(topic: Topic) -> str:
    return topic.question.embedded_text.strip(AROUND)


def _at_time(part: _Part, topic: Topic, text: str) -> str:
    if not is_time(part.text, part.language):
        return ""
    new, old = (next(iter(read_dates(it, part.language)), None) for it in (part.text, text))
    if new is None or old is None:
        return f"{text} {part.text}"
    return text[: old.start] + part.text[new.start : new.end] + text[old.end :]


def _at_place(part: _Part, topic: Topic, text: str) -> str:
    if not part.preposition:
        return ""
    found = list(re.finditer(rf"\b{part.preposition} {_NAME}", text))
    if not found:
        return f"{text} {part.text}"
    return f"{text[: found[-1].start()]}{part.text}{text[found[-1].end() :]}"


def _by_name(part: _Part, topic: Topic, text: str) -> str:
    if not part.is_named:
        return ""
    known = [name for name in own_names(topic.question) if name in text]
    if not known:
        return f"{text} {_PREPOSITION[part.language]} {part.noun}" if topic.question.kind is Kind.HOW_MANY else ""
    ending = "'s" if known[-1].endswith(("'s", "’s")) and not _OWNER.fullmatch(part.noun) else ""
    return text.replace(known[-1], part.noun + ending)


def _of_owner(part: _Part, topic: Topic, text: str) -> str:
    """Put "women's" for "men's"."""
    owner = _OWNER.fullmatch(part.noun)
    return _OWNER_IN.sub(owner[1], text, count=1) if owner and _OWNER_IN.search(text) else ""


def _counting(part: _Part, topic: Topic, text: str) -> str:
    """Count ``part`` instead; what happened stays where it may have happened to it as well."""
    start, end = counted_span(topic.question)
    if not end or not _is_countable(part):
        return ""
    after = [phrase for phrase in phrases(topic.question) if phrase.start >= end]
    rest = text[after[0].start if after else len(text) :]
    predicate = text[end : len(text) - len(rest)]
    lower = [word.lower() for word in part.words]
    concept, acts = lexicon.noun_concept(lower), lexicon.acts_in(lower)
    if acts and not concept:
        return _counting_act(part, topic.question.counted, predicate, rest)
    if not acts and _may_happen_to(part, concept, topic.question.counted, predicate):
        return text[:start] + part.bare + text[end:]
    there = "were there " if part.language == "en" else ""
    return f"{_how_many(part)} {part.bare} {there}{rest or _subject(topic, part.language)}"


def _counting_act(part: _Part, counted: str, predicate: str, rest: str) -> str:
    """Return "how many people were injured" for "and injured?"."""
    if part.language == "vi":
        return f"{_how_many(part)} người {part.bare} {rest}"
    first = predicate.split()[:1]
    be = first[0] if first and first[0] in AUXILIARY - DO_SUPPORT else "were"
    noun = "people" if lexicon.noun_concept(counted.split()) in BY_WHAT_HAPPENED else counted
    return f"{_how_many(part)} {noun} {be} {part.bare} {rest}"


def _how_many(part: _Part) -> str:
    return "how many" if part.language == "en" else "có bao nhiêu"


def _is_countable(part: _Part) -> bool:
    if part.language == "vi":
        return not part.is_named
    lower = [word.lower() for word in part.words]
    known = lexicon.noun_concept(lower) or lexicon.acts_in(lower)
    return bool(known) or (lower[-1].endswith("s") and not lower[-1].endswith("ss"))


def _may_happen_to(part: _Part, concept: str, counted: str, predicate: str) -> bool:
    """Tell whether what happened to those ``counted`` may have happened to ``part``, of ``concept``.

    After people, "the migrants" are others to whom something else happened; "women" are some of the people.
    """
    old = lexicon.noun_concept(counted.split())
    if {concept, old} & BY_WHAT_HAPPENED or (old == lexicon.GENERIC and part.noun.lower().startswith("the ")):
        return False
    took_part = "participate" in lexicon.acts_in(predicate.lower().split())
    return took_part or lexicon.is_person(concept) == lexicon.is_person(old)


def _in_phrase(part: _Part, topic: Topic, text: str) -> str:
    """Put ``part`` in the place of the phrase that is most like it."""
    found = phrases(topic.question)
    alike = next((phrase for phrase in found if part.head in phrase.text.lower().split()), None)
    if alike:
        begin, kept = alike.end - len(alike.text), _hanging(alike, part)
        return f"{text[:begin]}{part.noun}{kept}{text[alike.end :]}"
    if topic.asked and topic.asked in text:
        begin, end = text.index(topic.asked), text.index(topic.asked) + len(topic.asked)
        owned = text[:begin].endswith(("'s ", "’s "))
        return f"{text[:begin]}{part.bare if owned else part.noun}{text[end:]}"
    if not found or found[0].preposition or topic.question.kind not in _OF_A_CLAUSE:
        return ""
    new = f"{text[: found[0].start]}{part.noun}{text[found[0].end :]}"
    return new if found[0].text == found[0].text.lower() else f"{new} ({found[0].text})"


def _hanging(phrase: Phrase, part: _Part) -> str:
    """Return what hangs on the noun that is replaced: " of the Lakeside marathon"."""
    prepositions = "|".join(PREPOSITIONS[part.language])
    match = re.search(rf" (?:{prepositions}) .+", phrase.text)
    return match.group() if match and part.head not in match.group().lower().split() else ""


_WAYS: tuple[Callable[[_Part, Topic, str], str], ...] = (
    _at_time,
    _at_place,
    _by_name,
    _of_owner,
    _counting,
    _in_phrase,
)


def _anew(part: _Part, topic: Topic) -> str:
    """Ask with the words of the kind of question, the subject behind them."""
    if not topic.text(part.language):
        return part.text
    if is_time(part.text, part.language) or part.preposition:
        return _narrowed(part, topic)
    if part.is_named and topic.asked:
        return _asking(topic.question.kind, translated(topic.asked, part.language), part.noun, part.language)
    if topic.question.kind is Kind.HOW_MANY and _is_countable(part):
        return _counting_anew(part, topic)
    kind = Kind.HOW_MUCH if _is_measure(part) else topic.question.kind
    return _asking(kind, part.noun, topic.text(part.language), part.language)


def _asking(kind: Kind, part: str, subject: str, language: str) -> str:
    return _ASKING[language].get(kind, _ASKING_ELSE[language]).format(part=part, subject=subject)


def _narrowed(part: _Part, topic: Topic) -> str:
    """Ask the same of another time or place, as far as it can be said in another language."""
    language, subject = part.language, topic.text(part.language)
    if topic.question.kind is Kind.HOW_MANY:
        concept = lexicon.noun_concept(topic.question.counted.split())
        noun = "" if concept == lexicon.GENERIC else form_of(concept, language, plural=True)
        noun = noun or _PEOPLE[language]
        counted = f"{noun} were there" if language == "en" else noun
        return f"{_how_many(part)} {counted} {_PREPOSITION[language]} {subject} {part.text}"
    asked = translated(topic.asked, language)
    about = f"{asked} {_OF[language]} {subject}" if asked else subject
    return f"what about {about} {part.text}" if language == "en" else f"{about} {part.text} thì sao"


def _counting_anew(part: _Part, topic: Topic) -> str:
    lower = [word.lower() for word in part.words]
    happened = bool(lexicon.acts_in(lower)) and not lexicon.noun_concept(lower)
    if part.language == "en":
        counted = f"people were {part.bare}" if happened else f"{part.bare} were there"
    else:
        counted = f"người {part.bare}" if happened else part.bare
    return f"{_how_many(part)} {counted} {_subject(topic, part.language)}"


def _is_measure(part: _Part) -> bool:
    """Tell whether a figure is asked for whatever was asked before: "còn chi phí?"."""
    return read(f"what is the {part.bare}" if part.language == "en" else part.bare).kind is Kind.HOW_MUCH


def _subject(topic: Topic, language: str) -> str:
    subject = topic.text(language)
    return f"{_PREPOSITION[language]} {subject}" if subject else ""
