"""Following: a store of this machine's own, kept current from the heads that another machine publishes."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from filelock import FileLock, Timeout

from ingest.embedding import KEYWORDS_ONLY
from ingest.errors import DatelineError, EmbedderMismatchError, NothingToFollowError, SettingsError, VectorIndexError
from ingest.heads import PAGE, PREFIX, Head, State, heads_of, read_heads, read_state, still_there
from ingest.index import Records
from ingest.library import Library
from ingest.settings import ONLY_STORE
from ingest.store import Known, Prepared, Taken, vector_ids
from ingest.text.cutting import cut, digest

logger = logging.getLogger(__name__)
Thing = TypeVar("Thing")

# Two seconds old at most, beside what a round takes; and no more than that many requests of an idle bot.
_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 2.0, 30.0
_CLOSING_SECONDS = 2.0
# Of texts that are taken over at once: some five thousand sentences, whose vectors take ten megabytes.
_MOST_CHARS = 500_000
_SAME_EMBEDDER = "configure the one that the machine has which brings articles in."


@dataclass(frozen=True, slots=True)
class Lag:
    """How far a follower is behind: numbers of changes, its own and those that are published."""

    followed: int
    published: int


class Follower:
    """Brings the store of a following library up to what is published. One thread at a time may use it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._store = library.store
        self._records: Records | None = None

    def catch_up(self) -> int:
        """Take over whatever was published since, in steps that are whole each. Return the number of changes.

        Another process that follows in the same folder is left to do it.

        Raises:
            NothingToFollowError: there are no heads on the server, or those of several stores.
            EmbedderMismatchError: the vectors are of another embedder than the one configured here.
            SettingsError: the folder has articles of its own.
            VectorIndexError: the server does not answer, or lacks what it should have.
        """
        try:
            with FileLock(self._store.folder / "ingest.lock", blocking=False):
                return self._catch_up()
        except Timeout:
            return 0

    def _catch_up(self) -> int:
        changes = 0
        while (state := self._agreed()) is not None and self._followed < state.upto:
            changes += self._take(state)
        if state is not None and self._store.meta("sweeping") == "1":
            self._store.sweep()
        return changes

    def lag(self) -> Lag:
        """Return how far behind this folder is. Raises as ``catch_up`` does."""
        state = self._state()
        return Lag(self._followed, state.upto if state else 0)

    def close(self) -> None:
        """Disconnect."""
        if self._records is not None:
            self._records.close()

    @property
    def _followed(self) -> int:
        return int(self._store.meta("followed") or 0)

    def _agreed(self) -> State | None:
        """Return what is published, once this store is of the same kind; None before anything is."""
        state = self._state()
        if state is None:
            return None
        facts = {"epoch": state.epoch, "embedder": state.embedder, "collection": state.collection}
        store, follows = self._store, self._heads().name.removeprefix(PREFIX)
        if store.meta("follows") != follows or store.meta("embedder") != state.embedder:
            store.start_over(follows=follows, **facts)
        elif store.meta("epoch") != state.epoch:
            store.follow_anew(**facts)
        elif store.meta("collection") != state.collection:
            store.set_meta(**facts)
        return state

    def _state(self) -> State | None:
        state, configured = read_state(self._heads()), self._library.embedder_name
        if state is not None and state.embedder != configured:
            raise EmbedderMismatchError(state.embedder, configured, _SAME_EMBEDDER)
        return state

    def _heads(self) -> Records:
        if self._records is None:
            if self._store.meta("follows") is None and not self._store.is_empty():
                raise SettingsError(
                    f"The data folder {self._store.folder} has articles of its own: to follow another machine, give "
                    "DATELINE_DATA a new folder."
                )
            self._records = self._library.records(heads_of(self._chosen()))
        return self._records

    def _chosen(self) -> str:
        """Return the id of the store to follow: the one configured, the one followed before, or the only one."""
        chosen, followed = self._library.follow, self._store.meta("follows")
        if chosen not in (None, ONLY_STORE):
            return str(chosen)
        if followed is not None:
            return followed
        found = [name.removeprefix(PREFIX) for name in self._library.collections(PREFIX)]
        if len(found) != 1:
            told = f"those of several stores: set DATELINE_FOLLOW to one of {', '.join(found)}" if found else (
                "no articles to follow yet: bring some in on the machine that is followed, with the same CHROMA_URL"
            )  # fmt: skip
            raise NothingToFollowError(f"The vector server has {told}.")
        return found[0]

    def _take(self, state: State) -> int:
        """Take the next changes over, all in one transaction."""
        records, upto = self._heads(), min(self._followed + PAGE, state.upto)
        heads, upto = _bounded(read_heads(records, self._followed, upto), upto)
        articles = [head for head in heads if head.change.article is not None]
        new = [head for head in articles if self._store.version(head.change.article_id) != head.change.version]
        prepared, missing = self._prepared(new, state)
        if missing and still_there(records, missing):
            raise VectorIndexError(
                f"The vector server lacks vectors of {missing[0].change.article_id}: run `python -m ingest rebuild` "
                "where articles are brought in."
            )
        # Of those that changed again meanwhile the newer head comes.
        taken = [head for head in articles if head not in missing]
        removed = [head.change.article_id for head in heads if head.change.article is None]
        known = [Known(head.change.article_id, head.change.sequence, head.parts) for head in taken]
        self._store.take(Taken(upto, prepared, removed, known))
        return len(prepared) + len(removed)

    def _prepared(self, heads: Sequence[Head], state: State) -> tuple[list[Prepared], list[Head]]:
        """Return the articles of ``heads`` with their vectors, and the heads of which vectors are missing."""
        items = [_cut(head, state.embedder) for head in heads]
        if state.embedder == KEYWORDS_ONLY:
            return items, []
        ids = [vector_ids(item.article.id, item.version, len(item.sentences)) for item in items]
        vectors = self._library.vectors([id_ for of_one in ids for id_ in of_one])
        whole = [all(id_ in vectors for id_ in of_one) for of_one in ids]
        prepared = [
            Prepared(item.article, item.version, item.passages, np.stack([vectors[id_] for id_ in of_one]))
            for item, of_one, is_whole in zip(items, ids, whole, strict=True)
            if is_whole
        ]
        return prepared, [head for head, is_whole in zip(heads, whole, strict=True) if not is_whole]


def _bounded(heads: Sequence[Head], upto: int) -> tuple[list[Head], int]:
    """Return the first of ``heads``, which go up to ``upto``, that fit into memory, and up to where these go.

    Of each article it is the last: the one before may still be there.
    """
    kept: dict[str, Head] = {}
    chars, last = 0, upto
    for head in heads:
        if chars > _MOST_CHARS:
            break
        kept[head.change.article_id] = head
        chars += len(head.change.article.text) if head.change.article else 0
        last = head.change.sequence
    return list(kept.values()), last if chars > _MOST_CHARS else upto


def _cut(head: Head, embedder: str) -> Prepared:
    """Return the article of ``head`` as it was cut where it was brought in."""
    change = head.change
    assert change.article is not None  # noqa: S101  # the caller has only such
    passages = tuple(cut(change.article))
    if digest(passages) != head.cut or change.article.version(embedder) != change.version:
        raise VectorIndexError(
            "Articles are brought in by another version of Dateline: install the same on all machines."
        )
    return Prepared(change.article, change.version, passages, None)


class Following:
    """Keeps a library current in a thread of its own, as long as the process runs."""

    def __init__(self, library: Library) -> None:
        self._follower = Follower(library)
        self._stop = threading.Event()
        self._first_round = threading.Event()
        self._thread = threading.Thread(target=self._run, name="following", daemon=True)

    def start(self) -> None:
        """Begin; failures are logged, and what failed is tried again."""
        self._thread.start()

    def wait(self, seconds: float) -> None:
        """Wait, at most so long, until the first round is done."""
        self._first_round.wait(seconds)

    def close(self) -> None:
        """End after the step that is being made."""
        self._stop.set()
        self._thread.join(_CLOSING_SECONDS)

    def _run(self) -> None:
        pause, told = _PAUSE_SECONDS, ""
        while not self._stop.is_set():
            try:
                self._follower.catch_up()
                pause, told = _PAUSE_SECONDS, ""
            except DatelineError as error:
                if str(error) != told:
                    logger.warning("Articles of the other machine do not come in: %s", error)
                pause, told = min(2 * pause, _LONGEST_PAUSE_SECONDS), str(error)
            self._first_round.set()
            self._stop.wait(pause)
        self._follower.close()
