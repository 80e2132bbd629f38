"""Making all vectors anew: new versions wait aside until one transaction makes them all current."""

from __future__ import annotations

from collections.abc import Sequence

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
        """Make all staged versions current and the next collection the index, in one transaction."""
        with self._db.transaction() as db:
            for article_id, version, blob in db.execute("SELECT * FROM staged").fetchall():
                (row,) = db.execute("SELECT row FROM articles WHERE id = ?", [article_id]).fetchone()
                db.execute(
                    "UPDATE articles SET version = ?, sequence = ? WHERE row = ?", [version, next_sequence(db), row]
                )
                (count,) = db.execute("SELECT count(*) FROM sentences WHERE article = ?", [row]).fetchone()
                size = len(blob) // count if blob else 0
                db.executemany(
                    "UPDATE sentences SET vector = ? WHERE article = ? AND n = ?",
                    [(blob[n * size : (n + 1) * size] if blob else None, row, n) for n in range(count)],
                )
            db.execute("DELETE FROM staged")
            db.execute("DELETE FROM stale")  # their vectors go with the old collection
            db.execute("INSERT OR REPLACE INTO meta VALUES ('embedder', ?)", [embedder])
            db.execute(
                "INSERT INTO meta VALUES ('generation', '1')"
                " ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
            )
