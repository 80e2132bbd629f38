"""Markdown files with YAML front matter, as static site generators write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.article import Article
from ingest.errors import ItemError
from ingest.sources.building import build, id_of_path
from ingest.sources.plain import decoded, sidecar

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
# Other names that generators use for our fields.
_SYNONYMS = {
    "published": ("date", "pubdate"),
    "source": ("publisher",),
    "language": ("lang",),
    "url": ("canonical_url",),
}


def read(path: Path) -> Iterator[Article]:
    """Yield the one article of a Markdown file. Raises ``ItemError`` or ``OSError``."""
    whole = decoded(path)
    match = _FRONT_MATTER.match(whole)
    text = whole[match.end() :] if match else whole
    metadata = _parse(path, match.group(1)) if match else {}
    yield build(str(path), id_of_path(path), text, {**metadata, **sidecar(path)})


def _parse(path: Path, source: str) -> dict[str, Any]:
    import yaml

    try:
        found = yaml.safe_load(source)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 2})" if mark else ""
        told = f"its front matter is not YAML{where}: put a value that has a colon in quotation marks."
        raise ItemError(str(path), told) from error
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ItemError(str(path), "its front matter is not a list of names and values.")
    for name, others in _SYNONYMS.items():
        for other in others:
            if name not in found and other in found:
                found[name] = found[other]
    return found
