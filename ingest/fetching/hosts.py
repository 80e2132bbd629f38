"""Turns at hosts: how many requests at once, and how long between two."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager

from ingest.errors import TransientFetchError
from ingest.fetching.types import Limits

_MOST_HOSTS = 2_000
_LONGEST_PAUSE = 3_600.0


class _Host:
    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.private = False
        self.delay = 0.0
        self.open = 0
        self.last = self.paused_until = float("-inf")


class Hosts:
    """Gives each thread its turn at a host; safe to use from several threads."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._hosts: OrderedDict[str, _Host] = OrderedDict()
        self._lock = threading.Lock()
        self._closed = False

    @contextmanager
    def turn(self, host: str, item: str) -> Iterator[float]:
        """Hold one of the connections to ``host``, after its interval; yield how many seconds that took to come.

        Raises:
            TransientFetchError: the host wants to be left alone for long, or all was closed meanwhile.
        """
        came = time.monotonic()
        known = self._known(host)
        if (pause := known.paused_until - came) > self._limits.longest_wait:
            raise TransientFetchError(item, f"{host} wants no request for {pause:.0f} seconds: try again later.", pause)
        with known.changed:
            while (seconds := self._wait(known)) != 0:
                known.changed.wait(seconds)
            self.check(item)
            known.open += 1
            began = known.last = time.monotonic()
        try:
            yield began - came
        finally:
            with known.changed:
                known.open -= 1
                known.changed.notify_all()

    def check(self, item: str) -> None:
        """Raise ``TransientFetchError`` once all is closed."""
        if self._closed:
            raise TransientFetchError(item, "the command ended before it was fetched: run it again.")

    def met(self, host: str, private: bool) -> None:
        """Note whether ``host`` is of this machine or a private network: no interval is kept there."""
        known = self._known(host)
        with known.changed:
            known.private = private
            known.changed.notify_all()

    def slow_down(self, host: str, delay: float | None) -> None:
        """Keep the interval, in seconds, that ``host`` asks for in robots.txt, within bounds."""
        self._known(host).delay = min(delay or 0.0, self._limits.longest_wait)

    def pause(self, host: str, seconds: float | None) -> None:
        """Ask ``host``, which says that it is busy, nothing for so long, an hour at most."""
        known = self._known(host)
        until = time.monotonic() + min(seconds or 0.0, _LONGEST_PAUSE)
        known.paused_until = max(known.paused_until, until)

    def close(self) -> None:
        """End all waiting."""
        self._closed = True
        with self._lock:
            hosts = list(self._hosts.values())
        for known in hosts:
            with known.changed:
                known.changed.notify_all()

    def _known(self, host: str) -> _Host:
        with self._lock:
            known = self._hosts.setdefault(host, _Host())
            self._hosts.move_to_end(host)
            if len(self._hosts) > _MOST_HOSTS:
                self._hosts.popitem(last=False)
            return known

    def _wait(self, host: _Host) -> float | None:
        """Return 0 for "now", the seconds to wait, or None until something changes."""
        if self._closed:
            return 0
        if host.open >= self._limits.connections:
            return None
        interval = max(host.delay, 0.0 if host.private else self._limits.interval)
        return max(0.0, max(host.last + interval, host.paused_until) - time.monotonic())
