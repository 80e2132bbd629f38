"""Addresses of the web, as ``add`` is given them: what comes back decides whether it is a page, a feed or a sitemap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from ingest.addresses import normal
from ingest.article import Article, Found
from ingest.errors import ItemError
from ingest.fetching import Fetched, Fetcher, Kinds, Validators
from ingest.library import Library
from ingest.parsing import shared
from ingest.sources.listings import Expanded, Listings
from ingest.sources.pages import Answer, Pages
from ingest.sources.sniffing import kind_of_answer
from ingest.visits import Visit, Visits


class Web:
    """The web for one command: everything in it opens when it is first used. Leaving it records the visits."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __enter__(self) -> Web:
        return self

    def __exit__(self, kind: type[BaseException] | None, *others: object) -> None:
        opened = vars(self)
        if "pages" in opened and kind is None:
            self.visits.record(self.pages.settled())
        if "fetcher" in opened:
            self.fetcher.close()
        if "visits" in opened:
            self.visits.close()

    @cached_property
    def visits(self) -> Visits:
        """What was asked for before."""
        return Visits(self._library.store.folder)

    @cached_property
    def fetcher(self) -> Fetcher:
        """The way out."""
        return Fetcher(self._library.settings)

    @cached_property
    def pages(self) -> Pages:
        """Pages to articles."""
        return Pages(self._library.store, self.visits, self.fetcher, shared())

    @cached_property
    def _listings(self) -> Listings:
        return Listings(self.visits, self.fetcher, shared())

    def known(self, url: str) -> str | None:
        """Return the id of the article that is known under a normal address, or None."""
        return self._library.store.article_at(url)

    def wanted(self, found: Iterable[Found]) -> Iterator[Found]:
        """Yield what is found where the operator named it: what was removed is wanted again."""
        left_out = self.visits.left_out()
        for item in found:
            if isinstance(item, Article) and item.id in left_out:
                self.visits.take_in(item.id)
            yield item

    def read(self, url: str) -> Iterator[Found]:
        """Yield the article at ``url``, or those of the feed or sitemap that is there."""
        visit = self._asked_for(normal(url))
        try:
            fetched = self.fetcher.get(visit.url, accept=Kinds.ANY)
        except ItemError as error:
            yield from self.pages.settle(Answer(visit, error=error))
            return
        if fetched is not None:
            yield from self._fetched(visit, fetched)

    def read_file(self, path: Path, body: bytes, kind: str) -> Iterator[Found]:
        """Yield the articles of a feed or sitemap that is in a file. Raises ``ItemError``."""
        place = path.resolve().as_uri()
        try:
            contents = self._listings.contents(Fetched(place, place, None, "", None, body, Validators()), kind)
        except ItemError as error:
            raise ItemError(str(path), error.reason) from error
        visits = self.visits
        known = [visits.of(item.url) or Visit(item.url, item.kind, None, item.hints) for item in contents.pages]
        yield from self._pages_of(Expanded(Visit(place), known))
        yield from self._expanded([Visit(normal(url), "sitemap") for url in contents.sitemaps])

    def _asked_for(self, url: str) -> Visit:
        """Return what is known of an address that the operator names: it is wanted again if it was removed."""
        visit = self.visits.of(url) or Visit(url)
        if visit.outcome == "left out":
            self.visits.take_in(str(visit.article_id))
            return replace(visit, outcome="waiting")
        return visit

    def _fetched(self, visit: Visit, fetched: Fetched) -> Iterator[Found]:
        kind = kind_of_answer(fetched.body, fetched.media_type, fetched.url)
        if kind not in {"feed", "sitemap"}:
            yield from self.pages.settle(self.pages.answer(visit, fetched))
            return
        try:
            listing = self._listings.listing(Visit(visit.url, "feed" if kind == "feed" else "sitemap"), fetched, kind)
        except ItemError as error:
            yield error
            return
        expanded = self._listings.settle(listing)
        yield from self._pages_of(expanded)
        sitemaps = listing.contents.sitemaps if listing.contents else ()
        yield from self._expanded([Visit(normal(url), "sitemap") for url in sitemaps])

    def _expanded(self, visits: list[Visit]) -> Iterator[Found]:
        for expanded in self._listings.expand(visits):
            yield from self._pages_of(expanded)

    def _pages_of(self, expanded: Expanded) -> Iterator[Found]:
        yield from expanded.errors
        yield from self.pages.read(visit for visit in expanded.pages if visit.outcome != "left out")
