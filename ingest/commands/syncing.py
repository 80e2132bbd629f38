"""``sync`` and ``watch``: what ``sources.toml`` names, brought up to date once or continuously."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.command import FAILED, OK
from ingest.commands.parsers import Commands

if TYPE_CHECKING:
    from ingest.library import Library
    from ingest.pipeline import Report

_SOURCES = Path("sources.toml")


def register(commands: Commands) -> None:
    """Give the commands to the parser."""
    sync = commands.add_parser("sync", help="bring the feeds, pages and folders of sources.toml up to date, for cron")
    sync.add_argument("--json", action="store_true", help="print the report as one JSON object, last")
    sync.add_argument("--now", action="store_true", help="look at everything, due or not")
    sync.set_defaults(run=_sync)
    watch = commands.add_parser("watch", help="keep the feeds, pages and folders of sources.toml up to date")
    watch.set_defaults(run=_watch)
    for command in (sync, watch):
        command.add_argument(
            "--sources", type=Path, metavar="FILE", default=_SOURCES, help="what to look at (default: sources.toml)"
        )


def _sync(library: Library, options: argparse.Namespace) -> int:
    from ingest.fetching import Fetcher
    from ingest.sync.plan import Plan
    from ingest.sync.syncing import BusyError, Sync, sync_lock
    from ingest.visits import Visits

    plan = Plan.load(options.sources)
    try:
        with sync_lock(library.store), Fetcher(library.settings) as fetcher:
            visits = Visits(library.store.folder)
            report = Sync(library, visits, fetcher, plan, _heard).run(everything=options.now)
            visits.close()
    except BusyError as busy:
        print(busy, file=sys.stderr)
        return OK
    if options.json:
        print(json.dumps(report.as_json(), ensure_ascii=False))
    else:
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
        counts = (
            f"{report.added} added, {report.updated} updated, {report.removed} removed, {report.unchanged} unchanged"
        )
        print(
            f"{counts}, {len(report.failed)} failed; {report.passages} passages in {report.seconds:.1f} s.", flush=True
        )
