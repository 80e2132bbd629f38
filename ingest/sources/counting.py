"""How many articles files hold, where that is quickly told: only then can be said how long the rest takes."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Sequence
from pathlib import Path

from ingest.addresses import is_web
from ingest.sources.files import paths

_FEEDS = (".xml", ".rss", ".atom", ".json")
_PIECE = 1 << 20
# Some two seconds of counting.
_MOST_BYTES, _MOST_PACKED_BYTES = 1 << 30, 1 << 27


def known_total(items: Sequence[str]) -> int | None:
    """Return how many articles are in files and folders; None when there are addresses, or much to count."""
    total = 0
    try:
        for item in items:
            path = Path(item)
            if is_web(item) or not path.exists():
                return None
            for file in paths(path) if path.is_dir() else [path]:
                count = _articles(file)
                if count is None:
                    return None
                total += count
    except OSError:  # it will be named when it is read
        return None
    return total


def _articles(file: Path) -> int | None:
    name = file.name.casefold()
    if not file.is_file() or name.endswith(_FEEDS):
        return None
    if name.endswith(".jsonl"):
        return _lines(file) if file.stat().st_size <= _MOST_BYTES else None
    if name.endswith(".jsonl.gz"):
        return _lines(file, packed=True) if file.stat().st_size <= _MOST_PACKED_BYTES else None
    return 1


def _lines(file: Path, *, packed: bool = False) -> int | None:
    """Return how many lines a file has; None when it is damaged, or unpacks to too much."""
    lines = size = 0
    try:
        with gzip.open(file) if packed else file.open("rb") as stream:
            while piece := stream.read(_PIECE):
                lines, size = lines + piece.count(b"\n"), size + len(piece)
                if size > _MOST_BYTES:
                    return None
    except (EOFError, gzip.BadGzipFile, zlib.error):
        return None
    return lines
