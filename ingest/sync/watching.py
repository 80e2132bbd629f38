"""Keeping everything up to date continuously: folders as they change, feeds and pages as they fall due."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from watchfiles import watch

from ingest.errors import DatelineError, EmbedderMismatchError, FollowerError, SettingsError
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
            EmbedderMismatchError, FollowerError: only the operator can go on.
        """
        with (
            closing(Visits(self._library.store.folder)) as visits,
            Fetcher(self._library.settings) as fetcher,
            closing(_Ears(self._complain)) as ears,
        ):
            while True:
                ears.listen([source.path for source in self._plan.folder if source.path.is_dir()])
                ears.wait(self._round(visits, fetcher))
                self._reload()

    def _round(self, visits: Visits, fetcher: Fetcher) -> float:
        """Look at what is due. Return for how many seconds nothing will be."""
        try:
            sync = Sync(self._library, visits, fetcher, self._plan, self._listener)
            self._told(sync.run(patient=False))
        except (EmbedderMismatchError, FollowerError):
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


class _Ears:
    """Hears of changes in folders, in a thread of its own."""

    def __init__(self, complain: Callable[[str], None]) -> None:
        self._complain = complain
        self._heard = threading.Event()
        self._deaf = threading.Event()
        self._folders: list[Path] = []

    def listen(self, folders: list[Path]) -> None:
        """Hear of changes in ``folders`` from now on, and of no others."""
        if folders == self._folders:
            return
        self.close()
        self._folders, self._deaf = folders, threading.Event()
        if folders:
            threading.Thread(target=self._run, args=(folders, self._deaf), daemon=True).start()

    def wait(self, seconds: float) -> None:
        """Return when something changed since the last call, or after ``seconds``."""
        self._heard.wait(seconds)
        self._heard.clear()

    def close(self) -> None:
        """Hear of nothing any more."""
        self._deaf.set()

    def _run(self, folders: list[Path], deaf: threading.Event) -> None:
        try:
            for _ in watch(*folders, stop_event=deaf, debounce=_DEBOUNCE_MS, raise_interrupt=False):
                self._heard.set()
        except (OSError, RuntimeError) as error:  # such as too few watches: inotify has a limit
            self._complain(f"Changes in folders are not heard of ({error}): they are looked at every minute instead.")
