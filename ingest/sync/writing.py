"""Whether somebody is writing to a file."""

from __future__ import annotations

import errno
import os
import signal
import sys
from pathlib import Path

if sys.platform == "linux":
    import fcntl


def is_being_written(path: Path) -> bool:
    """Return whether a process has ``path`` open for writing, as far as the system tells: Linux does, for own files."""
    if sys.platform != "linux":
        return False
    try:
        file = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return False  # whoever reads it says so
    try:
        # A read lease is refused with EAGAIN while the file is open for writing. Whoever opens it while we hold the
        # lease has us sent a signal, which must be one that is ignored (fcntl(2)).
        fcntl.fcntl(file, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    finally:
        os.close(file)
    return False
