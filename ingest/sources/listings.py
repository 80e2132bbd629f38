"""Feeds and sitemaps of the web: asked for if changed, and what they list merged with what is known of it."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ingest.addresses import normal
from ingest.errors import ItemError, TransientFetchError
from ingest.fetching import Fetched, Fetcher, Kinds, Validators
from ingest.parsing import Parser
from ingest.sources import feeds, sitemaps
from ingest.sources.ahead import done_ahead
from ingest.sources.feeds import Listed
from ingest.sources.schedule import DAY, SOONEST, Schedule
from ingest.visits import Visit, Visits

# Of one index of sitemaps; the protocol allows 50,000 sitemaps of as many pages.
MAX_SITEMAPS, MAX_PAGES = 500, 50_000


_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a feed or sitemap: pages, and further sitemaps."""

    pages: Sequence[Listed] = ()
    sitemaps: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """What asking for a feed or sitemap gave: contents, an error, or neither when it is as it was."""

    visit: Visit
    contents: Contents | None = None
    error: ItemError | None = None


@dataclass(frozen=True, slots=True)
class Expanded:
    """What became of a feed or sitemap: its own visit, and those of all it lists, to be recorded together."""

    visit: Visit
    pages: Sequence[Visit] = ()
    sitemaps: Sequence[Visit] = ()
    errors: Sequence[ItemError] = ()


class Listings:
    """Expands feeds and sitemaps into the visits of their pages.

    ``origins`` are all that the operator named: a page that belongs to none of them any more gets a new one.
    """

    def __init__(
        self,
        visits: Visits,
        fetcher: Fetcher,
        parser: Parser,
        schedule: Schedule | None = None,
        origins: Collection[str] = (),
    ) -> None:
        self._visits = visits
        self._fetcher = fetcher
        self._parser = parser
        self._schedule = schedule or Schedule()
        self._origins = frozenset(origins)
        self._sitemaps: Counter[str | None] = Counter()
        self._pages: Counter[str | None] = Counter()

    def expand(self, visits: Iterable[Visit]) -> Iterator[Expanded]:
        """Ask for feeds and sitemaps, and for the sitemaps that these list, as far as the bounds allow."""
        pending, asked = list(visits), set[str]()
        while pending:
            asked.update(visit.url for visit in pending)
            further: list[Visit] = []
            for listing in done_ahead(self._ask, pending):
                expanded = self.settle(listing)
                yield expanded
                further += [it for it in expanded.sitemaps if it.due is None or it.due <= time.time()]
            pending = list({visit.url: visit for visit in further if visit.url not in asked}.values())

    def settle(self, listing: Listing) -> Expanded:
        """Return what a listing means."""
        visit, now = listing.visit, time.time()
        if listing.error is not None:
            passing = isinstance(listing.error, TransientFetchError)
            wait = listing.error.retry_after if isinstance(listing.error, TransientFetchError) else None
            return Expanded(self._schedule.failed(visit, now, passing=passing, wait=wait), errors=(listing.error,))
        seen = self._schedule.seen(visit, now, "listed", now)
        contents = listing.contents or Contents()
        pages = self._bounded(self._pages, visit, contents.pages, MAX_PAGES)
        sitemaps = self._bounded(self._sitemaps, visit, contents.sitemaps, MAX_SITEMAPS)
        told = f"it lists more than {MAX_SITEMAPS:,} sitemaps or {MAX_PAGES:,} pages: so many were taken."
        is_cut = len(pages) < len(contents.pages) or len(sitemaps) < len(contents.sitemaps)
        return Expanded(
            seen,
            [self._merged(item, visit, now) for item in pages],
            [self._sitemap(normal(url), visit, now) for url in sitemaps],
            (ItemError(visit.origin or visit.url, told),) if is_cut else (),
        )

    def contents(self, fetched: Fetched, kind: str) -> Contents:
        """Return what was fetched as a ``feed`` or ``sitemap``. Raises ``ItemError``."""
        item, body = fetched.requested, fetched.body
        if kind == "feed":
            feed = self._parser.feed(
                item, body, url=fetched.url, media_type=fetched.media_type, charset=fetched.charset
            )
            return Contents(feeds.listed(feed, item))
        sitemap = self._parser.sitemap(item, body, url=fetched.url)
        return Contents(sitemaps.listed(sitemap), sitemap.sitemaps)

    def _ask(self, visit: Visit) -> Listing:
        validators = Validators(visit.etag, visit.last_modified)
        try:
            fetched = self._fetcher.get(visit.url, accept=Kinds.FEED, validators=validators)
            return Listing(visit) if fetched is None else self.listing(visit, fetched, visit.kind)
        except ItemError as error:
            return Listing(visit, error=error)

    def listing(self, visit: Visit, fetched: Fetched, kind: str) -> Listing:
        """Return what was fetched for ``visit``, without contents if the bytes are those of the last time."""
        digest = hashlib.sha256(fetched.body).hexdigest()
        contents = None if digest == visit.digest else self.contents(fetched, kind)
        validators = fetched.validators
        seen = replace(visit, digest=digest, etag=validators.etag, last_modified=validators.last_modified)
        return Listing(seen, contents)

    @staticmethod
    def _bounded(counts: Counter[str | None], visit: Visit, items: Sequence[_Item], most: int) -> Sequence[_Item]:
        """Return as many of ``items`` as all that is listed by one origin may have, and count them."""
        taken = items[: max(most - counts[visit.origin], 0)]
        counts[visit.origin] += len(taken)
        return taken

    def _sitemap(self, url: str, index: Visit, now: float) -> Visit:
        """Return the visit of a sitemap that an index lists, due at once when it is new."""
        new = Visit(url, "sitemap", index.origin, due=None if index.origin is None else now)
        known = self._visits.of(url)
        return new if known is None or known.origin != index.origin else known

    def _merged(self, item: Listed, listing: Visit, now: float) -> Visit:
        """Return the visit of a page with what is said of it now.

        Its text and last change are the newest; for the rest what was said first stays, or two feeds that differ would
        change the article for ever.
        """
        old = self._visits.of(item.url)
        if old is None:
            due = None if listing.origin is None else now
            return Visit(item.url, item.kind, listing.origin, item.hints, due=due)
        newest = {name: item.hints[name] for name in ("text", "modified") if name in item.hints}
        hints = item.hints | (old.hints or {}) | newest
        origin = old.origin if old.origin in self._origins else listing.origin or old.origin
        new = replace(old, hints=hints, origin=origin)
        return replace(new, due=self._due(old, new, item, now))

    @staticmethod
    def _due(old: Visit, new: Visit, item: Listed, now: float) -> float | None:
        if old.outcome == "left out" or new.origin is None:
            return None
        soonest = max(now, (old.asked or 0.0) + SOONEST)
        if old.asked is None or (new.kind == "entry" and new.hints != old.hints):
            return now
        if item.modified is not None and item.modified > old.asked:
            return min(old.due or soonest, soonest)
        if old.origin is None or (old.outcome == "gone" and now - old.asked > DAY):
            return soonest
        return old.due
