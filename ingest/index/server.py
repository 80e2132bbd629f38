"""The one process that opens the Chroma folder: ``python -m ingest.index.server FOLDER``.

More than one process at a Chroma folder loses vectors. So the server takes an exclusive lock for as long
as it lives, publishes its port beside the folder, and everybody else talks to it over loopback. It ends
with the process that started it: its standard input is a pipe that the parent's death closes.

It runs what ``chroma run`` runs, without importing the chromadb package, which would take a second.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import threading
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.index.leftovers import drop_leftovers

# Exit status when another server holds the folder already.
ALREADY_SERVED = 3


def lock_file(folder: Path) -> Path:
    """Return the file that is locked as long as a server has the Chroma folder of ``folder`` open."""
    return folder / "chroma.lock"


def address_file(folder: Path) -> Path:
    """Return the file in which the server publishes its port."""
    return folder / "chroma.address"


def main(folder: Path) -> int:
    """Serve the vectors of the data folder ``folder`` on loopback until the parent process ends."""
    lock = FileLock(lock_file(folder))
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return ALREADY_SERVED
    chroma = folder / "chroma"
    drop_leftovers(chroma)
    port = _free_port()
    _publish(folder, port)
    threading.Thread(target=_stop_with_parent, daemon=True).start()
    import chromadb_rust_bindings

    chromadb_rust_bindings.cli(["chroma", "run", "--path", str(chroma), "--host", "127.0.0.1", "--port", str(port)])
    return 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _publish(folder: Path, port: int) -> None:
    """Replace the address in one step, so that no reader sees half of it."""
    draft = folder / "chroma.address.new"
    draft.write_text(json.dumps({"port": port, "pid": os.getpid()}))
    draft.replace(address_file(folder))


def _stop_with_parent() -> None:
    while os.read(0, 1):  # nobody writes: it returns when the parent is gone
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
