"""What feeds list: the pages of their entries, or entries that have their text in the feed and no page."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from ingest.addresses import normal
from ingest.parsing import Entry, Feed
from ingest.visits import Kind


@dataclass(frozen=True, slots=True)
class Listed:
    """One page that a feed or sitemap lists.

    Attributes:
        hints: what is said of it there, under the names of an article's fields.
        modified: when it changed last, in seconds since 1970, if that is said.
    """

    url: str
    kind: Kind
    hints: dict[str, Any]
    modified: float | None = None


def listed(feed: Feed, origin: str) -> list[Listed]:
    """Return what a feed found at ``origin`` lists, each address once."""
    found: dict[str, Listed] = {}
    for entry in feed.entries:
        item = _listed(entry, feed, origin)
        if item is not None:
            found.setdefault(item.url, item)
    return list(found.values())


def _listed(entry: Entry, feed: Feed, origin: str) -> Listed | None:
    hints = {
        "title": entry.title,
        "source": feed.title,
        "authors": list(entry.authors),
        "published": _day(entry.published),
        "modified": _day(entry.modified),
        "language": feed.language,
        "text": entry.text,
    }
    known = {name: value for name, value in hints.items() if value}
    if entry.url:
        return Listed(normal(entry.url), "page", known, seconds(entry.modified))
    if not entry.text:
        return None
    key = hashlib.sha256((entry.id or entry.text).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    mark = "&" if "?" in origin else "?"
    return Listed(f"{origin}{mark}dateline-entry={key}", "entry", known, seconds(entry.modified))


def seconds(moment: date | None) -> float | None:
    """Return a moment, or the beginning of a day, in seconds since 1970; without a time zone it is taken for UTC."""
    if moment is None:
        return None
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _day(moment: date | None) -> str | None:
    return moment.isoformat() if moment else None
