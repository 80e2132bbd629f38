"""The command ``python -m ingest``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ingest.command import run
from ingest.commands import COMMANDS


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 some items failed, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    return run(lambda: _run(options), "Stopped. What was in stays in; run the same command again to go on.")


def _run(options: argparse.Namespace) -> int:
    from ingest.library import Library
    from ingest.settings import Settings

    library = Library(Settings.load(options.data))
    try:
        return int(options.run(library, options))
    finally:
        library.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m ingest",
        description="Bring articles into Dateline.",
        epilog="examples:\n  python -m ingest add seeds\n  python -m ingest add news.jsonl.gz storm.txt --json\n"
        "  python -m ingest list --sort updated\n  python -m ingest show storm-1a2b3c4d\n"
        "  python -m ingest backup dateline.tar.gz\n\n`python -m ingest COMMAND --help` has more of each. Exit status: "
        "0 done, 1 some\nitems failed (each is named, the rest are in), 2 wrong usage.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, metavar="DIR", help="the folder of all state (default: ./data)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.register(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
