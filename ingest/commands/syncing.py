"""``sync`` and ``watch``: what ``sources.toml`` names, brought up to date once or continuously."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from contextlib import closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.command import FAILED, OK
from ingest.commands.parsers import Commands, command
from ingest.commands.printing import changed, summary

if TYPE_CHECKING:
    from ingest.library import Library
    from ingest.pipeline import Report

_SOURCES = Path("sources.toml")


def register(commands: Commands) -> None:
    """Give the commands to the parser."""
    sync = command(
        commands, "sync", "bring the feeds, pages and folders of sources.toml up to date, for cron", _sync,
        "Looks at what is due, and prints nothing when nothing changed.",
        "sync", "sync --now --json", "sync --dry-run", "sync --sources news.toml --quiet",
    )  # fmt: skip
    sync.add_argument("--dry-run", action="store_true", help="only say what would be added and changed; write nothing")
    sync.add_argument("--json", action="store_true", help="print the report as one JSON object, last")
    sync.add_argument("--quiet", action="store_true", help="print nothing but what fails")
    sync.add_argument("--now", action="store_true", help="look at everything, due or not")
    watch = command(
        commands, "watch", "keep the feeds, pages and folders of sources.toml up to date", _watch,
        "Runs until it is stopped: files when they change, feeds and pages when they are due.",
        "watch", "watch --sources news.toml",
    )  # fmt: skip
    for it in (sync, watch):
        it.add_argument(
            "--sources", type=Path, metavar="FILE", default=_SOURCES, help="what to look at (default: sources.toml)"
        )


def _sync(library: Library, options: argparse.Namespace) -> int:
    from ingest.fetching import Fetcher
    from ingest.pipeline import writer_lock
    from ingest.progress import Progress
    from ingest.rebuild import rebuild_if_worn
    from ingest.rehearsal import scratch
    from ingest.sync.plan import Plan
    from ingest.sync.syncing import BusyError, Sync, sync_lock
    from ingest.visits import Visits

    plan = Plan.load(options.sources)
    try:
        with (
            scratch(library) if options.dry_run else nullcontext(library) as it,
            sync_lock(it.store),
            Fetcher(it.settings) as fetcher,
            closing(Visits(it.store.folder)) as visits,
        ):
            sync = Sync(it, visits, fetcher, plan, _heard, rehearsal=options.dry_run)
            report = sync.run(everything=options.now)
            if not options.dry_run and (report.updated or report.removed):
                with writer_lock(it):
                    rebuild_if_worn(it, Progress(quiet=options.quiet).share)
    except BusyError as busy:
        print(busy, file=sys.stderr)
        return OK
    if options.json:
        print(json.dumps(report.as_json(), ensure_ascii=False))
    elif options.dry_run:
        _told_all(report, would=True)
    elif not options.quiet:
        _told(report)
    return FAILED if report.failed else OK


def _watch(library: Library, options: argparse.Namespace) -> int:
    from ingest.sync.syncing import sync_lock
    from ingest.sync.watching import Watching

    terminated = _terminated_like_interrupted()
    watching = Watching(library, options.sources, _heard, _told, lambda told: print(told, file=sys.stderr, flush=True))
    try:
        with sync_lock(library.store):
            watching.run()
    except KeyboardInterrupt:
        if not terminated:
            raise
    return OK


def _terminated_like_interrupted() -> list[int]:
    """End as Ctrl-C does when the process is terminated. Return a list that then has the signal."""
    signals: list[int] = []

    def end(number: int, frame: object) -> None:
        signals.append(number)
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, end)
    return signals


def _heard(outcome: str, item: str) -> None:
    """Print a line for each failure, and nothing for what went well."""
    if outcome == "failed":
        print(item, file=sys.stderr, flush=True)


def _told(report: Report) -> None:
    """Print what changed, if anything did."""
    if report.added or report.updated or report.removed:
        _told_all(report)


def _told_all(report: Report, *, would: bool = False) -> None:
    for change in report.changes:
        print(changed(change))
    print(summary(report, would=would, removes=True), flush=True)
