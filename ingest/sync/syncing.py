"""Bringing everything that is due up to date: feeds and sitemaps, the pages they list, folders."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain

from filelock import FileLock, Timeout

from ingest.article import Found
from ingest.errors import StoreError
from ingest.fetching import Fetcher
from ingest.library import Library
from ingest.parsing import shared
from ingest.pipeline import Listener, Pipeline, Report, writer_lock
from ingest.sources.listings import Listings
from ingest.sources.pages import Pages
from ingest.store import Store
from ingest.sync.folders import Folder, wait_until_quiet
from ingest.sync.plan import FolderSource, Plan
from ingest.visits import Kind, Visit, Visits

# Pages whose visits are recorded at once; a process that dies asks for so many again.
SLICE = 400
# How often files that are being written are looked at before they are left for the next time.
_LOOKS = 10
_LISTS: tuple[Kind, ...] = ("feed", "sitemap")
_PAGES: tuple[Kind, ...] = ("page", "entry")
_MOST_LISTS = 10_000


class BusyError(StoreError):
    """Another process keeps the same data folder up to date."""


@contextmanager
def sync_lock(store: Store) -> Iterator[None]:
    """Be the only one that keeps the data folder up to date.

    Raises:
        BusyError: there is another, which does the same work.
    """
    lock = FileLock(store.folder / "sync.lock")
    try:
        lock.acquire(blocking=False)
    except Timeout as error:
        raise BusyError(f"Another process keeps {store.folder} up to date already.") from error
    except OSError as error:
        raise StoreError(f"The data folder {store.folder} cannot be written ({error.strerror}).") from error
    try:
        yield
    finally:
        lock.release()


class Sync:
    """One round over the sources of ``plan``. The caller holds the sync lock.

    Visits are recorded when what they gave is in the store, and the pages of a feed together with the feed: wherever
    a round dies, the next one goes on.
    """

    def __init__(
        self,
        library: Library,
        visits: Visits,
        fetcher: Fetcher,
        plan: Plan,
        listener: Listener,
        *,
        rehearsal: bool = False,
    ) -> None:
        self._library, self._store = library, library.store
        self._visits = visits
        self._plan = plan
        self._pipeline = Pipeline(library, listener, rehearsal=rehearsal)
        schedule = plan.schedule
        self._listings = Listings(visits, fetcher, shared(), schedule, plan.origins)
        self._pages = Pages(library.store, visits, fetcher, shared(), schedule, plan.overrides)
        self.unsettled = 0

    def run(self, *, everything: bool = False, patient: bool = True) -> Report:
        """Look at what is due, or at ``everything``; if ``patient``, wait for files that are being written.

        Raises:
            StoreError, EmbeddingError, VectorIndexError: what was made current until then stays.
        """
        started, begun = time.time(), time.monotonic()
        self._compare_with_store()
        self._name_origins(started)
        self._read_lists(float("inf") if everything else started, started)
        self._read_pages(float("inf") if everything else time.time(), started)
        for source in self._plan.folder:
            self._read_folder(source, _LOOKS if patient else 1)
        self._compare_with_store()
        self._pipeline.report.seconds = time.monotonic() - begun
        return self._pipeline.report

    def _compare_with_store(self) -> None:
        """Have everything looked at again when the store is another or an older one than that of the last time."""
        self._visits.belong_to(self._store.meta("store") or "", int(self._store.meta("sequence") or 0))

    def _name_origins(self, now: float) -> None:
        """Have a visit for everything the operator named."""
        named: list[tuple[str, Kind]] = [*self._plan.listings(), *((source.url, "page") for source in self._plan.page)]
        for url, kind in named:
            visit = self._visits.of(url)
            if visit is None or visit.origin != url or visit.kind != kind:
                new = Visit(url, kind, url, due=now) if visit is None or visit.kind != kind else visit
                self._visits.record([replace(new, origin=url, due=now)])

    def _read_lists(self, horizon: float, started: float) -> None:
        due = self._visits.due(_LISTS, self._plan.origins, now=horizon, before=started, limit=_MOST_LISTS)
        errors: list[Found] = []
        for expanded in self._listings.expand(due):
            self._visits.record([*expanded.pages, *expanded.sitemaps, expanded.visit])
            errors += expanded.errors
        self._bring_in(iter(errors), lambda: None)

    def _read_pages(self, horizon: float, started: float) -> None:
        origins = self._plan.origins
        while due := self._visits.due(_PAGES, origins, now=horizon, before=started, limit=SLICE):
            self._bring_in(self._pages.read(due), lambda: self._visits.record(self._pages.settled()))

    def _read_folder(self, source: FolderSource, looks: int) -> None:
        folder = Folder(source.path, self._visits, self._store.article_at, source.overrides)
        for look in range(looks):
            if look:
                wait_until_quiet()
            self._bring_in(folder.read(), folder.settle)
            if not folder.unsettled:
                return
        self.unsettled += folder.unsettled

    def _bring_in(self, found: Iterator[Found], settle: Callable[[], None]) -> None:
        """Add what is found, if anything is, and then ``settle`` it, before anybody else can remove it again."""
        first = next(found, None)
        if first is None:
            settle()
            return
        with writer_lock(self._library):
            self._pipeline.add(chain([first], found))
            settle()
