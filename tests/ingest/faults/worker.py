"""One ingest with the tests' own embedding: ``python -m tests.ingest.faults.worker add FOLDER NEWS.jsonl``.

``restore FOLDER FILE`` puts a backup in the place of the articles. ``rebuild FOLDER EMBEDDER`` makes the vectors anew,
with another embedding if its name is another. All say "ready" when they begin: what is killed before has done nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ingest.backup import restore
from ingest.embedding import Embedder
from ingest.library import Library
from ingest.pipeline import Pipeline, writer_lock
from ingest.rebuild import rebuild
from ingest.sources import read
from tests.conftest import settings_for
from tests.hashing import HashingEmbedding


def open_library(folder: Path, name: str = "hashing-256") -> Library:
    """Open a data folder with an embedding of that name; the vectors are the same under every name."""
    return Library(settings_for(folder), Embedder(HashingEmbedding(name)))


def main(command: str, folder: Path, argument: str) -> None:
    """Run one command to its end."""
    library = open_library(folder, *([argument] if command == "rebuild" else []))
    try:
        with writer_lock(library):
            print("ready", flush=True)
            if command == "add":
                Pipeline(library).add(read([argument]))
            elif command == "restore":
                restore(library, Path(argument), lambda done, total: None, replacing=True)
            else:
                rebuild(library, lambda done, total: None)
    finally:
        library.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
