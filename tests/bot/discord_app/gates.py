"""Work for the queue that begins and ends when a test wants it to."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

PATIENCE = 30  # seconds, for what should take none


def run(main: Callable[[], Coroutine[Any, Any, None]]) -> None:
    async def in_time() -> None:
        async with asyncio.timeout(PATIENCE):
            await main()

    asyncio.run(in_time())


class Gate:
    """Work that waits to be let through, and counts itself."""

    def __init__(self) -> None:
        self._open = threading.Event()
        self._lock = threading.Lock()
        self.now = self.most = 0
        self.begun: list[str] = []

    def work(self, name: str = "", result: object = None) -> Callable[[], object]:
        def work() -> object:
            with self._lock:
                self.begun.append(name)
                self.now += 1
                self.most = max(self.most, self.now)
            assert self._open.wait(PATIENCE)
            with self._lock:
                self.now -= 1
            if isinstance(result, BaseException):
                raise result
            return result

        return work

    def open(self) -> None:
        self._open.set()


@contextmanager
def gate() -> Iterator[Gate]:
    gate = Gate()
    try:
        yield gate
    finally:
        gate.open()  # no thread outlives its test


async def has(condition: Callable[[], object]) -> None:
    while not condition():
        await asyncio.sleep(0.001)
