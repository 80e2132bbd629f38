"""JSON lines, one article a line, plain or gzipped; the form that ``export`` prints."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from ingest.article import Article
from ingest.errors import ItemError
from ingest.sources.building import FIELDS, MAX_CHARS, build

_REQUIRED = ("id", "title", "text")
# A character escaped as a surrogate pair takes twelve bytes.
_MAX_LINE_BYTES = 12 * MAX_CHARS


def read(path: Path) -> Iterator[Article | ItemError]:
    """Yield the articles of a file; a line that is none is named by file and number."""
    with gzip.open(path) if path.name.casefold().endswith(".gz") else path.open("rb") as file:
        yield from read_stream(str(path), file)


def read_stream(name: str, file: IO[bytes] | gzip.GzipFile) -> Iterator[Article | ItemError]:
    """Yield the articles of an open file that people call ``name``."""
    try:
        yield from _lines(name, file)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        yield ItemError(name, "the compressed file is damaged; what came before the damage is in.")


def _lines(name: str, file: IO[bytes] | gzip.GzipFile) -> Iterator[Article | ItemError]:
    number, found = 0, False
    while line := file.readline(_MAX_LINE_BYTES):
        number += 1
        if not line.strip():
            continue
        found = True
        item = f"{name}:{number}"
        if len(line) == _MAX_LINE_BYTES:
            yield ItemError(item, "the line is too long for an article; the rest of the file was not read.")
            return
        try:
            yield _article(item, line)
        except ItemError as error:
            yield error
    if not found:
        yield ItemError(name, "it is empty.")


def _article(item: str, line: bytes) -> Article:
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ItemError(item, "the line is not UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise ItemError(item, "the line is not JSON.") from error
    if not isinstance(fields, dict):
        raise ItemError(item, "the line is not a JSON object.")
    for name in _REQUIRED:
        if name not in fields:
            raise ItemError(item, f'"{name}" is missing.')
    if unknown := sorted(fields.keys() - FIELDS):
        raise ItemError(item, f'"{unknown[0]}" is not a field of an article.')
    text = fields["text"]
    if not isinstance(text, str):
        raise ItemError(item, '"text" is not text.')
    return build(item, "", text, fields)
