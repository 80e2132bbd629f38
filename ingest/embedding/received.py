"""Vectors that were received, in a file, so that a text that was paid for is not paid for again."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from ingest.database import Database
from ingest.errors import StoreError
from ingest.vectors import Vectors

_SCHEMA = """
CREATE TABLE received (key BLOB PRIMARY KEY, vector BLOB NOT NULL, day INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE facts (name TEXT PRIMARY KEY, fact TEXT NOT NULL) STRICT, WITHOUT ROWID
"""
_SLICE = 500
_DAY_SECONDS = 86_400
# What nobody asked for in so many days belongs to articles that will not come again.
KEPT_DAYS = 30


class ReceivedVectors:
    """Vectors by embedder and text, in half precision, as the store has them. Safe to use from several threads.

    Every method raises ``StoreError`` when the file cannot be read or written.
    """

    def __init__(self, path: Path, embedder: str) -> None:
        self._db = Database(path, _SCHEMA)
        self._embedder = embedder

    def get(self, texts: Sequence[str]) -> dict[str, Vectors]:
        """Return the vectors of those of ``texts`` that are kept."""
        by_key = {self._key(text): text for text in texts}
        keys = list(by_key)
        found: dict[str, Vectors] = {}
        with self._db.reading() as db:
            for start in range(0, len(keys), _SLICE):
                part = keys[start : start + _SLICE]
                marks = ", ".join("?" * len(part))
                for key, blob in db.execute(f"SELECT key, vector FROM received WHERE key IN ({marks})", part):
                    found[by_key[key]] = np.frombuffer(blob, dtype=np.float16).astype(np.float32)
        return found

    def put(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Keep the unit vectors of ``texts``, shape (texts, dimensions)."""
        halves, today = vectors.astype(np.float16), _today()
        rows = [(self._key(text), half.tobytes(), today) for text, half in zip(texts, halves, strict=True)]
        with self._db.transaction() as db:
            db.executemany("INSERT OR REPLACE INTO received VALUES (?, ?, ?)", rows)

    def drop(self, texts: Iterable[str]) -> None:
        """Let go of the vectors of ``texts``."""
        with self._db.transaction() as db:
            db.executemany("DELETE FROM received WHERE key = ?", [(self._key(text),) for text in texts])

    def tidy(self) -> None:
        """Let go of what is old; when nothing is left, the file becomes small again."""
        with self._db.transaction() as db:
            db.execute("DELETE FROM received WHERE day < ?", [_today() - KEPT_DAYS])
            is_empty = db.execute("SELECT NOT EXISTS (SELECT 1 FROM received)").fetchone()[0]
        if is_empty:
            with suppress(StoreError):  # another process reads it: next time
                self._db.scrub()

    def fact(self, name: str) -> Any:
        """Return a fact about the embedder, or None."""
        with self._db.reading() as db:
            row = db.execute("SELECT fact FROM facts WHERE name = ?", [f"{self._embedder} {name}"]).fetchone()
        return None if row is None else json.loads(row[0])

    def set_fact(self, name: str, fact: Any) -> None:
        """Keep a fact about the embedder."""
        with self._db.transaction() as db:
            db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", [f"{self._embedder} {name}", json.dumps(fact)])

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self._embedder}\0{text}".encode("utf-8", "surrogatepass")).digest()


def _today() -> int:
    return int(time.time()) // _DAY_SECONDS
