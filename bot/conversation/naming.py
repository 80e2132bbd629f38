"""The subject put where a word stands for it ("who led it?") or nothing does ("how many were arrested?"). Pure."""

from __future__ import annotations

import re

from bot.conversation.ellipsis import begins_with_verb, names_no_count
from bot.conversation.follow_up import FollowUp
from bot.conversation.phrases import phrases
from bot.conversation.reading import WORD, read
from bot.conversation.topic import Topic, within_sentence
from bot.conversation.words import (
    BY_WHAT_HAPPENED,
    EXPLETIVE_EN,
    GROUP_EN,
    GROUP_VI,
    LOCAL_EN,
    LOCAL_VI,
    PERSON_EN,
    PERSON_VI,
    POINTING_ALONE_EN,
    POINTING_VI,
    PREPOSITIONS,
    THING_EN,
    THING_VI,
    TO_PEOPLE,
)
from bot.question import Kind
from ingest.text import lexicon

_COUNT = re.compile(r"\b(how many)(?: of (?:them|those|these))?\b", re.IGNORECASE)
_OF_THE_SUBJECT = re.compile(
    r"(?:who|what|how \w+)(?: (?:is|are|was|were)|['’]s) (?:the )?(?:(?!in\b|at\b|of\b)\w[\w-]*(?<!ed) ?){1,4}",
    re.IGNORECASE,
)
_SHOWN = re.compile(r"(?:this|that|these|those) (.+)", re.IGNORECASE)
_PROPERTY_VI = re.compile(r"((?:\w+ ){1,4}?)((?:là )?(?:ai|bao nhiêu)|là (?:gì|(?:khi|ngày|năm) nào))", re.IGNORECASE)
_HOLDER_VI = re.compile(r"ai là (?:\w+ ?){1,4}", re.IGNORECASE)
_CLAUSE_VI = re.compile(r"\b(?:bị|được|đã|có|ai)\b", re.IGNORECASE)
# "chiến dịch" of "chiến dịch Liberterra II"
_HEAD_VI = re.compile(r"[^\W\d_A-ZĐ]+ [^\W\d_A-ZĐ]+ (?=[^ ]*[A-ZĐ])")
_ENDS_ASKING = re.compile(r"\b(?:bao nhiêu|khi nào|đâu|gì|ai|nào|không|chưa|sao|bao lâu)$", re.IGNORECASE)


def name_it(follow_up: FollowUp, topic: Topic) -> str:
    """Return the follow-up with names for the words that stand for something."""
    subject, text = topic.text(follow_up.language), follow_up.text
    if not subject and not topic.person:
        return text
    return _named_vi(text, topic, subject) if follow_up.language == "vi" else _named_en(text, topic, subject)


def complete(follow_up: FollowUp, topic: Topic) -> str:
    """Return the follow-up with the subject that it leaves out."""
    subject, text = topic.text(follow_up.language), follow_up.text
    if not subject:
        return text
    if follow_up.language == "vi":
        return _completed_vi(text, topic, subject)
    if names_no_count(read(text)):
        text = _COUNT.sub(rf"\1 {_noun_for(text, topic)}".rstrip(), text, count=1)
    elif named := _definite_named(text, subject):
        return named
    elif _OF_THE_SUBJECT.fullmatch(text):
        return f"{text} of {subject}"
    return f"{text} {_attached(topic, 'en')}"


def _attached(topic: Topic, language: str) -> str:
    """Return the subject as it is put behind a question."""
    subject = topic.text(language)
    return f"{_preposition(topic, language)} {subject}" if topic.hangs else f"({subject})"


def _preposition(topic: Topic, language: str) -> str:
    own = topic.subject[0].preposition if topic.subject and topic.language == language else ""
    return own if own not in {"", "of", "của", "and"} else {"en": "in", "vi": "trong"}[language]


def _group(topic: Topic, language: str) -> str:
    """Return those whom the last question counted, "" when it counted nobody."""
    question = topic.question
    is_counted = question.kind is Kind.HOW_MANY and question.language == language
    return question.counted.split(" of ")[0] if is_counted else ""


def _noun_for(text: str, topic: Topic) -> str:
    """Return the noun that "how many were …" counts: that of the last question where the act may happen to it."""
    noun = _group(topic, "en")
    concept = lexicon.noun_concept(noun.split())
    if concept in BY_WHAT_HAPPENED:
        return ""
    if lexicon.acts_in(text.lower().split()) & TO_PEOPLE:
        return "people" if concept == lexicon.GENERIC else ""
    return noun


def _definite_named(text: str, subject: str) -> str:
    """Return ``text`` with the INTERPOL operation for "the operation", "" where the subject is not named like that."""
    own = subject.lower().split(" of ")[0].split()
    for phrase in phrases(read(text)):
        article, _, noun = phrase.text.lower().partition(" ")
        if article == "the" and noun in own:
            return f"{text[: phrase.end - len(phrase.text)]}{subject}{text[phrase.end :]}"
    return ""


def _named_en(text: str, topic: Topic, subject: str) -> str:
    """Name in turn what is shown ("that operation"), what a pronoun stands for, and where "there" is."""
    thing, group = subject or topic.person, _group(topic, "en")
    names = dict.fromkeys(THING_EN, thing)
    names |= dict.fromkeys(PERSON_EN, topic.person or thing)
    names |= dict.fromkeys(GROUP_EN, f"the {group}" if group else thing)
    named = _shown_named(POINTING_ALONE_EN.sub(lambda _: thing, text, count=1), thing)
    named = _pronouns_named(named, names) if named == text else named
    named = LOCAL_EN.sub(lambda _: f"{_preposition(topic, 'en')} {thing}", named, count=1)
    if not subject or subject in named:
        return named
    return f"{named} {_attached(topic, 'en')}" if group and group in named else f"{named} ({subject})"


def _pronouns_named(text: str, names: dict[str, str]) -> str:
    held = [match.span() for match in EXPLETIVE_EN.finditer(text)]

    def name(match: re.Match[str]) -> str:
        found = names.get(match.group().lower(), "")
        if not found or any(start <= match.start() < end for start, end in held):
            return match.group()
        return f"{found}'s" if _owns(match.group().lower(), text[match.end() :].split()[:1]) else found

    return WORD.sub(name, text)


def _owns(pronoun: str, following: list[str]) -> bool:
    is_her = pronoun == "her" and following != [] and following[0].lower() not in PREPOSITIONS["en"]
    return is_her or pronoun in {"its", "his", "their"}


def _shown_named(text: str, thing: str) -> str:
    for phrase in phrases(read(text)):
        shown = _SHOWN.fullmatch(phrase.text)
        if shown:
            same = shown[1].split()[-1].lower() in thing.lower().split()
            begin = phrase.end - len(phrase.text)
            return f"{text[:begin]}{thing if same else f'the {shown[1]}'}{text[phrase.end :]}"
    return text


def _named_vi(text: str, topic: Topic, subject: str) -> str:
    thing, group = subject or topic.person, _group(topic, "vi")
    person = topic.person or thing
    for pattern, found in ((PERSON_VI, person), (GROUP_VI, group or thing), (THING_VI, thing)):
        if match := pattern.search(text):
            named = f"{text[: match.start()]}{found}{text[match.end() :]}"
            return named if found == thing or not subject else _with_subject_vi(named, topic, subject)
    if match := LOCAL_VI.search(text):
        return f"{text[: match.start()]}{match[1]} {thing}{text[match.end() :]}"
    match = POINTING_VI.search(text)
    if match is None:
        return _with_subject_vi(text, topic, subject)
    nouns = match["noun"].split()
    # "vụ cháy này" is the subject where that is a "vụ cháy", and so it is in "xem vụ này".
    kept = next((i for i in range(len(nouns)) if " ".join(nouns[i:]).lower() in subject.lower()), None)
    named = f"{' '.join(nouns)} ({thing})" if kept is None else " ".join([*nouns[:kept], thing])
    return f"{text[: match.start()]}{named}{text[match.end() :]}"


def _completed_vi(text: str, topic: Topic, subject: str) -> str:
    if found := _head_of(subject, text):
        return f"{text[: found.start()]}{subject}{text[found.end() :]}"
    if begins_with_verb(text):
        group = _group(topic, "vi") if topic.hangs else ""
        return f"{group} {_preposition(topic, 'vi')} {subject} {text}" if group else f"{subject} {text}"
    if _HOLDER_VI.fullmatch(text):
        return f"{text} của {subject}"
    match = _PROPERTY_VI.fullmatch(text)
    if match and not _CLAUSE_VI.search(match[1]):
        return f"{match[1].strip()} của {subject} {match[2]}"
    return _with_subject_vi(text, topic, subject)


def _head_of(subject: str, text: str) -> re.Match[str] | None:
    """Find "chiến dịch", which the subject "chiến dịch Liberterra II" says more of, where it has no other name."""
    head = " ".join(subject.split()[:2])
    if not _HEAD_VI.match(subject) and lexicon.compound(head.lower().split(), 0) < 2:
        return None
    return re.search(rf"\b{re.escape(head)}\b(?! \w*[A-ZĐ])", text)


def _with_subject_vi(text: str, topic: Topic, subject: str) -> str:
    """Put the subject behind a question, or before it where it ends with what is asked."""
    if not _ENDS_ASKING.search(text):
        return f"{text} {_attached(topic, 'vi')}"
    return f"Về {subject}, {within_sentence(text)}"
