"""The types of an answer. Frozen: what was checked is what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Literal

from pydantic import TypeAdapter

from ingest.article import Span

Status = Literal["answered", "unsure", "not_found", "error"]
Relation = Literal["agree", "rounded", "differ", "superseded"]
Flaw = Literal["quote", "figure", "date", "name", "contrary", "unsaid", "aside", "form"]
"""Why a sentence of a language model was dropped: what about it is not what its quotes say (none of its quotes is in an
article; a figure, date or name; a "not"; it is firmer than they are; anything else), it counts something that was not
asked about, or it is no plain sentence of the question's language."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote: ``quote`` is the article's text from ``start`` to ``end`` (code points).

    ``answer`` is where in the article, within these, the words stand that answer, where that is known.
    """

    n: int
    article_id: str
    title: str
    source: str | None
    published: date | None
    url: str | None
    quote: str
    start: int
    end: int
    translation: str | None = None
    answer: Span | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer and the numbers of the citations it rests on."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What several sources say about one thing."""

    relation: Relation
    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Nearest:
    """An article that is near a question that it does not answer."""

    article_id: str
    title: str
    published: date | None


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A passage that was considered, with its score."""

    article_id: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of wall time by stage."""

    retrieve: float = 0.0
    read: float = 0.0
    compose: float = 0.0
    check: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of one question, as ``ask --json`` prints it; ``dropped`` has a flaw for each sentence not shown.

    ``confidence`` is the calibrated probability that the best sentence found answers the question, whatever became of
    it; None where nothing was read.
    """

    question: str
    language: str
    status: Status
    text: str
    composer: str
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    nearest: tuple[Nearest, ...] = ()
    dates_covered: tuple[date, date] | None = None
    as_of: date | None = None
    notes: tuple[str, ...] = ()
    retrieved: tuple[Retrieved, ...] = ()
    confidence: float | None = None
    dropped: tuple[Flaw, ...] = ()
    usage: dict[str, Any] | None = None
    ms: Timing = field(default_factory=Timing)
    error: str | None = None
    id: Any = None

    def with_id(self, id_: Any) -> Answer:
        """Return the answer under the id its question came with, whatever JSON that is."""
        return replace(self, id=id_)

    @classmethod
    def read(cls, fields: Mapping[str, Any]) -> Answer:
        """Return the answer that ``as_json`` made ``fields`` of. Raises ``ValueError`` when it did not."""
        known = {name: fields[name] for name in cls.__dataclass_fields__ if name in fields}
        return TypeAdapter(cls).validate_python({**known, "dates_covered": fields.get("dates_covered") or None})

    def article_ids(self) -> set[str]:
        """Return the ids of all articles that are named in it."""
        cited = {citation.article_id for citation in self.citations}
        return cited | {near.article_id for near in self.nearest} | {it.article_id for it in self.retrieved}

    def as_json(self) -> dict[str, Any]:
        """Return the answer with dates as ``YYYY-MM-DD``; ``error`` and ``dropped`` only where there is something."""
        fields: dict[str, Any] = _plain(asdict(self))
        fields["dates_covered"] = fields["dates_covered"] or []
        for optional in ("error", "dropped"):
            if not fields[optional]:
                del fields[optional]
        return {"id": fields.pop("id"), **fields}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return round(value, 4) if isinstance(value, float) else value
