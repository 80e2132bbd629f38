"""Making the vectors anew: after damage, or with another embedder.

They go into a new collection, and one transaction switches to it, so that questions are answered from the
old one until the new one is whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ingest.library import Library
from ingest.pipeline import embed, write_vectors
from ingest.store import Prepared

_BATCH_ARTICLES = 16
Progress = Callable[[int, int], None]


def rebuild(library: Library, progress: Progress) -> int:
    """Write all vectors into a new collection and switch to it. Return the number of articles.

    The stored vectors are used again when the embedder is the one that made them; otherwise every
    sentence is embedded anew. The caller holds the writer lock.
    """
    store = library.store
    same_embedder = store.meta("embedder") == library.embedder_name
    library.repair()
    old, new = library.index.name, library.new_collection()
    try:
        new.clear()
        store.clear_staged()
        done, ids = 0, store.ids()
        for start in range(0, len(ids), _BATCH_ARTICLES):
            batch = [
                prepared
                for id_ in ids[start : start + _BATCH_ARTICLES]
                if (prepared := store.prepared(id_)) is not None
            ]
            if not same_embedder:
                batch = _embedded_anew(library, batch)
                store.stage(batch)
            if batch and batch[0].vectors is not None:
                write_vectors(new, batch)
            done += len(batch)
            progress(done, len(ids))
        store.switch(library.embedder_name)
        library.retire(old)
    finally:
        new.close()
    return len(ids)


def _embedded_anew(library: Library, batch: list[Prepared]) -> list[Prepared]:
    renamed = [replace(item, version=item.article.version(library.embedder_name), vectors=None) for item in batch]
    embedder = library.embedder
    return renamed if embedder is None else embed(embedder, renamed)
