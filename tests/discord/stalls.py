"""How long the bot's event loop is held up, measured within the bot's own process."""

from __future__ import annotations

import asyncio
import threading
from array import array
from pathlib import Path

# Between two looks; a stall is how much later than that a look comes.
_EVERY_SECONDS = 0.01
_LOOKS_A_WRITE = 50


class WatchedPolicy(asyncio.DefaultEventLoopPolicy):
    """Watches the event loop of the main thread, and writes its stalls to a file."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        loop = super().new_event_loop()
        if threading.current_thread() is threading.main_thread():
            loop.call_soon(_Watch(loop, self._path).look)
        return loop


class _Watch:
    def __init__(self, loop: asyncio.AbstractEventLoop, path: Path) -> None:
        self._loop, self._path = loop, path
        self._due = loop.time()
        self._stalls = array("d")

    def look(self) -> None:
        self._stalls.append(max(0.0, self._loop.time() - self._due))
        if len(self._stalls) == _LOOKS_A_WRITE:
            with self._path.open("ab") as file:
                self._stalls.tofile(file)
            self._stalls = array("d")
        self._due = self._loop.time() + _EVERY_SECONDS
        self._loop.call_at(self._due, self.look)


def read_stalls(path: Path) -> list[float]:
    """Return the stalls written so far, in seconds, in order."""
    stalls = array("d")
    stalls.frombytes(path.read_bytes())
    return list(stalls)
