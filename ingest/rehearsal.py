"""Trying out what an ingest would do: on a copy of what is known, so that nothing real can change."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.database import copy_database
from ingest.library import Library

# What decides whether something is new: the articles, and what was asked for before.
_KNOWN = ("store.db", "visits.db")


@contextmanager
def scratch(library: Library) -> Iterator[Library]:
    """Give a library over a copy that goes away, for a ``Pipeline`` that rehearses. It needs room for a second store.

    Raises:
        StoreError: the copy cannot be made.
    """
    folder = library.store.folder
    with tempfile.TemporaryDirectory(prefix="dateline-") as room:
        for name in _KNOWN:
            if (folder / name).exists():
                copy_database(folder / name, Path(room) / name)
        copy = Library(library.settings.model_copy(update={"data": Path(room)}))
        try:
            yield copy
        finally:
            copy.close()
