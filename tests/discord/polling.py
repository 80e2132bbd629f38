"""Waiting for what is not of the loopback Discord's world, and so tells nobody that it happened."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
_SECONDS = 0.02


def poll(found: Callable[[], T], what: str, timeout: float = 30) -> T:
    """Return what ``found`` returns as soon as that is true.

    Raises:
        TimeoutError: it was not within ``timeout`` seconds.
    """
    end = time.monotonic() + timeout
    while not (result := found()):
        if time.monotonic() > end:
            raise TimeoutError(f"waited {timeout} s in vain for {what}")
        time.sleep(_SECONDS)
    return result
