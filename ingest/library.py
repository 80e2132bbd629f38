"""A data folder, opened: the store, and the index and embedder that belong to it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Sequence
from contextlib import suppress

from ingest.embedding import KEYWORDS_ONLY, Embedder, embedder_name, open_embedder
from ingest.errors import DatelineError, EmbedderMismatchError, FollowerError, VectorIndexError
from ingest.heads import heads_of, publish
from ingest.index import (
    HASTY,
    PATIENT,
    Access,
    Address,
    Patience,
    Records,
    RemoteAccess,
    ServerAccess,
    VectorIndex,
    collections_named,
)
from ingest.settings import Settings
from ingest.store import Store
from ingest.vectors import Vectors

# After a failure, questions do without a server on another machine for a while, instead of waiting for it each.
_REST_SECONDS = 5.0
# How long the collection that a rebuild replaced is kept for followers, which look every two seconds.
_RETIRED_SECONDS = 60.0


class Library:
    """The articles of one data folder. Store, index and embedder open when first used.

    Safe to use from several threads; other processes may write to the same folder.
    """

    def __init__(self, settings: Settings, embedder: Embedder | None = None) -> None:
        """Open ``settings.data``; ``embedder`` stands in for the configured one, and stays open."""
        self.settings = settings
        self.store = Store(settings.data)
        self._embedder = embedder
        self._embedder_opened = self._embedder_lent = embedder is not None
        self.follow = settings.follow
        self.remote = _remote(settings)
        self._access: Access = self.remote or ServerAccess(settings.data)
        self._index: VectorIndex | None = None
        self._searched: VectorIndex | None = None
        self._former: VectorIndex | None = None
        self._heads: Records | None = None
        self._rested = 0.0
        self._lock = threading.RLock()
        self._warming: threading.Thread | None = None

    @property
    def embedder_name(self) -> str:
        """The name of the configured embedder, known without loading it."""
        return self._embedder.name if self._embedder else embedder_name(self.settings)

    @property
    def embedder(self) -> Embedder | None:
        """The configured embedder; None for keywords alone."""
        with self._lock:
            if not self._embedder_opened:
                self._embedder = open_embedder(self.settings)
                self._embedder_opened = True
            return self._embedder

    @property
    def opened_embedder(self) -> Embedder | None:
        """The configured embedder if something has used it, else None."""
        return self._embedder

    @property
    def index(self) -> VectorIndex:
        """The vectors, in whatever collection is current: a rebuild by another process changes it."""
        with self._lock:
            self._index = self._current(self._index, PATIENT)
            return self._index

    @property
    def _for_questions(self) -> VectorIndex:
        """The same, for whoever does not wait long for a server on another machine."""
        if self.remote is None:
            return self.index
        with self._lock:
            self._searched = self._current(self._searched, HASTY)
            return self._searched

    def _current(self, index: VectorIndex | None, patience: Patience) -> VectorIndex:
        name = self._collection()
        if index is not None and index.name == name:
            return index
        if index is not None:
            if self._former is not None:
                self._former.close()
            self._former = index  # other threads may be searching it: it is closed a rebuild later
        # On another's server nothing is made in passing: a missing collection means that vectors are missing.
        create = self.remote is None or (patience is PATIENT and self.follow is None and self.store.is_empty())
        return VectorIndex(self._access, name, patience, create=create)

    def warm_up(self) -> None:
        """Start the vector server now, beside whatever else is being loaded, if anything is to be searched in it."""
        if self.store.meta("embedder") not in (None, KEYWORDS_ONLY):
            self._warming = threading.Thread(target=self._warm, daemon=True)
            self._warming.start()

    def _warm(self) -> None:
        with suppress(DatelineError):  # whoever needs the server next says what is wrong
            self._access.prepare()

    def claim_embedder(self) -> str:
        """Return the configured embedder's name, and store it as the index's if that is still empty.

        Raises:
            EmbedderMismatchError: the stored articles were embedded by another one.
            FollowerError: the articles come from another machine.
        """
        if self.follow is not None:
            raise FollowerError(self.store.folder)
        if self.store.counts()[0] == 0:
            self.store.set_meta(embedder=self.embedder_name)
        else:
            self.check_embedder()
        return self.embedder_name

    def check_embedder(self) -> None:
        """Raise ``EmbedderMismatchError`` when the stored articles were embedded by another embedder."""
        made_by = self.store.meta("embedder")
        if made_by is not None and made_by != self.embedder_name:
            raise EmbedderMismatchError(made_by, self.embedder_name)

    def nearest(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Return up to ``k`` vector ids with their cosine similarity to ``vector``, best first."""
        while True:
            index = self._for_questions
            if self.remote is not None and time.monotonic() < self._rested:
                raise self.remote.silent("it did not a moment ago")
            try:
                found = index.nearest(vector, k)
            except VectorIndexError:
                if self._for_questions is index:
                    self._rested = time.monotonic() + _REST_SECONDS
                    raise
            else:
                if self._for_questions is index:
                    return found
            # A rebuild switched to another collection meanwhile: the one that was searched may be gone.

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """Return the vectors of those of ``ids`` that are in the index. Raises ``VectorIndexError``."""
        return self._for_questions.get(ids)

    def new_collection(self) -> VectorIndex:
        """Return an index in a fresh collection, for a rebuild."""
        return VectorIndex(self._access, self._collection(self._generation() + 1))

    def collection_of(self, store: Store) -> VectorIndex:
        """Return the collection that another store of the same folder has its vectors in."""
        return VectorIndex(self._access, _named(store.meta("store"), int(store.meta("generation") or 0)))

    def repair(self) -> None:
        """Make the place of the vectors usable, whatever became of them, and delete what dead rebuilds left there.

        The caller holds the writer lock.

        Raises:
            VectorIndexError: the place is out of reach.
        """
        if self.remote is None:
            self.index.repair()
        else:
            self.remote.version()
        kept = {self._collection(), *(name for name, _ in self._retired())}
        for name in self.collections(f"sentences-{self.store.meta('store')}-"):
            if name not in kept:
                VectorIndex(self._access, name).drop()

    def retire(self, old: str) -> None:
        """Delete the collection ``old``, which a rebuild replaced; on a server, once followers had time to notice."""
        if self.remote is None:
            VectorIndex(self._access, old).drop()
        else:
            self.store.set_meta(retired=json.dumps([*self._retired(), [old, time.time()]]))
            self.publish()

    def publish(self) -> None:
        """Tell followers what changed, if the vectors are where they are read from. Raises ``VectorIndexError``.

        The caller holds the writer lock.
        """
        if self.remote is None or self.follow is not None:
            return
        name = heads_of(str(self.store.meta("store")))
        if self._heads is None or self._heads.name != name:
            self._heads = Records(self._access, name)
        publish(self.store, self._heads, self._collection(), self.store.meta("embedder") or self.embedder_name)
        self._drop_retired()

    def _drop_retired(self) -> None:
        """Delete retired collections that no follower can be using any more."""
        retired = self._retired()
        due = [name for name, since in retired if time.time() - since > _RETIRED_SECONDS]
        for name in due:
            VectorIndex(self._access, name).drop()
        if due:
            self.store.set_meta(retired=json.dumps([it for it in retired if it[0] not in due]))

    def _retired(self) -> list[tuple[str, float]]:
        return [(str(name), float(since)) for name, since in json.loads(self.store.meta("retired") or "[]")]

    def records(self, collection: str) -> Records:
        """Return the records in a collection that another machine keeps."""
        return Records(self._access, collection, HASTY, create=False)

    def collections(self, prefix: str) -> list[str]:
        """Return the names of the server's collections that begin with ``prefix``. Raises ``VectorIndexError``."""
        return collections_named(self._access, prefix)

    def close(self) -> None:
        """Let go of the files, and stop the vector server if this process owns it."""
        if self._warming is not None:
            self._warming.join()
        with self._lock:
            for connection in (self._index, self._searched, self._former, self._heads):
                if connection is not None:
                    connection.close()
            self._index = self._searched = self._former = self._heads = None
            self._access.close()
            if self._embedder is not None and not self._embedder_lent:
                self._embedder.close()
        self.store.close()

    def _generation(self) -> int:
        return int(self.store.meta("generation") or 0)

    def _collection(self, generation: int | None = None) -> str:
        followed = self.store.meta("collection")
        if followed is not None:
            return followed
        return _named(self.store.meta("store"), self._generation() if generation is None else generation)


def _named(store: str | None, generation: int) -> str:
    return f"sentences-{store}-{generation}"


def _remote(settings: Settings) -> RemoteAccess | None:
    if settings.chroma_url is None:
        return None
    token = settings.chroma_token.get_secret_value() if settings.chroma_token else None
    return RemoteAccess(Address(str(settings.chroma_url), token, settings.chroma_tenant, settings.chroma_database))
