"""``rebuild``: the vectors made anew."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ingest.command import OK
from ingest.commands.parsers import Commands

if TYPE_CHECKING:
    from ingest.library import Library


def register(commands: Commands) -> None:
    """Give the command to the parser."""
    rebuild = commands.add_parser("rebuild", help="make the vector index anew from the stored articles")
    rebuild.set_defaults(run=_rebuild)


def _rebuild(library: Library, options: argparse.Namespace) -> int:
    from ingest.pipeline import writer_lock
    from ingest.progress import Progress
    from ingest.rebuild import rebuild

    progress = Progress()
    with writer_lock(library.store):
        count = rebuild(library, progress.share)
    progress.finish()
    print(f"The vectors of {count} articles were made anew.")
    return OK
