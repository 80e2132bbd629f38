"""A follow-up made to stand alone by a language model; where that fails, the readings of a rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from pydantic import BaseModel

from bot.follow_up import Turn, leans, readings
from bot.language_model.usage import Usage
from ingest.errors import LanguageModelError
from ingest.text.language import detect
from prompts import model_text

if TYPE_CHECKING:
    from bot.language_model.client import LanguageModel

_MOST_TURNS = 4
_MOST_CHARS = 400
_MOST_SECONDS = 6.0
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


class Rewriter(Protocol):
    """Makes a follow-up stand alone."""

    def __call__(self, text: str, history: Sequence[Turn], seconds: float) -> tuple[tuple[str, ...], Usage]:
        """Return what may be asked, the likeliest first, and what that took, within ``seconds``."""
        ...


def by_rules(text: str, history: Sequence[Turn], seconds: float) -> tuple[tuple[str, ...], Usage]:
    """Return the readings of the rule, which takes nothing."""
    return readings(text, history), Usage()


class _Rewritten(BaseModel):
    question: str


class ModelRewriter:
    """Lets the model rewrite what leans on the conversation, and rules where it fails or puts in what was not said."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model

    def __call__(self, text: str, history: Sequence[Turn], seconds: float) -> tuple[tuple[str, ...], Usage]:
        """Return what may be asked, the likeliest first, and what that took, within ``seconds``."""
        if not leans(text, history):
            return by_rules(text, history, seconds)
        try:
            reply = self._model.ask(_messages(text, history), _Rewritten, min(seconds, _MOST_SECONDS))
        except LanguageModelError:
            return by_rules(text, history, seconds)
        written = " ".join(reply.value.question.split()) if reply.value else ""
        if _is_fit(written, text, history):
            return (written,), reply.usage
        return readings(text, history), reply.usage


def _messages(text: str, history: Sequence[Turn]) -> list[dict[str, str]]:
    told = [f"Q: {turn.question[:_MOST_CHARS]}\nA: {turn.text[:_MOST_CHARS]}" for turn in history[-_MOST_TURNS:]]
    said = "\n\n".join([*told, f"Last question: {text}"])
    return [{"role": "system", "content": model_text("rewrite")}, {"role": "user", "content": said}]


def _is_fit(written: str, text: str, history: Sequence[Turn]) -> bool:
    """Tell whether a rewritten question is the person's own: same language, no figure that nobody asked about."""
    asked = " ".join([text, *(turn.question for turn in history)])
    known = set(_DIGITS.findall(asked))
    return (
        0 < len(written) <= _MOST_CHARS
        and detect(written) == detect(text, detect(written))
        and set(_DIGITS.findall(written)) <= known
    )
