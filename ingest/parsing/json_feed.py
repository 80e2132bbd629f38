"""JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from ingest.parsing import dates
from ingest.parsing.addresses import absolute
from ingest.parsing.fragments import line, plain
from ingest.parsing.types import Entry, Feed, ParseError
from ingest.text.language import normalize_code

_NOT_A_FEED = "it is JSON, but not a JSON Feed."
_HALF_CHARACTER = re.compile("[\x00\ud800-\udfff]")


def parse(body: bytes, url: str | None = None) -> Feed:
    """Return the feed that was found at ``url``; an item that is no object is passed over.

    Raises:
        ParseError: it is not JSON, or has no list of items.
    """
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ParseError("it is not JSON.") from error
    items = found.get("items") if isinstance(found, dict) else None
    if not isinstance(items, list) or not ("version" in found or "title" in found):
        raise ParseError(_NOT_A_FEED)
    base = absolute(_string(found, "feed_url") or _string(found, "home_page_url"), url) or url
    language = normalize_code(_string(found, "language"))
    entries = tuple(_entry(item, base) for item in items if isinstance(item, dict))
    return Feed(line(plain(_string(found, "title"))) or None, language or None, entries)


def _entry(item: dict[str, Any], base: str | None) -> Entry:
    published = _date(item, "date_published")
    modified = _date(item, "date_modified")
    first = published or modified
    addresses = (absolute(_string(item, name), base) for name in ("url", "external_url"))
    return Entry(
        url=next(filter(None, addresses), None) or absolute(_string(item, "id")),
        id=_string({"id": str(item.get("id") or "")}, "id") or None,  # some are numbers
        title=line(_string(item, "title")) or None,
        published=first.date() if first else None,
        modified=modified,
        authors=tuple(dict.fromkeys(_authors(item))),
        text=plain(_string(item, "content_html")) or _string(item, "content_text"),
    )


def _string(holder: dict[str, Any], name: str) -> str:
    """Return a text, or an empty one in the place of anything else; JSON can hold halves of characters."""
    value = holder.get(name)
    return _HALF_CHARACTER.sub("", value).strip() if isinstance(value, str) else ""


def _date(item: dict[str, Any], name: str) -> datetime | None:
    return dates.parse(_string(item, name))


def _authors(item: dict[str, Any]) -> Iterator[str]:
    """Yield the names of version 1.1's authors, or of 1.0's one author."""
    people = item.get("authors")
    for person in people if isinstance(people, list) else [item.get("author")]:
        if isinstance(person, dict) and (name := line(_string(person, "name"))):
            yield name
