"""Keeps the bot running: over dead gateways, failures of any kind and restarts, until it is asked to end.

discord.py reconnects and resumes by itself once it is connected. What ends it all the same (a gateway that is down at
the first connection, an event it cannot read) is answered with a new client, after a pause that grows.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import time
from collections.abc import Callable

import discord

from bot.discord_app.client import DatelineBot
from bot.discord_app.desk import Desk
from bot.discord_app.inspection import INTENT_REFUSED, LOGIN_REFUSED
from ingest.errors import DatelineError, SettingsError
from ingest.settings import Settings

logger = logging.getLogger(__name__)

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0
# A client that ran for so long was healthy: its end is no reason to wait longer than after the first.
_HEALTHY_SECONDS = 300.0
# Of the ten seconds that service managers usually give.
_DRAIN_SECONDS = 7.0


def run(settings: Settings, open_desk: Callable[[], Desk]) -> int:
    """Run the bot until SIGTERM or SIGINT; return the exit status.

    Raises:
        SettingsError: Discord refuses the token or an intent.
        DatelineError: the data folder cannot be used.
    """
    return asyncio.run(_Supervisor(settings, open_desk).run())


class _Supervisor:
    def __init__(self, settings: Settings, open_desk: Callable[[], Desk]) -> None:
        self._settings = settings
        self._open_desk = open_desk
        self._stop = asyncio.Event()

    async def run(self) -> int:
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGINT):
            with contextlib.suppress(NotImplementedError):  # Windows
                loop.add_signal_handler(name, self._stop.set)
        desk = await asyncio.to_thread(self._open_desk)
        try:
            await self._keep_running(desk)
        finally:
            await asyncio.to_thread(desk.close)
        logger.info("ended")
        return 0

    async def _keep_running(self, desk: Desk) -> None:
        pause = _FIRST_PAUSE
        while not self._stop.is_set():
            begun = time.monotonic()
            await self._run_once(desk)
            if time.monotonic() - begun > _HEALTHY_SECONDS:
                pause = _FIRST_PAUSE
            if not self._stop.is_set():
                logger.warning("connecting again in %.0f s", pause)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stop.wait(), pause)
                pause = min(2 * pause, _LONGEST_PAUSE)

    async def _run_once(self, desk: Desk) -> None:
        """Run one client until it fails or the process is asked to end."""
        token = self._settings.discord_token
        if token is None:
            raise SettingsError("DISCORD_TOKEN is not set.")
        bot = DatelineBot(desk, message_content=self._settings.discord_message_content)
        running = asyncio.create_task(bot.start(token.get_secret_value()))
        stopping = asyncio.create_task(self._stop.wait())
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if self._stop.is_set():
            logger.info("ending: finishing what is being answered")
            await desk.drain(_DRAIN_SECONDS)
        await bot.close()
        await self._ended(running)

    async def _ended(self, running: asyncio.Task[None]) -> None:
        """Say why a client ended; raise what only the operator can mend."""
        try:
            await running
        except discord.LoginFailure as error:
            raise SettingsError(LOGIN_REFUSED) from error
        except discord.PrivilegedIntentsRequired as error:
            raise SettingsError(INTENT_REFUSED) from error
        except DatelineError:
            raise
        except Exception as error:  # whatever it was: the next client may do better
            logger.warning("the connection to Discord ended: %s", type(error).__name__, exc_info=error)
