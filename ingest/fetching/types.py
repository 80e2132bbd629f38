"""What is asked of an address, what comes back, and the bounds of both."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

_PAGES = frozenset({"text/html", "application/xhtml+xml", "application/pdf", "application/x-pdf", "text/plain"})
_FEEDS = frozenset({"application/json", "application/xml", "text/xml", "text/plain"})
# What servers call feeds and sitemaps besides: the parser tells what they are.
_CALLED_FEEDS = frozenset({"text/html", "application/octet-stream", "application/gzip", "application/x-gzip"})


class Kinds(Enum):
    """Which media types are wanted. An answer that names none is always taken."""

    PAGE = "text/html, application/xhtml+xml, application/pdf;q=0.9, text/plain;q=0.8"
    FEED = (
        "application/atom+xml, application/rss+xml, application/feed+json, "
        "application/json;q=0.9, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
    )
    ANY = (
        "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/feed+json, "
        "application/pdf;q=0.9, application/xml;q=0.9, application/json;q=0.9, text/plain;q=0.8, */*;q=0.1"
    )

    @property
    def accept(self) -> str:
        """The value of the Accept header."""
        return self.value

    def take(self, media_type: str) -> bool:
        """Return whether an answer of this media type, in lower case, is wanted."""
        if not media_type:
            return True
        page = media_type in _PAGES
        feed = media_type in _FEEDS | _CALLED_FEEDS or media_type.endswith(("+xml", "+json"))
        return {Kinds.PAGE: page, Kinds.FEED: feed, Kinds.ANY: page or feed}[self]


@dataclass(frozen=True, slots=True)
class Validators:
    """What the server said of a version, exactly as it said it; sent back, it answers 304 when nothing changed."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave.

    Attributes:
        requested: the address asked for.
        url: where the redirects ended.
        moved_to: where the permanent redirects (301, 308) lead that ``requested`` begins with, or None without any.
        media_type: in lower case, without parameters; empty when not said, or when it told only of a compression.
        charset: as the server says it, in lower case.
        body: decompressed.
        validators: to ask next time whether it has changed.
    """

    requested: str
    url: str
    moved_to: str | None
    media_type: str
    charset: str | None
    body: bytes
    validators: Validators


@dataclass(frozen=True, slots=True)
class Limits:
    """What one ``Fetcher.get`` may cost, and how polite it is.

    Attributes:
        seconds: for everything, waiting for one's turn at a host excepted.
        idle_seconds: how long a server may say nothing.
        wire_bytes: what one answer may have on the wire, with its headers.
        body_bytes: what it may have decompressed. Sitemaps may have 50 MiB (sitemaps.org).
        redirects: how many are followed.
        attempts: how often a request is made that fails for now.
        backoff: seconds before the second attempt; doubled before each further one, and scattered.
        longest_wait: the longest wait, in seconds, that a server can ask for by Retry-After or Crawl-delay.
        interval: seconds between two requests to one host, this machine and private networks excepted.
        connections: how many requests to one host may be open at once.
    """

    seconds: float = 60
    idle_seconds: float = 15
    wire_bytes: int = 50 << 20
    body_bytes: int = 50 << 20
    redirects: int = 10
    attempts: int = 3
    backoff: float = 0.5
    longest_wait: float = 20
    interval: float = 1
    connections: int = 4
