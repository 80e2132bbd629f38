"""What the two commands share: exit statuses, one sentence for what went wrong, text of any script."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Callable

from ingest.errors import DatelineError, SettingsError

OK, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130


def run(action: Callable[[], int], interrupted: str) -> int:
    """Return the exit status of ``action``; a failure meant for people becomes its sentence and a status.

    ``interrupted`` is what is said after Ctrl-C.
    """
    logging.basicConfig(format="%(message)s", level=logging.WARNING, stream=sys.stderr)
    _let_any_script_through()
    try:
        return action()
    except SettingsError as error:
        print(error, file=sys.stderr)
        return USAGE
    except DatelineError as error:
        print(error, file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print(f"\n{interrupted}", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has had enough
        return OK


def _let_any_script_through() -> None:
    """Read and write UTF-8 whatever the locale is, and odd bytes and half characters as marks."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
