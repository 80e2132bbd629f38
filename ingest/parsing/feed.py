"""RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0, CDF and JSON Feed: their entries, whatever is wrong with their form."""

from __future__ import annotations

import io
import re
from datetime import datetime
from typing import Any

from ingest.parsing import dates, json_feed
from ingest.parsing.addresses import absolute
from ingest.parsing.fragments import line, plain
from ingest.parsing.markup import decode, mend, root
from ingest.parsing.types import Entry, Feed, ParseError
from ingest.text.language import normalize_code

_Fields = dict[str, Any]  # feedparser's, which know several names for most

_HTML_TYPES = ("text/html", "application/xhtml+xml")
_TEXT_TYPES = (*_HTML_TYPES, "text/plain")
_FEED_ROOTS = frozenset({"rss", "rdf", "feed", "channel"})
_EMAIL = re.compile(r"<?(?:mailto:)?[^\s()<>]+@[^\s()<>]+>?")
_WRAPPED = re.compile(r"\((.*)\)")
_ENCODING_UNKNOWN = "its letters are in an encoding that it does not name: some may be wrong."
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def parse(body: bytes, *, url: str | None = None, media_type: str = "", charset: str | None = None) -> Feed:
    """Return the feed that was found at ``url``, served as ``media_type`` in ``charset``.

    Addresses are absolute, by ``xml:base`` and ``url``. An ill-formed feed is read as far as it goes, and says so.

    Raises:
        ParseError: it is no feed, it is ill-formed and has no entry, or its entities grow as in an attack.
    """
    if "json" in media_type or body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return json_feed.parse(body, url)
    text, is_guessed = decode(body, charset)
    text = mend(text)
    found = _read(text, url)
    damage = _damage(found) or (_ENCODING_UNKNOWN if is_guessed else None)
    entries = tuple(_entry(entry, found.get("version", ""), url) for entry in found["entries"])
    if not entries:
        _refuse_if_bad(text, damage)
    return Feed(_title(found["feed"], "title"), _language(found["feed"].get("language")), entries, damage)


def _read(text: str, url: str | None) -> _Fields:
    import feedparser

    document = f'<?xml version="1.0" encoding="utf-8"?>\n{text}'.encode("utf-8", "replace")
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url or ""}
    try:
        # Only of a stream may it be sure that it holds the document, and not where to find one.
        stream = io.BytesIO(document)
        found: _Fields = feedparser.parse(
            stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
        return found
    except (AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        # Its parser for ill-formed documents does not foresee every one.
        raise ParseError("it is too damaged to be read as a feed.") from error


def _damage(found: _Fields) -> str | None:
    """Return what is wrong with the XML even after it was mended."""
    if not found["bozo"]:
        return None
    number = getattr(found.get("bozo_exception"), "getLineNumber", lambda: None)()
    return f"its XML is broken{f' (line {number - 1})' if number and number > 1 else ''}: entries may be missing."


def _refuse_if_bad(text: str, damage: str | None) -> None:
    if not text.strip():
        raise ParseError("it is empty.")
    if root(text) == "html":
        raise ParseError("it is a web page, not a feed.")
    if root(text) not in _FEED_ROOTS:
        raise ParseError("it is not a feed: neither RSS nor Atom nor JSON Feed.")
    if damage:
        raise ParseError(f"{damage.partition(':')[0]}, and no entry could be read.")


def _entry(entry: _Fields, version: str, base: str | None) -> Entry:
    published = _date(entry, "published") or _date(entry, "created")
    modified = _date(entry, "updated")
    # All that many feeds say is when an entry changed; Dublin Core's one date is that of publication.
    first = published or modified
    return Entry(
        url=_url(entry, base),
        id=line(str(entry.get("id") or "")) or None,
        title=_title(entry, "title"),
        published=first.date() if first else None,
        modified=None if version.startswith("rss") and not published else modified,
        authors=_authors(entry),
        text=_text(entry),
    )


def _url(entry: _Fields, base: str | None) -> str | None:
    """Return the entry's page: where a link tracker says it is, its alternate link, another, or its permanent id."""
    links = [link for link in entry.get("links", ()) if link.get("rel", "alternate") == "alternate"]
    links.sort(key=lambda link: link.get("type", "text/html") not in _HTML_TYPES)
    candidates = [entry.get("feedburner_origlink"), *(link.get("href") for link in links), entry.get("link")]
    if entry.get("guidislink"):
        candidates.append(entry.get("id"))
    return next((found for address in candidates if address and (found := absolute(str(address), base))), None)


def _title(holder: _Fields, name: str) -> str | None:
    value = str(holder.get(name) or "")
    kind = holder.get(f"{name}_detail", {}).get("type")
    return line(value if kind == "text/plain" and "<" in value else plain(value)) or None


def _date(entry: _Fields, name: str) -> datetime | None:
    # Plain look-up: its own puts one date in the place of another.
    value = dict.get(entry, name)
    return dates.parse(value) if isinstance(value, str) else None


def _authors(entry: _Fields) -> tuple[str, ...]:
    """Return the names, not the addresses, of the authors, each once."""
    people = [str(person.get("name") or "") for person in entry.get("authors", ())]
    if len(people) < 2:
        # feedparser cuts addresses out of names, but knows only short domains.
        people = [str(entry.get("author") or "")] if entry.get("author") else people
    names = (line(_EMAIL.sub("", line(plain(name)))).removesuffix("()").strip(" ,;") for name in people)
    unwrapped = (match[1] if (match := _WRAPPED.fullmatch(name)) else name for name in names)
    return tuple(dict.fromkeys(filter(None, unwrapped)))


def _text(entry: _Fields) -> str:
    """Return the longest content that is text; a summary is none."""
    contents = (content for content in entry.get("content", ()) if content.get("type", "text/html") in _TEXT_TYPES)
    texts = (_content(str(content.get("value") or ""), content.get("type")) for content in contents)
    return max(texts, key=len, default="")


def _content(value: str, kind: str | None) -> str:
    return value.strip() if kind == "text/plain" else plain(value)


def _language(tag: object) -> str | None:
    code = normalize_code(str(tag)) if tag else ""
    return code if _LANGUAGE.fullmatch(code) else None
