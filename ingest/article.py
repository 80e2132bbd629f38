"""What is ingested: an article, and the passages and sentences it is cut into; and what else a source may find."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from ingest.errors import ItemError


@dataclass(frozen=True, slots=True)
class Article:
    """A news article as it was received.

    ``text`` is never normalised: every offset in Dateline counts its code points.
    ``language`` is an ISO 639-1 code such as ``vi``; ``modified`` is the day of the last change after publication.
    """

    id: str
    title: str
    text: str
    language: str
    published: date | None = None
    source: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    modified: date | None = None

    @property
    def digest(self) -> str:
        """64 hex digits that are the same for copies of a text, however they are spaced and capitalised."""
        return hashlib.sha256(" ".join(self.text.casefold().split()).encode()).hexdigest()

    def version(self, embedder: str) -> str:
        """Return 16 hex digits that change when the text, the metadata or the embedder does."""
        published = self.published.isoformat() if self.published else None
        parts = [self.title, self.text, self.language, published, self.source, self.url, embedder]
        if self.authors or self.modified:
            parts += [*self.authors, str(self.modified)]
        canonical = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]

    def as_json(self) -> dict[str, object]:
        """Return the article as one line of a ``.jsonl`` file; authors and modification only where they are known."""
        known: dict[str, object] = {"authors": list(self.authors)} if self.authors else {}
        if self.modified:
            known["modified"] = self.modified.isoformat()
        return {
            "id": self.id,
            "title": self.title,
            "text": self.text,
            "published": self.published.isoformat() if self.published else None,
            "source": self.source,
            "url": self.url,
            "language": self.language,
            **known,
        }


@dataclass(frozen=True, slots=True)
class Removal:
    """An article that is to go, as its page was withdrawn or its file deleted; ``reason`` is one sentence."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An article that was looked for and is as it was: not modified, or met again at another address."""

    id: str


# What a source yields, one for each item it looked at.
Found: TypeAlias = Article | Removal | Unchanged | ItemError


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's text: code points ``start`` up to, not including, ``end``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether a code point is in both."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring sentences of one article, long enough to be understood alone."""

    sentences: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """From the first sentence's first character to the last one's last."""
        return Span(self.sentences[0].start, self.sentences[-1].end)
