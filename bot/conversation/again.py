"""Something else asked of the same: "why?", "when was that?", "ở đâu?". Pure."""

from __future__ import annotations

import re

from bot.conversation.follow_up import FollowUp
from bot.conversation.phrases import counted_span
from bot.conversation.reading import AROUND
from bot.conversation.topic import Topic, within_sentence
from bot.conversation.words import AUXILIARY, DO_SUPPORT
from bot.question import Kind, Question

_SAME_WORD = {"how come": "why", "what for": "why", "sao": "vì sao", "lý do": "vì sao", "lý do là gì": "vì sao"}
_ADVERB = re.compile(
    r"(?:(?:from|since|until|to|in|on|at|by) )?(?:when|where|why|how long|how (?:old|far|fast)|how(?! many| much)"
    r"|(?:what|which) (?:year|day|date|month|time|city|country|place))\b ?",
    re.IGNORECASE,
)
_ASKED_EN = re.compile(r"(?:who(?:m)?|what|which \w+|how \w+) ", re.IGNORECASE)
# What stands where something was asked for: as the object, as the subject of what was done.
_OBJECT, _SUBJECT = {"who": "anyone", "whom": "anyone"}, {"who": "somebody", "what": "something"}
_NOMINAL = re.compile(r"(?:the|an?|its|his|her|their|this|that|these|those|it|he|she|they|people) |[A-ZĐ]")
_IS = re.compile(r"(?:who|what|which \w+) ((?:is|are|was|were|will be|has been) (?:the |an? |[A-Z]).*)", re.IGNORECASE)
_ASKED_VI = re.compile(
    r"^(?:có |đã có )?(?:bao nhiêu|mấy) |\b(?:bao nhiêu|mấy) |^(?:ai|gì) (?:đã )?|\bbao giờ\b|\b(?:tại|vì|do) sao\b"
    r"|\b(?:vào |từ |đến |lúc )?(?:khi|lúc|hồi|ngày|năm|tháng) nào\b|\b(?:ở|tại|từ) (?:chỗ nào|nơi nào)\b"
    r"|\b(?:(?:ở|tại|từ|vào|đến|về|đi) )?đâu\b|\b(?:trong )?bao lâu\b| (?:là |như )?(?:thế nào|ra sao)$"
    r"| (?:là )?(?:ai|gì|bao nhiêu)$|\bnào\b",
    re.IGNORECASE,
)
_YES_NO_VI = re.compile(r"(?: có| đã)? (\S.*?) (?:hay )?(?:không|chưa|phải không|đúng không)$", re.IGNORECASE)
# Question words that stand first in Vietnamese.
_FIRST_VI = re.compile(r"(?:tại|vì|do) sao|ai|bao nhiêu|mấy", re.IGNORECASE)


def ask_again(follow_up: FollowUp, topic: Topic) -> str:
    """Return the question of ``topic`` with the question word of ``follow_up``."""
    word = _SAME_WORD.get(follow_up.part.lower(), follow_up.part.lower())
    subject = topic.text(follow_up.language)
    if topic.question.language != follow_up.language:
        return _asked_of(word, subject, follow_up.language)
    text = topic.question.embedded_text.strip(AROUND)
    if follow_up.language == "vi":
        return _vietnamese(word, topic, text)
    pointed = follow_up.points or not _has_clause(topic.question, text)
    if subject and word in {"when", "where"} and topic.happens and pointed:
        return f"{word} was {subject}"
    return _english(word, topic, text)


def _vietnamese(word: str, topic: Topic, text: str) -> str:
    if word in {"bao nhiêu", "mấy"} and re.search(r"\b(?:bao nhiêu|mấy)\b", text, re.IGNORECASE):
        return text
    if topic.person and re.match(r"ai là ", text, re.IGNORECASE):
        text = f"{topic.person} {text[3:]}"
    if topic.question.kind is Kind.YES_NO:
        text = _YES_NO_VI.sub(r" \1", text)
    theme = " ".join(_ASKED_VI.sub(" ", text).split())
    theme = within_sentence(theme or topic.text("vi"))
    return f"{word} {theme}" if _FIRST_VI.match(word) else f"{theme} {word}"


def _asked_of(word: str, subject: str, language: str) -> str:
    """Ask with ``word`` about a subject of which no more is known in ``language``."""
    if language == "en":
        return f"who was it in {subject}" if word.startswith("who") else f"{word} did {subject} happen"
    if word == "ai":
        return f"ai liên quan đến {subject}"
    return f"{word} có {subject}" if _FIRST_VI.match(word) else f"{subject} diễn ra {word}"


def _has_clause(question: Question, text: str) -> bool:
    """Tell whether an English question has an auxiliary that another question word may stand before."""
    end = counted_span(question)[1]
    following = text[end:].split()[:1] if end else []
    return bool(_ADVERB.match(text) or _IS.match(text) or set(following) & AUXILIARY)


def _english(word: str, topic: Topic, text: str) -> str:
    question = topic.question
    if adverb := _ADVERB.match(text):
        there = " there" if adverb.group().strip().lower() == "where" and word != "where" else ""
        return f"{word} {text[adverb.end() :]}{there}"
    start, end = counted_span(question)
    if question.kind is Kind.HOW_MANY and end:
        return text if word == "how many" else _of_counted(word, text[start:end], text[end:].strip())
    if text.lower().startswith(tuple(f"{auxiliary} " for auxiliary in AUXILIARY)):
        return f"{word} {text[0].lower()}{text[1:]}"
    if match := _IS.match(text):
        verb, _, others = match[1].partition(" ")
        held = topic.person if word != "where" and topic.person not in text else ""
        return " ".join(filter(None, [word, verb, held, others]))
    asked = _ASKED_EN.match(text)
    return _of_asked(word, asked.group().strip().lower(), text[asked.end() :]) if asked else f"{word}: {text}"


def _of_asked(word: str, asked: str, rest: str) -> str:
    """Return "when did INTERPOL announce that" for "what did INTERPOL announce", with all that was said of it."""
    if word == asked:
        return f"{asked} {rest}"
    some = f"the {asked.partition(' ')[2]}" if asked.startswith("which ") else ""
    auxiliary, _, others = rest.partition(" ")
    if auxiliary not in AUXILIARY:
        return f"{word} was it that {some or _SUBJECT.get(asked, 'that')} {rest}"
    if auxiliary in {"do", "does", "did"} or _NOMINAL.match(others):
        return f"{word} {rest} {some or _OBJECT.get(asked, 'that')}"
    return f"{word} {auxiliary} {some or _SUBJECT.get(asked, 'that')} {others}"


def _of_counted(word: str, noun: str, rest: str) -> str:
    """Return "why were people arrested" for "how many people were arrested"."""
    auxiliary, _, others = rest.partition(" ")
    if auxiliary in DO_SUPPORT:
        return f"{word} {rest} {noun}"
    if auxiliary not in AUXILIARY:
        return f"who {rest}" if word == "who" else f"{word} was it that {noun} {rest}"
    if word == "who":
        return f"who was {others}" if auxiliary == "were" else f"who {auxiliary} {others}"
    if others.startswith("there"):
        return f"{word} {auxiliary} there {noun}{others.removeprefix('there')}"
    return f"{word} {auxiliary} {noun} {others}"
