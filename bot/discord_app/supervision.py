"""Keeps the bot running: over dead gateways, failures of any kind and restarts, until it is asked to end.

discord.py reconnects and resumes by itself once it is connected. What ends it all the same (a gateway that is down at
the first connection, an event it cannot read) is answered with a new client, after a pause that grows.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from typing import NoReturn

import aiohttp
import discord

from bot.discord_app.client import DatelineBot
from bot.discord_app.desk import Desk
from bot.discord_app.inspection import INTENT_REFUSED, LOGIN_REFUSED
from bot.logs import log_failure
from ingest.errors import DatelineError, SettingsError
from ingest.settings import Settings

logger = logging.getLogger(__name__)

# Discord takes a thousand connections a day, and makes the token invalid over more.
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 120.0
# A client that ran for so long was healthy: its end is no reason to wait longer than after the first.
_HEALTHY_SECONDS = 300.0
# Of the ten seconds that service managers usually give: for what is being answered, for the messages that show it or
# say that it was not, and for the goodbye to Discord.
_DRAIN_SECONDS = 5.0
_LAST_WORDS_SECONDS = 1.0
_GOODBYE_SECONDS = 1.0
# As long as an answer may take, and a little for showing it.
_RETIREMENT_SECONDS = 60.0
# How long a thread that computes may keep the event loop waiting, instead of Python's 5 ms: people wait for its
# acknowledgement, nobody notices that an answer takes a little longer.
_SWITCH_SECONDS = 0.001


def run(settings: Settings, open_desk: Callable[[], Desk]) -> int:
    """Run the bot until SIGTERM or SIGINT; return the exit status, or exit with it where threads would hold that up.

    Raises:
        SettingsError: Discord refuses the token or an intent.
        DatelineError: the data folder cannot be used.
    """
    sys.setswitchinterval(_SWITCH_SECONDS)
    return asyncio.run(_Supervisor(settings, open_desk).run())


class _Supervisor:
    def __init__(self, settings: Settings, open_desk: Callable[[], Desk]) -> None:
        self._settings = settings
        self._open_desk = open_desk
        self._stop = asyncio.Event()
        self._retiring: set[asyncio.Task[None]] = set()

    async def run(self) -> int:
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGINT):
            with contextlib.suppress(NotImplementedError):  # Windows
                loop.add_signal_handler(name, self._stop.set)
        desk = await asyncio.to_thread(self._open_desk)
        expiring = asyncio.create_task(desk.expire_for_ever())
        try:
            await self._keep_running(desk)
        finally:
            expiring.cancel()
            if self._retiring:
                await asyncio.wait(self._retiring, timeout=_GOODBYE_SECONDS)
            await asyncio.to_thread(desk.close)
        logger.info("ended")
        if desk.is_busy:
            _exit(0)
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
            running.cancel()  # nobody reads what comes from now on
            await desk.settle(_LAST_WORDS_SECONDS)
            await _close(bot)
        else:
            self._retire(bot, desk)
        await asyncio.wait([running])
        _judge(running)

    def _retire(self, bot: DatelineBot, desk: Desk) -> None:
        """Close a client that ended once what was asked through it is answered."""

        async def retire() -> None:
            await desk.settle(_RETIREMENT_SECONDS)
            await _close(bot)

        task = asyncio.create_task(retire())
        self._retiring.add(task)
        task.add_done_callback(self._retiring.discard)


async def _close(bot: DatelineBot) -> None:
    """Close a client; one whose gateway is silent would wait half a minute for its goodbye."""
    await asyncio.wait([asyncio.create_task(bot.close())], timeout=_GOODBYE_SECONDS)


def _judge(ended: asyncio.Task[None]) -> None:
    """Log why a client ended; raise what only the operator can mend."""
    try:
        ended.result()
    except asyncio.CancelledError:
        return
    except discord.LoginFailure as error:
        raise SettingsError(LOGIN_REFUSED) from error
    except discord.PrivilegedIntentsRequired as error:
        raise SettingsError(INTENT_REFUSED) from error
    except DatelineError:
        raise
    except Exception as error:  # whatever it was: the next client may do better
        # Over a gateway that is down at the first connection discord.py fails once more (its issue 10520).
        reason = error.__context__ if isinstance(error, AttributeError) and error.__context__ else error
        log_failure(logger, "the connection to Discord ended", reason, (discord.DiscordException, aiohttp.ClientError))


def _exit(status: int) -> NoReturn:
    """End the process without waiting for its threads."""
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
