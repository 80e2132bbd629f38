"""Articles in, changed and out, each in one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from ingest.database import Connection
from ingest.store.rows import Prepared, blob
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
            for item in prepared:
                retire(db, item.article.id)
                insert(db, item)
                db.execute("DELETE FROM stale WHERE article_id = ? AND version = ?", [item.article.id, item.version])

    def remove(self, article_id: str) -> bool:
        """Remove an article; its vectors become stale. Return whether it was there."""
        with self._db.transaction() as db:
            if not retire(db, article_id):
                return False
            db.execute("INSERT OR REPLACE INTO removed VALUES (?, ?)", [article_id, next_sequence(db)])
            return True

    def stale(self) -> list[tuple[str, str, int]]:
        """Return the versions whose vectors may be removed: (article id, version, sentences)."""
        with self._db.reading() as db:
            return [(str(a), str(v), int(n)) for a, v, n in db.execute("SELECT * FROM stale")]

    def forget_stale(self, versions: Iterable[tuple[str, str, int]]) -> None:
        """Take versions whose vectors are gone from the list."""
        with self._db.transaction() as db:
            db.executemany("DELETE FROM stale WHERE (article_id, version, sentences) = (?, ?, ?)", versions)


def retire(db: Connection, article_id: str) -> bool:
    """Delete the current version of an article and list its vectors as stale."""
    found = db.execute("SELECT row, version FROM articles WHERE id = ?", [article_id]).fetchone()
    if found is None:
        return False
    row, version = found
    db.execute(
        "INSERT OR REPLACE INTO stale SELECT ?, ?, count(*) FROM sentences WHERE article = ? HAVING count(*) > 0",
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


def insert(db: Connection, item: Prepared) -> None:
    """Write a version of an article that is not there."""
    article, article_row = item.article, _insert_article(db, item)
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


def _insert_article(db: Connection, item: Prepared) -> int | None:
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
        "updated": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    db.execute("DELETE FROM removed WHERE article_id = ?", [article.id])
    marks = ", ".join("?" * len(columns))
    return db.execute(f"INSERT INTO articles ({', '.join(columns)}) VALUES ({marks})", list(columns.values())).lastrowid
