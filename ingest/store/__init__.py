"""The truth: articles with their passages, sentences, vectors and keywords, in one SQLite file.

An article changes in one transaction. Vectors of a version that is not current, or not yet, are listed
as stale, so that whatever a dead process left in the index is found and removed by the next.
"""

from __future__ import annotations

from pathlib import Path

from ingest.database import Database
from ingest.store import schema
from ingest.store.addresses import Addresses
from ingest.store.articles import Articles
from ingest.store.heads import Change, Heads, Known, Taken
from ingest.store.history import History
from ingest.store.passages import Passages
from ingest.store.rows import Entry, FormerVersion, Heading, Prepared, StoredPassage, vector_ids
from ingest.store.staging import Staging
from ingest.store.writing import Writing

__all__ = [
    "Change",
    "Entry",
    "FormerVersion",
    "Heading",
    "Known",
    "Prepared",
    "Store",
    "StoredPassage",
    "Taken",
    "vector_ids",
]


class Store(Writing, Staging, Heads, Articles, Addresses, Passages, History):
    """The SQLite file of a data folder. Safe to use from several threads and processes.

    Every method raises ``StoreError`` when the file cannot be read or written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._db = Database(folder / "store.db", schema.STORE, schema.CHANGES)

    @property
    def path(self) -> Path:
        """The file."""
        return self._db.path

    def close(self) -> None:
        """Close the connections of all threads."""
        self._db.close()
