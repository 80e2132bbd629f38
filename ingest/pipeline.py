"""From articles to answers' evidence: cut, embed, write vectors, make current, clean up.

The order is what keeps every article whole when a process dies: vectors of a new version are written
beside the old ones, then one transaction makes the version current, then the old vectors are removed.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from filelock import FileLock, Timeout

from ingest.article import Article
from ingest.embedding import Embedder
from ingest.errors import FollowerError, ItemError, StoreError
from ingest.index import VectorIndex
from ingest.library import Library
from ingest.store import Prepared, Store, vector_ids
from ingest.text.cutting import cut
from ingest.text.passages import embedded_text

logger = logging.getLogger(__name__)

# Sentences embedded between two writes: large enough for Chroma, small enough to lose little to Ctrl-C.
BATCH_SENTENCES = 128
Outcome = Literal["added", "updated", "unchanged", "failed"]
Listener = Callable[[Outcome, str], None]


@dataclass
class Report:
    """What an ingest did. ``seconds`` is wall time from the first item to the last vector."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: list[ItemError] = field(default_factory=list)
    passages: int = 0
    seconds: float = 0.0

    def as_json(self) -> dict[str, object]:
        """Return the report as the command line prints it."""
        return {
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "failed": [{"item": error.item, "error": error.reason} for error in self.failed],
            "passages": self.passages,
            "seconds": round(self.seconds, 3),
        }


@contextmanager
def writer_lock(store: Store) -> Iterator[None]:
    """Be the only process that changes the data folder; wait, and say so, while there is another.

    Raises:
        FollowerError: its articles come from another machine.
    """
    if store.meta("follows"):
        raise FollowerError(store.folder)
    lock = FileLock(store.folder / "ingest.lock")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        logger.warning("Another ingest is running in %s: waiting for it to end …", store.folder)
        lock.acquire()
    except OSError as error:
        raise StoreError(f"The data folder {store.folder} cannot be written ({error.strerror}).") from error
    try:
        yield
    finally:
        lock.release()


class Pipeline:
    """Brings a library up to date, article by article.

    ``listener`` hears of each article as soon as it is known what becomes of it.
    """

    def __init__(self, library: Library, listener: Listener | None = None) -> None:
        self._library = library
        self._store = library.store
        self._listener = listener or _ignore
        self.report = Report()

    def add(self, found: Iterable[Article | ItemError]) -> Report:
        """Make current every article of ``found`` that is new or changed.

        Raises:
            StoreError, EmbeddingError, VectorIndexError: what was made current until then stays.
        """
        begun = time.monotonic()
        embedder = self._library.claim_embedder()
        self._library.publish()
        with _Writer(self._library) as writer:
            batch: list[Prepared] = []
            for prepared in self._changed(found, embedder):
                batch.append(prepared)
                if sum(len(item.sentences) for item in batch) >= BATCH_SENTENCES:
                    writer.write(self._embed(batch))
                    batch = []
            writer.write(self._embed(batch))
        remove_stale(self._library)
        self.report.seconds = time.monotonic() - begun
        return self.report

    def _changed(self, found: Iterable[Article | ItemError], embedder: str) -> Iterator[Prepared]:
        """Yield what is new or changed, cut; count the rest."""
        versions: dict[str, str] = {}
        for article in found:
            if isinstance(article, ItemError):
                self._fail(article)
                continue
            version = article.version(embedder)
            again = article.id in versions
            seen, current = versions.setdefault(article.id, version), self._store.version(article.id)
            if seen != version:
                self._fail(ItemError(article.id, "this id came twice with different texts; the first was kept."))
            elif again or current == version:
                self._count("unchanged", article)
            elif prepared := self._prepare(article, version):
                self._count("added" if current is None else "updated", article)
                yield prepared

    def _prepare(self, article: Article, version: str) -> Prepared | None:
        found = cut(article)
        if not found:
            self._fail(ItemError(article.id, "it holds no sentence that could be quoted."))
            return None
        self.report.passages += len(found)
        return Prepared(article, version, tuple(found), None)

    def _embed(self, batch: list[Prepared]) -> list[Prepared]:
        embedder = self._library.embedder if batch else None
        return batch if embedder is None else embed(embedder, batch)

    def _fail(self, error: ItemError) -> None:
        self.report.failed.append(error)
        self._listener("failed", str(error))

    def _count(self, outcome: Literal["added", "updated", "unchanged"], article: Article) -> None:
        setattr(self.report, outcome, getattr(self.report, outcome) + 1)
        self._listener(outcome, article.id)


def _ignore(outcome: Outcome, item: str) -> None:
    """Listen to nothing."""


class _Writer:
    """Writes one batch while the next is embedded."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._thread = ThreadPoolExecutor(1, "writer")
        self._pending: Future[None] | None = None

    def __enter__(self) -> _Writer:
        return self

    def __exit__(self, *exception: object) -> None:
        try:
            self._finish()
        finally:
            self._thread.shutdown()

    def write(self, batch: list[Prepared]) -> None:
        """Write ``batch`` soon; raise what went wrong with the one before."""
        self._finish()
        if batch:
            self._pending = self._thread.submit(self._write, batch)

    def _finish(self) -> None:
        pending, self._pending = self._pending, None
        if pending is not None:
            pending.result()

    def _write(self, batch: list[Prepared]) -> None:
        embedded = [item for item in batch if item.vectors is not None and len(item.vectors)]
        if embedded:
            self._library.store.announce((item.article.id, item.version, len(item.sentences)) for item in embedded)
            write_vectors(self._library.index, embedded)
        self._library.store.make_current(batch)
        self._library.publish()


def embed(embedder: Embedder, batch: Sequence[Prepared]) -> list[Prepared]:
    """Return ``batch`` with the vectors of all its sentences. Raises ``EmbeddingError``."""
    texts: list[str] = []
    languages: list[str] = []
    for item in batch:
        article = item.article
        published = article.published.isoformat() if article.published else None
        texts += [embedded_text(article.title, published, span.of(article.text)) for span in item.sentences]
        languages += [article.language] * len(item.sentences)
    vectors = embedder.sentences(texts, languages)
    embedded, start = [], 0
    for item in batch:
        end = start + len(item.sentences)
        embedded.append(replace(item, vectors=vectors[start:end]))
        start = end
    return embedded


def write_vectors(index: VectorIndex, batch: Sequence[Prepared]) -> None:
    """Write the vectors of all of ``batch`` in one request."""
    ids = [id_ for item in batch for id_ in vector_ids(item.article.id, item.version, len(item.sentences))]
    index.upsert(ids, np.concatenate([item.vectors for item in batch if item.vectors is not None]))


def remove_stale(library: Library) -> None:
    """Remove the vectors of versions that are no longer, or never became, current, once followers know of it."""
    library.publish()
    stale = library.store.stale()
    if stale:
        ids = [id_ for article_id, version, count in stale for id_ in vector_ids(article_id, version, count)]
        library.index.delete(ids)
        library.store.forget_stale(stale)
