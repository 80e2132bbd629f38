"""Entries in SQLite. Whatever reads one says of which server it must be; ``None`` stands for direct messages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from bot.follow_up import Turn
from bot.journal.entry import Entry, bounded_answer, bounded_question, microseconds, time_of
from ingest.database import Connection
from ingest.errors import StoreError

_BATCH = 200
_TURN_QUESTION_CHARS, _TURN_TEXT_CHARS = 500, 2_000
_ENTRY = (
    "SELECT e.id, e.server, e.channel, e.person, e.private, e.question, e.answer, e.at,"
    " (SELECT min(message) FROM messages m WHERE m.entry = e.row), (SELECT p.id FROM entries p WHERE p.row = e.parent)"
    " FROM entries e"
)


def insert_entry(db: Connection, entry: Entry, channel: int, topic: int | None) -> None:
    """Write an entry, once; it follows its parent only where the same server still has that."""
    row = db.execute(
        "INSERT INTO entries (id, server, channel, person, private, at, language, topic, parent, question, answer)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT row FROM entries WHERE id = ? AND server IS ?), ?, ?)"
        " ON CONFLICT (id) DO NOTHING",
        [entry.id, entry.server, channel, entry.person, entry.private, microseconds(entry.at),
         str(entry.answer["language"]), topic, entry.parent, entry.server,
         bounded_question(entry.question), bounded_answer(entry.answer)],
    )  # fmt: skip
    if row.rowcount and entry.message is not None:
        attach_message(db, entry.id, entry.message)


def attach_message(db: Connection, id_: str, message: int) -> None:
    """Note that ``message`` shows the entry, if it still exists."""
    db.execute(
        "INSERT INTO messages SELECT ?, row FROM entries WHERE id = ? ON CONFLICT DO NOTHING",
        [message, id_],
    )


def read_entry(db: Connection, id_: str, server: int | None) -> Entry | None:
    """Return an entry of ``server``, or None."""
    return _entry(db.execute(f"{_ENTRY} WHERE e.id = ? AND e.server IS ?", [id_, server]).fetchone())


def read_by_message(db: Connection, message: int, server: int | None) -> Entry | None:
    """Return the entry of ``server`` that ``message`` shows, or None."""
    return _entry(
        db.execute(
            f"{_ENTRY} JOIN messages shown ON shown.entry = e.row WHERE shown.message = ? AND e.server IS ?",
            [message, server],
        ).fetchone()
    )


def read_latest(db: Connection, channel: int, server: int | None) -> Entry | None:
    """Return the last entry of a channel that all who are there have seen, or None."""
    return _entry(
        db.execute(
            f"{_ENTRY} WHERE e.channel = ? AND e.server IS ? AND NOT e.private ORDER BY e.at DESC LIMIT 1",
            [channel, server],
        ).fetchone()
    )


def read_history(db: Connection, id_: str, server: int | None, turns: int) -> list[Turn]:
    """Return the last ``turns`` turns of a conversation that ends with the entry ``id_``, oldest first.

    It begins anew after another person's private entry, and in direct messages never leaves the channel.
    """
    rows = db.execute(
        "WITH RECURSIVE chain (row, parent, channel, person, n) AS ("
        " SELECT row, parent, channel, person, 1 FROM entries WHERE id = ? AND server IS ?"
        " UNION ALL SELECT e.row, e.parent, c.channel, c.person, n + 1 FROM chain c JOIN entries e ON e.row = c.parent"
        "  WHERE n < ? AND e.server IS ? AND (e.server IS NOT NULL OR e.channel = c.channel)"
        "  AND (NOT e.private OR e.person = c.person))"
        " SELECT e.question, e.answer FROM chain JOIN entries e USING (row) ORDER BY n DESC",
        [id_, server, turns, server],
    ).fetchall()
    return [
        Turn(question[:_TURN_QUESTION_CHARS], str(_answer(answer)["text"])[:_TURN_TEXT_CHARS])
        for question, answer in rows
    ]


def delete_entries(db: Connection, where: str, value: object) -> int:
    """Delete some of the entries ``where`` (SQL with one placeholder). Return how many.

    What followed them stays, without its notes, which may say what the conversation was about.
    """
    found = db.execute(f"SELECT row FROM entries WHERE {where} LIMIT {_BATCH}", [value]).fetchall()
    rows = json.dumps([row for (row,) in found])
    db.execute(
        "WITH RECURSIVE followers (row) AS ("
        " SELECT e.row FROM json_each(?) gone JOIN entries e ON e.parent = gone.value"
        " UNION SELECT e.row FROM followers f JOIN entries e ON e.parent = f.row)"
        " UPDATE entries SET answer = json_set(answer, '$.notes', json('[]')) WHERE row IN followers",
        [rows],
    )
    db.execute("DELETE FROM entries WHERE row IN (SELECT value FROM json_each(?))", [rows])
    return len(found)


def _entry(row: Sequence[Any] | None) -> Entry | None:
    if row is None:
        return None
    id_, server, channel, person, private, question, answer, at, message, parent = row
    return Entry(id_, server, channel, person, bool(private), question, _answer(answer), time_of(at), message, parent)


def _answer(dumped: str) -> dict[str, Any]:
    try:
        return dict(json.loads(dumped))
    except ValueError as error:
        raise StoreError("The journal is damaged: restore the file bot.db from a backup.") from error
