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

from ingest.article import Article, Found, Unchanged
from ingest.changes import Change, compare
from ingest.embedding import Embedder
from ingest.errors import FollowerError, ItemError, StoreError
from ingest.index import VectorIndex
from ingest.library import Library
from ingest.store import Prepared, vector_ids
from ingest.text.cutting import cut
from ingest.text.passages import embedded_text
from ingest.upkeep import mend, remove_stale

logger = logging.getLogger(__name__)

# Sentences between two writes where none are embedded. An embedder says itself how many.
_AT_ONCE = 128
# The report says of so many articles what changed in them; all are counted.
MOST_CHANGES = 1_000
Outcome = Literal["added", "updated", "removed", "unchanged", "failed"]
Listener = Callable[[Outcome, str], None]


@dataclass
class Report:
    """What an ingest did. ``seconds`` is wall time from the first item to the last vector.

    ``changes`` has what changed in each updated article, in the order they came, for the first thousand.
    """

    added: int = 0
    updated: int = 0
    removed: int = 0
    unchanged: int = 0
    failed: list[ItemError] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    passages: int = 0
    seconds: float = 0.0

    def as_json(self) -> dict[str, object]:
        """Return the report as the command line prints it."""
        return {
            "added": self.added,
            "updated": self.updated,
            "removed": self.removed,
            "unchanged": self.unchanged,
            "failed": [{"item": error.item, "error": error.reason} for error in self.failed],
            "changes": [change.as_json() for change in self.changes],
            "passages": self.passages,
            "seconds": round(self.seconds, 3),
        }


@contextmanager
def writer_lock(library: Library) -> Iterator[None]:
    """Be the only process that changes the data folder; wait, and say so, while there is another.

    Raises:
        FollowerError: its articles come from another machine.
    """
    store = library.store
    if library.follow is not None or store.meta("follows"):
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

    ``listener`` hears of each article as soon as it is known what becomes of it. A ``rehearsal`` only finds out what
    would: it embeds and writes nothing.
    """

    def __init__(self, library: Library, listener: Listener | None = None, *, rehearsal: bool = False) -> None:
        self._library = library
        self._store = library.store
        self._listener = listener or _ignore
        self._is_rehearsal = rehearsal
        self.report = Report()

    def add(self, found: Iterable[Found]) -> Report:
        """Make current every article of ``found`` that is new or changed, and remove what is withdrawn.

        Raises:
            StoreError, EmbeddingError, VectorIndexError: what was made current until then stays.
        """
        begun = time.monotonic()
        if self._is_rehearsal:
            self._rehearse(found)
        else:
            self._bring_in(found)
        self.report.seconds += time.monotonic() - begun
        return self.report

    def _bring_in(self, found: Iterable[Found]) -> None:
        begun = time.monotonic()
        embedder = self._library.claim_embedder()
        self._library.publish()
        with _Writer(self._library) as writer:
            batch: list[Prepared] = []
            for prepared in self._changed(self._articles(found), embedder):
                batch.append(prepared)
                if self._is_enough(batch):
                    writer.write(self._embed(batch))
                    batch = []
            writer.write(self._embed(batch))
        remove_stale(self._library)
        mend(self._library, time.monotonic() - begun)
        if self._library.opened_embedder is not None:
            self._library.opened_embedder.tidy()

    def _is_enough(self, batch: Sequence[Prepared]) -> bool:
        embedder = self._library.embedder
        at_once = embedder.at_once if embedder else _AT_ONCE
        return sum(len(item.sentences) for item in batch) >= at_once

    def _rehearse(self, found: Iterable[Found]) -> None:
        self._library.check_embedder()
        for _ in self._changed(self._articles(found), self._library.embedder_name):
            pass

    def _articles(self, found: Iterable[Found]) -> Iterator[Article]:
        """Yield the articles; see to everything else that was found."""
        for item in found:
            if isinstance(item, Article):
                yield item
            elif isinstance(item, ItemError):
                self._fail(item)
            elif isinstance(item, Unchanged):
                self._count("unchanged", item.id)
            elif self._store.remove(item.id) if not self._is_rehearsal else self._store.version(item.id):
                self._count("removed", item.id)

    def _changed(self, articles: Iterable[Article], embedder: str) -> Iterator[Prepared]:
        """Yield what is new or changed, cut; count the rest."""
        versions: dict[str, str] = {}
        for article in articles:
            version = article.version(embedder)
            again = article.id in versions
            seen, current = versions.setdefault(article.id, version), self._store.version(article.id)
            if seen != version:
                self._fail(ItemError(article.id, "this id came twice with different texts; the first was kept."))
            elif again or current == version:
                self._count("unchanged", article.id)
            elif prepared := self._prepare(article, version):
                self._note_change(article)
                self._count("added" if current is None else "updated", article.id)
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

    def _note_change(self, article: Article) -> None:
        before = self._store.article(article.id) if len(self.report.changes) < MOST_CHANGES else None
        if before is not None:
            self.report.changes.append(compare(before, article))

    def _fail(self, error: ItemError) -> None:
        self.report.failed.append(error)
        self._listener("failed", str(error))

    def _count(self, outcome: Literal["added", "updated", "removed", "unchanged"], article_id: str) -> None:
        setattr(self.report, outcome, getattr(self.report, outcome) + 1)
        self._listener(outcome, article_id)


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
        if embedded and self._library.embedder is not None:
            self._library.embedder.drop([text for item in embedded for text in embedded_texts(item)])
        self._library.publish()


def embed(embedder: Embedder, batch: Sequence[Prepared]) -> list[Prepared]:
    """Return ``batch`` with the vectors of all its sentences. Raises ``EmbeddingError``."""
    texts = [text for item in batch for text in embedded_texts(item)]
    languages = [item.article.language for item in batch for _ in item.sentences]
    vectors = embedder.sentences(texts, languages) if texts else np.empty((0, 0), np.float32)
    embedded, start = [], 0
    for item in batch:
        end = start + len(item.sentences)
        embedded.append(replace(item, vectors=vectors[start:end]))
        start = end
    return embedded


def embedded_texts(item: Prepared) -> list[str]:
    """Return what is embedded for an article: its sentences under its title and date."""
    article = item.article
    published = article.published.isoformat() if article.published else None
    return [embedded_text(article.title, published, span.of(article.text)) for span in item.sentences]


def write_vectors(index: VectorIndex, batch: Sequence[Prepared]) -> None:
    """Write the vectors of all of ``batch`` in one request."""
    ids = [id_ for item in batch for id_ in vector_ids(item.article.id, item.version, len(item.sentences))]
    index.upsert(ids, np.concatenate([item.vectors for item in batch if item.vectors is not None]))
