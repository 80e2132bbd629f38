"""A data folder, opened: the store, and the index and embedder that belong to it."""

from __future__ import annotations

import threading
from contextlib import suppress

from ingest.embedding import KEYWORDS_ONLY, Embedder, embedder_name, open_embedder
from ingest.errors import DatelineError, EmbedderMismatchError, VectorIndexError
from ingest.index import ServerAccess, VectorIndex
from ingest.settings import Settings
from ingest.store import Store
from ingest.vectors import Vectors


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
        self._access = ServerAccess(settings.data)
        self._index: VectorIndex | None = None
        self._former: VectorIndex | None = None
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
            name = self._collection()
            if self._index is None or self._index.name != name:
                if self._former is not None:
                    self._former.close()
                # Other threads may be searching the former one: it is closed a rebuild later.
                self._former, self._index = self._index, VectorIndex(self._access, name)
            return self._index

    def warm_up(self) -> None:
        """Start the vector server now, beside whatever else is being loaded, if anything is to be searched in it."""
        if self.store.meta("embedder") not in (None, KEYWORDS_ONLY):
            self._warming = threading.Thread(target=self._warm, daemon=True)
            self._warming.start()

    def _warm(self) -> None:
        with suppress(DatelineError):  # whoever needs the server next says what is wrong
            self._access.port()

    def claim_embedder(self) -> str:
        """Return the configured embedder's name, and store it as the index's if that is still empty.

        Raises:
            EmbedderMismatchError: the stored articles were embedded by another one.
        """
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
            index = self.index
            try:
                found = index.nearest(vector, k)
            except VectorIndexError:
                if self.index is index:
                    raise
            else:
                if self.index is index:
                    return found
            # A rebuild switched to another collection meanwhile: the one that was searched may be gone.

    def new_collection(self) -> VectorIndex:
        """Return an index in a fresh collection, for a rebuild."""
        return VectorIndex(self._access, self._collection(self._generation() + 1))

    def collection_of(self, store: Store) -> VectorIndex:
        """Return the collection that another store of the same folder has its vectors in."""
        return VectorIndex(self._access, _collection(store.meta("store"), int(store.meta("generation") or 0)))

    def sweep(self) -> None:
        """Delete what a rebuild that died left in the index. The caller holds the writer lock."""
        self.index.drop_strays(f"sentences-{self.store.meta('store')}-")

    def close(self) -> None:
        """Let go of the files, and stop the vector server if this process owns it."""
        if self._warming is not None:
            self._warming.join()
        with self._lock:
            for index in filter(None, (self._index, self._former)):
                index.close()
            self._index = self._former = None
            self._access.close()
            if self._embedder is not None and not self._embedder_lent:
                self._embedder.close()
        self.store.close()

    def _generation(self) -> int:
        return int(self.store.meta("generation") or 0)

    def _collection(self, generation: int | None = None) -> str:
        return _collection(self.store.meta("store"), self._generation() if generation is None else generation)


def _collection(store: str | None, generation: int) -> str:
    return f"sentences-{store}-{generation}"
