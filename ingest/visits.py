"""What was asked for on the web, with what outcome, and when to ask again (``visits.db`` in the data folder).

It is also the list of what is still to do: the pages of a feed are written down, due at once, together with the feed's
own visit, so that a process that dies loses none. Whatever is lost with the file is only asked for again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal

from ingest.database import Database

_SCHEMA = """
CREATE TABLE visits (
    url TEXT PRIMARY KEY, kind TEXT NOT NULL, origin TEXT, hints TEXT NOT NULL, due REAL, asked REAL, changed REAL,
    outcome TEXT NOT NULL, failures INTEGER NOT NULL, missing REAL, etag TEXT, last_modified TEXT, digest TEXT,
    article_id TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX visits_due ON visits (due);
CREATE INDEX visits_of_article ON visits (article_id);
CREATE TABLE files (
    path TEXT PRIMARY KEY, folder TEXT NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL,
    articles TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX files_of_folder ON files (folder);
CREATE TABLE folders (path TEXT PRIMARY KEY, identity TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID
"""
_CHANGES = (
    "CREATE TABLE left_out (article_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;"
    "INSERT INTO left_out SELECT DISTINCT article_id FROM visits WHERE outcome = 'left out' AND article_id IS NOT NULL",
)

Kind = Literal["page", "entry", "feed", "sitemap"]
Outcome = Literal["waiting", "article", "copy", "listed", "missing", "gone", "failed", "left out"]


@dataclass(frozen=True, slots=True)
class Visit:
    """One address and what is known of it. All times are seconds since 1970.

    Attributes:
        url: the address, normal; of an ``entry``, which has its text in the feed and no page, the feed's with a mark.
        origin: the feed or sitemap that lists it, itself for what the operator named; None for what ``add`` was given.
        hints: what the feed or sitemap says of the article, under the names of its fields.
        due: when to ask next; None for never.
        asked: when it was asked for last.
        changed: when what it gives was last new, at first when it was published.
        failures: how often in a row it failed.
        missing: since when it is answered with 404.
        etag, last_modified: the server's validators of what was seen.
        digest: of the bytes seen, for feeds and sitemaps.
        article_id: the article it brought, or that it is a copy of.
    """

    url: str
    kind: Kind = "page"
    origin: str | None = None
    hints: dict[str, Any] | None = None
    due: float | None = None
    asked: float | None = None
    changed: float | None = None
    outcome: Outcome = "waiting"
    failures: int = 0
    missing: float | None = None
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    article_id: str | None = None


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file of a folder as it was when it was read: its size in bytes, its time in nanoseconds, its articles' ids."""

    path: str
    folder: str
    size: int
    modified: int
    articles: tuple[str, ...]


_COLUMNS = [field.name for field in fields(Visit)]
_NAMES = ", ".join(_COLUMNS)


class Visits:
    """The file ``visits.db`` of a data folder. Safe to use from several threads and processes."""

    def __init__(self, folder: Path) -> None:
        self._db = Database(folder / "visits.db", _SCHEMA, _CHANGES)

    def close(self) -> None:
        """Close the connections of all threads."""
        self._db.close()

    def of(self, url: str) -> Visit | None:
        """Return what is known of a normal address, or None."""
        with self._db.reading() as db:
            row = db.execute(f"SELECT {_NAMES} FROM visits WHERE url = ?", [url]).fetchone()
        return None if row is None else _visit(row)

    def record(self, visits: Iterable[Visit]) -> None:
        """Write visits down, each in the place of what was known of its address, all or none."""
        with self._db.transaction() as db:
            marks = ", ".join("?" * len(_COLUMNS))
            db.executemany(f"INSERT OR REPLACE INTO visits ({_NAMES}) VALUES ({marks})", map(_row, visits))

    def due(
        self, kinds: Sequence[Kind], origins: Sequence[str], *, now: float, before: float, limit: int
    ) -> list[Visit]:
        """Return up to ``limit`` addresses of ``origins`` that are due at ``now``, the longest due first.

        Only what was asked for before ``before``, or never, is returned.
        """
        with self._db.reading() as db:
            rows = db.execute(
                f"SELECT {_NAMES} FROM visits WHERE due <= ? AND kind IN (SELECT value FROM json_each(?))"
                " AND origin IN (SELECT value FROM json_each(?)) AND (asked IS NULL OR asked < ?)"
                " ORDER BY due LIMIT ?",
                [now, json.dumps(kinds), json.dumps(origins), before, limit],
            ).fetchall()
        return [_visit(row) for row in rows]

    def next_due(self, origins: Sequence[str]) -> float | None:
        """Return when something of ``origins`` is due next, or None."""
        with self._db.reading() as db:
            (due,) = db.execute(
                "SELECT min(due) FROM visits WHERE due IS NOT NULL AND origin IN (SELECT value FROM json_each(?))",
                [json.dumps(origins)],
            ).fetchone()
        return None if due is None else float(due)

    def leave_out(self, article_id: str) -> None:
        """Never ask again for an article that the operator removed, and pass it over in folders."""
        with self._db.transaction() as db:
            db.execute("INSERT OR IGNORE INTO left_out VALUES (?)", [article_id])
            db.execute("UPDATE visits SET outcome = 'left out', due = NULL WHERE article_id = ?", [article_id])

    def files(self, folder: str) -> dict[str, SeenFile]:
        """Return the files of a folder as they were last read, by path."""
        with self._db.reading() as db:
            rows = db.execute(
                "SELECT path, folder, size, modified, articles FROM files WHERE folder = ?", [folder]
            ).fetchall()
        return {row[0]: SeenFile(row[0], row[1], row[2], row[3], tuple(json.loads(row[4]))) for row in rows}

    def record_files(self, folder: str, identity: str, seen: Iterable[SeenFile], gone: Iterable[str] = ()) -> None:
        """Write down what was read of a folder and which of its files are gone, all or nothing."""
        with self._db.transaction() as db:
            db.execute("INSERT OR REPLACE INTO folders VALUES (?, ?)", [folder, identity])
            db.executemany("DELETE FROM files WHERE path = ?", [(path,) for path in gone])
            db.executemany(
                "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)",
                [(it.path, it.folder, it.size, it.modified, json.dumps(it.articles)) for it in seen],
            )

    def identity(self, folder: str) -> str | None:
        """Return what told a folder from another one in its place when it was last read, or None."""
        with self._db.reading() as db:
            row = db.execute("SELECT identity FROM folders WHERE path = ?", [folder]).fetchone()
        return None if row is None else str(row[0])

    def held_elsewhere(self, article_ids: Iterable[str], gone: Iterable[str]) -> set[str]:
        """Return which of these articles are also in a file that is not among ``gone``, or on a page of the web."""
        ids = json.dumps(list(article_ids))
        with self._db.reading() as db:
            rows = db.execute(
                "SELECT DISTINCT held.value FROM files, json_each(files.articles) held"
                " WHERE held.value IN (SELECT value FROM json_each(?))"
                " AND files.path NOT IN (SELECT value FROM json_each(?))"
                " UNION SELECT article_id FROM visits WHERE outcome = 'article'"
                " AND article_id IN (SELECT value FROM json_each(?))",
                [ids, json.dumps(list(gone)), ids],
            )
            return {str(id_) for (id_,) in rows}

    def belong_to(self, store: str, sequence: int) -> None:
        """Forget what was seen unless it went into this store, in this state or an earlier one.

        Where the store was deleted or restored from a backup, everything is due again.
        """
        with self._db.transaction() as db:
            facts = dict(db.execute("SELECT key, value FROM facts"))
            if facts and (facts.get("store") != store or int(facts.get("sequence", 0)) > sequence):
                db.execute("DELETE FROM files")
                db.execute(
                    "UPDATE visits SET etag = NULL, last_modified = NULL, digest = NULL,"
                    " due = CASE WHEN due IS NULL THEN NULL ELSE 0 END"
                )
            db.execute("INSERT OR REPLACE INTO facts VALUES ('store', ?), ('sequence', ?)", [store, str(sequence)])

    def left_out(self) -> set[str]:
        """Return the ids of the articles that the operator removed."""
        with self._db.reading() as db:
            return {str(id_) for (id_,) in db.execute("SELECT article_id FROM left_out")}

    def is_left_out(self, article_id: str) -> bool:
        """Return whether the operator removed an article."""
        with self._db.reading() as db:
            row = db.execute("SELECT 1 FROM left_out WHERE article_id = ?", [article_id]).fetchone()
        return row is not None

    def take_in(self, article_id: str) -> None:
        """Ask again for an article that the operator had removed."""
        with self._db.transaction() as db:
            db.execute("DELETE FROM left_out WHERE article_id = ?", [article_id])
            db.execute(
                "UPDATE visits SET outcome = 'waiting' WHERE article_id = ? AND outcome = 'left out'", [article_id]
            )


def _visit(row: Sequence[Any]) -> Visit:
    values = dict(zip(_COLUMNS, row, strict=True))
    return Visit(**{**values, "hints": json.loads(values["hints"])})


def _row(visit: Visit) -> list[Any]:
    values = {name: getattr(visit, name) for name in _COLUMNS}
    return list({**values, "hints": json.dumps(visit.hints or {}, ensure_ascii=False)}.values())
