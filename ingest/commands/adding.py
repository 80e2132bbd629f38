"""``add``: articles from files, folders, addresses and standard input."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from ingest.command import FAILED, OK
from ingest.commands.parsers import Commands

if TYPE_CHECKING:
    from ingest.library import Library


def register(commands: Commands) -> None:
    """Give the command to the parser."""
    add = commands.add_parser("add", help="add or update articles from files, folders, pages, feeds and sitemaps")
    add.add_argument(
        "items",
        nargs="+",
        metavar="ITEM",
        type=_item,
        help=".txt, .md, .html, .pdf, .jsonl, .jsonl.gz or a folder; the address of a page, feed or sitemap; "
        "a feed in a file; - for standard input",
    )
    add.add_argument("--json", action="store_true", help="print the report as one JSON object, last")
    add.set_defaults(run=_add)


def _item(name: str) -> str:
    """Return what is to be added; an empty name, as of an unset shell variable, would be the whole folder."""
    if not name.strip():
        raise argparse.ArgumentTypeError("an empty name is no item")
    return name


def _add(library: Library, options: argparse.Namespace) -> int:
    from ingest.pipeline import Pipeline, writer_lock
    from ingest.progress import Progress
    from ingest.sources import read
    from ingest.sources.web import Web

    progress = Progress()
    pipeline = Pipeline(library, progress.article)
    with writer_lock(library.store), Web(library) as web:
        report = pipeline.add(read(options.items, web))
    progress.finish()
    if options.json:
        print(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        print(
            f"{report.added} added, {report.updated} updated, {report.unchanged} unchanged, "
            f"{len(report.failed)} failed; {report.passages} passages in {report.seconds:.1f} s."
        )
    return FAILED if report.failed else OK
