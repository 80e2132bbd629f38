"""Reaching the server of a data folder: finding it, or starting it when there is none.

Every process may own the server. When the owner ends, the server ends with it, and whoever needs it next
starts another; the lock decides between several who try at once.
"""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
from filelock import FileLock, Timeout

from ingest.errors import VectorIndexError
from ingest.index.client import Client
from ingest.index.server import ALREADY_SERVED, address_file, lock_file

logger = logging.getLogger(__name__)

# A server starts in a tenth of a second; a large folder after a crash may take longer to open.
START_SECONDS = 60.0
_MAX_STARTS = 3
_POLL_SECONDS = 0.02
_SAY_AFTER_SECONDS = 2.0
_ANSWER_SECONDS = 5.0
# Chroma takes 5,461 records at once; fewer keep requests short.
_BATCH = 1_000
_HOST = "127.0.0.1"


class ServerAccess:
    """The way to the Chroma server of one data folder, shared by all processes of this machine.

    Safe to use from several threads.
    """

    batch = _BATCH

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    @property
    def owns_server(self) -> bool:
        """Whether the server was started by this process and is alive."""
        return self._child is not None and self._child.poll() is None

    def port(self) -> int:
        """Return the loopback port of a server that answers, starting one if there is none.

        Raises:
            VectorIndexError: none answered within a minute, or each that was started failed.
        """
        with self._lock:
            return self._find_or_start()

    def client(self) -> Client:
        """Return a new connection to whichever server there is."""
        return Client(f"http://{_HOST}:{self.port()}", httpx.Client(trust_env=False))  # nor by any proxy

    def prepare(self) -> None:
        """Start the server now."""
        self.port()

    def silent(self, reason: object) -> VectorIndexError:
        """Return the error that says that no server answers."""
        return VectorIndexError(f"The vector index does not answer ({reason}): try again.")

    def failed(self, reason: object) -> VectorIndexError:
        """Return the error that says that the server could not do what was asked."""
        return VectorIndexError(
            f"The vector index failed ({reason}): check that the disk is not full; "
            "`python -m ingest rebuild` makes it anew."
        )

    def _find_or_start(self) -> int:
        begun = time.monotonic()
        said, starts = False, 0
        while (waited := time.monotonic() - begun) < START_SECONDS and starts <= _MAX_STARTS:
            if not self.owns_server and not self._is_served():
                starts += self._failed()
                self._start()
            port = self._published_port()
            if port is not None and _answers(port):
                return port
            if waited > _SAY_AFTER_SECONDS and not said:
                logger.warning("Waiting for the vector index to open …")
                said = True
            time.sleep(_POLL_SECONDS)
        raise VectorIndexError(
            f"The vector index did not open: check that the disk is not full, or see {self._log_file}; "
            "`python -m ingest rebuild` makes it anew from the stored articles."
        )

    def close(self) -> None:
        """Stop the server if this process started it."""
        with self._lock:
            self._stop()

    def _stop(self) -> None:
        if self._child is None:
            return
        if self._child.stdin is not None:
            self._child.stdin.close()
        try:
            self._child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        self._child = None

    def empty(self) -> None:
        """Delete the Chroma folder, once no server has it open. Raises ``VectorIndexError``."""
        self.close()
        try:
            with FileLock(lock_file(self._folder), timeout=START_SECONDS):
                shutil.rmtree(self._folder / "chroma", ignore_errors=True)
        except Timeout as error:
            raise VectorIndexError("Another process uses the index: stop it and run the command again.") from error

    def _failed(self) -> bool:
        """Tell whether a server that we started ended by itself, other than because it was not needed."""
        return self._child is not None and self._child.poll() not in (None, 0, ALREADY_SERVED)

    @property
    def _log_file(self) -> Path:
        return self._folder / "chroma.log"

    def _is_served(self) -> bool:
        """Tell whether some process holds the folder: the lock, not the address, is the truth."""
        probe = FileLock(lock_file(self._folder))
        try:
            probe.acquire(blocking=False)
        except Timeout:
            return True
        except OSError as error:
            raise VectorIndexError(f"The data folder {self._folder} cannot be written: {error.strerror}.") from error
        probe.release()
        return False

    def _start(self) -> None:
        self._stop()
        address_file(self._folder).unlink(missing_ok=True)
        with self._log_file.open("wb") as log:
            self._child = subprocess.Popen(
                [sys.executable, "-m", "ingest.index.server", str(self._folder.resolve())],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=Path(__file__).parents[2],
                start_new_session=True,  # Ctrl-C is for us: the server has to outlive our last write
            )

    def _published_port(self) -> int | None:
        try:
            return int(json.loads(address_file(self._folder).read_text())["port"])
        except (OSError, ValueError, KeyError):
            return None


def _answers(port: int) -> bool:
    try:
        response = httpx.get(f"http://{_HOST}:{port}/api/v2/heartbeat", timeout=_ANSWER_SECONDS, trust_env=False)
    except httpx.TransportError:
        return False
    return response.status_code == httpx.codes.OK
