"""Under which addresses an article is known, and which article has the same text."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.store.tables import Tables


class Addresses(Tables):
    """The addresses of articles, each normal (``ingest.addresses.normal``). They outlive their article.

    So an article that comes back, or is met again elsewhere, gets the id it had.
    """

    def article_at(self, url: str) -> str | None:
        """Return the id of the article known under ``url``, or None."""
        with self._db.reading() as db:
            row = db.execute("SELECT article_id FROM addresses WHERE url = ?", [url]).fetchone()
        return None if row is None else str(row[0])

    def remember_addresses(self, article_id: str, urls: Iterable[str]) -> None:
        """Know an article under ``urls``, whatever was known under them before."""
        with self._db.transaction() as db:
            db.executemany("INSERT OR REPLACE INTO addresses VALUES (?, ?)", [(url, article_id) for url in urls])

    def addresses(self, article_id: str) -> list[str]:
        """Return all addresses an article is known under, in order."""
        with self._db.reading() as db:
            rows = db.execute("SELECT url FROM addresses WHERE article_id = ? ORDER BY url", [article_id])
            return [str(url) for (url,) in rows]

    def web_copy(self, digest: str) -> str | None:
        """Return the id of a current article of the web with the text that ``Article.digest`` tells, or None."""
        with self._db.reading() as db:
            row = db.execute(
                "SELECT id FROM articles WHERE digest = ? AND url LIKE 'http%' ORDER BY row LIMIT 1", [digest]
            ).fetchone()
        return None if row is None else str(row[0])
