"""What is deleted from a database that overwrites, and was scrubbed, is in none of its bytes."""

from __future__ import annotations

import random
from pathlib import Path

from ingest.database import Database

SCHEMA = "CREATE TABLE notes (id TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID"


def test_nothing_deleted_is_left_though_pages_were_split_and_merged(tmp_path: Path) -> None:
    """In random order and of all lengths: overwriting alone leaves copies of some in what pages have free."""
    chance = random.Random(2)
    database = Database(tmp_path / "notes.db", SCHEMA, overwriting=True)
    marks = [f"{chance.getrandbits(64):016x}" for _ in range(4_000)]
    with database.transaction() as db:
        db.executemany("INSERT INTO notes VALUES (?, ?)", [(mark, "n" * chance.randint(0, 400)) for mark in marks])
    gone, kept = marks[::2], marks[1::2]
    with database.transaction() as db:
        db.executemany("DELETE FROM notes WHERE id = ?", [[mark] for mark in gone])
    database.scrub()
    left = (tmp_path / "notes.db").read_bytes()
    assert (tmp_path / "notes.db-wal").read_bytes() == b""
    assert [mark for mark in gone if mark.encode() in left] == []
    assert all(mark.encode() in left for mark in kept)
    with database.reading() as db:
        assert db.execute("SELECT count(*) FROM notes").fetchone() == (2_000,)
    database.close()


def test_what_is_deleted_is_overwritten_before_it_is_scrubbed(tmp_path: Path) -> None:
    database = Database(tmp_path / "notes.db", SCHEMA, overwriting=True)
    with database.transaction() as db:
        db.execute("INSERT INTO notes VALUES ('1', 'a swan boat')")
    with database.transaction() as db:
        db.execute("DELETE FROM notes")
    database.close()  # the last to close moves the log into the file
    assert b"swan boat" not in (tmp_path / "notes.db").read_bytes()
