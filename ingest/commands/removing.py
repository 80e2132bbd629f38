"""``remove``: articles out, by id."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from ingest.command import FAILED, OK
from ingest.commands.parsers import Commands, command

if TYPE_CHECKING:
    from ingest.library import Library

_UNKNOWN = "there is no article with this id; `python -m ingest list` shows all."


def register(commands: Commands) -> None:
    """Give the command to the parser."""
    remove = command(
        commands, "remove", "remove articles by id", _remove,
        "Removes them with all their versions; sync does not bring them back.",
        "remove storm-1a2b3c4d flood-5e6f7a8b",
    )  # fmt: skip
    remove.add_argument("ids", nargs="+", metavar="ID")
    remove.add_argument("--json", action="store_true", help="print what was done as one JSON object, last")
    remove.add_argument("--quiet", action="store_true", help="print nothing but what fails")


def _remove(library: Library, options: argparse.Namespace) -> int:
    from ingest.pipeline import writer_lock
    from ingest.upkeep import remove_stale
    from ingest.visits import Visits

    ids = list(dict.fromkeys(options.ids))
    with writer_lock(library):
        visits = Visits(library.store.folder)
        for id_ in filter(library.store.version, ids):
            visits.leave_out(id_)  # else the next sync would bring it back
        visits.close()
        missing = [id_ for id_ in ids if not library.store.remove(id_)]
        remove_stale(library)
    for id_ in missing:
        print(f"{id_}: {_UNKNOWN}", file=sys.stderr)
    removed = len(ids) - len(missing)
    if options.json:
        print(json.dumps({"removed": removed, "failed": [{"item": id_, "error": _UNKNOWN} for id_ in missing]}))
    elif not options.quiet:
        print(f"{removed} removed.")
    return FAILED if missing else OK
