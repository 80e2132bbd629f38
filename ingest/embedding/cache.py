"""Vectors kept between evaluations, by embedder and text."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ingest.embedding.embedder import Embedder
from ingest.vectors import Vectors

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

_SLICE = 500


class CachedEmbedder(Embedder):
    """An embedder that embeds a sentence once and remembers it. Questions are always embedded, to be timed."""

    def __init__(self, model: BaseEmbedding, path: Path | None = None) -> None:
        super().__init__(model)
        self._path = path or _cache_folder() / "vectors.db"
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(self._connect()) as db, db:
            db.execute("CREATE TABLE IF NOT EXISTS vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL)")

    def sentences(self, texts: Sequence[str], languages: Sequence[str]) -> Vectors:
        """Return the vectors of sentences, shape (texts, dimensions), embedding only the unknown ones."""
        keys = [self._key(text, language) for text, language in zip(texts, languages, strict=True)]
        with closing(self._connect()) as db:
            known = self._known(db, keys)
            missing = [i for i, key in enumerate(keys) if key not in known]
            if missing:
                made = super().sentences([texts[i] for i in missing], [languages[i] for i in missing])
                known.update({keys[i]: vector for i, vector in zip(missing, made, strict=True)})
                with db:
                    db.executemany(
                        "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
                        [(keys[i], vector.tobytes()) for i, vector in zip(missing, made, strict=True)],
                    )
        return np.stack([known[key] for key in keys])

    def _known(self, db: sqlite3.Connection, keys: Sequence[str]) -> dict[str, Vectors]:
        known: dict[str, Vectors] = {}
        for start in range(0, len(keys), _SLICE):
            part = keys[start : start + _SLICE]
            marks = ", ".join("?" * len(part))
            rows = db.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", part)
            known.update({key: np.frombuffer(blob, dtype=np.float32) for key, blob in rows})
        return known

    def _key(self, text: str, language: str) -> str:
        return hashlib.sha256(f"{self.name}\0{language}\0{text}".encode()).hexdigest()

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=60)


def _cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "dateline"
