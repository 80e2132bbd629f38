"""Writing an answer from evidence. Each composer turns evidence into claims with the quotes they rest on."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from bot.answer import Flaw
from bot.gate import Verdict
from bot.language_model.usage import Usage
from bot.ranking import Ranking
from ingest.article import Article, Span

Progress = Callable[[str], None]
"""Is told, in the asker's language, what is being done at the moment."""


def unheard(_: str) -> None:
    """Progress that nobody follows."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article, by where they stand in it; ``translation`` is a machine's, into the asker's language."""

    article: Article
    span: Span
    translation: str | None = None

    @property
    def text(self) -> str:
        """The words."""
        return self.span.of(self.article.text)


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim that is proved: its text without citation numbers, and the quotes it rests on."""

    text: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """What a composer is given: evidence, the gate's verdict, the day of asking, and the moment to be done by.

    ``until`` is a value of ``time.monotonic()``, in seconds; ``spent`` is what understanding the question took.
    """

    ranking: Ranking
    verdict: Verdict
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
    """Writes claims from ranked evidence."""

    name: str

    def compose(self, brief: Brief) -> Composition:
        """Return the claims that answer the question; a failure of what it is made of is a note in it."""
        ...

    def close(self) -> None:
        """Let go of connections and files."""
        ...
