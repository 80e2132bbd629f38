"""How REST fails: 429, 5xx, slowness, connections cut. The gateway's failures are methods of ``Gateway``."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

ALWAYS = 1 << 30
# Without this header discord.py takes a 429 for a ban and gives up.
_VIA = {"Via": "1.1 google"}
_MANY = 1000
_ROUNDING = 0.001  # seconds, so that whoever waits as told does not come too early
# The parts of a path that have limits of their own.
_MAJOR = re.compile(r"/(?:channels|guilds)/\d+|/(?:webhooks|interactions)/\d+/[^/]+")
_ID = re.compile(r"\d{15,}|(?<=\d/)[^/]{20,}")

# As Discord's were seen to be; they are not documented.
USUAL_LIMITS = {
    r"POST /channels/\d+/messages$": (5, 5.0),
    r"PATCH /channels/\d+/messages/\d+$": (5, 5.0),
    r"POST /webhooks/\d+/[^/]+$": (5, 2.0),
    r"PATCH /webhooks/\d+/[^/]+/messages/": (5, 5.0),
}


@dataclass
class Fault:
    """What happens to the next ``times`` requests that match; status 0: they are carried out all the same."""

    match: str
    times: int
    status: int = 0
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    cut: bool = False


@dataclass
class Window:
    """A time in which a limit counts; the next one begins with a request after its end."""

    end: float
    used: int = 0


class Faults:
    """All that is wrong at present. ``match`` is a regular expression searched for in "METHOD /path"."""

    headers_of_429 = _VIA | {"X-RateLimit-Scope": "user"}

    def __init__(self, acting: Callable[[], AbstractContextManager[None]]) -> None:
        self._acting = acting
        self._faults: list[Fault] = []
        self._limits: dict[str, tuple[int, float]] = {}
        self._windows: dict[tuple[str, str], Window] = {}

    def fail(self, match: str, status: int = 500, times: int = 1, body: Any = None) -> None:
        """Answer with an error."""
        self._add(Fault(match, times, status, body or {"message": f"{status}: failed", "code": 0}))

    def too_many(self, match: str, seconds: float = 0.5, times: int = 1, *, everywhere: bool = False) -> None:
        """Answer with 429: come again after ``seconds``, with whatever request when it is ``everywhere``."""
        scope = {"X-RateLimit-Scope": "global", "X-RateLimit-Global": "true"} if everywhere else self.headers_of_429
        headers = _VIA | scope | {"Retry-After": str(int(seconds) + 1)}
        body = {"message": "You are being rate limited.", "retry_after": seconds, "global": everywhere}
        self._add(Fault(match, times, 429, body, headers))

    def cut(self, match: str, times: int = 1) -> None:
        """Carry the request out, then cut the connection instead of answering."""
        self._add(Fault(match, times, cut=True))

    def slow(self, match: str, seconds: float, times: int = ALWAYS) -> None:
        """Carry the request out only after a while."""
        self._add(Fault(match, times, delay=seconds))

    def limit(self, match: str, count: int, seconds: float) -> None:
        """Allow ``count`` requests in ``seconds`` to each channel, guild or webhook, and say so in the headers."""
        with self._acting():
            self._limits[match] = (count, seconds)

    def limit_as_usual(self) -> None:
        """Allow as many messages and edits as Discord does."""
        for match, (count, seconds) in USUAL_LIMITS.items():
            self.limit(match, count, seconds)

    def clear(self) -> None:
        """Let all be well again."""
        with self._acting():
            self._faults.clear()
            self._limits.clear()

    def _add(self, fault: Fault) -> None:
        with self._acting():
            self._faults.append(fault)

    # What the server asks.

    def find(self, method: str, path: str) -> Fault | None:
        """Return what is to happen to this request, and count it."""
        with self._acting():
            for fault in self._faults:
                if fault.times > 0 and re.search(fault.match, f"{method} {path}"):
                    fault.times -= 1
                    return fault
            return None

    def headers(self, method: str, path: str) -> dict[str, str]:
        """Return what the answer is to say of limits. Without them discord.py sends one request at a time."""
        match, count, left, seconds = self._window(method, path)
        reset = seconds + _ROUNDING
        return {
            "X-RateLimit-Bucket": match or f"{method} {_ID.sub('-', path)}",
            "X-RateLimit-Limit": str(count),
            "X-RateLimit-Remaining": str(max(0, left - 1)),
            "X-RateLimit-Reset-After": f"{reset:.3f}",
            "X-RateLimit-Reset": f"{time.time() + reset:.3f}",
        }

    def exceeded(self, method: str, path: str) -> tuple[int, Any] | None:
        """Count a request against its limit; return the refusal when it was too many."""
        match, _, left, reset = self._window(method, path)
        if match is None:
            return None
        if left > 0:
            self._windows[match, _major(path)].used += 1
            return None
        return 429, {
            "message": "You are being rate limited.",
            "retry_after": round(reset + _ROUNDING, 3),
            "global": False,
        }

    def _window(self, method: str, path: str) -> tuple[str | None, int, int, float]:
        for match, (count, seconds) in self._limits.items():
            if re.search(match, f"{method} {path}"):
                window = self._windows.get((match, _major(path)))
                if window is None or window.end <= time.monotonic():
                    window = self._windows[match, _major(path)] = Window(time.monotonic() + seconds)
                return match, count, count - window.used, window.end - time.monotonic()
        return None, _MANY, _MANY, 1.0


def _major(path: str) -> str:
    found = _MAJOR.search(path)
    return found[0] if found else ""
