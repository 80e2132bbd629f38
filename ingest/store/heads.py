"""What followers on other machines are told of the articles, and what they were told already."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.article import Article
from ingest.database import Connection
from ingest.store.rows import ARTICLE, Prepared, article_of
from ingest.store.tables import Tables
from ingest.store.writing import insert, retire, utc_now

_TABLES = ("articles", "passages", "sentences", "keywords", "stale", "staged", "heads", "versions", "addresses")


@dataclass(frozen=True, slots=True)
class Change:
    """An article as it became with the change number ``sequence``; without ``article``, it was removed."""

    sequence: int
    article_id: str
    version: str
    article: Article | None


@dataclass(frozen=True, slots=True)
class Known:
    """The change of an article that is published, or that a follower took, and its parts."""

    article_id: str
    sequence: int
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Taken:
    """What a follower takes over at once: ``known`` are all of it, also what was there before, up to ``sequence``."""

    sequence: int
    prepared: Sequence[Prepared]
    removed: Sequence[str]
    known: Sequence[Known]


class Heads(Tables):
    """Changes in order, for followers; and a follower's side of it."""

    def is_empty(self) -> bool:
        """Tell whether there is no article."""
        with self._db.reading() as db:
            return db.execute("SELECT 1 FROM articles LIMIT 1").fetchone() is None

    def sequence(self) -> int:
        """Return the number of the last change."""
        return int(self.meta("sequence") or 0)

    def changes(self, after: int, limit: int) -> list[Change]:
        """Return the first ``limit`` changes with greater numbers than ``after`` that are still in force, in order."""
        with self._db.reading() as db:
            changed = db.execute(
                f"SELECT {ARTICLE}, a.version, a.sequence FROM articles a WHERE sequence > ? ORDER BY sequence LIMIT ?",
                [after, limit],
            ).fetchall()
            removed = db.execute(
                "SELECT article_id, sequence FROM removed WHERE sequence > ? ORDER BY sequence LIMIT ?", [after, limit]
            ).fetchall()
        found = [Change(int(row[-1]), str(row[0]), str(row[-2]), article_of(row)) for row in changed]
        found += [Change(int(number), str(id_), "", None) for id_, number in removed]
        return sorted(found, key=lambda change: change.sequence)[:limit]

    def known(self, article_ids: Sequence[str]) -> list[Known]:
        """Return what is known to followers, or as a follower, of those articles."""
        with self._db.reading() as db:
            rows = db.execute(
                "SELECT article_id, sequence, parts FROM heads WHERE article_id IN (SELECT value FROM json_each(?))",
                [json.dumps(list(article_ids))],
            ).fetchall()
        return [Known(str(id_), int(sequence), int(parts)) for id_, sequence, parts in rows]

    def note_published(self, published: Sequence[Known]) -> None:
        """Remember what followers can read now."""
        with self._db.transaction() as db:
            _remember(db, published)

    def publish_anew(self, epoch: str) -> None:
        """Forget what was published; what comes is published under the name ``epoch``."""
        with self._db.transaction() as db:
            db.execute("DELETE FROM heads")
            _set(db, epoch=epoch, publishing="0")

    def take(self, taken: Taken) -> None:
        """Make what a follower was told current, and remember up to where it was told, in one transaction."""
        with self._db.transaction() as db:
            now = utc_now()
            for item in taken.prepared:
                retire(db, item.article.id)
                insert(db, item, now)
            for article_id in taken.removed:
                retire(db, article_id)
                db.execute("DELETE FROM heads WHERE article_id = ?", [article_id])
            db.execute("DELETE FROM stale")  # the vectors are not ours
            _remember(db, taken.known)
            _set(db, followed=str(taken.sequence))

    def follow_anew(self, **facts: str) -> None:
        """Begin to follow from the first change on; articles stay until it is known which of them are still there."""
        with self._db.transaction() as db:
            db.execute("DELETE FROM heads")
            _set(db, followed="0", sweeping="1", **facts)

    def start_over(self, **facts: str) -> None:
        """Delete all articles, to follow from the first change on."""
        with self._db.transaction() as db:
            for table in _TABLES:
                db.execute(f"DELETE FROM {table}")
            _set(db, followed="0", sweeping="0", **facts)

    def sweep(self) -> None:
        """Delete the articles of which a follower that was told everything was not told."""
        with self._db.transaction() as db:
            for (id_,) in db.execute(
                "SELECT id FROM articles WHERE id NOT IN (SELECT article_id FROM heads)"
            ).fetchall():
                retire(db, id_)
            db.execute("DELETE FROM stale")
            _set(db, sweeping="0")


def _remember(db: Connection, known: Sequence[Known]) -> None:
    db.executemany(
        "INSERT OR REPLACE INTO heads VALUES (?, ?, ?)", [(it.article_id, it.sequence, it.parts) for it in known]
    )


def _set(db: Connection, **facts: str) -> None:
    db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", facts.items())
