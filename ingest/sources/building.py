"""From what a source read to an article: the checks and defaults that all sources share."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ingest.article import Article
from ingest.errors import ItemError
from ingest.text.language import detect, normalize_code

FIELDS = frozenset({"id", "title", "text", "published", "source", "url", "language", "authors", "modified"})
# The longest feature is a twentieth of this; a longer text is a dump that belongs in several articles.
MAX_CHARS = 2_000_000
_MAX_TITLE_CHARS = 200
_SURROGATE = re.compile("[\ud800-\udfff]")


def build(item: str, id_: str, text: str, metadata: Mapping[str, Any]) -> Article:
    """Return the article ``id_`` of ``text`` and whatever of ``metadata`` is known.

    Without a title the first line is taken; without a language it is detected.

    Raises:
        ItemError: the text is empty or too long, or a value of ``metadata`` is not what it should be.
    """
    text = _SURROGATE.sub("\ufffd", text)  # JSON can hold half characters, a database cannot
    if not re.search(r"[^\W_]", text):
        raise ItemError(item, "it holds no text.")
    if len(text) > MAX_CHARS:
        millions = len(text) / 1_000_000
        raise ItemError(item, f"it has {millions:.1f} million characters, an article may have 2: split it.")
    id_ = _string(item, metadata, "id") or id_
    if not id_:
        raise ItemError(item, '"id" is empty.')
    title = _string(item, metadata, "title") or _first_line(text)
    language = _string(item, metadata, "language")
    return Article(
        id=id_,
        title=" ".join(title.split()),
        text=text,
        language=normalize_code(language) if language else detect(text),
        published=_date(item, metadata, "published"),
        source=_string(item, metadata, "source"),
        url=_string(item, metadata, "url"),
        authors=_strings(item, metadata, "authors"),
        modified=_date(item, metadata, "modified"),
    )


def id_of_path(path: Path) -> str:
    """Return an id that is readable and stays the same as long as the file stays where it is."""
    digest = hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{path.stem}-{digest}".encode("utf-8", "replace").decode()


def _string(item: str, metadata: Mapping[str, Any], field: str) -> str | None:
    value = metadata.get(field)
    if isinstance(value, int) and not isinstance(value, bool) and field in {"id", "title"}:
        value = str(value)
    if value is not None and not isinstance(value, str):
        raise ItemError(item, f'its "{field}" is {type(value).__name__}, not text.')
    return _SURROGATE.sub("\ufffd", value).replace("\0", "").strip() or None if value else None


def _strings(item: str, metadata: Mapping[str, Any], field: str) -> tuple[str, ...]:
    values = metadata.get(field) or ()
    if isinstance(values, str):
        values = (values,)
    if not isinstance(values, list | tuple) or not all(isinstance(value, str) for value in values):
        raise ItemError(item, f'its "{field}" is not a list of texts.')
    cleaned = (_SURROGATE.sub("\ufffd", value).replace("\0", "").strip() for value in values)
    return tuple(value for value in cleaned if value)


def _date(item: str, metadata: Mapping[str, Any], field: str) -> date | None:
    value = metadata.get(field)
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return datetime.fromisoformat(str(value).strip()).date()
    except ValueError as error:
        raise ItemError(item, f'its "{field}" is {str(value)[:40]!r}, not a date such as 2024-11-06.') from error


def _first_line(text: str) -> str:
    line = next(line for line in text.splitlines() if re.search(r"[^\W_]", line)).strip(" #*_\t")
    return line if len(line) <= _MAX_TITLE_CHARS else line[:_MAX_TITLE_CHARS].rsplit(" ", 1)[0] + " …"
