"""Making the vectors anew: after damage, or with another embedder.

They go into a new collection, and one transaction switches to it, so that questions are answered from the
old one until the new one is whole. A process that dies leaves the old one or the new one, and what it leaves
besides is deleted by the next.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from ingest.index import VectorIndex
from ingest.library import Library
from ingest.pipeline import embed, embedded_texts, write_vectors
from ingest.store import Prepared, Store
from ingest.upkeep import is_worn, mend_all

_BATCH_ARTICLES = 16
Progress = Callable[[int, int], None]


def rebuild(library: Library, progress: Progress) -> int:
    """Write all vectors into a new collection and switch to it. Return the number of articles.

    The stored vectors are used again when the embedder is the one that made them; otherwise every
    sentence is embedded anew. The caller holds the writer lock.
    """
    store = library.store
    library.repair()
    old, new = library.index.name, library.new_collection()
    try:
        store.clear_staged()
        same_embedder = store.meta("embedder") == library.embedder_name
        count = fill(store, new, progress, None if same_embedder else _Anew(library))
        store.switch(library.embedder_name)
        library.retire(old)
        if not same_embedder:
            _forget(library)
    finally:
        new.close()
    return count


def rebuild_if_worn(library: Library, progress: Progress) -> None:
    """Rebuild an index that holds more deleted vectors than others. The caller holds the writer lock."""
    if is_worn(library):
        rebuild(library, progress)


def fill(
    store: Store,
    index: VectorIndex,
    progress: Progress,
    change: Callable[[Sequence[Prepared]], list[Prepared]] | None = None,
) -> int:
    """Write the vectors of all articles of ``store``, each batch ``change``d, into an index that is emptied first.

    Return the number of articles.
    """
    index.clear()
    begun, done, ids = time.monotonic(), 0, store.ids()
    for start in range(0, len(ids), _BATCH_ARTICLES):
        found = (store.prepared(id_) for id_ in ids[start : start + _BATCH_ARTICLES])
        batch = [prepared for prepared in found if prepared is not None]
        if change is not None:
            batch = change(batch)
        if batch and batch[0].vectors is not None:
            write_vectors(index, batch)
        done += len(batch)
        progress(done, len(ids))
    mend_all(index, time.monotonic() - begun)
    return len(ids)


def _forget(library: Library) -> None:
    """Have the embedder forget what it kept of vectors that are current now."""
    if library.embedder is None or not library.embedder.is_remote:
        return
    for id_ in library.store.ids():
        prepared = library.store.prepared(id_)
        if prepared is not None:
            library.embedder.drop(embedded_texts(prepared))
    library.embedder.tidy()


class _Anew:
    """Embeds articles with the library's embedder, and keeps what comes of it aside in the store."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, batch: Sequence[Prepared]) -> list[Prepared]:
        name, embedder = self._library.embedder_name, self._library.embedder
        renamed = [replace(item, version=item.article.version(name), vectors=None) for item in batch]
        embedded = renamed if embedder is None else embed(embedder, renamed)
        self._library.store.stage(embedded)
        return embedded
