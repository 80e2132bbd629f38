"""Questions of a conversation as they are read: once each, with the diacritics that were not typed. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.question import Question, read_question

AROUND = ' ?!.…:;,"“”'
WORD = re.compile(r"[\w'’-]+")


@lru_cache(maxsize=512)
def read(text: str) -> Question:
    """Return what ``text`` asks; its text is the embedded one."""
    question = read_question(text)
    return question if question.embedded_text == question.text else read_question(question.embedded_text)


def own_names(question: Question) -> list[str]:
    """Return the names in ``question`` that are no numbers."""
    return [name for name in question.names if not name[0].isdigit()]
