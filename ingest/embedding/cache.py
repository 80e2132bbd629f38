"""Vectors kept between evaluations, by embedder and text."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ingest.embedding.embedder import Embedder
from ingest.embedding.received import ReceivedVectors
from ingest.vectors import Vectors

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding


class CachedEmbedder(Embedder):
    """An embedder that embeds a sentence once and remembers it. Questions are always embedded, to be timed."""

    def __init__(self, model: BaseEmbedding, path: Path | None = None) -> None:
        super().__init__(model)
        self._kept = ReceivedVectors(path or cache_folder() / "embedded.db", model.model_name)

    def close(self) -> None:
        """Let go of the file."""
        self._kept.close()

    def _embed_all(self, texts: Sequence[str]) -> Sequence[list[float] | Vectors]:
        known = self._kept.get(texts)
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing:
            self._kept.put(missing, np.array(super()._embed_all(missing), dtype=np.float32))
            known = self._kept.get(texts)
        return [known[text] for text in texts]


def cache_folder() -> Path:
    """Return the folder for what may be deleted."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "dateline"
