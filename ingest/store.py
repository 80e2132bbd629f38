"""The truth: articles with their passages, sentences, vectors and keywords, in one SQLite file.

An article changes in one transaction. Vectors of a version that is not current, or not yet, are listed
as stale, so that whatever a dead process left in the index is found and removed by the next.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from ingest import schema
from ingest.article import Article, Passage, Span
from ingest.database import Connection, Database
from ingest.text.folding import words
from ingest.text.passages import keyword_text
from ingest.vectors import Vectors


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article cut and embedded, ready to be made current.

    ``vectors`` has one row a sentence, in order; None when there is no embedder.
    """

    article: Article
    version: str
    passages: tuple[Passage, ...]
    vectors: Vectors | None

    @property
    def sentences(self) -> list[Span]:
        """All sentences of all passages, in order; the n-th has the vector id ``article:version:n``."""
        return [span for passage in self.passages for span in passage.sentences]


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage of a current article.

    ``vectors`` are its sentences', shape (sentences, dimensions); ``folded`` is what the keyword index holds.
    """

    row: int
    article: Article
    passage: Passage
    vectors: Vectors | None
    folded: str


class Heading(NamedTuple):
    """What an article is called, without its text."""

    id: str
    title: str
    source: str | None
    published: date | None
    url: str | None


def vector_ids(article_id: str, version: str, sentences: int) -> list[str]:
    """Return the ids of an article version's vectors."""
    return [f"{article_id}:{version}:{n}" for n in range(sentences)]


class Store:
    """The SQLite file of a data folder. Safe to use from several threads and processes.

    Every method raises ``StoreError`` when the file cannot be read or written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._db = Database(folder / "store.db", schema.STORE)

    def close(self) -> None:
        """Close the connections of all threads."""
        self._db.close()

    # --- what the index was made with -------------------------------------------------

    def meta(self, key: str) -> str | None:
        """Return a stored fact about the whole store."""
        with self._db.reading() as db:
            row = db.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchone()
        return None if row is None else str(row[0])

    def set_meta(self, **facts: str) -> None:
        """Store facts about the whole store, all at once."""
        with self._db.transaction() as db:
            db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", facts.items())

    # --- writing ----------------------------------------------------------------------

    def announce(self, versions: Iterable[tuple[str, str, int]]) -> None:
        """List versions as stale before their vectors are written: (article id, version, sentences)."""
        with self._db.transaction() as db:
            db.executemany("INSERT OR REPLACE INTO stale VALUES (?, ?, ?)", versions)

    def make_current(self, prepared: Sequence[Prepared]) -> None:
        """Put all of ``prepared`` in the place of what their articles were, in one transaction."""
        with self._db.transaction() as db:
            for item in prepared:
                _retire(db, item.article.id)
                _insert(db, item)
                db.execute("DELETE FROM stale WHERE article_id = ? AND version = ?", [item.article.id, item.version])

    def remove(self, article_id: str) -> bool:
        """Remove an article; its vectors become stale. Return whether it was there."""
        with self._db.transaction() as db:
            return _retire(db, article_id)

    def stale(self) -> list[tuple[str, str, int]]:
        """Return the versions whose vectors may be removed: (article id, version, sentences)."""
        with self._db.reading() as db:
            return [(str(a), str(v), int(n)) for a, v, n in db.execute("SELECT * FROM stale")]

    def forget_stale(self, versions: Iterable[tuple[str, str, int]]) -> None:
        """Take versions whose vectors are gone from the list."""
        with self._db.transaction() as db:
            db.executemany("DELETE FROM stale WHERE (article_id, version, sentences) = (?, ?, ?)", versions)

    # --- making all vectors anew ------------------------------------------------------

    def stage(self, batch: Sequence[Prepared]) -> None:
        """Keep new versions and vectors of current articles aside until ``switch``."""
        with self._db.transaction() as db:
            db.executemany(
                "INSERT OR REPLACE INTO staged VALUES (?, ?, ?)",
                [(item.article.id, item.version, _blob(item.vectors)) for item in batch],
            )

    def clear_staged(self) -> None:
        """Drop what an earlier rebuild left unfinished."""
        with self._db.transaction() as db:
            db.execute("DELETE FROM staged")

    def switch(self, embedder: str) -> None:
        """Make all staged versions current and the next collection the index, in one transaction."""
        with self._db.transaction() as db:
            for article_id, version, blob in db.execute("SELECT * FROM staged").fetchall():
                (row,) = db.execute("SELECT row FROM articles WHERE id = ?", [article_id]).fetchone()
                db.execute("UPDATE articles SET version = ? WHERE row = ?", [version, row])
                (count,) = db.execute("SELECT count(*) FROM sentences WHERE article = ?", [row]).fetchone()
                size = len(blob) // count if blob else 0
                db.executemany(
                    "UPDATE sentences SET vector = ? WHERE article = ? AND n = ?",
                    [(blob[n * size : (n + 1) * size] if blob else None, row, n) for n in range(count)],
                )
            db.execute("DELETE FROM staged")
            db.execute("DELETE FROM stale")  # their vectors go with the old collection
            db.execute("INSERT OR REPLACE INTO meta VALUES ('embedder', ?)", [embedder])
            db.execute(
                "INSERT INTO meta VALUES ('generation', '1')"
                " ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
            )

    # --- reading articles -------------------------------------------------------------

    def version(self, article_id: str) -> str | None:
        """Return the current version of an article, or None."""
        with self._db.reading() as db:
            row = db.execute("SELECT version FROM articles WHERE id = ?", [article_id]).fetchone()
        return None if row is None else str(row[0])

    def article(self, article_id: str) -> Article | None:
        """Return a current article, or None."""
        with self._db.reading() as db:
            row = db.execute(f"SELECT {_ARTICLE} FROM articles a WHERE id = ?", [article_id]).fetchone()
        return None if row is None else _article(row)

    def articles(self) -> Iterator[Article]:
        """Yield every current article, ordered by id, without holding them all in memory."""
        last = ""
        while True:
            with self._db.reading() as db:
                rows = db.execute(
                    f"SELECT {_ARTICLE} FROM articles a WHERE id > ? ORDER BY id LIMIT 200", [last]
                ).fetchall()
            if not rows:
                return
            yield from map(_article, rows)
            last = str(rows[-1][0])

    def headings(self) -> Iterator[Heading]:
        """Yield what every current article is called, the newest first and those without a date last."""
        with self._db.reading() as db:
            rows = db.execute(
                "SELECT id, title, source, published, url FROM articles ORDER BY published DESC NULLS LAST, id"
            ).fetchall()
        for id_, title, source, published, url in rows:
            yield Heading(id_, title, source, date.fromisoformat(published) if published else None, url)

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

    def prepared(self, article_id: str) -> Prepared | None:
        """Return a current article as it was when it was made current, or None."""
        with self._db.reading() as db:
            row = db.execute(
                f"SELECT {_ARTICLE}, a.version, a.row FROM articles a WHERE id = ?", [article_id]
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
        return Prepared(_article(row), str(row[-2]), passages, _matrix([sentence[3] for sentence in found]))

    # --- reading passages -------------------------------------------------------------

    def passages_of_vectors(self, ids: Sequence[str]) -> dict[str, int]:
        """Return the passage row of each id that belongs to a current version; the others are left out."""
        keys = json.dumps([id_.rsplit(":", 2) for id_ in ids])
        with self._db.reading() as db:
            rows = db.execute(
                "SELECT a.id || ':' || a.version || ':' || s.n, s.passage FROM json_each(?) j"
                " JOIN articles a ON a.id = j.value ->> 0 AND a.version = j.value ->> 1"
                " JOIN sentences s ON s.article = a.row AND s.n = CAST(j.value ->> 2 AS INTEGER)",
                [keys],
            ).fetchall()
        return {str(id_): int(passage) for id_, passage in rows}

    def document_frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        """Return how many passages hold each of the folded ``terms``; unknown ones are left out."""
        with self._db.reading() as db:
            rows = db.execute("SELECT term, doc FROM terms WHERE term IN (SELECT value FROM json_each(?))",
                              [json.dumps(list(terms))]).fetchall()  # fmt: skip
        return {str(term): int(count) for term, count in rows}

    def match_keywords(self, query: str, limit: int) -> list[tuple[int, float]]:
        """Return the passage rows that match an FTS5 ``query`` with their BM25, best (highest) first."""
        with self._db.reading() as db:
            rows = db.execute(
                "SELECT rowid, -bm25(keywords) FROM keywords WHERE keywords MATCH ? ORDER BY rank LIMIT ?",
                [query, limit],
            ).fetchall()
        return [(int(row), float(score)) for row, score in rows]

    def passages(self, rows: Sequence[int]) -> list[StoredPassage]:
        """Return the passages of ``rows`` that still exist, whole articles with them."""
        with self._db.reading() as db:
            found = db.execute(
                'SELECT p.row, p.article, k.folded, s.start, s."end", s.vector FROM passages p'
                " JOIN keywords k ON k.rowid = p.row JOIN sentences s ON s.passage = p.row"
                " WHERE p.row IN (SELECT value FROM json_each(?)) ORDER BY p.row, s.n",
                [json.dumps(list(rows))],
            ).fetchall()
            articles = {
                int(row[-1]): _article(row)
                for row in db.execute(
                    f"SELECT {_ARTICLE}, a.row FROM articles a WHERE a.row IN (SELECT value FROM json_each(?))",
                    [json.dumps(sorted({int(row[1]) for row in found}))],
                )
            }
        grouped: dict[tuple[int, int, str], list[Any]] = {}
        for passage, article, folded, *sentence in found:
            grouped.setdefault((int(passage), int(article), str(folded)), []).append(sentence)
        return [
            StoredPassage(
                passage,
                articles[article],
                Passage(tuple(Span(start, end) for start, end, _ in sentences)),
                _matrix([vector for _, _, vector in sentences]),
                folded,
            )
            for (passage, article, folded), sentences in grouped.items()
        ]


_ARTICLE = "a.id, a.title, a.text, a.language, a.published, a.source, a.url"


def _article(row: Sequence[Any]) -> Article:
    id_, title, text, language, published, source, url = row[:7]
    return Article(id_, title, text, language, date.fromisoformat(published) if published else None, source, url)


def _matrix(blobs: Sequence[bytes | None]) -> Vectors | None:
    if not blobs or blobs[0] is None:
        return None
    return np.stack([np.frombuffer(blob, dtype=np.float16) for blob in blobs if blob]).astype(np.float32)


def _blob(vectors: Vectors | None) -> bytes | None:
    """Return vectors in half precision: cosine similarity changes by less than a thousandth."""
    return None if vectors is None else vectors.astype(np.float16).tobytes()


def _retire(db: Connection, article_id: str) -> bool:
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


def _insert(db: Connection, item: Prepared) -> None:
    article = item.article
    published = article.published.isoformat() if article.published else None
    article_row = db.execute(
        "INSERT INTO articles (id, version, title, text, language, published, source, url)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [article.id, item.version, article.title, article.text, article.language, published, article.source,
         article.url],
    ).lastrowid  # fmt: skip
    n = 0
    for passage in item.passages:
        passage_row = db.execute("INSERT INTO passages (article) VALUES (?)", [article_row]).lastrowid
        text = keyword_text(article.title, (span.of(article.text) for span in passage.sentences))
        db.execute("INSERT INTO keywords (rowid, folded) VALUES (?, ?)", [passage_row, " ".join(words(text))])
        for span in passage.sentences:
            vector = None if item.vectors is None else _blob(item.vectors[n])
            db.execute(
                'INSERT INTO sentences (passage, article, n, start, "end", vector) VALUES (?, ?, ?, ?, ?, ?)',
                [passage_row, article_row, n, span.start, span.end, vector],
            )
            n += 1
