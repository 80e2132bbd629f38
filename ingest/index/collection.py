"""The vectors of all current sentences, in one Chroma collection."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np

from ingest.errors import VectorIndexError
from ingest.index.access import ServerAccess
from ingest.vectors import Vectors

if TYPE_CHECKING:
    import httpx
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

Result = TypeVar("Result")

# How long one operation may look for a new server after the old one's owner ended.
_TAKE_OVER_SECONDS = 60.0
_UPSERT_SLICE = 1_000
# What Chroma says of a collection whose first write is under way.
_NOT_YET = "Nothing found on disk"
_RETRY_SECONDS = 0.05
_TIMEOUT_SECONDS = 60.0
# With Chroma's 16 links a vector, a search misses one in two hundred of a thousand near copies, to which no other
# links any more (chroma issue 7758); with 64 hardly one in a thousand, for 0.06 ms more a write and 400 bytes a vector.
_LINKS = 64
_SEARCH_SLICE, _MEND_TRIES = 128, 4
# Nearer than this are copies: which of them is found first is chance.
_SAME = 1 - 2e-6


class VectorIndex:
    """Unit vectors by id, searched by cosine similarity. Safe to use from several threads.

    Every operation may be repeated without harm, so one that meets a server that has just gone is
    tried again at the next. All raise ``VectorIndexError`` when none can be reached.
    """

    def __init__(self, access: ServerAccess, collection: str) -> None:
        self._access = access
        self.name = collection
        self._lock = threading.Lock()
        self._client: Client | None = None
        self._collection: Collection | None = None

    def open(self) -> None:
        """Connect now, so that the first question does not wait for it."""
        self.count()

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Write unit vectors, shape (len(ids), dimensions), replacing those of the same ids."""
        for start in range(0, len(ids), _UPSERT_SLICE):
            part = slice(start, start + _UPSERT_SLICE)
            self._call(partial(_upsert, list(ids[part]), vectors[part]))

    def delete(self, ids: Sequence[str]) -> None:
        """Remove the vectors of ``ids``; ids that do not exist are no error."""
        for start in range(0, len(ids), _UPSERT_SLICE):
            self._call(partial(_delete, list(ids[start : start + _UPSERT_SLICE])))

    def nearest(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Return up to ``k`` ids with their cosine similarity to ``vector``, best first."""
        return self.neighbours(vector[None, :], k)[0]

    def neighbours(self, vectors: Vectors, k: int) -> list[list[tuple[str, float]]]:
        """Return for each of the ``vectors`` up to ``k`` ids with their cosine similarity to it, best first."""
        found: list[list[tuple[str, float]]] = []
        for start in range(0, len(vectors), _SEARCH_SLICE):  # side by side they would take seven times the work
            found += self._call(partial(_search, vectors[start : start + _SEARCH_SLICE], k))
        return found

    def mend(self, ids: Sequence[str], vectors: Vectors) -> list[str]:
        """Write again those of the vectors, shape (len(ids), dimensions), that a search for themselves does not find.

        Return the ids that are not found even so.
        """
        rows = self._missed(ids, vectors)
        for _ in range(_MEND_TRIES):
            if not rows:
                break
            self.upsert([ids[row] for row in rows], vectors[rows])
            rows = self._missed(ids, vectors)  # all of them: a write may cut off another
        return [ids[row] for row in rows]

    def mend_all(self) -> list[str]:
        """``mend`` every vector there is."""
        ids, lost = self.ids(), list[str]()
        for start in range(0, len(ids), _UPSERT_SLICE):
            stored = self.get(ids[start : start + _UPSERT_SLICE])
            lost += self.mend([*stored], np.stack([*stored.values()])) if stored else []
        return lost

    def _missed(self, ids: Sequence[str], vectors: Vectors) -> list[int]:
        """Return the rows whose vector is not found by itself; of two copies either may be found."""
        return [
            row
            for row, found in enumerate(self.neighbours(vectors, 1))
            if not found or (found[0][0] != ids[row] and found[0][1] < _SAME)
        ]

    def get(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """Return the stored vectors of those of ``ids`` that exist."""
        found = self._call(lambda it: it.get(ids=list(ids), include=["embeddings"]))
        rows = found["embeddings"] if found["embeddings"] is not None else []
        return {id_: np.asarray(row, dtype=np.float32) for id_, row in zip(found["ids"], rows, strict=True)}

    def ids(self) -> list[str]:
        """Return every id in the index, in no particular order."""
        return list(self._call(lambda it: it.get(include=[]))["ids"])

    def count(self) -> int:
        """Return how many vectors there are."""
        return int(self._call(lambda it: it.count()))

    def repair(self) -> None:
        """Make the folder usable: when Chroma cannot open it, it is emptied, for a rebuild to fill."""
        try:
            self.open()
        except VectorIndexError:
            with self._lock:
                self._disconnect()
                self._access.empty()
            self.open()

    def clear(self) -> None:
        """Delete all vectors."""
        self.drop()
        self.open()

    def drop(self) -> None:
        """Delete the whole collection; the next use creates it again, empty."""
        from chromadb.errors import NotFoundError

        def delete(_: Collection) -> None:
            if self._client is not None:
                with suppress(NotFoundError):  # an earlier try did it before the server went
                    self._client.delete_collection(self.name)

        self._call(delete)
        self._disconnect()

    def drop_strays(self, prefix: str) -> None:
        """Delete the collections that rebuilds which died left: all named ``prefix``… but this one."""

        def delete(_: Collection) -> None:
            names = [it.name for it in self._client.list_collections()] if self._client else []
            for name in names:
                if name.startswith(prefix) and name != self.name and self._client:
                    self._client.delete_collection(name)

        self._call(delete)

    def close(self) -> None:
        """Disconnect; the server goes on."""
        with self._lock:
            self._disconnect()

    def _call(self, operation: Callable[[Collection], Result]) -> Result:
        """Run ``operation``; when the connection is lost, find or start the next server and run it again."""
        import httpx
        from chromadb.errors import ChromaError

        deadline = time.monotonic() + _TAKE_OVER_SECONDS
        while True:
            collection = None
            try:
                collection = self._connected()
                return operation(collection)
            except (httpx.TransportError, RuntimeError) as error:
                with self._lock:
                    if self._collection is collection:
                        if isinstance(error, RuntimeError):
                            raise
                        self._disconnect()
                    # Else another thread, which met the same, has closed the client that we held.
                if time.monotonic() > deadline:
                    raise VectorIndexError(f"The vector index does not answer ({error}): try again.") from error
            except ChromaError as error:
                if _NOT_YET in str(error) and time.monotonic() < deadline:
                    time.sleep(_RETRY_SECONDS)  # a search beside the collection's very first write
                    continue
                raise VectorIndexError(
                    f"The vector index failed ({error}): check that the disk is not full; "
                    "`python -m ingest rebuild` makes it anew."
                ) from error

    def _connected(self) -> Collection:
        with self._lock:
            if self._collection is None:
                self._collection = self._connect()
            return self._collection

    def _connect(self) -> Collection:
        import chromadb
        import httpx

        port = self._access.port()
        try:
            self._client = cast("Client", chromadb.HttpClient(host="127.0.0.1", port=port))
            for session in _sessions(self._client):
                session.timeout = _TIMEOUT_SECONDS
            return self._client.get_or_create_collection(
                self.name,
                embedding_function=None,  # else Chroma would fetch a model
                configuration={"hnsw": {"space": "cosine", "max_neighbors": _LINKS}},
            )
        except ValueError as error:  # how chromadb says that the server went between heartbeat and here
            raise httpx.ConnectError(str(error)) from error

    def _disconnect(self) -> None:
        if self._client is not None:
            self._client.close()
            for session in _sessions(self._client):
                session.close()
        self._client = self._collection = None


def _sessions(client: Client) -> list[httpx.Client]:
    """Return the HTTP sessions under a client: chromadb 1.5 neither bounds their waits nor closes them."""
    return [client._server._session, client._admin_client._server._session]  # type: ignore[attr-defined]


def _upsert(ids: list[str], vectors: Vectors, collection: Collection) -> None:
    collection.upsert(ids=ids, embeddings=vectors)


def _search(vectors: Vectors, k: int, collection: Collection) -> list[list[tuple[str, float]]]:
    found = collection.query(query_embeddings=vectors, n_results=k, include=["distances"])
    distances = found["distances"] or [[] for _ in vectors]
    return [
        [(id_, 1.0 - distance) for id_, distance in zip(ids, row, strict=True)]
        for ids, row in zip(found["ids"], distances, strict=True)
    ]


def _delete(ids: list[str], collection: Collection) -> None:
    collection.delete(ids=ids)
