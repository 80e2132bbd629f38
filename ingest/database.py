"""A SQLite file of a data folder: its schema, connections, transactions, and what its errors mean."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from ingest.errors import StoreError

Connection = sqlite3.Connection

_BUSY_SECONDS = 30
_OPENING_PAUSE_SECONDS = 0.01
# While a log waits to be emptied nobody writes: it waits briefly, and often, for those who read or copy the log.
_EMPTYING_TRIES, _EMPTYING_BUSY_MS, _EMPTYING_PAUSE_SECONDS = 10, 200, 0.3


class Database:
    """One SQLite file in a data folder, with a connection for each thread."""

    def __init__(self, path: Path, schema: str, changes: Sequence[str] = (), *, overwriting: bool = False) -> None:
        """Open ``path``; a new file gets the tables of ``schema``, and every file the ``changes`` it does not have yet.

        With ``overwriting``, what is deleted is overwritten with zeros; ``scrub`` removes the last traces.
        """
        self.path = path
        self._steps = (schema, *changes)
        self._overwriting = overwriting
        self._local = threading.local()
        self._connections: list[tuple[threading.Thread, Connection]] = []
        self._connecting = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise StoreError(f"The data folder {path.parent} cannot be created ({error.strerror}).") from error
        try:
            with self.reading() as db:
                found = int(db.execute("PRAGMA user_version").fetchone()[0])
            if found != len(self._steps):
                with self.transaction() as db:
                    self._bring_up_to_date(db)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the connections of all threads."""
        for _, connection in self._connections:
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

    def scrub(self) -> None:
        """Rewrite the file and empty its log, so that nothing that was deleted can be read from either.

        Overwriting alone does not do: SQLite leaves copies of rows behind when it splits and merges pages. Takes some
        four seconds a gigabyte, in which others read but do not write.

        Raises:
            StoreError: the disk has no room for a copy, or a program that reads keeps the log.
        """
        with self._errors_explained():
            self._connection().execute("VACUUM")
        self.empty_log()

    def empty_log(self) -> None:
        """Empty the log, so that nothing that was overwritten can be read from it.

        Raises:
            StoreError: a program that reads keeps the log.
        """
        with self._errors_explained():
            db = self._connection()
            db.execute(f"PRAGMA busy_timeout = {_EMPTYING_BUSY_MS}")
            try:
                if _log_emptied(db):
                    return
            finally:
                db.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}")
        raise StoreError(
            f"Another program reads {self.path}, so that its log still has what was deleted: end that one."
        )

    def _bring_up_to_date(self, db: Connection) -> None:
        found = int(db.execute("PRAGMA user_version").fetchone()[0])
        if found > len(self._steps):
            raise StoreError(
                f"The data folder {self.path.parent} was made by a newer version of Dateline: use that one or a newer."
            )
        for step in self._steps[found:]:  # none, when another process was quicker
            for statement in step.split(";"):
                db.execute(statement)
        db.execute(f"PRAGMA user_version = {len(self._steps)}")

    def _connection(self) -> Connection:
        connection: Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(
                self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            self._keep(connection)
            _use_log(connection)
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            if self._overwriting:
                connection.execute("PRAGMA secure_delete = ON")
            self.path.chmod(0o600)
            self._local.connection = connection
        return connection

    def _keep(self, connection: Connection) -> None:
        """Keep the connection of this thread until it ends; whose thread has ended is closed."""
        with self._connecting:
            ended = [kept for thread, kept in self._connections if not thread.is_alive()]
            self._connections = [kept for kept in self._connections if kept[0].is_alive()]
            self._connections.append((threading.current_thread(), connection))
        for left in ended:
            left.close()

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


def copy_database(source: Path, copy: Path) -> None:
    """Put the database ``source``, as it is at this moment, in the place of ``copy``, in one transaction.

    Programs that have either open go on: those that read ``copy`` see the old one until it is whole.

    Raises:
        StoreError: one cannot be read, or the other not be written.
    """
    try:
        with closing(sqlite3.connect(source)) as db, closing(sqlite3.connect(copy, timeout=_BUSY_SECONDS)) as into:
            copy.chmod(0o600)
            db.backup(into)
    except (sqlite3.DatabaseError, OSError) as error:
        raise StoreError(f"{source} cannot be copied to {copy} ({error}): check that its disk is not full.") from error


def is_sound(path: Path) -> bool:
    """Tell whether a file is a SQLite database without damage."""
    try:
        with closing(sqlite3.connect(path)) as db:
            return bool(db.execute("PRAGMA quick_check").fetchall() == [("ok",)])
    except sqlite3.DatabaseError:
        return False


def _use_log(db: Connection) -> None:
    """Turn the write-ahead log on. For others who do the same with a new file, SQLite itself does not wait."""
    until = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            is_busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not is_busy or time.monotonic() > until:
                raise
        time.sleep(_OPENING_PAUSE_SECONDS)


def _log_emptied(db: Connection) -> bool:
    """Move what the log has into the file and cut the log to nothing. Return whether nobody prevented it."""
    for _ in range(_EMPTYING_TRIES):
        if not db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            return True
        time.sleep(_EMPTYING_PAUSE_SECONDS)
    return False
