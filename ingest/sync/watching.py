"""Keeping everything up to date continuously: folders as they change, feeds and pages as they fall due."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

from watchfiles import watch

from ingest.errors import DatelineError, EmbedderMismatchError, SettingsError
from ingest.fetching import Fetcher
from ingest.library import Library
from ingest.pipeline import Listener, Report
from ingest.sync.folders import QUIET_SECONDS
from ingest.sync.plan import Plan
from ingest.sync.syncing import Sync
from ingest.visits import Visits

# How long nothing is looked at, at most: then sources.toml is too, and folders that were not there.
_LONGEST_SLEEP = 60.0
# After a failure of the whole round, such as a full disk.
_FAILURE_SLEEP = 30.0
_SHORTEST_SLEEP = 0.2
# Changes that come together are looked at together.
_DEBOUNCE_MS = 300


class Watching:
    """Rounds without end over the sources of a file, which is read again when it changes.

    ``listener`` hears of each article, ``told`` of each round that changed something, ``complain`` of what went wrong.
    """

    def __init__(
        self,
        library: Library,
        sources: Path,
        listener: Listener,
        told: Callable[[Report], None],
        complain: Callable[[str], None],
    ) -> None:
        self._library = library
        self._sources = sources
        self._listener = listener
        self._told = told
        self._complain = complain
        self._stamp = self._changed()
        self._plan = Plan.load(sources)

    def run(self) -> None:
        """Watch until an exception, such as ``KeyboardInterrupt``, ends it.

        Raises:
            EmbedderMismatchError: only the operator can go on.
        """
        visits = Visits(self._library.store.folder)
        try:
            with Fetcher(self._library.settings) as fetcher:
                while True:
                    self._sleep(self._round(visits, fetcher))
                    self._reload()
        finally:
            visits.close()

    def _round(self, visits: Visits, fetcher: Fetcher) -> float:
        """Look at what is due. Return for how many seconds nothing will be."""
        try:
            sync = Sync(self._library, visits, fetcher, self._plan, self._listener)
            self._told(sync.run(patient=False))
        except EmbedderMismatchError:
            raise
        except DatelineError as error:
            self._complain(str(error))
            return _FAILURE_SLEEP
        if sync.unsettled:
            return QUIET_SECONDS
        due = visits.next_due(self._plan.origins)
        looks = [source.every for source in self._plan.folder]
        left = min([_LONGEST_SLEEP, *looks, *([due - time.time()] if due is not None else [])])
        return max(left, _SHORTEST_SLEEP)

    def _sleep(self, seconds: float) -> None:
        """Return after ``seconds``, or when a file in a folder changes."""
        folders = [source.path for source in self._plan.folder if source.path.is_dir()]
        if not folders:
            threading.Event().wait(seconds)
            return
        changes = watch(*folders, rust_timeout=int(seconds * 1000), yield_on_timeout=True, debounce=_DEBOUNCE_MS)
        next(changes, None)
        changes.close()

    def _reload(self) -> None:
        """Read ``sources.toml`` again if it changed; while it is wrong, what it said before holds."""
        stamp = self._changed()
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            self._plan = Plan.load(self._sources)
        except SettingsError as error:
            self._complain(str(error))

    def _changed(self) -> int | None:
        try:
            return self._sources.stat().st_mtime_ns
        except OSError:
            return None
