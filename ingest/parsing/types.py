"""What parsing yields: frozen values that cross from the worker process as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


class ParseError(ValueError):
    """The bytes are not what they should be; ``str(error)`` is one sentence without the item's name."""


@dataclass(frozen=True, slots=True)
class Page:
    """An article as its page or document states it.

    ``published`` and ``modified`` are days in the article's own time zone. ``url`` is the canonical address:
    absolute, http or https. ``language`` is an ISO 639-1 code such as ``vi``.
    """

    text: str
    title: str | None = None
    source: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    modified: date | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed; ``text`` is the full content as plain text where the feed carries it, else empty."""

    url: str | None = None
    id: str | None = None
    title: str | None = None
    published: date | None = None
    modified: datetime | None = None
    authors: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """An RSS, Atom, RDF or JSON feed, its entries in the order of the feed.

    ``damage`` says in one sentence what is wrong with a feed that was read nevertheless, as far as it goes.
    """

    title: str | None = None
    language: str | None = None
    entries: tuple[Entry, ...] = ()
    damage: str | None = None


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """One page of a sitemap; what only news sitemaps state may be missing."""

    url: str
    modified: datetime | None = None
    published: date | None = None
    title: str | None = None
    source: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The pages of a sitemap, or the addresses of further ``sitemaps`` of an index."""

    entries: tuple[SitemapEntry, ...] = ()
    sitemaps: tuple[str, ...] = ()
