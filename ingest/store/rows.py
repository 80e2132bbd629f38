"""The rows of the store as objects, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

import numpy as np

from ingest.article import Article, Passage, Span
from ingest.vectors import Vectors

# What ``article_of`` reads, from a table ``articles a``.
ARTICLE = "a.id, a.title, a.text, a.language, a.published, a.source, a.url, a.authors, a.modified"


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article cut and embedded, ready to be made current.

    ``vectors`` has one row a sentence, in order; None when there is no embedder.
    """

    article: Article
    version: str
    passages: tuple[Passage, ...]
    vectors: Vectors | None

    @property
    def sentences(self) -> list[Span]:
        """All sentences of all passages, in order; the n-th has the vector id ``article:version:n``."""
        return [span for passage in self.passages for span in passage.sentences]


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage of a current article.

    ``vectors`` are its sentences', shape (sentences, dimensions); ``folded`` is what the keyword index holds.
    """

    row: int
    article: Article
    passage: Passage
    vectors: Vectors | None
    folded: str


class Heading(NamedTuple):
    """What an article is called, without its text."""

    id: str
    title: str
    source: str | None
    published: date | None
    url: str | None


@dataclass(frozen=True, slots=True)
class FormerVersion:
    """An article as it was from ``since`` to ``until`` (UTC; None when not known)."""

    version: str
    article: Article
    since: datetime | None
    until: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in a list, without its text; ``updated`` (UTC) is when it became what it is."""

    id: str
    title: str
    language: str
    published: date | None
    source: str | None
    url: str | None
    updated: datetime | None

    def as_json(self) -> dict[str, object]:
        """Return the entry as ``list --json`` prints it."""
        return {
            "id": self.id,
            "title": self.title,
            "language": self.language,
            "published": self.published.isoformat() if self.published else None,
            "source": self.source,
            "url": self.url,
            "updated": self.updated.isoformat() if self.updated else None,
        }


def vector_ids(article_id: str, version: str, sentences: int) -> list[str]:
    """Return the ids of an article version's vectors."""
    return [f"{article_id}:{version}:{n}" for n in range(sentences)]


def article_of(row: Sequence[Any]) -> Article:
    """Return the article of a row that begins with the columns ``ARTICLE``."""
    id_, title, text, language, published, source, url, authors, modified = row[:9]
    return Article(id_, title, text, language, day(published), source, url, tuple(json.loads(authors)), day(modified))


def article_of_json(text: str) -> Article:
    """Return an article from what ``Article.as_json`` made of it."""
    kept = json.loads(text)
    days = {name: day(kept.get(name)) for name in ("published", "modified")}
    return Article(**{**kept, **days, "authors": tuple(kept.get("authors", ()))})


def moment(value: str | None) -> datetime | None:
    """Return a stored moment."""
    return datetime.fromisoformat(value) if value else None


def day(value: str | None) -> date | None:
    """Return a stored date."""
    return date.fromisoformat(value) if value else None


def matrix(blobs: Sequence[bytes | None]) -> Vectors | None:
    """Return stored vectors, shape (blobs, dimensions); None when there are none."""
    if not blobs or blobs[0] is None:
        return None
    return np.stack([np.frombuffer(blob, dtype=np.float16) for blob in blobs if blob]).astype(np.float32)


def blob(vectors: Vectors | None) -> bytes | None:
    """Return vectors in half precision: cosine similarity changes by less than a thousandth."""
    return None if vectors is None else vectors.astype(np.float16).tobytes()
