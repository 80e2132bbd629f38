"""A bot as a real process beside the loopback Discord: started, watched, and ended by signals."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from tests.conftest import FILE_LIMIT, limited
from tests.discord.launch import GATEWAY, PATIENCE, REST
from tests.discord.server import FakeDiscord

_TOLD = 4000  # characters of the log that a failure shows


class BotProcess:
    """``python -m bot``, or another module with a ``main``, as a process whose output is kept in a file.

    ``environment`` adds to that of the tests; a value of None removes a name. ``patience`` is after how many seconds of
    silence a gateway counts as dead (a minute, when it is None); let it be more than the five for which discord.py does
    not listen before it identifies again.
    """

    def __init__(
        self,
        fake: FakeDiscord,
        data: Path,
        *arguments: str,
        module: str = "bot.__main__",
        environment: Mapping[str, str | None] | None = None,
        patience: float | None = None,
        size: int = FILE_LIMIT,
    ) -> None:
        self._fake, self._started_at = fake, time.monotonic()
        self._log = data.with_name(f"{data.name}.log")
        told: dict[str, str | None] = {
            REST: fake.rest_url,
            GATEWAY: fake.gateway_url,
            PATIENCE: None if patience is None else str(patience),
            "DISCORD_TOKEN": fake.token,
            "DATELINE_DATA": str(data),
            **(environment or {}),
        }
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.discord.launch", module, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={name: value for name, value in (os.environ | told).items() if value is not None},
                preexec_fn=limited(size),
            )

    @property
    def log(self) -> str:
        """All that was written to standard output and standard error, also by earlier processes on this folder."""
        return self._log.read_text("utf-8", "replace")

    @property
    def running(self) -> bool:
        """Whether the process has not ended."""
        return self._process.poll() is None

    @property
    def resident_bytes(self) -> int:
        """The memory that the process holds at present (Linux only)."""
        pages = int(Path(f"/proc/{self._process.pid}/statm").read_text("ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    @property
    def threads(self) -> int:
        """How many threads the process has (Linux only)."""
        return len(list(Path(f"/proc/{self._process.pid}/task").iterdir()))

    def wait_connected(self, timeout: float = 60) -> None:
        """Wait until the process has identified or resumed.

        Raises:
            RuntimeError: it has ended instead; the message is what it wrote.
            TimeoutError: it has not in time.
        """
        connected = partial(self._fake.gateway.connected, since=self._started_at)
        self._wait(lambda: connected() or not self.running, timeout, "a connection")
        if not connected():
            raise RuntimeError(self.log[-_TOLD:])

    def wait_log(self, text: str, timeout: float = 30) -> None:
        """Wait until ``text`` has been written.

        Raises:
            TimeoutError: it was not in time.
        """
        self._wait(lambda: text in self.log, timeout, f"{text!r} in the log")

    def wait_end(self, timeout: float = 30) -> int:
        """Wait until the process has ended, and return its exit status.

        Raises:
            TimeoutError: it has not in time.
        """
        self._wait(lambda: not self.running, timeout, "the end")
        return int(self._process.returncode)

    def send_signal(self, number: signal.Signals) -> None:
        """Send a signal to the process."""
        self._process.send_signal(number)

    def terminate(self, timeout: float = 15) -> int:
        """Ask the process to end, wait until it has, and return its exit status."""
        self.send_signal(signal.SIGTERM)
        return self.wait_end(timeout)

    def kill(self) -> None:
        """End the process at once, whatever it does."""
        self._process.kill()
        self._process.wait()

    def _wait(self, found: Callable[[], bool], timeout: float, what: str) -> None:
        end = time.monotonic() + timeout
        while not found():
            if time.monotonic() > end:
                raise TimeoutError(f"waited {timeout} s in vain for {what}\n{self.log[-_TOLD:]}")
            time.sleep(0.02)
