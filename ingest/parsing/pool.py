"""``Parser``: untrusted bytes to data, in as many worker processes as are needed at once, at most two."""

from __future__ import annotations

import atexit
import functools
import queue
from typing import TypeVar

from pydantic import TypeAdapter

from ingest.errors import ItemError
from ingest.parsing.process import Worker, WorkerError
from ingest.parsing.types import Feed, Page, Sitemap
from ingest.parsing.worker import MAX_BODY_BYTES

# Wall time of one item on a machine that is busy with other things; the worker's own limit is processor time.
ITEM_SECONDS = 30.0
WORKERS = 2
_T = TypeVar("_T", Page, Feed, Sitemap)


class Parser:
    """Reads pages, feeds, sitemaps and PDF documents in ``workers`` processes; safe to use from several threads.

    A process starts with the first item that needs it. All methods raise ``ItemError``, named ``item``, when the
    bytes are not what they should be, or when reading them takes more than ``seconds`` or too much memory.
    """

    def __init__(self, *, workers: int = WORKERS, seconds: float = ITEM_SECONDS) -> None:
        self._seconds = seconds
        self._workers = workers
        # The last one used comes first, so that one item at a time needs one process.
        self._idle: queue.LifoQueue[Worker] = queue.LifoQueue()
        for _ in range(workers):
            self._idle.put(Worker())

    def __enter__(self) -> Parser:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def page(self, item: str, body: bytes, *, charset: str | None = None, url: str | None = None) -> Page:
        """Return the article on an HTML page that was found at ``url``."""
        return self._parse(Page, "page", item, body, charset=charset, url=url)

    def feed(
        self, item: str, body: bytes, *, url: str | None = None, media_type: str = "", charset: str | None = None
    ) -> Feed:
        """Return an RSS, Atom, RDF or JSON feed that was found at ``url``."""
        return self._parse(Feed, "feed", item, body, url=url, media_type=media_type, charset=charset)

    def sitemap(self, item: str, body: bytes, *, url: str | None = None) -> Sitemap:
        """Return a sitemap, a news sitemap or an index of sitemaps, in XML or plain text."""
        return self._parse(Sitemap, "sitemap", item, body, url=url)

    def pdf(self, item: str, body: bytes) -> Page:
        """Return the text of a PDF document and what it says about itself."""
        return self._parse(Page, "pdf", item, body)

    def close(self) -> None:
        """End the processes, each after the item it is at; a later item would start them anew."""
        workers = [self._idle.get() for _ in range(self._workers)]
        for worker in workers:
            worker.stop()
            self._idle.put(worker)

    def _parse(self, type_: type[_T], kind: str, item: str, body: bytes, **options: str | None) -> _T:
        if len(body) > MAX_BODY_BYTES:
            raise ItemError(item, f"it has {len(body) / 1e6:.0f} MB; {MAX_BODY_BYTES / 1e6:.0f} are read at most.")
        worker = self._idle.get()
        try:
            status, reply = worker.ask({"kind": kind, "options": options}, body, self._seconds)
        except WorkerError as error:
            raise ItemError(item, str(error)) from error
        finally:
            self._idle.put(worker)
        if status != "ok":
            raise ItemError(item, reply.decode("utf-8", "replace"))
        return TypeAdapter(type_).validate_json(reply)


@functools.cache
def shared() -> Parser:
    """Return the parser of this process; its workers end with it."""
    parser = Parser()
    atexit.register(parser.close)
    return parser
