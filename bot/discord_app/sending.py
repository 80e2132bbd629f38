"""Getting a message to Discord for certain: over cut connections, and never oftener than it allows."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Hashable
from typing import TypeVar

import aiohttp
import discord

T = TypeVar("T")

FAILURES = (discord.HTTPException, aiohttp.ClientError)
"""What a request to Discord raises when it failed for good."""

_PAUSES_SECONDS = (0.3, 1.0, 3.0, 10.0, 20.0)
# Discord takes five edits of a channel's messages in five seconds; those beyond wait silently, and the answers among
# them. Statuses take half of it at most.
_SECONDS_BETWEEN_STATUSES = 2.0
# What is answered by then needs none.
_SECONDS_BEFORE_STATUS = 0.7
# How long an answer waits for the status before it: Discord may carry out two requests in either order.
_LAST_STATUS_SECONDS = 2.0
_MOST_PLACES = 1_000


async def persistently(action: Callable[[], Awaitable[T]]) -> T:
    """Return what ``action`` does, tried again where the connection was cut or Discord failed.

    Such an action must not do its work twice: a message to be sent needs a nonce.

    Raises:
        discord.HTTPException, aiohttp.ClientError: it failed each time, or for good.
    """
    for pause in _PAUSES_SECONDS:
        try:
            return await action()
        except (aiohttp.ClientError, discord.DiscordServerError, ConnectionError):
            await asyncio.sleep(pause)
    return await action()


class Pace:
    """Spaces out statuses, of all questions at the same place together."""

    def __init__(self, seconds: float = _SECONDS_BETWEEN_STATUSES) -> None:
        """Let ``seconds`` pass between two statuses."""
        self._seconds = seconds
        self._next: dict[Hashable, float] = {}

    async def turn(self, place: Hashable) -> None:
        """Return when a status may be shown at ``place``."""
        while (wait := self._next.get(place, 0.0) - time.monotonic()) > 0:
            await asyncio.sleep(wait)
        now = time.monotonic()
        if len(self._next) >= _MOST_PLACES:
            self._next = {place: at for place, at in self._next.items() if at > now}
        self._next[place] = now + self._seconds


class StatusLine:
    """Shows the newest of many statuses at ``place``, once an answer takes so long that one is wanted."""

    def __init__(self, show: Callable[[str], Awaitable[object]], pace: Pace, place: Hashable) -> None:
        """Show each status by ``show``, which edits a message, when ``pace`` lets it."""
        self._show, self._pace, self._place = show, pace, place
        self._loop = asyncio.get_running_loop()
        self._newest = ""
        self._changed = asyncio.Event()
        self._edit: asyncio.Task[None] | None = None
        self._task = self._loop.create_task(self._run())

    def tell(self, text: str) -> None:
        """Show ``text`` soon, unless something newer comes before; to be called in the event loop."""
        self._newest = text
        self._changed.set()

    def tell_from_thread(self, text: str) -> None:
        """Do the same from any other thread."""
        self._loop.call_soon_threadsafe(self.tell, text)

    async def stop(self) -> None:
        """Show nothing any more; return when an edit that is under way is over."""
        self._task.cancel()
        if self._edit is not None:
            await asyncio.wait([self._edit], timeout=_LAST_STATUS_SECONDS)
            self._edit.cancel()

    async def _run(self) -> None:
        await asyncio.sleep(_SECONDS_BEFORE_STATUS)
        shown = ""
        while True:
            await self._changed.wait()
            await self._pace.turn(self._place)
            self._changed.clear()
            if self._newest != shown:
                shown = self._newest
                # Of its own, as it must not be cut off half way.
                self._edit = self._loop.create_task(self._shown(shown))
                await asyncio.shield(self._edit)

    async def _shown(self, text: str) -> None:
        with contextlib.suppress(*FAILURES):  # a status that is lost is no loss
            await self._show(text)
