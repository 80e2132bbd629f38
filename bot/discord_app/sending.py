"""Getting a message to Discord for certain: over cut connections, and never oftener than it allows."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp
import discord

T = TypeVar("T")

_PAUSES_SECONDS = (0.3, 1.0, 3.0)
# Discord takes five edits of a message in five seconds; those beyond wait silently, and the answer behind them.
_SECONDS_BETWEEN_EDITS = 1.3


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


class StatusLine:
    """Shows the newest of many statuses. ``tell`` may be called from any thread."""

    def __init__(self, show: Callable[[str], Awaitable[object]]) -> None:
        """Show each status by ``show``, which edits a message."""
        self._show = show
        self._loop = asyncio.get_running_loop()
        self._newest: str | None = None
        self._changed = asyncio.Event()
        self._task = self._loop.create_task(self._run())

    def tell(self, text: str) -> None:
        """Show ``text`` soon, unless something newer comes before."""
        self._loop.call_soon_threadsafe(self._set, text)

    async def stop(self) -> None:
        """Show nothing any more; return when an edit that is under way is over."""
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task

    def _set(self, text: str) -> None:
        self._newest = text
        self._changed.set()

    async def _run(self) -> None:
        shown = None
        while True:
            await self._changed.wait()
            self._changed.clear()
            if self._newest is not None and self._newest != shown:
                shown = self._newest
                with contextlib.suppress(discord.HTTPException, aiohttp.ClientError):
                    await self._show(shown)  # a status that is lost is no loss
                await asyncio.sleep(_SECONDS_BETWEEN_EDITS)
