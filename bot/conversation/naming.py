"""The subject put where a word stands for it ("who led it?") or nothing does ("how many were arrested?"). Pure."""

from __future__ import annotations

import re

from bot.conversation.follow_up import FollowUp, begins_with_verb, names_no_count
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
    POINTING_EN,
    POINTING_VI,
    PREPOSITIONS,
    THING_EN,
    THING_VI,
    TO_PEOPLE,
)
from bot.question import Kind
from ingest.text import lexicon

_WORD = re.compile(r"[\w'’-]+")
_COUNT = re.compile(r"\b(how many)(?: of (?:them|those|these))?\b", re.IGNORECASE)
_OF_THE_SUBJECT = re.compile(
    r"(?:who|what|how \w+)(?: (?:is|are|was|were)|['’]s) (?:the )?(?:(?!in\b|at\b|of\b)\w[\w-]*(?<!ed) ?){1,4}",
    re.IGNORECASE,
)
_PROPERTY_VI = re.compile(r"((?:\w+ ){1,4}?)((?:là )?(?:ai|gì|bao nhiêu)|là (?:khi|ngày|năm) nào)", re.IGNORECASE)
_HOLDER_VI = re.compile(r"(ai là (?:\w+ ?){1,4})", re.IGNORECASE)
_CLAUSE_VI = re.compile(r"\b(?:bị|được|đã|có|ai)\b", re.IGNORECASE)
_DEFINITE = re.compile(r"\bthe ([\w-]+)(?= (?:of|in|at|on)\b| \w+$|$)", re.IGNORECASE)
_HEAD_VI = re.compile(r"([^\W\d_A-ZĐ]+ [^\W\d_A-ZĐ]+) (?=[^ ]*[A-ZĐ])")
_ENDS_ASKING = re.compile(r"\b(?:bao nhiêu|khi nào|đâu|gì|ai|nào|không|chưa|sao|bao lâu)$", re.IGNORECASE)


def name_it(follow_up: FollowUp, topic: Topic) -> str:
    """Return the follow-up with names for the words that stand for something."""
    subject = topic.text(follow_up.language)
    if not subject and not topic.person:
        return follow_up.text
    return (
        _vietnamese(follow_up.text, topic, subject)
        if follow_up.language == "vi"
        else _english(follow_up.text, topic, subject)
    )


def complete(follow_up: FollowUp, topic: Topic) -> str:
    """Return the follow-up with the subject that it leaves out."""
    subject, text = topic.text(follow_up.language), follow_up.text
    if not subject:
        return text
    if named := _head_named(text, subject, follow_up.language):
        return named
    if follow_up.language == "vi":
        return _completed(text, topic, subject)
    if names_no_count(follow_up.question):
        text = _COUNT.sub(rf"\1 {_noun_for(text, topic)}".rstrip(), text, count=1)
    elif _OF_THE_SUBJECT.fullmatch(text):
        return f"{text} of {subject}"
    return f"{text} {_preposition(topic, 'en')} {subject}"


def _head_named(text: str, subject: str, language: str) -> str:
    """Return ``text`` with "the operation" as the INTERPOL operation, "" where the subject is not named like that."""
    if language == "vi":
        head = _HEAD_VI.match(subject)
        return (
            re.sub(rf"\b{head[1]}\b(?! \w*[A-ZĐ])", lambda _: subject, text, count=1)
            if head and f" {head[1]}" in f" {text}"
            else ""
        )
    for match in _DEFINITE.finditer(text):
        if match[1].lower() in subject.lower().split(" of ")[0].split():
            return f"{text[: match.start()]}{subject}{text[match.end() :]}"
    return ""


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


def _english(text: str, topic: Topic, subject: str) -> str:
    thing, group = subject or topic.person, _group(topic, "en")
    them = f"the {group}" if group else thing
    held = [match.span() for match in EXPLETIVE_EN.finditer(text)]
    said: list[str] = []

    def named(match: re.Match[str]) -> str:
        word = match.group().lower()
        if any(start <= match.start() < end for start, end in held):
            return match.group()
        found = (
            thing
            if word in THING_EN
            else (topic.person or thing)
            if word in PERSON_EN
            else them
            if word in GROUP_EN
            else ""
        )
        said.append(found)
        return f"{found}'s" if found and _owns(word, text[match.end() :]) else found or match.group()

    text = _WORD.sub(named, text)
    if LOCAL_EN.search(text):
        text = LOCAL_EN.sub(lambda _: f"{_preposition(topic, 'en')} {thing}", text, count=1)
        said.append(thing)
    if pointing := POINTING_EN.search(text):
        noun = pointing["noun"] or pointing["other"] or ""
        same = not noun or noun.lower() in subject.lower().split()
        text = f"{text[: pointing.start()]}{thing if same else f'the {noun}'}{text[pointing.end() :]}"
        said.append(thing if same else "")
    if not subject or any(subject in it for it in said):
        return text
    return f"{text} {_preposition(topic, 'en')} {subject}" if them in said else f"{text} ({subject})"


def _owns(word: str, rest: str) -> bool:
    following = rest.split()[:1]
    return word in {"its", "his", "their"} or (
        word == "her" and bool(following) and following[0].lower() not in PREPOSITIONS["en"]
    )


def _vietnamese(text: str, topic: Topic, subject: str) -> str:
    thing, group = subject or topic.person, _group(topic, "vi")
    person = topic.person or thing
    for pattern, found in ((PERSON_VI, person), (GROUP_VI, group or thing), (THING_VI, thing)):
        if match := pattern.search(text):
            named = f"{text[: match.start()]}{found}{text[match.end() :]}"
            return named if found == thing or not subject else _about_subject(named, topic, subject)
    if match := LOCAL_VI.search(text):
        return f"{text[: match.start()]}{match[1]} {thing}{text[match.end() :]}"
    match = POINTING_VI.search(text)
    if match is None:
        return _about_subject(text, topic, subject)
    nouns = match["noun"].split()
    # "vụ cháy này" is the subject where that is a "vụ cháy", "xem vụ cháy này" as well.
    kept = next((i for i in range(len(nouns)) if " ".join(nouns[i:]).lower() in subject.lower()), None)
    named = f"{' '.join(nouns)} ({thing})" if kept is None else " ".join([*nouns[:kept], thing])
    return f"{text[: match.start()]}{named}{text[match.end() :]}"


def _completed(text: str, topic: Topic, subject: str) -> str:
    if begins_with_verb(text):
        group = _group(topic, "vi")
        return f"{group} {_preposition(topic, 'vi')} {subject} {text}" if group else f"{subject} {text}"
    if _HOLDER_VI.fullmatch(text):
        return f"{text} của {subject}"
    match = _PROPERTY_VI.fullmatch(text)
    if match and not _CLAUSE_VI.search(match[1]):
        return f"{match[1].strip()} của {subject} {match[2]}"
    return _about_subject(text, topic, subject)


def _about_subject(text: str, topic: Topic, subject: str) -> str:
    """Put the subject behind a Vietnamese question, or before it where it ends with what is asked."""
    if not _ENDS_ASKING.search(text):
        return f"{text} {_preposition(topic, 'vi')} {subject}"
    return f"Về {subject}, {within_sentence(text)}"
