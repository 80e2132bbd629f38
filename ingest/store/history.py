"""What articles were before, and what they are called now."""

from __future__ import annotations

import json
from datetime import datetime

from ingest.article import Article
from ingest.database import Connection
from ingest.store.rows import Entry, FormerVersion, article_of_json, day, moment
from ingest.store.tables import Tables

# Former versions of an article beyond these are forgotten, the oldest first.
MOST_VERSIONS = 10


class History(Tables):
    """Former versions, for people to look at: answers never rest on them."""

    def former_versions(self, article_id: str) -> list[FormerVersion]:
        """Return what an article was before, the latest first."""
        with self._db.reading() as db:
            rows = db.execute(
                "SELECT version, article, since, until FROM versions WHERE article_id = ?"
                " ORDER BY until DESC, since DESC",
                [article_id],
            ).fetchall()
        return [
            FormerVersion(version, article_of_json(article), moment(since), datetime.fromisoformat(until))
            for version, article, since, until in rows
        ]

    def entries(self) -> list[Entry]:
        """Return every current article without its text, ordered by id."""
        with self._db.reading() as db:
            rows = db.execute(
                "SELECT id, title, language, published, source, url, updated FROM articles ORDER BY id"
            ).fetchall()
        return [
            Entry(id_, title, language, day(published), source, url, moment(updated))
            for id_, title, language, published, source, url, updated in rows
        ]

    def entry(self, article_id: str) -> Entry | None:
        """Return a current article without its text, or None."""
        with self._db.reading() as db:
            row = db.execute(
                "SELECT title, language, published, source, url, updated FROM articles WHERE id = ?", [article_id]
            ).fetchone()
        if row is None:
            return None
        title, language, published, source, url, updated = row
        return Entry(article_id, title, language, day(published), source, url, moment(updated))

    def ids_with_words(self, query: str) -> set[str]:
        """Return the ids of the articles with a passage that matches an FTS5 ``query``."""
        with self._db.reading() as db:
            rows = db.execute(
                "SELECT DISTINCT a.id FROM keywords k JOIN passages p ON p.row = k.rowid"
                " JOIN articles a ON a.row = p.article WHERE k.folded MATCH ?",
                [query],
            ).fetchall()
        return {str(id_) for (id_,) in rows}


def keep_former(db: Connection, article: Article, version: str, since: str | None, until: str) -> None:
    """Keep what an article was, and forget its oldest versions, within the transaction that replaces it."""
    db.execute(
        "INSERT OR REPLACE INTO versions VALUES (?, ?, ?, ?, ?)",
        [article.id, version, json.dumps(article.as_json(), ensure_ascii=False), since, until],
    )
    db.execute(
        "DELETE FROM versions WHERE article_id = ?1 AND version NOT IN (SELECT version FROM versions"
        " WHERE article_id = ?1 ORDER BY until DESC, since DESC LIMIT ?2)",
        [article.id, MOST_VERSIONS],
    )
