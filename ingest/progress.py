"""What a person sees while an ingest runs: one line that changes, and a line for each failure."""

from __future__ import annotations

import sys
import time
from typing import TextIO

_INTERVAL_SECONDS = 0.2
_LOG_SECONDS = 10.0


class Progress:
    """Writes to standard error: a changing line on a terminal, elsewhere a line every ten seconds."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._begun = time.monotonic()
        self._shown = 0.0
        self._count = 0

    def article(self, outcome: str, item: str) -> None:
        """Note what became of one item; ``item`` is a whole sentence when it failed."""
        if outcome == "failed":
            self._clear()
            print(item, file=self._stream)
            return
        self._count += 1
        rate = self._count / max(time.monotonic() - self._begun, 1e-3)
        self._show(f"{self._count} articles, {rate:.0f} a second")

    def share(self, done: int, total: int, things: str = "articles") -> None:
        """Note how many of a known number are done."""
        elapsed = time.monotonic() - self._begun
        left = elapsed / max(done, 1) * (total - done)
        self._show(f"{done} of {total} {things}, {left:.0f} s left")

    def finish(self) -> None:
        """Take the changing line away."""
        self._clear()

    def _show(self, line: str) -> None:
        now = time.monotonic()
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
