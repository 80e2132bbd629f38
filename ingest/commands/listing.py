"""``list`` and ``export``: what is stored."""

from __future__ import annotations

import argparse
import json
import re
from typing import TYPE_CHECKING

from ingest.command import OK
from ingest.commands.parsers import Commands

if TYPE_CHECKING:
    from ingest.library import Library

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def register(commands: Commands) -> None:
    """Give the commands to the parser."""
    commands.add_parser("list", help="list the stored articles").set_defaults(run=_list)
    commands.add_parser("export", help="print the stored articles as JSON lines").set_defaults(run=_export)


def _list(library: Library, options: argparse.Namespace) -> int:
    for article in library.store.articles():
        published = article.published.isoformat() if article.published else "----------"
        row = (article.id, published, article.language, article.source or "-", article.title)
        print("\t".join(_CONTROL.sub(" ", cell) for cell in row))
    return OK


def _export(library: Library, options: argparse.Namespace) -> int:
    for article in library.store.articles():
        print(json.dumps(article.as_json(), ensure_ascii=False))
    return OK
