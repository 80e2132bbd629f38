"""The same conversation in a terminal, and answers to piped questions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from bot.answer import Answer
from bot.answering import Answerer
from bot.rendering import render
from prompts import say


def converse(answerer: Answerer, articles: int, source: TextIO, out: TextIO) -> int:
    """Answer until the input ends. Return how many questions ended in an error."""
    if not source.isatty():
        return answer_lines(answerer, source, out)
    import readline  # noqa: F401  (gives input() its history and line editing)

    print(say("greeting", "en", articles=articles), file=out)
    errors = 0
    while text := _typed():
        answer = answerer.answer(text)
        errors += answer.status == "error"
        print(render(answer), end="\n\n", file=out, flush=True)
    return errors


def _typed() -> str:
    try:
        return input(f"{say('prompt', 'en')} ").strip()
    except EOFError:
        print()
        return ""


def answer_lines(answerer: Answerer, source: TextIO, out: TextIO) -> int:
    """Answer one question a line, in order. Return how many ended in an error."""
    errors = 0
    for line in source:
        if line.strip():
            answer = answerer.answer(line.strip())
            errors += answer.status == "error"
            print(f"{say('prompt', answer.language)} {answer.question}", file=out)
            print(render(answer), end="\n\n", file=out, flush=True)
    return errors


def answer_json_lines(answerer: Answerer, source: TextIO, out: TextIO) -> int:
    """Answer ``{"id", "question"}`` lines with one JSON object a line. Return how many ended in an error."""
    errors = 0
    for answer in _json_answers(answerer, source):
        errors += answer.status == "error"
        print(json.dumps(answer.as_json(), ensure_ascii=False), file=out, flush=True)
    return errors


def _json_answers(answerer: Answerer, source: TextIO) -> Iterator[Answer]:
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        id_, text = _fields(line)
        if text is None:
            told = f'Line {number} of the input is not an object with a "question".'
            yield Answer("", "en", "error", told, "quotes", error=told).with_id(id_)
        else:
            yield answerer.answer(text).with_id(id_)


def _fields(line: str) -> tuple[Any, str | None]:
    """Return the id and the question of a line; no question when it has none."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        return None, None
    if not isinstance(fields, dict):
        return None, None
    text = fields.get("question")
    return fields.get("id"), text if isinstance(text, str) else None


def errors_to_status(errors: int) -> int:
    """Return the exit status of a command that met ``errors`` questions that ended in an error."""
    return 1 if errors else 0
