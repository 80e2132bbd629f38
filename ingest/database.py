"""The SQLite file under the store: schema, connections, transactions, and what its errors mean."""

from __future__ import annotations

import sqlite3
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import StoreError

Connection = sqlite3.Connection

_SCHEMA_VERSION = 1
# Rows are never used again (AUTOINCREMENT): a reader may hold one over an update of its article.
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE articles (
    row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, version TEXT NOT NULL, title TEXT NOT NULL,
    text TEXT NOT NULL, language TEXT NOT NULL, published TEXT, source TEXT, url TEXT) STRICT;
CREATE TABLE passages (
    row INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE) STRICT;
CREATE INDEX passages_of_article ON passages (article);
CREATE TABLE sentences (
    row INTEGER PRIMARY KEY AUTOINCREMENT, passage INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE,
    article INTEGER NOT NULL, n INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    vector BLOB) STRICT;
CREATE INDEX sentences_of_passage ON sentences (passage);
CREATE UNIQUE INDEX sentence_of_article ON sentences (article, n);
CREATE TABLE stale (
    article_id TEXT NOT NULL, version TEXT NOT NULL, sentences INTEGER NOT NULL,
    PRIMARY KEY (article_id, version)) STRICT, WITHOUT ROWID;
CREATE TABLE staged (article_id TEXT PRIMARY KEY, version TEXT NOT NULL, vectors BLOB) STRICT;
CREATE VIRTUAL TABLE keywords USING fts5(folded, tokenize = 'unicode61');
CREATE VIRTUAL TABLE terms USING fts5vocab('keywords', 'row');
"""


class Database:
    """One SQLite file in a data folder, with a connection for each thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._connections: list[Connection] = []
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise StoreError(f"The data folder {path.parent} cannot be created ({error.strerror}).") from error
        try:
            with self.reading() as db:
                found = int(db.execute("PRAGMA user_version").fetchone()[0])
            if found != _SCHEMA_VERSION:
                with self.transaction() as db:
                    self._create(db)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the connections of all threads."""
        for connection in self._connections:
            connection.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give one consistent view to all statements within."""
        with self._errors_explained():
            db = self._connection()
            db.execute("BEGIN")
            try:
                yield db
            finally:
                db.execute("ROLLBACK")

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Commit all statements within, or none."""
        with self._errors_explained():
            db = self._connection()
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise

    def _create(self, db: Connection) -> None:
        found = int(db.execute("PRAGMA user_version").fetchone()[0])
        if found == _SCHEMA_VERSION:
            return  # another process was quicker
        if found:
            raise StoreError(f"The data folder {self.path.parent} was made by another version of Dateline.")
        for statement in _SCHEMA.split(";"):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")
        db.execute("INSERT INTO meta VALUES ('store', ?)", [uuid.uuid4().hex[:12]])

    def _connection(self) -> Connection:
        connection: Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self.path, timeout=30, isolation_level=None, check_same_thread=False)
            self._connections.append(connection)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            self.path.chmod(0o600)
            self._local.connection = connection
        return connection

    @contextmanager
    def _errors_explained(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.OperationalError, PermissionError) as error:
            raise StoreError(
                f"The data folder {self.path.parent} cannot be used ({error}): "
                "check that it is writable and that its disk is not full."
            ) from error
        except sqlite3.DatabaseError as error:
            raise StoreError(f"The file {self.path} is damaged ({error}): restore it from a backup.") from error
