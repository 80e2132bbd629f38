"""The model files that come with Dateline, and whether they are those that it was released with.

``models/manifest.json`` has the size and the SHA-256 of each, and the version that they share. Sizes are looked at
whenever a file is opened, which finds what was cut or exchanged; hashes are what tests look at.
"""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import TypedDict

from ingest.errors import ModelFileError

FOLDER = Path(__file__).with_name("models")
# Goes up with every change of a model file; the graphs carry it too.
VERSION = "2"


class _Entry(TypedDict):
    bytes: int
    sha256: str


@functools.cache
def manifest() -> dict[str, _Entry]:
    """Return what is known of each model file, by name. Raises ``ModelFileError``."""
    path = FOLDER / "manifest.json"
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelFileError(path.name, "is missing or no JSON") from error
    if not isinstance(found, dict):
        raise ModelFileError(path.name, "has no list of files in it")
    return found


def model_file(name: str) -> Path:
    """Return the path of a model file. Raises ``ModelFileError`` when it is missing, cut or another one."""
    path = FOLDER / name
    wanted = manifest().get(name)
    if wanted is None:
        raise ModelFileError(name, "is not in the manifest")
    try:
        size = path.stat().st_size
    except OSError as error:
        raise ModelFileError(name, "is missing") from error
    if size != wanted["bytes"]:
        raise ModelFileError(
            name, f"has {size:,} bytes instead of {wanted['bytes']:,}: it is cut or of another version"
        )
    return path
