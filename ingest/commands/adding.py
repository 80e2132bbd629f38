"""``add``: articles from files, folders, addresses and standard input."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from ingest.command import FAILED, OK
from ingest.commands.parsers import Commands, command
from ingest.commands.printing import changed, summary

if TYPE_CHECKING:
    from ingest.library import Library
    from ingest.pipeline import Report


def register(commands: Commands) -> None:
    """Give the command to the parser."""
    add = command(
        commands, "add", "add or update articles from files, folders, pages, feeds and sitemaps", _add,
        "What is new is added, what changed replaces its old version, the rest is left alone; after an interruption "
        "run the same command again. Each item that fails is named with its cause, and stops nothing else.",
        "add news/ storm.txt", "add https://example.org/feed.xml", "add --dry-run news.jsonl.gz",
        "add --json - < articles.jsonl",
    )  # fmt: skip
    add.add_argument(
        "items",
        nargs="+",
        metavar="ITEM",
        type=_item,
        help=".txt, .md, .html, .pdf, .jsonl, .jsonl.gz or a folder; the address of a page, feed or sitemap; "
        "a feed in a file; - for standard input",
    )
    add.add_argument("--dry-run", action="store_true", help="only say what would be added and changed; write nothing")
    add.add_argument("--json", action="store_true", help="print the report as one JSON object, last")
    add.add_argument("--quiet", action="store_true", help="print nothing but what fails")


def _item(name: str) -> str:
    """Return what is to be added; an empty name, as of an unset shell variable, would be the whole folder."""
    if not name.strip():
        raise argparse.ArgumentTypeError("an empty name is no item")
    return name


def _add(library: Library, options: argparse.Namespace) -> int:
    report = _rehearsed(library, options) if options.dry_run else _added(library, options)
    tell(report, options, would=options.dry_run)
    return FAILED if report.failed else OK


def tell(report: Report, options: argparse.Namespace, *, would: bool = False) -> None:
    """Print a report as ``--json`` and ``--quiet`` want it: a line for each changed article, and one that sums up."""
    if options.json:
        print(json.dumps(report.as_json(), ensure_ascii=False))
    elif not options.quiet:
        for change in report.changes:
            print(changed(change))
        print(summary(report, would=would))


def _added(library: Library, options: argparse.Namespace) -> Report:
    from ingest.pipeline import Pipeline, writer_lock
    from ingest.progress import Progress
    from ingest.rebuild import rebuild_if_worn
    from ingest.sources import read
    from ingest.sources.counting import known_total
    from ingest.sources.web import Web

    progress = Progress(quiet=options.quiet, total=known_total(options.items))
    pipeline = Pipeline(library, progress.article)
    with writer_lock(library), Web(library) as web:
        report = pipeline.add(read(options.items, web))
        rebuild_if_worn(library, progress.share)
    progress.finish()
    return report


def _rehearsed(library: Library, options: argparse.Namespace) -> Report:
    from ingest.pipeline import Pipeline
    from ingest.progress import Progress
    from ingest.rehearsal import scratch
    from ingest.sources import read
    from ingest.sources.web import Web

    progress = Progress(quiet=options.quiet)
    with scratch(library) as copy, Web(copy) as web:
        report = Pipeline(copy, progress.article, rehearsal=True).add(read(options.items, web))
    progress.finish()
    return report
