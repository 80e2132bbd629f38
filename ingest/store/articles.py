"""Reading articles as they are now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from ingest.article import Article, Passage, Span
from ingest.store.rows import ARTICLE, Heading, Prepared, article_of, day, matrix
from ingest.store.tables import Tables


class Articles(Tables):
    """The current articles."""

    def version(self, article_id: str) -> str | None:
        """Return the current version of an article, or None."""
        with self._db.reading() as db:
            row = db.execute("SELECT version FROM articles WHERE id = ?", [article_id]).fetchone()
        return None if row is None else str(row[0])

    def article(self, article_id: str) -> Article | None:
        """Return a current article, or None."""
        with self._db.reading() as db:
            row = db.execute(f"SELECT {ARTICLE} FROM articles a WHERE id = ?", [article_id]).fetchone()
        return None if row is None else article_of(row)

    def articles(self) -> Iterator[Article]:
        """Yield every current article, ordered by id, without holding them all in memory."""
        last = ""
        while True:
            with self._db.reading() as db:
                rows = db.execute(
                    f"SELECT {ARTICLE} FROM articles a WHERE id > ? ORDER BY id LIMIT 200", [last]
                ).fetchall()
            if not rows:
                return
            yield from map(article_of, rows)
            last = str(rows[-1][0])

    def headings(self) -> Iterator[Heading]:
        """Yield what every current article is called, the newest first and those without a date last."""
        with self._db.reading() as db:
            rows = db.execute(
                "SELECT id, title, source, published, url FROM articles ORDER BY published DESC NULLS LAST, id"
            ).fetchall()
        for id_, title, source, published, url in rows:
            yield Heading(id_, title, source, day(published), url)

    def headings_since(self, sequence: int) -> tuple[int, list[Heading], set[str]]:
        """Return the number of the last change, what the articles changed after ``sequence`` are called, and ids gone.

        All articles are after -1.
        """
        with self._db.reading() as db:
            last = db.execute("SELECT value FROM meta WHERE key = 'sequence'").fetchone()
            changed = db.execute(
                "SELECT id, title, source, published, url FROM articles WHERE sequence > ?", [sequence]
            ).fetchall()
            gone = db.execute("SELECT article_id FROM removed WHERE sequence > ?", [sequence]).fetchall()
        headings = [Heading(id_, title, source, day(published), url) for id_, title, source, published, url in changed]
        return int(last[0]) if last else 0, headings, {str(id_) for (id_,) in gone}

    def counts(self) -> tuple[int, int, int]:
        """Return how many articles, passages and sentences are current."""
        with self._db.reading() as db:
            row = db.execute(
                "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM passages),"
                " (SELECT count(*) FROM sentences)"
            ).fetchone()
        return int(row[0]), int(row[1]), int(row[2])

    def passage_count(self) -> int:
        """Return how many passages are current."""
        with self._db.reading() as db:
            return int(db.execute("SELECT count(*) FROM passages").fetchone()[0])

    def dates_covered(self) -> tuple[date, date] | None:
        """Return the first and last date of publication, or None when no article has one."""
        with self._db.reading() as db:
            first, last = db.execute("SELECT min(published), max(published) FROM articles").fetchone()
        return None if first is None else (date.fromisoformat(first), date.fromisoformat(last))

    def ids(self) -> list[str]:
        """Return the ids of all current articles, in order."""
        with self._db.reading() as db:
            return [str(id_) for (id_,) in db.execute("SELECT id FROM articles ORDER BY id")]

    def ids_since(self, sequence: int) -> list[str]:
        """Return the ids of the current articles that were changed after the change with the number ``sequence``."""
        with self._db.reading() as db:
            rows = db.execute("SELECT id FROM articles WHERE sequence > ? ORDER BY sequence", [sequence])
            return [str(id_) for (id_,) in rows]

    def prepared(self, article_id: str) -> Prepared | None:
        """Return a current article as it was when it was made current, or None."""
        with self._db.reading() as db:
            row = db.execute(
                f"SELECT {ARTICLE}, a.version, a.row FROM articles a WHERE id = ?", [article_id]
            ).fetchone()
            if row is None:
                return None
            found = db.execute(
                'SELECT passage, start, "end", vector FROM sentences WHERE article = ? ORDER BY n', [row[-1]]
            ).fetchall()
        passages = tuple(
            Passage(tuple(Span(start, end) for _, start, end, _ in sentences))
            for _, sentences in groupby(found, key=lambda sentence: sentence[0])
        )
        return Prepared(article_of(row), str(row[-2]), passages, matrix([sentence[3] for sentence in found]))
