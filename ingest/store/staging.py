"""Making all vectors anew: new versions wait aside until one transaction makes them all current."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.database import Connection
from ingest.store.rows import Prepared, blob
from ingest.store.tables import Tables
from ingest.store.writing import next_sequence


class Staging(Tables):
    """The new versions of a rebuild."""

    def stage(self, batch: Sequence[Prepared]) -> None:
        """Keep new versions and vectors of current articles aside until ``switch``."""
        with self._db.transaction() as db:
            db.executemany(
                "INSERT OR REPLACE INTO staged VALUES (?, ?, ?)",
                [(item.article.id, item.version, blob(item.vectors)) for item in batch],
            )

    def clear_staged(self) -> None:
        """Drop what an earlier rebuild left unfinished."""
        with self._db.transaction() as db:
            db.execute("DELETE FROM staged")

    def switch(self, embedder: str) -> None:
        """Make all staged versions current and the next collection the index, in one transaction.

        Readers see the old ones until it ends, and do not wait for it: some ten seconds for 100,000 passages that
        were embedded anew, a moment for those that were not.
        """
        with self._db.transaction() as db:
            for (article_id,) in db.execute("SELECT article_id FROM staged").fetchall():
                _switch(db, article_id)
            db.execute("DELETE FROM staged")
            db.execute("DELETE FROM stale")  # their vectors go with the old collection
            db.execute("INSERT OR REPLACE INTO meta VALUES ('embedder', ?), ('deleted', '0')", [embedder])
            db.execute(
                "INSERT INTO meta VALUES ('generation', '1')"
                " ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
            )


def _switch(db: Connection, article_id: str) -> None:
    """Make a staged version current, if the article still is."""
    version, vectors = db.execute("SELECT version, vectors FROM staged WHERE article_id = ?", [article_id]).fetchone()
    found = db.execute("SELECT row FROM articles WHERE id = ?", [article_id]).fetchone()
    if found is None:
        return
    db.execute("UPDATE articles SET version = ?, sequence = ? WHERE row = ?", [version, next_sequence(db), found[0]])
    (count,) = db.execute("SELECT count(*) FROM sentences WHERE article = ?", found).fetchone()
    size = len(vectors) // count if vectors and count else 0
    db.executemany(
        "UPDATE sentences SET vector = ? WHERE article = ? AND n = ?",
        [(vectors[n * size : (n + 1) * size] if vectors else None, found[0], n) for n in range(count)],
    )
