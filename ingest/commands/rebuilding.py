"""``rebuild``: the vectors made anew."""

from __future__ import annotations

import argparse
import json
import time
from typing import TYPE_CHECKING

from ingest.command import OK
from ingest.commands.parsers import Commands, command

if TYPE_CHECKING:
    from ingest.library import Library


def register(commands: Commands) -> None:
    """Give the command to the parser."""
    rebuild = command(
        commands, "rebuild", "make the vector index anew from the stored articles", _rebuild,
        "After damage, or with another embedder: only then is anything embedded again. The new index is made beside "
        "the old one and takes its place at the end, so that a bot answers throughout.",
        "rebuild", "rebuild --quiet",
    )  # fmt: skip
    rebuild.add_argument("--json", action="store_true", help="print what was done as one JSON object")
    rebuild.add_argument("--quiet", action="store_true", help="print nothing but what goes wrong")


def _rebuild(library: Library, options: argparse.Namespace) -> int:
    from ingest.pipeline import writer_lock
    from ingest.progress import Progress
    from ingest.rebuild import rebuild

    progress, begun = Progress(quiet=options.quiet), time.monotonic()
    with writer_lock(library):
        count = rebuild(library, progress.share)
    progress.finish()
    if options.json:
        print(json.dumps({"articles": count, "seconds": round(time.monotonic() - begun, 3)}))
    elif not options.quiet:
        print(f"The vectors of {count} articles were made anew.")
    return OK
