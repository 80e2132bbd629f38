"""Articles in, changed and out, each in one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from ingest.addresses import is_web, normal
from ingest.article import Article
from ingest.database import Connection
from ingest.store.history import keep_former
from ingest.store.rows import ARTICLE, Prepared, article_of, blob
from ingest.store.tables import Tables
from ingest.text.folding import words
from ingest.text.passages import keyword_text


class Writing(Tables):
    """Makes versions current, and remembers whose vectors may go."""

    def announce(self, versions: Iterable[tuple[str, str, int]]) -> None:
        """List versions as stale before their vectors are written: (article id, version, sentences)."""
        with self._db.transaction() as db:
            db.executemany("INSERT OR REPLACE INTO stale VALUES (?, ?, ?)", versions)

    def make_current(self, prepared: Sequence[Prepared]) -> None:
        """Put all of ``prepared`` in the place of what their articles were, in one transaction."""
        with self._db.transaction() as db:
            now = utc_now()
            for item in prepared:
                _keep_former(db, item.article, now)
                retire(db, item.article.id)
                insert(db, item, now)
                db.execute("DELETE FROM stale WHERE article_id = ? AND version = ?", [item.article.id, item.version])

    def remove(self, article_id: str) -> bool:
        """Remove an article and its former versions; its vectors become stale. Return whether it was there."""
        with self._db.transaction() as db:
            if not retire(db, article_id):
                return False
            db.execute("DELETE FROM versions WHERE article_id = ?", [article_id])
            db.execute("INSERT OR REPLACE INTO removed VALUES (?, ?)", [article_id, next_sequence(db)])
            return True

    def stale(self) -> list[tuple[str, str, int]]:
        """Return the versions whose vectors may be removed: (article id, version, sentences)."""
        with self._db.reading() as db:
            return [(str(a), str(v), int(n)) for a, v, n in db.execute("SELECT * FROM stale")]

    def forget_stale(self, versions: Iterable[tuple[str, str, int]]) -> None:
        """Take versions whose vectors are gone from the list, and count them for ``is_worn``."""
        versions = list(versions)
        with self._db.transaction() as db:
            db.execute(
                "INSERT INTO meta VALUES ('deleted', ?)"
                " ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + CAST(excluded.value AS INTEGER)",
                [str(sum(count for _, _, count in versions))],
            )
            db.executemany("DELETE FROM stale WHERE (article_id, version, sentences) = (?, ?, ?)", versions)


def utc_now() -> str:
    """Return this moment as the store writes it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _keep_former(db: Connection, article: Article, now: str) -> None:
    """Keep what ``article`` was until now, if it was another."""
    row = db.execute(f"SELECT {ARTICLE}, a.version, a.updated FROM articles a WHERE id = ?", [article.id]).fetchone()
    if row is not None and (former := article_of(row)) != article:
        keep_former(db, former, str(row[-2]), row[-1], now)


def retire(db: Connection, article_id: str) -> bool:
    """Delete the current version of an article and list its vectors as stale."""
    found = db.execute("SELECT row, version FROM articles WHERE id = ?", [article_id]).fetchone()
    if found is None:
        return False
    row, version = found
    db.execute(
        "INSERT OR REPLACE INTO stale SELECT ?, ?, count(vector) FROM sentences WHERE article = ?"
        " HAVING count(vector) > 0",
        [article_id, version, row],
    )
    db.execute("DELETE FROM keywords WHERE rowid IN (SELECT row FROM passages WHERE article = ?)", [row])
    db.execute("DELETE FROM articles WHERE row = ?", [row])
    return True


def next_sequence(db: Connection) -> int:
    """Return the number of the change that is being made, one more than that of the last."""
    (number,) = db.execute(
        "INSERT INTO meta VALUES ('sequence', '1')"
        " ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1 RETURNING CAST(value AS INTEGER)"
    ).fetchone()
    return int(number)


def insert(db: Connection, item: Prepared, now: str) -> None:
    """Write a version of an article that is not there, current since ``now``."""
    article, article_row = item.article, _insert_article(db, item, now)
    n = 0
    for passage in item.passages:
        passage_row = db.execute("INSERT INTO passages (article) VALUES (?)", [article_row]).lastrowid
        text = keyword_text(article.title, (span.of(article.text) for span in passage.sentences))
        db.execute("INSERT INTO keywords (rowid, folded) VALUES (?, ?)", [passage_row, " ".join(words(text))])
        for span in passage.sentences:
            vector = None if item.vectors is None else blob(item.vectors[n])
            db.execute(
                'INSERT INTO sentences (passage, article, n, start, "end", vector) VALUES (?, ?, ?, ?, ?, ?)',
                [passage_row, article_row, n, span.start, span.end, vector],
            )
            n += 1


def _insert_article(db: Connection, item: Prepared, now: str) -> int | None:
    article = item.article
    columns = {
        "id": article.id,
        "version": item.version,
        "title": article.title,
        "text": article.text,
        "language": article.language,
        "published": article.published.isoformat() if article.published else None,
        "source": article.source,
        "url": article.url,
        "authors": json.dumps(article.authors, ensure_ascii=False),
        "modified": article.modified.isoformat() if article.modified else None,
        "digest": article.digest,
        "sequence": next_sequence(db),
        "updated": now,
    }
    db.execute("DELETE FROM removed WHERE article_id = ?", [article.id])
    if article.url and is_web(article.url):
        db.execute("INSERT OR IGNORE INTO addresses VALUES (?, ?)", [normal(article.url), article.id])
    marks = ", ".join("?" * len(columns))
    return db.execute(f"INSERT INTO articles ({', '.join(columns)}) VALUES ({marks})", list(columns.values())).lastrowid
