"""``list`` and ``export``: what is stored."""

from __future__ import annotations

import argparse
import json
from datetime import date, datetime
from typing import TYPE_CHECKING

from ingest.command import OK
from ingest.commands.parsers import Commands, command
from ingest.commands.printing import line

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.library import Library
    from ingest.store import Entry, Store

_SORTS = ("id", "published", "updated", "title", "source")
_NEWEST_FIRST = {"published", "updated"}


def register(commands: Commands) -> None:
    """Give the commands to the parser."""
    it = command(
        commands, "list", "list the stored articles", _list,
        "One line an article: id, date, language, source and title, separated by tabs.",
        "list --source BBC --since 2024-11-01", "list --match 'flood Huế' --sort published --limit 20",
        "list --sort updated --json",
    )  # fmt: skip
    it.add_argument("--source", metavar="NAME", help="only those whose source has this in its name")
    it.add_argument("--language", metavar="CODE", help="only those in this language, such as vi")
    it.add_argument("--since", type=_day, metavar="DAY", help="only those published on this day (YYYY-MM-DD) or later")
    it.add_argument("--until", type=_day, metavar="DAY", help="only those published on this day or earlier")
    it.add_argument("--match", metavar="WORDS", help="only those with all these words in one passage")
    it.add_argument("--sort", choices=_SORTS, default="id", help="dates: the newest first (default: id)")
    it.add_argument("--limit", type=_count, metavar="N", help="only the first N")
    it.add_argument("--json", action="store_true", help="one JSON object a line")
    command(
        commands, "export", "print the stored articles as JSON lines", _export,
        "Every article as it is now, in the form that add reads.", "export > articles.jsonl",
    )  # fmt: skip


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no day: write it as 2024-11-06") from None


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number from 1 on")
    return int(text)


def _list(library: Library, options: argparse.Namespace) -> int:
    is_wanted = _wanted(library.store, options)
    found = [entry for entry in library.store.entries() if is_wanted(entry)]
    found.sort(key=_key(options.sort), reverse=options.sort in _NEWEST_FIRST)
    for entry in found[: options.limit]:
        print(json.dumps(entry.as_json(), ensure_ascii=False) if options.json else _row(entry))
    return OK


def _row(entry: Entry) -> str:
    published = entry.published.isoformat() if entry.published else "-" * len("YYYY-MM-DD")
    return "\t".join(map(line, (entry.id, published, entry.language, entry.source or "-", entry.title)))


def _wanted(store: Store, options: argparse.Namespace) -> Callable[[Entry], bool]:
    """Return what tells whether an article passes all the filters."""
    from ingest.text.folding import fold, words

    matching = None
    if options.match is not None:
        asked = words(options.match)
        matching = store.ids_with_words(" ".join(f'"{word}"' for word in asked)) if asked else set()

    def is_wanted(entry: Entry) -> bool:
        return (
            (options.source is None or fold(options.source) in fold(entry.source or ""))
            and (options.language is None or entry.language == options.language.lower())
            and (options.since is None or (entry.published is not None and entry.published >= options.since))
            and (options.until is None or (entry.published is not None and entry.published <= options.until))
            and (matching is None or entry.id in matching)
        )

    return is_wanted


def _key(sort: str) -> Callable[[Entry], tuple[object, ...]]:
    from ingest.text.folding import fold

    if sort == "published":
        return lambda entry: (entry.published or date.min,)
    if sort == "updated":
        return lambda entry: (entry.updated.timestamp() if entry.updated else datetime.min.year,)
    if sort == "id":
        return lambda entry: (entry.id,)
    return lambda entry: (fold(getattr(entry, sort) or "\uffff"),)


def _export(library: Library, options: argparse.Namespace) -> int:
    for article in library.store.articles():
        print(json.dumps(article.as_json(), ensure_ascii=False))
    return OK
