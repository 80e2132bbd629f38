"""Writing an answer from evidence. Each composer turns evidence into claims with the quotes they rest on."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from bot.answer import Flaw
from bot.language_model.usage import Usage
from bot.reading import Judgement
from ingest.article import Article, Span

Progress = Callable[[str], None]
"""Is told, in the asker's language, what is being done at the moment."""


def unheard(_: str) -> None:
    """Progress that nobody follows."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article, by where they stand in it, and those among them that answer, as far as that is known.

    ``translation`` is a machine's, into the asker's language.
    """

    article: Article
    span: Span
    answer: Span | None = None
    translation: str | None = None

    @property
    def text(self) -> str:
        """The words."""
        return self.span.of(self.article.text)

    @property
    def place(self) -> tuple[str, int, int]:
        """What tells it from other quotes."""
        return self.article.id, self.span.start, self.span.end

    @property
    def marked(self) -> Span | None:
        """The answering words, as far as they are within the quote."""
        if self.answer is None:
            return None
        start, end = max(self.answer.start, self.span.start), min(self.answer.end, self.span.end)
        return Span(start, end) if start < end else None


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim that is proved: its text without citation numbers, and the quotes it rests on."""

    text: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """What a composer is given: the evidence as judged, the day of asking, and the moment to be done by.

    ``until`` is a value of ``time.monotonic()``, in seconds; ``spent`` is what understanding the question took.
    """

    judgement: Judgement
    asked: date = field(default_factory=date.today)
    until: float = float("inf")
    spent: Usage = field(default_factory=Usage)
    progress: Progress = unheard

    def seconds_left(self) -> float:
        """Return the seconds until the answer has to be there."""
        return self.until - time.monotonic()


@dataclass(frozen=True, slots=True)
class Composition:
    """What a composer made: claims, best first, none where the evidence does not answer; and how it made them.

    ``dropped`` says what was wrong with each sentence that is not among the claims.
    """

    drafts: tuple[Draft, ...]
    composer: str
    notes: tuple[str, ...] = ()
    usage: dict[str, Any] | None = None
    dropped: tuple[Flaw, ...] = ()


class Composer(Protocol):
    """Writes claims from judged evidence."""

    name: str

    def compose(self, brief: Brief) -> Composition:
        """Return the claims that answer the question; a failure of what it is made of is a note in it."""
        ...

    def close(self) -> None:
        """Let go of connections and files."""
        ...
