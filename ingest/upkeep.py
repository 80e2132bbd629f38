"""Keeping the index as it should be: no vectors of former versions, and every current one found by its own.

Chroma's graph of neighbours forgets a vector now and then (chroma issue 7758): it is there, but no search comes
by. It happens where vectors are nearly alike, more so when many were replaced, and again when a server that has
ended reads its log anew. So what was written is searched for once, and written again where it is not found. A search
takes longer than a write: of many vectors as many are searched for, at random, as there is time for, and more when
some of these were missed.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

import numpy as np

from ingest.embedding import KEYWORDS_ONLY
from ingest.index import VectorIndex
from ingest.library import Library
from ingest.store import Prepared, Store, vector_ids
from ingest.vectors import Vectors

Item = TypeVar("Item")

_BATCH_ARTICLES, _BATCH_VECTORS = 16, 256
# Of the time that a run took, and for a short one: at first, and when much is missed.
_SHARE, _LEAST_SECONDS = 0.05, 2.0
_MOST_SHARE, _MOST_SECONDS = 0.3, 10.0
# Writing a vector may cut off one that is near it. After more articles than these their neighbours are mostly new too.
_FEW_ARTICLES, _NEIGHBOURS = 256, 16
# A collection with more dead vectors than living ones, and than this, is worth making anew.
_MANY_DELETED = 5_000


def remove_stale(library: Library) -> None:
    """Remove the vectors of versions that are no longer, or never became, current, once followers know of it."""
    library.publish()
    stale = library.store.stale()
    if stale:
        ids = [id_ for article_id, version, count in stale for id_ in vector_ids(article_id, version, count)]
        library.index.delete(ids)
        library.store.forget_stale(stale)


class Mending:
    """A search for vectors that are not found, in a twentieth to a third of the time that their writing took."""

    def __init__(self, index: VectorIndex, took: float) -> None:
        self._index = index
        self._begun = time.monotonic()
        self._seconds = max(_LEAST_SECONDS, _SHARE * took)
        self._most_seconds = max(_MOST_SECONDS, _MOST_SHARE * took)
        self._missed = 0

    @property
    def is_over(self) -> bool:
        """Whether there is no more time; each vector that was missed gives as much again, up to a bound."""
        return time.monotonic() - self._begun > min(self._seconds * (1 + self._missed), self._most_seconds)

    def see_to(self, vectors: dict[str, Vectors]) -> None:
        """See that these vectors are found."""
        if vectors:
            self._missed += self._index.mend([*vectors], np.stack([*vectors.values()]))

    def see_to_stored(self, ids: Iterable[str]) -> None:
        """See that vectors of the index are found, as many as there is time for."""
        for part in _batches(ids, _BATCH_VECTORS):
            if self.is_over:
                return
            self.see_to(self._index.get(part))


def mend(library: Library, took: float) -> None:
    """See that the vectors of articles that changed since the last time are found, and those near them.

    ``took`` is how many seconds it took to bring the articles in.
    """
    store = library.store
    now = store.meta("sequence") or "0"
    changed = store.ids_since(int(store.meta("mended") or -1))
    if not changed or store.meta("embedder") == KEYWORDS_ONLY:
        return
    random.shuffle(changed)
    mending = Mending(library.index, took)
    for found in _stored(store, changed):
        if mending.is_over:
            break
        mending.see_to(found)
    for found in _stored(store, changed if len(changed) <= _FEW_ARTICLES else ()):
        if mending.is_over:
            break
        near = library.index.neighbours(np.stack([*found.values()]), _NEIGHBOURS)
        mending.see_to_stored(sorted({id_ for row in near for id_, _ in row} - found.keys()))
    store.set_meta(mended=now)


def mend_all(index: VectorIndex, took: float) -> None:
    """See that the vectors of an index that took so many seconds to fill are found."""
    ids = index.ids()
    random.shuffle(ids)
    Mending(index, took).see_to_stored(ids)


def is_worn(library: Library) -> bool:
    """Tell whether so many vectors were deleted that the index is large and slow for what it holds."""
    deleted = int(library.store.meta("deleted") or 0)
    return deleted > _MANY_DELETED and deleted > library.store.counts()[2]


def _stored(store: Store, changed: Sequence[str]) -> Iterator[dict[str, Vectors]]:
    """Yield the vectors of the articles, some at a time."""
    for ids in _batches(changed, _BATCH_ARTICLES):
        if found := dict(_vectors(prepared for id_ in ids if (prepared := store.prepared(id_)) is not None)):
            yield found


def _vectors(batch: Iterable[Prepared]) -> Iterator[tuple[str, Vectors]]:
    for item in batch:
        if item.vectors is not None:
            yield from zip(vector_ids(item.article.id, item.version, len(item.sentences)), item.vectors, strict=True)


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
