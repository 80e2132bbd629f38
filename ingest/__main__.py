"""The command ``python -m ingest``: add, list, export, remove and rebuild articles."""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.command import FAILED, OK, run

if TYPE_CHECKING:
    from ingest.library import Library

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


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
        "  python -m ingest list\n  python -m ingest remove storm-1a2b3c4d",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, metavar="DIR", help="the folder of all state (default: ./data)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    add = commands.add_parser("add", help="add or update articles from files and folders")
    add.add_argument(
        "items", nargs="+", metavar="ITEM", type=_item, help=".txt, .md, .html, .jsonl, .jsonl.gz or a folder"
    )
    add.add_argument("--json", action="store_true", help="print the report as one JSON object, last")
    add.set_defaults(run=_add)
    commands.add_parser("list", help="list the stored articles").set_defaults(run=_list)
    commands.add_parser("export", help="print the stored articles as JSON lines").set_defaults(run=_export)
    remove = commands.add_parser("remove", help="remove articles by id")
    remove.add_argument("ids", nargs="+", metavar="ID")
    remove.set_defaults(run=_remove)
    commands.add_parser("rebuild", help="make the vector index anew from the stored articles").set_defaults(
        run=_rebuild
    )
    return parser


def _item(name: str) -> str:
    """Return what is to be added; an empty name, as of an unset shell variable, would be the whole folder."""
    if not name.strip():
        raise argparse.ArgumentTypeError("an empty name is no item")
    return name


def _add(library: Library, options: argparse.Namespace) -> int:
    from ingest.pipeline import Pipeline, writer_lock
    from ingest.progress import Progress
    from ingest.sources import read

    progress = Progress()
    pipeline = Pipeline(library, progress.article)
    with writer_lock(library.store):
        report = pipeline.add(read(options.items))
    progress.finish()
    if options.json:
        print(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        print(
            f"{report.added} added, {report.updated} updated, {report.unchanged} unchanged, "
            f"{len(report.failed)} failed; {report.passages} passages in {report.seconds:.1f} s."
        )
    return FAILED if report.failed else OK


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


def _remove(library: Library, options: argparse.Namespace) -> int:
    from ingest.pipeline import remove_stale, writer_lock

    with writer_lock(library.store):
        missing = [id_ for id_ in options.ids if not library.store.remove(id_)]
        remove_stale(library)
    for id_ in missing:
        print(f"{id_}: there is no article with this id; `python -m ingest list` shows all.", file=sys.stderr)
    print(f"{len(options.ids) - len(missing)} removed.")
    return FAILED if missing else OK


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


if __name__ == "__main__":
    sys.exit(main())
