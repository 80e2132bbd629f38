"""A conversation: a follow-up question becomes one that stands alone, by rules. Pure.

What is carried from turn to turn is the subject: names, topic nouns, places and events of earlier questions, and names
from an answer's quotes where the questions have none. A figure of an answer is never carried.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.conversation.about import ask_about
from bot.conversation.again import ask_again
from bot.conversation.follow_up import FollowUp, Form, read_follow_up
from bot.conversation.foreign import without_diacritics
from bot.conversation.naming import complete, name_it
from bot.conversation.reading import AROUND, own_names, read
from bot.conversation.topic import Topic, is_vague, own_subject, topic_of
from bot.question import Kind
from ingest.text.language import detect

# How much of a conversation is read: its last turns, and the beginnings of their questions and answers.
MOST_TURNS = 8
_MOST_QUESTION_CHARS = 300
_MOST_ANSWER_CHARS = 1_500
_MOST_SAID_CHARS = 4_000


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question and what was answered: its text, which may hold quotes “…” and marks [1]."""

    question: str
    text: str


def leans(text: str, history: Sequence[Turn]) -> bool:
    """Tell whether ``text`` may need its ``history``, oldest turn first, to be understood."""
    topic = _topic(history)
    return topic is not None and read_follow_up(text, topic.said) is not None


def stand_alone(text: str, history: Sequence[Turn]) -> str:
    """Return what ``text`` asks after ``history``, oldest turn first, as a question that stands alone.

    It is ``text`` itself when that stands alone already, or when nobody can tell what it leans on.
    """
    topic = _topic(history)
    follow_up = read_follow_up(text, topic.said) if topic else None
    if topic is None or follow_up is None or (topic.is_told and not follow_up.sure):
        return text
    return _rewritten(follow_up, topic) or text


def _topic(history: Sequence[Turn]) -> Topic | None:
    """Return what the conversation is about by now."""
    topic = None
    for turn in history[-MOST_TURNS:]:
        asked, answer = turn.question[:_MOST_QUESTION_CHARS].strip(), turn.text[:_MOST_ANSWER_CHARS]
        if asked.strip(AROUND):
            topic = _topic_after(asked, answer, topic)
    return topic


@lru_cache(maxsize=256)
def _topic_after(asked: str, answer: str, topic: Topic | None) -> Topic:
    """Return what a conversation on ``topic`` is about after a further question and its answer."""
    follow_up = (read_follow_up(asked, topic.said) or _unsaid(asked)) if topic else None
    meant = _rewritten(follow_up, topic) if follow_up and topic else ""
    new = topic_of(read(meant or asked), answer)
    if topic is None or follow_up is None or not meant:
        return new
    leaning = replace(new, person=new.person or topic.person, said=f"{new.said} {topic.said}"[:_MOST_SAID_CHARS])
    if follow_up.form is Form.ABOUT and new.subject and new.language == topic.language:
        return leaning
    return replace(leaning, subject=topic.subject, language=topic.language)


def _unsaid(text: str) -> FollowUp | None:
    """Return an answered question that has no subject of its own as one that leaves it out."""
    question = read(text)
    if question.kind is Kind.WHAT_IS or question.language not in {"en", "vi"} or own_names(question) or question.times:
        return None
    if not is_vague(own_subject(question)[1]):
        return None
    return FollowUp(Form.ELLIPSIS, question.text.strip(AROUND), question.language)


def _rewritten(follow_up: FollowUp, topic: Topic) -> str:
    """Return the question that ``follow_up`` is after ``topic``, or "" when the topic adds nothing to it."""
    match follow_up.form:
        case Form.ABOUT:
            core = ask_about(follow_up.part, topic, follow_up.language)
        case Form.BARE:
            core = ask_again(follow_up, topic)
        case Form.POINTING:
            core = name_it(follow_up, topic)
        case Form.ELLIPSIS:
            core = complete(follow_up, topic)
    core = " ".join(core.split()).strip(AROUND)
    if core.casefold() == follow_up.text.casefold():
        return ""
    if follow_up.language == "en" and detect(core) != "en":
        core = without_diacritics(core)  # a Vietnamese name would make the whole question Vietnamese
    return f"{core[:1].upper()}{core[1:]}?"
