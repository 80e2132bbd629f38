"""The vectors of all current sentences, in one Chroma collection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from ingest.errors import VectorIndexError
from ingest.index.connection import Connection
from ingest.vectors import Vectors

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

Item = TypeVar("Item")

_SEARCH_SLICE, _MEND_TRIES = 128, 4
# Nearer than this are copies: which of them is found first is chance.
_SAME = 1 - 2e-6


class VectorIndex(Connection):
    """Unit vectors by id, searched by cosine similarity. Safe to use from several threads.

    Every operation may be repeated without harm, and is, when the server goes away in the middle. All raise
    ``VectorIndexError`` when none can be reached.
    """

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Write unit vectors, shape (len(ids), dimensions), replacing those of the same ids."""
        for start in range(0, len(ids), self._access.batch):
            part = slice(start, start + self._access.batch)
            self._call(partial(_upsert, list(ids[part]), vectors[part]))

    def delete(self, ids: Sequence[str]) -> None:
        """Remove the vectors of ``ids``; ids that do not exist are no error."""
        for part in slices(ids, self._access.batch):
            self._call(partial(_delete, part))

    def nearest(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Return up to ``k`` ids with their cosine similarity to ``vector``, best first."""
        return self.neighbours(vector[None, :], k)[0]

    def neighbours(self, vectors: Vectors, k: int) -> list[list[tuple[str, float]]]:
        """Return for each of the ``vectors`` up to ``k`` ids with their cosine similarity to it, best first."""
        found: list[list[tuple[str, float]]] = []
        for start in range(0, len(vectors), _SEARCH_SLICE):  # side by side they would take seven times the work
            found += self._call(partial(_search, vectors[start : start + _SEARCH_SLICE], k))
        return found

    def mend(self, ids: Sequence[str], vectors: Vectors) -> int:
        """Write again those of the vectors, shape (len(ids), dimensions), that a search for themselves does not find.

        Return how many these were.
        """
        missed = rows = self._missed(ids, vectors)
        for _ in range(_MEND_TRIES):
            if not rows:
                break
            self.upsert([ids[row] for row in rows], vectors[rows])
            rows = self._missed(ids, vectors)  # all of them: a write may cut off another
        return len(missed)

    def _missed(self, ids: Sequence[str], vectors: Vectors) -> list[int]:
        """Return the rows whose vector is not found by itself; of two copies either may be found."""
        return [
            row
            for row, found in enumerate(self.neighbours(vectors, 1))
            if not found or (found[0][0] != ids[row] and found[0][1] < _SAME)
        ]

    def get(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """Return the stored vectors of those of ``ids`` that exist."""
        vectors: dict[str, Vectors] = {}
        for part in slices(ids, self._access.batch):
            vectors |= self._call(partial(_get, part))
        return vectors

    def ids(self) -> list[str]:
        """Return every id in the index, in no particular order."""
        found: list[str] = []
        while True:
            page = self._call(partial(_page, self._access.batch, len(found)))
            found += page
            if len(page) < self._access.batch:
                return found

    def repair(self) -> None:
        """Make the folder usable: when Chroma cannot open it, it is emptied, for a rebuild to fill."""
        try:
            self.open()
        except VectorIndexError:
            self.close()
            self._access.empty()
            self.open()


def slices(items: Sequence[Item], size: int) -> Iterator[list[Item]]:
    """Yield ``items`` in lists of at most ``size``."""
    for start in range(0, len(items), size):
        yield list(items[start : start + size])


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


def _get(ids: list[str], collection: Collection) -> dict[str, Vectors]:
    found = collection.get(ids=ids, include=["embeddings"])
    rows = found["embeddings"] if found["embeddings"] is not None else []
    return {id_: np.asarray(row, dtype=np.float32) for id_, row in zip(found["ids"], rows, strict=True)}


def _page(limit: int, offset: int, collection: Collection) -> list[str]:
    return list(collection.get(limit=limit, offset=offset, include=[])["ids"])
