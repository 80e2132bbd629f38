"""Plain text files, with an optional sidecar that says what a bare text cannot.

The sidecar of ``storm.txt`` is ``storm.txt.json``: one JSON object with any of ``id``, ``title``, ``published``,
``source``, ``url``, ``language``, ``authors`` and ``modified``. It works for ``.html``, ``.md`` and ``.pdf`` files as
well and wins over what they say.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.article import Article
from ingest.errors import ItemError
from ingest.parsing.decoding import NotTextError, decode
from ingest.sources.building import FIELDS, MAX_CHARS, build, id_of_path

# The widest encoding that is read takes four bytes a character.
_MAX_BYTES = 4 * MAX_CHARS


def read(path: Path) -> Iterator[Article]:
    """Yield the one article of a text file. Raises ``ItemError`` or ``OSError``."""
    text = decoded(path)
    yield build(str(path), id_of_path(path), text, sidecar(path))


def decoded(path: Path) -> str:
    """Return the text of a file. Raises ``ItemError`` when it is empty, too large or not text."""
    try:
        return decode(contents(path))
    except NotTextError as error:
        raise ItemError(str(path), f"it is not text ({error}).") from error


def contents(path: Path) -> bytes:
    """Return the bytes of a file. Raises ``ItemError`` when it is empty or too large."""
    size = path.stat().st_size
    if size > _MAX_BYTES:
        raise ItemError(str(path), f"it has {size / 1e6:.0f} MB, an article may have {_MAX_BYTES / 1e6:.0f}: split it.")
    data = path.read_bytes()
    if not data:
        raise ItemError(str(path), "it is empty.")
    return data


def sidecar(path: Path) -> dict[str, Any]:
    """Return the metadata beside ``path``, or nothing. Raises ``ItemError`` when it is not understood."""
    beside = path.with_name(f"{path.name}.json")
    try:
        found = json.loads(beside.read_bytes())
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError) as error:
        raise ItemError(str(beside), "it is not JSON.") from error
    if not isinstance(found, dict):
        raise ItemError(str(beside), "it is not a JSON object.")
    unknown = sorted(found.keys() - (FIELDS - {"text"}))
    if unknown:
        known = ", ".join(sorted(FIELDS - {"text"}))
        raise ItemError(str(beside), f'"{unknown[0]}" is not known here: {known} are.')
    return found
