"""``backup`` and ``restore``: the articles in one file, and back."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.command import OK
from ingest.commands.parsers import Commands, command

if TYPE_CHECKING:
    from ingest.library import Library


def register(commands: Commands) -> None:
    """Give the commands to the parser."""
    backup = command(
        commands, "backup", "write the articles to one file, while everything runs", _backup,
        "Articles, their former versions and what is known of their sources. No settings, tokens or keys are in it; "
        "nor are the vectors of Chroma, which restore makes from the articles.",
        "backup dateline.tar.gz", "backup --journal private.tar.gz",
    )  # fmt: skip
    backup.add_argument("file", type=Path, metavar="FILE.tar.gz")
    backup.add_argument(
        "--journal", action="store_true", help="with the questions and answers of Discord, which are private (bot.db)"
    )
    restore = command(
        commands, "restore", "put a backup in the place of the articles", _restore,
        "The backup is checked first, and everything or nothing is restored; a bot that runs answers throughout.",
        "--data fresh restore dateline.tar.gz", "restore --replace dateline.tar.gz",
    )  # fmt: skip
    restore.add_argument("file", type=Path, metavar="FILE.tar.gz")
    restore.add_argument("--replace", action="store_true", help="even though there are articles, which are lost")
    for it in (backup, restore):
        it.add_argument("--json", action="store_true", help="print what was done as one JSON object")
        it.add_argument("--quiet", action="store_true", help="print nothing but what goes wrong")


def _backup(library: Library, options: argparse.Namespace) -> int:
    from ingest.backup import back_up

    contents = back_up(library, options.file, journal=options.journal)
    size = options.file.stat().st_size
    if options.json:
        done = {"file": str(options.file), "articles": contents.articles, "passages": contents.passages}
        print(json.dumps({**done, "bytes": size, "contains": sorted(contents.files)}, ensure_ascii=False))
    elif not options.quiet:
        print(f"{contents.articles} articles are in {options.file} ({size / 1e6:.1f} MB): {', '.join(contents.files)}.")
    return OK


def _restore(library: Library, options: argparse.Namespace) -> int:
    from ingest.backup import restore
    from ingest.pipeline import writer_lock
    from ingest.progress import Progress

    progress = Progress(quiet=options.quiet)
    with writer_lock(library):
        contents = restore(library, options.file, progress.share, replacing=options.replace)
    progress.finish()
    if options.json:
        print(json.dumps({"articles": contents.articles, "passages": contents.passages, "made": contents.made}))
    elif not options.quiet:
        print(f"{contents.articles} articles are restored as they were at {contents.made}.")
    return OK
