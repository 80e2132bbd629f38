"""What is behind the counter: articles, answerer, journal, queue and limits, shared by all that people press."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from bot.answering import Answerer
from bot.discord_app.limits import Limits
from bot.discord_app.waiting import AnswerQueue
from bot.journal import Journal, ServerSettings
from bot.logs import log_failure
from bot.opening import open_answerer
from ingest.article import Article
from ingest.errors import DatelineError
from ingest.library import Library
from ingest.settings import Settings

logger = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")

_EXPIRY_PAUSE = timedelta(hours=6).total_seconds()
# Between the end of the answers and that of the process, for the messages that show them.
_LAST_WORDS_SECONDS = 2.0


class Desk:
    """Everything that answering in Discord needs and that knows nothing of Discord."""

    def __init__(self, settings: Settings, library: Library, answerer: Answerer, journal: Journal) -> None:
        self.library = library
        self.answerer = answerer
        self.journal = journal
        self.limits = Limits()
        self.queue = AnswerQueue(settings.concurrent_answers)
        self.has_llm = settings.has_llm
        self.retention_days = settings.retention_days
        self._servers: dict[int, ServerSettings] = {}
        self._asking: set[asyncio.Task[Any]] = set()

    @classmethod
    def open(cls, settings: Settings) -> Desk:
        """Open what ``settings`` name. Raises ``DatelineError`` when that is not possible."""
        library = Library(settings)
        library.warm_up()
        journal = Journal(settings.data, settings.retention_days)
        return cls(settings, library, open_answerer(settings, library), journal)

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self.library.store.folder

    def close(self) -> None:
        """Let go of all files and connections."""
        self.answerer.close()
        self.journal.close()
        self.library.close()

    async def in_thread(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what ``function`` does, done where it cannot hold up the event loop."""
        return await asyncio.to_thread(function, *args, **kwargs)

    async def settings(self, server: int | None) -> ServerSettings:
        """Return the settings of a server; the defaults in a direct message."""
        if server is None:
            return ServerSettings()
        if server not in self._servers:
            self._servers[server] = await self.in_thread(self.journal.settings, server)
        return self._servers[server]

    async def save_settings(self, server: int, settings: ServerSettings) -> None:
        """Store the settings of a server."""
        await self.in_thread(self.journal.save_settings, server, settings)
        self._servers[server] = settings

    async def forget_server(self, server: int) -> None:
        """Delete what is kept of a server."""
        self._servers.pop(server, None)
        await self.in_thread(self.journal.forget_server, server)

    async def articles(self, ids: set[str]) -> dict[str, Article]:
        """Return the articles with the ``ids`` that are still there."""
        found = await self.in_thread(lambda: [self.library.store.article(id_) for id_ in ids])
        return {article.id: article for article in found if article is not None}

    def track(self) -> None:
        """Note the task that runs this as one that the end of the process waits for."""
        task = asyncio.current_task()
        if task is not None:
            self._asking.add(task)
            task.add_done_callback(self._asking.discard)

    async def drain(self, seconds: float) -> None:
        """Take no more questions; wait for those that are answered, and for the words to those that are not."""
        await self.queue.drain(seconds)
        if self._asking:
            await asyncio.wait(self._asking, timeout=_LAST_WORDS_SECONDS)

    async def expire_for_ever(self) -> None:
        """Delete what is older than the retention, now and every six hours."""
        while True:
            try:
                deleted = await self.in_thread(self.journal.expire)
                logger.info("expired", extra={"entries": deleted})
            except DatelineError as error:
                log_failure(logger, "nothing is expired", error)
            await asyncio.sleep(_EXPIRY_PAUSE)
