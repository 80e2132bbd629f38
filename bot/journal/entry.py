"""An entry of the journal, and how large it may be. Pure."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

# Discord lets people type 4,000 characters at most.
_MOST_QUESTION_CHARS = _MOST_TEXT_CHARS = 4_000
# Answers in JSON have 2,000 to 5,000 characters; what is larger loses what explains it first, its sources last.
_MOST_ANSWER_CHARS = 32_000
_DISPENSABLE: Mapping[str, object] = {
    "retrieved": [],
    "nearest": [],
    "usage": None,
    "notes": [],
    "comparisons": [],
    "claims": [],
    "citations": [],
}
_MENTION = re.compile(r"<@!?\d+>")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One question as journalled.

    Attributes:
        id: 16 characters that cannot be guessed, safe in addresses and button ids.
        server: None in a direct message.
        channel: where it was asked. In a direct message, where a channel is a person, the journal keeps and returns
            a hash of it.
        person: ``Journal.person`` of who asked.
        private: only the asker sees the answer.
        question: as asked.
        answer: as ``Answer.as_json`` gives it.
        at: when it was asked, with a time zone.
        message: the first Discord message that shows the answer.
        parent: the id of the entry that it follows.
    """

    id: str
    server: int | None
    channel: int
    person: str
    private: bool
    question: str
    answer: dict[str, Any]
    at: datetime
    message: int | None = None
    parent: str | None = None


def new_id() -> str:
    """Return a new id of an entry."""
    return secrets.token_urlsafe(12)


def bounded_question(question: str) -> str:
    """Return ``question`` as it is kept: of bounded length, and without the ids of people it mentions."""
    return _without_mentions(question)[:_MOST_QUESTION_CHARS]


def bounded_answer(answer: Mapping[str, Any]) -> str:
    """Return ``answer`` as JSON of bounded length, without the ids of people its question mentions."""
    kept = {
        **answer,
        "question": bounded_question(str(answer.get("question", ""))),
        "notes": [_without_mentions(str(note)) for note in answer.get("notes", ())],
    }
    for key, nothing in _DISPENSABLE.items():
        dumped = json.dumps(kept, ensure_ascii=False)
        if len(dumped) <= _MOST_ANSWER_CHARS:
            return _encodable(dumped)
        kept[key] = nothing
    return _encodable(json.dumps({key: _cut(value) for key, value in kept.items()}, ensure_ascii=False))


def microseconds(at: datetime) -> int:
    """Return a time as microseconds since 1970 (UTC)."""
    return (at - _EPOCH) // _MICROSECOND


def time_of(count: int) -> datetime:
    """Return the time of ``microseconds``, in UTC."""
    return _EPOCH + count * _MICROSECOND


def _without_mentions(text: str) -> str:
    return _encodable(_MENTION.sub("@…", text))


def _encodable(text: str) -> str:
    """Return ``text`` with question marks for halves of surrogate pairs, which SQLite cannot keep."""
    return text.encode(errors="replace").decode()


def _cut(value: object) -> object:
    return value[:_MOST_TEXT_CHARS] if isinstance(value, str) else value
