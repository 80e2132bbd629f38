"""What a person sees while an ingest runs: one line that changes, and a line for each failure."""

from __future__ import annotations

import sys
import time
from typing import TextIO

_INTERVAL_SECONDS = 0.2
_LOG_SECONDS = 10.0
# The rate is that of the last while: what is unchanged goes by much faster than what is new.
_WINDOW_SECONDS = 30.0
_MINUTE, _HOUR = 60, 3600


class Progress:
    """Writes to standard error: a changing line on a terminal, elsewhere a line every ten seconds.

    With ``total`` it says how long is left; ``quiet``, only what fails.
    """

    def __init__(self, stream: TextIO | None = None, *, quiet: bool = False, total: int | None = None) -> None:
        self._stream = stream or sys.stderr
        self._is_quiet = quiet
        self._total = total
        self._begun = time.monotonic()
        self._shown = 0.0
        self._count = 0
        self._window = [(self._begun, 0)]

    def article(self, outcome: str, item: str) -> None:
        """Note what became of one item; ``item`` is a whole sentence when it failed."""
        self._count += 1
        if outcome == "failed":
            self._clear()
            print(item, file=self._stream, flush=True)
        elif self._total and self._count <= self._total:
            self.share(self._count, self._total)
        else:
            self._show(f"{self._count} articles, {_rate(self._recent(self._count))} a second")

    def share(self, done: int, total: int, things: str = "articles") -> None:
        """Note how many of a known number are done."""
        rate = self._recent(done)
        left = f"{duration((total - done) / rate)} left" if rate else "…"
        self._show(f"{done} of {total} {things}, {_rate(rate)} a second, {left}")

    def finish(self) -> None:
        """Take the changing line away."""
        self._clear()

    def _recent(self, done: int) -> float:
        """Return how many a second were done of late."""
        now = time.monotonic()
        if done < self._window[-1][1]:  # something else is counted now
            self._window = [(now, 0)]
        if now - self._window[-1][0] > 1:
            self._window.append((now, done))
        while len(self._window) > 1 and now - self._window[0][0] > _WINDOW_SECONDS:
            del self._window[0]
        since, before = self._window[0]
        return (done - before) / max(now - since, 1e-3)

    def _show(self, line: str) -> None:
        now = time.monotonic()
        if self._is_quiet:
            return
        if self._stream.isatty() and now - self._shown > _INTERVAL_SECONDS:
            self._shown = now
            self._stream.write(f"\r{line}\x1b[K")
            self._stream.flush()
        elif not self._stream.isatty() and now - max(self._shown, self._begun) > _LOG_SECONDS:
            self._shown = now
            print(line, file=self._stream, flush=True)

    def _clear(self) -> None:
        if self._stream.isatty() and self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


def _rate(rate: float) -> str:
    return f"{rate:.0f}" if rate >= 10 or rate == 0 else f"{rate:.1f}"


def duration(seconds: float) -> str:
    """Return "45 s", "3 min" or "2 h 10 min"."""
    if seconds < 2 * _MINUTE:
        return f"{seconds:.0f} s"
    if seconds < 2 * _HOUR:
        return f"{seconds / _MINUTE:.0f} min"
    return f"{seconds // _HOUR:.0f} h {seconds % _HOUR / _MINUTE:.0f} min"
