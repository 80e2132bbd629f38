"""One collection of a Chroma server, reached again whenever the connection is lost."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

import httpx

from ingest.errors import VectorIndexError
from ingest.index.client import Client

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

Result = TypeVar("Result")

# What Chroma says of a collection whose first write is under way.
_NOT_YET = "Nothing found on disk"
# What httpx says when another thread met the failure first, and let go of the connection.
_CLOSED = "client has been closed"
_MOST_TOLD = 200
_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.05, 2.0


class Access(Protocol):
    """A way to a Chroma server. Safe to use from several threads.

    Attributes:
        batch: the most records that one request may write or read.
    """

    batch: int

    def client(self) -> Client:
        """Return a new connection.

        Raises:
            VectorIndexError: there will be none however often it is tried.
            httpx.TransportError: there is none now.
        """

    def prepare(self) -> None:
        """Do what makes the first connection quicker. Raises ``VectorIndexError``."""

    def silent(self, reason: object) -> VectorIndexError:
        """Return the error that says that no server answers."""

    def failed(self, reason: object) -> VectorIndexError:
        """Return the error that says that the server could not do what was asked."""

    def empty(self) -> None:
        """Delete all that the server keeps, if it is ours alone."""

    def close(self) -> None:
        """Let go of the server."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one request may take, and how long a server is looked for, in seconds."""

    request: float
    total: float


# Writers and whoever takes a server over: one that starts again on a large folder needs a while.
PATIENT = Patience(request=60.0, total=60.0)
# Where somebody waits for the answer: one try more than the connection that was kept from before.
HASTY = Patience(request=5.0, total=1.0)


class Connection:
    """One collection, connected when first used. Safe to use from several threads.

    Every operation may be repeated without harm, so one that meets a server that has just gone is tried again at
    the next. All raise ``VectorIndexError`` when none can be reached.
    """

    # What is said when there is no collection and none is to be made.
    missing = (
        "The vector server has no vectors of these articles: run `python -m ingest rebuild` where articles are brought "
        "in, or correct CHROMA_URL."
    )

    def __init__(self, access: Access, name: str, patience: Patience = PATIENT, *, create: bool = True) -> None:
        """Use the collection ``name``; without ``create`` it is an error that there is none."""
        self.name = name
        self._access = access
        self._patience = patience
        self._create = create
        self._lock = threading.Lock()
        self._refused = 0.0
        self._client: Client | None = None
        self._collection: Collection | None = None

    def count(self) -> int:
        """Return how many records there are."""
        return int(self._call(lambda it: it.count()))

    def open(self) -> None:
        """Connect now, so that the first question does not wait for it."""
        self.count()

    def clear(self) -> None:
        """Delete all records."""
        self.drop()
        self.open()

    def drop(self) -> None:
        """Delete the whole collection, if it is there."""
        from chromadb.errors import NotFoundError

        def delete() -> None:
            with suppress(NotFoundError):  # an earlier try did it before the server went
                self._connected_client().delete(self.name)

        self._try(delete)
        self.close()

    def close(self) -> None:
        """Disconnect; the server goes on."""
        with self._lock:
            self._disconnect()

    def _call(self, operation: Callable[[Collection], Result]) -> Result:
        return self._try(lambda: operation(self._connected()))

    def _try(self, operation: Callable[[], Result]) -> Result:
        """Run ``operation``; when the connection is lost, find or start the next server and run it again."""
        begun, pause = time.monotonic(), _FIRST_PAUSE_SECONDS
        while True:
            try:
                return operation()
            except Exception as error:
                if not self._is_passing(error):
                    self._explain(error)
                    raise
                if time.monotonic() - begun > self._patience.total:
                    raise self._access.silent(error) from error
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)

    def _is_passing(self, error: Exception) -> bool:
        """Tell whether it is worth another try, and let go of a connection that is of no use any more."""
        if isinstance(error, httpx.TransportError) or (isinstance(error, RuntimeError) and _CLOSED in str(error)):
            self.close()
            return True
        return _NOT_YET in str(error)  # a search beside the very first write

    def _explain(self, error: Exception) -> None:
        """Raise what a failure means to people, unless it says so itself or is our own fault."""
        from chromadb.errors import ChromaError, NotFoundError

        if isinstance(error, NotFoundError) and not self._create:
            self.close()  # it may come, or come again: look for it anew next time
            raise VectorIndexError(self.missing) from error
        # The latter two are what chromadb makes of the answers of a proxy.
        if isinstance(error, ChromaError) or type(error) in (json.JSONDecodeError, Exception):
            raise self._access.failed(_shortened(error)) from error

    def _connected(self) -> Collection:
        client = self._connected_client()
        with self._lock:
            if self._collection is None:
                self._collection = client.collection(self.name, create=self._create)
            return self._collection

    def _connected_client(self) -> Client:
        asked = time.monotonic()
        with self._lock:
            if self._client is None:
                if asked < self._refused:
                    raise httpx.ConnectError("another thread has just tried")
                self._client = self._opened()
            return self._client

    def _opened(self) -> Client:
        try:
            client = self._access.client()
        except httpx.TransportError:
            self._refused = time.monotonic()
            raise
        client.within(self._patience.request)
        return client

    def _disconnect(self) -> None:
        if self._client is not None:
            self._client.close()
        self._client = self._collection = None


def _shortened(error: Exception) -> str:
    return " ".join(str(error).split())[:_MOST_TOLD]
