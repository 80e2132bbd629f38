"""The same conversation in a terminal, and answers to piped questions."""

from __future__ import annotations

import json
from collections import deque
from typing import Any, TextIO

from bot.answer import Answer
from bot.answering import Answerer
from bot.composers import Progress, unheard
from bot.follow_up import MOST_TURNS, Turn
from bot.rendering import BOLD, render
from prompts import say

# To the beginning of the line, and clear it.
_CLEAR = "\r\x1b[K"
_PLAIN = ("", "")
_NO_QUESTION = 'is not an object with a "question"'
_NO_HISTORY = 'has a "history" that is not a list of objects with a "question" and a "text"'


class Conversation:
    """Questions asked one after the other, each understood after those before it."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer
        self._turns: deque[Turn] = deque(maxlen=MOST_TURNS)
        self.errors = 0

    def ask(self, text: str, progress: Progress = unheard) -> Answer:
        """Return the answer to ``text`` and remember it; a question that ended in an error is counted and forgotten."""
        answer = self._answerer.answer(text, history=tuple(self._turns), progress=progress)
        if answer.status == "error":
            self.errors += 1
        else:
            self._turns.append(Turn(text, answer.text))
        return answer


def converse(answerer: Answerer, articles: int, source: TextIO, out: TextIO) -> int:
    """Answer until the input ends. Return how many questions ended in an error."""
    if not source.isatty():
        return answer_lines(answerer, source, out)
    import readline  # noqa: F401  (gives input() its history and line editing)

    print(say("greeting", "en", articles=articles), file=out)
    conversation = Conversation(answerer)
    while text := _typed():
        answer = conversation.ask(text, _tell)
        print(f"{_CLEAR}{render(answer, BOLD)}", end="\n\n", file=out, flush=True)
    return conversation.errors


def _tell(status: str) -> None:
    """Show what is being done, in the line that the answer will take."""
    print(f"{_CLEAR}{status}", end="", flush=True)


def _typed() -> str:
    try:
        return input(f"{say('prompt', 'en')} ").strip()
    except EOFError:
        print()
        return ""


def answer_lines(answerer: Answerer, source: TextIO, out: TextIO) -> int:
    """Answer one question a line, in order, as one conversation. Return how many ended in an error."""
    conversation = Conversation(answerer)
    for line in source:
        if line.strip():
            answer = conversation.ask(line.strip())
            print(f"{say('prompt', answer.language)} {answer.question}", file=out)
            print(render(answer, BOLD if out.isatty() else _PLAIN), end="\n\n", file=out, flush=True)
    return conversation.errors


def answer_json_lines(answerer: Answerer, source: TextIO, out: TextIO) -> int:
    """Answer ``{"id", "question", "history"}`` lines with one JSON object a line. Return how many ended in an error.

    ``history``, which may be missing, is a list of ``{"question", "text"}``, oldest first.
    """
    errors = 0
    for number, line in enumerate(source, 1):
        if line.strip():
            answer = _json_answer(answerer, number, line)
            errors += answer.status == "error"
            print(json.dumps(answer.as_json(), ensure_ascii=False), file=out, flush=True)
    return errors


def _json_answer(answerer: Answerer, number: int, line: str) -> Answer:
    fields = _fields(line)
    text, id_ = fields.get("question"), fields.get("id")
    history = _turns(fields.get("history"))
    if isinstance(text, str) and history is not None:
        return answerer.answer(text, history=history).with_id(id_)
    told = f"Line {number} of the input {_NO_HISTORY if isinstance(text, str) else _NO_QUESTION}."
    return Answer("", "en", "error", told, "quotes", error=told).with_id(id_)


def _fields(line: str) -> dict[str, Any]:
    """Return the object that a line is; an empty one when it is none."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}


def _turns(history: Any) -> tuple[Turn, ...] | None:
    """Return the turns of a line's history, none when it has no history, or None when that is malformed."""
    items = [] if history is None else history
    if not isinstance(items, list):
        return None
    turns = tuple(turn for item in items if (turn := _turn(item)) is not None)
    return turns if len(turns) == len(items) else None


def _turn(item: Any) -> Turn | None:
    if not isinstance(item, dict) or not isinstance(item.get("question"), str) or not isinstance(item.get("text"), str):
        return None
    return Turn(item["question"], item["text"])


def errors_to_status(errors: int) -> int:
    """Return the exit status of a command that met ``errors`` questions that ended in an error."""
    return 1 if errors else 0
