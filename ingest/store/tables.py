"""What every part of the store has: the SQLite file, and facts about the store as a whole."""

from __future__ import annotations

from ingest.database import Database


class Tables:
    """The tables of one data folder. The parts of the store derive from it."""

    _db: Database

    def meta(self, key: str) -> str | None:
        """Return a stored fact about the whole store."""
        with self._db.reading() as db:
            row = db.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchone()
        return None if row is None else str(row[0])

    def set_meta(self, **facts: str) -> None:
        """Store facts about the whole store, all at once."""
        with self._db.transaction() as db:
            db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", facts.items())
