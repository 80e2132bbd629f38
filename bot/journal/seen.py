"""Which Discord events were handled, over restarts and by all processes of a data folder."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.journal.schema import SEEN
from ingest.database import Database

# Discord delivers an event again within minutes, or after a restart when a connection is resumed.
_KEPT = 20_000
_KEPT_FOR = timedelta(days=7) // timedelta(microseconds=1)


class Seen:
    """The ids of the latest events, in a file of its own: an event never waits until the journal is written."""

    def __init__(self, folder: Path) -> None:
        self._database = Database(folder / "seen.db", SEEN)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def add(self, event: int, at: int) -> bool:
        """Remember ``event``, at microsecond ``at``. Return whether it is new."""
        with self._database.transaction() as db:
            added = db.execute("INSERT INTO seen (event, at) VALUES (?, ?) ON CONFLICT DO NOTHING", [event, at])
            if not added.rowcount:
                return False
            db.execute("DELETE FROM seen WHERE n <= ?", [(added.lastrowid or 0) - _KEPT])
            return True

    def expire(self, at: int) -> None:
        """Drop the events that were seen a week before microsecond ``at``."""
        with self._database.transaction() as db:
            db.execute("DELETE FROM seen WHERE at < ?", [at - _KEPT_FOR])
