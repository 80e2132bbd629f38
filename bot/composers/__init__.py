"""Writing an answer from evidence. Each composer turns evidence into claims with the quotes they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.ranking import Ranking
from bot.retrieval import RankedSentence


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before it is checked: its text without citation numbers, and the sentences it rests on."""

    text: str
    quotes: tuple[RankedSentence, ...]


class Composer(Protocol):
    """Writes claims from ranked evidence."""

    name: str

    def compose(self, ranking: Ranking) -> list[Draft]:
        """Return the claims that answer the question, best first; none when the evidence does not."""
        ...
