"""Fill a data folder with synthetic news: ``python -m tests.bench.filling DATA FIRST COUNT``.

A process of its own, so that its memory can be watched. Prints one JSON object: passages, vectors, seconds, and the
resident memory in bytes after a tenth and at the end.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from ingest.article import Article
from ingest.embedding import Embedder
from ingest.library import Library
from ingest.pipeline import Pipeline, writer_lock
from tests.bench import corpus
from tests.bench.embedding import SyntheticEmbedding
from tests.conftest import settings_for


def resident(pid: int | str = "self") -> int:
    """Return the bytes of memory that a process holds (Linux)."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096


def fill(data: Path, first: int, count: int) -> dict[str, float]:
    """Add ``count`` articles, the ``first``-th and so on, and say what it took."""
    library = Library(settings_for(data), Embedder(SyntheticEmbedding()))
    after_tenth = 0

    def watched() -> Iterator[Article]:
        nonlocal after_tenth
        for n, article in enumerate(corpus.articles(first, count)):
            if n == max(1, count // 10):
                after_tenth = resident()
            yield article

    try:
        before = library.store.counts()
        with writer_lock(library):
            report = Pipeline(library).add(watched())
        after = library.store.counts()
    finally:
        library.close()
    return {
        "passages": after[1] - before[1],
        "vectors": after[2] - before[2],
        "seconds": report.seconds,
        "memory_after_tenth": after_tenth,
        "memory_at_end": resident(),
    }


if __name__ == "__main__":
    print(json.dumps(fill(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
