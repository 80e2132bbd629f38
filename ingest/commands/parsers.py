"""How commands are given to the parser."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from ingest.library import Library

    Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Commands: TypeAlias = object

_WIDTH = 80


def command(
    commands: Commands,
    name: str,
    summary: str,
    run: Callable[[Library, argparse.Namespace], int],
    description: str,
    *examples: str,
) -> argparse.ArgumentParser:
    """Add a command. Its help shows the examples, each without ``python -m ingest``."""
    lines = "".join(f"\n  python -m ingest {example}" for example in examples)
    parser = commands.add_parser(
        name,
        help=summary,
        description=textwrap.fill(description, _WIDTH),
        epilog=f"examples:{lines}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser
