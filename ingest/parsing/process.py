"""One worker process as its parent sees it: started when it is asked, killed when it takes too long."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, cast

from ingest.parsing.worker import FrameError, read_frame, write_frame

_ROOT = Path(__file__).parents[2]
# What Python needs to start; an operator's keys and tokens are not for a process that reads untrusted bytes.
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "LANG", "LC_ALL", "TZ")
_TOO_LONG = "reading it took too long."
_TOO_MUCH_MEMORY = "reading it needs too much memory."
_CRASHED = "reading it crashed the reader."


class WorkerError(Exception):
    """The process did not survive an item, or nearly; ``str(error)`` is one sentence."""


class WorkerTimeoutError(WorkerError):
    """The item took too much time."""


class Worker:
    """One process; used by one thread at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, header: dict[str, Any], body: bytes, seconds: float) -> tuple[str, bytes]:
        """Return status and body of the reply, which is waited for ``seconds``.

        Raises:
            WorkerError: there is none; the next question starts a new process.
        """
        fresh = not self._is_running()
        try:
            return self._ask(header, body, seconds)
        except WorkerTimeoutError:
            raise
        except WorkerError:
            if fresh:
                raise
            # It may have died of what the items before this one had left in it.
            return self._ask(header, body, seconds)

    def stop(self) -> None:
        """End the process if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        with suppress(OSError), process:
            pass  # its pipes are closed, and it is waited for

    def _is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _ask(self, header: dict[str, Any], body: bytes, seconds: float) -> tuple[str, bytes]:
        if self._process is None or not self._is_running():
            self.stop()
            self._process = _start()
        try:
            with _killed_after(seconds, self._process):
                status, reply = _exchange(self._process, header, body)
        except BaseException:
            self.stop()  # its reply to this item must not be taken for that to the next
            raise
        if status == "memory":
            self.stop()
            raise WorkerError(_TOO_MUCH_MEMORY)
        return status, reply


def _start() -> subprocess.Popen[bytes]:
    # One thread computes in it: a pool for each library would only take memory.
    environment = {"PYTHONPATH": str(_ROOT), "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    environment |= {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-BP", "-m", "ingest.parsing.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,  # a folder that may vanish, or that holds modules, is no place to import in
        env=environment,
    )


@contextmanager
def _killed_after(seconds: float, process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Turn the end of the process into ``WorkerError``; end it after ``seconds``."""
    expired = threading.Event()

    def expire() -> None:
        expired.set()
        process.kill()

    timer = threading.Timer(seconds, expire)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (FrameError, OSError) as error:
        process.kill()
        out_of_time = expired.is_set() or process.wait() == -_signal("SIGXCPU")
        raise (WorkerTimeoutError(_TOO_LONG) if out_of_time else WorkerError(_CRASHED)) from error
    finally:
        timer.cancel()


def _signal(name: str) -> int:
    """Return the number of a signal that Windows lacks, else 0."""
    return int(getattr(signal, name, 0))


def _exchange(process: subprocess.Popen[bytes], header: dict[str, Any], body: bytes) -> tuple[str, bytes]:
    write_frame(cast("IO[bytes]", process.stdin), header, body)
    reply, content = read_frame(cast("IO[bytes]", process.stdout))
    return str(reply.get("status")), content
