"""What is behind the counter: articles, answerer, journal, queue and limits, shared by all that people press."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from bot.answering import Answerer
from bot.discord_app.limits import Limits
from bot.discord_app.sending import Pace
from bot.discord_app.titles import Titles
from bot.discord_app.waiting import AnswerQueue
from bot.journal import Journal, ServerSettings
from bot.logs import log_failure
from bot.opening import open_answerer, open_following
from bot.question import read_question
from bot.retrieval import PassageRetriever
from ingest.article import Article
from ingest.errors import DatelineError
from ingest.library import Library
from ingest.settings import Settings

if TYPE_CHECKING:
    from ingest.following import Following

logger = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")

_EXPIRY_PAUSE = timedelta(hours=1).total_seconds()
# For answering with quotes where the language model did not.
_QUOTES_SECONDS = 2.0
_WARMING_SECONDS = 2.0
_CLOSING_SECONDS = 2.0
_WARMING_QUESTION = "What happened?"


class Desk:
    """Everything that answering in Discord needs and that knows nothing of Discord."""

    def __init__(self, settings: Settings, library: Library, answerer: Answerer, journal: Journal) -> None:
        self.library = library
        self.answerer = answerer
        self.journal = journal
        self.titles = Titles(library.store)
        self.limits = Limits()
        self.pace = Pace()
        self.queue = AnswerQueue(_slots(settings))
        self.has_llm = settings.has_llm
        self.retention_days = settings.retention_days
        self._servers: dict[int, ServerSettings] = {}
        self._asking: set[asyncio.Task[Any]] = set()
        self._warming: threading.Thread | None = None
        self._following: Following | None = None
        self._left_behind = False

    @classmethod
    def open(cls, settings: Settings) -> Desk:
        """Open what ``settings`` name. Raises ``DatelineError`` when that is not possible."""
        library = Library(settings)
        library.warm_up()
        journal = Journal(settings.data, settings.retention_days)
        desk = cls(settings, library, open_answerer(settings, library), journal)
        desk.warm_up()
        desk._following = open_following(library)
        return desk

    def warm_up(self) -> None:
        """Load what the first question needs, the embedder above all, beside whatever else is being done."""
        self._warming = threading.Thread(target=self._warm_up, name="warming", daemon=True)
        self._warming.start()

    def _warm_up(self) -> None:
        with contextlib.suppress(DatelineError):  # the first question says what is wrong
            PassageRetriever(self.library).search(read_question(_WARMING_QUESTION))
            self.titles.matching("")
        # What is loaded now stays: without this, each full collection looks through it all, for a fifth of a second.
        gc.collect()
        gc.freeze()

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self.library.store.folder

    def close(self) -> None:
        """Let go of all files and connections; where threads are still at work, of those they do not need."""
        if self._following is not None:
            self._following.close()
        if self._warming is not None and not self._left_behind:
            self._warming.join(_WARMING_SECONDS)
        self.answerer.close()
        self.journal.close()
        if not self.is_busy:
            self._close_library()

    def _close_library(self) -> None:
        """Close the library; a vector server that does not react is left to itself."""
        closing = threading.Thread(target=self.library.close, name="closing", daemon=True)
        closing.start()
        closing.join(_CLOSING_SECONDS)
        self._left_behind = closing.is_alive()

    @property
    def is_busy(self) -> bool:
        """Whether threads are left that work on what nobody waits for any more."""
        return self._left_behind or (self._warming is not None and self._warming.is_alive())

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
        return await self.in_thread(self.read_articles, ids)

    def read_articles(self, ids: set[str]) -> dict[str, Article]:
        """Do the same in a thread of the caller's."""
        found = (self.library.store.article(id_) for id_ in ids)
        return {article.id: article for article in found if article is not None}

    def track(self) -> None:
        """Note the task that runs this as one that has something to say: the end of the process waits for it."""
        task = asyncio.current_task()
        if task is not None:
            self._asking.add(task)
            task.add_done_callback(self._asking.discard)

    async def drain(self, seconds: float) -> None:
        """Take no more questions, and wait for those that are being answered.

        A language model that is still being asked shortly before the end is given up: quotes answer instead.
        """
        giving_up = asyncio.create_task(self._give_up_model(seconds - _QUOTES_SECONDS))
        unfinished = await self.queue.drain(seconds)
        giving_up.cancel()
        self._left_behind = any(ticket.position == 0 for ticket in unfinished)

    async def _give_up_model(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self.in_thread(self.answerer.close)

    async def settle(self, seconds: float) -> None:
        """Wait, at most so long, until all who asked so far were told something."""
        if self._asking:
            await asyncio.wait(set(self._asking), timeout=seconds)

    async def expire_for_ever(self) -> None:
        """Delete what is older than the retention, now and every hour."""
        while True:
            try:
                deleted = await self.in_thread(self.journal.expire)
                logger.info("expired", extra={"entries": deleted})
            except DatelineError as error:
                log_failure(logger, "nothing is expired", error)
            await asyncio.sleep(_EXPIRY_PAUSE)


def _slots(settings: Settings) -> int:
    """Return how many answers to work on at once.

    Without a language model to wait for they are all computation: more than there are processors are no sooner done,
    and keep the event loop from its turn.
    """
    wanted = settings.concurrent_answers
    return wanted if settings.has_llm else min(wanted, os.cpu_count() or 1)
