"""Finding and reading the passages of current articles."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ingest.article import Passage, Span
from ingest.store.rows import ARTICLE, StoredPassage, article_of, matrix
from ingest.store.tables import Tables


class Passages(Tables):
    """The passages of current articles, by vector, keyword and row."""

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
                int(row[-1]): article_of(row)
                for row in db.execute(
                    f"SELECT {ARTICLE}, a.row FROM articles a WHERE a.row IN (SELECT value FROM json_each(?))",
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
                matrix([vector for _, _, vector in sentences]),
                folded,
            )
            for (passage, article, folded), sentences in grouped.items()
        ]
