"""A check of an installation: it ends within its time, with one sentence, whatever it meets."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from ingest.errors import DatelineError

NETWORK_SECONDS = 10.0
# Loading a model or opening a large index takes some seconds from a slow disk.
LOADING_SECONDS = 30.0


class Status(StrEnum):
    """How a check ended. Only FAIL makes the doctor's exit status; SKIP is for what needs something that failed."""

    PASS = "pass"  # noqa: S105  # no password
    WARN = "warn"
    FAIL = "fail"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: one sentence, which says what to do unless all is well."""

    status: Status
    text: str


@dataclass(frozen=True, slots=True)
class Check:
    """``look`` is called in a thread of its own, and left alone when it takes longer than ``seconds``."""

    name: str
    look: Callable[[], Finding]
    seconds: float = NETWORK_SECONDS

    def run(self) -> Finding:
        """Return what was found; every failure of ``look`` is a finding too."""
        found: list[Finding] = []
        thread = threading.Thread(target=lambda: found.append(_caught(self.look)), name=self.name, daemon=True)
        thread.start()
        thread.join(self.seconds)
        return found[0] if found else fails(_too_slow(self.seconds))


def passes(text: str) -> Finding:
    """Return that all is well."""
    return Finding(Status.PASS, text)


def warns(text: str) -> Finding:
    """Return that it works, but an operator should know something."""
    return Finding(Status.WARN, text)


def fails(text: str) -> Finding:
    """Return that it does not work."""
    return Finding(Status.FAIL, text)


def skips(text: str) -> Finding:
    """Return that it could not be looked at."""
    return Finding(Status.SKIP, text)


NOT_CONFIGURED = passes("Not configured.")


def _caught(look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except (DatelineError, ConnectionError) as error:
        return fails(str(error))
    except TimeoutError:
        return fails(_too_slow(NETWORK_SECONDS))
    except Exception as error:  # a check that fails must not stop the others
        return fails(f"The check itself failed ({type(error).__name__}: {error}): report it with this line.")


def _too_slow(seconds: float) -> str:
    return f"There was no answer within {seconds:.0f} seconds: see whether the machine or the network is overloaded."
