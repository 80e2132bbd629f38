"""Keeping the index as it should be: no vectors of former versions, and every current one found by its own.

Chroma's graph of neighbours forgets a vector now and then (chroma issue 7758): it is there, but no search comes
by. It happens where vectors are nearly alike, more so when many were replaced, and again when a server that has
ended reads its log anew. So what was written is searched for once, and written again where it is not found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

import numpy as np

from ingest.library import Library
from ingest.store import Prepared, vector_ids
from ingest.vectors import Vectors

Item = TypeVar("Item")

_BATCH_ARTICLES = 128
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


def mend(library: Library) -> None:
    """See that the vectors of all articles that changed since the last time are found, and those near them."""
    store = library.store
    now = store.meta("sequence") or "0"
    changed = store.ids_since(int(store.meta("mended") or -1))
    for ids in _batches(changed, _BATCH_ARTICLES):
        found = dict(_vectors(prepared for id_ in ids if (prepared := store.prepared(id_)) is not None))
        if found:
            library.index.mend([*found], np.stack([*found.values()]))
            if len(changed) <= _FEW_ARTICLES:
                _mend_neighbours(library, found)
    if changed:
        store.set_meta(mended=now)


def is_worn(library: Library) -> bool:
    """Tell whether so many vectors were deleted that the index is large and slow for what it holds."""
    deleted = int(library.store.meta("deleted") or 0)
    return deleted > _MANY_DELETED and deleted > library.store.counts()[2]


def _mend_neighbours(library: Library, found: dict[str, Vectors]) -> None:
    near = library.index.neighbours(np.stack([*found.values()]), _NEIGHBOURS)
    others = {id_ for row in near for id_, _ in row} - found.keys()
    for ids in _batches(sorted(others), _BATCH_ARTICLES * _NEIGHBOURS):
        stored = library.index.get(ids)
        if stored:
            library.index.mend([*stored], np.stack([*stored.values()]))


def _vectors(batch: Iterable[Prepared]) -> Iterator[tuple[str, Vectors]]:
    for item in batch:
        if item.vectors is not None:
            yield from zip(vector_ids(item.article.id, item.version, len(item.sentences)), item.vectors, strict=True)


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
