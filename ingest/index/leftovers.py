"""What Chroma leaves behind when a collection is deleted: the folder of its vectors (chroma issue 4885)."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import UUID


def drop_leftovers(chroma: Path) -> None:
    """Delete the folders of vectors that no collection has. The caller holds the lock, and Chroma is not running."""
    catalogue = chroma / "chroma.sqlite3"
    if not catalogue.exists():
        return
    try:
        with closing(sqlite3.connect(catalogue)) as db:
            used = {str(id_) for (id_,) in db.execute("SELECT id FROM segments")}
    except sqlite3.DatabaseError:  # Chroma will say what is wrong
        return
    for path in chroma.iterdir():
        if path.is_dir() and _is_uuid(path.name) and path.name not in used:
            shutil.rmtree(path, ignore_errors=True)


def _is_uuid(name: str) -> bool:
    try:
        return str(UUID(name)) == name
    except ValueError:
        return False
