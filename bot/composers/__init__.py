"""Writing an answer from evidence. Each composer turns evidence into claims with the quotes they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.ranking import Ranking
from ingest.article import Article, Span


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article, by where they stand in it."""

    article: Article
    span: Span

    @property
    def text(self) -> str:
        """The words."""
        return self.span.of(self.article.text)


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before it is checked: its text without citation numbers, and the quotes it rests on."""

    text: str
    quotes: tuple[Quote, ...]


class Composer(Protocol):
    """Writes claims from ranked evidence."""

    name: str

    def compose(self, ranking: Ranking) -> list[Draft]:
        """Return the claims that answer the question, best first; none when the evidence does not."""
        ...
