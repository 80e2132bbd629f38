from __future__ import annotations

import threading
import time

import pytest

from bot.doctor.check import Check, Finding, Status, passes
from ingest.errors import StoreError


def raising(error: Exception) -> Check:
    def look() -> Finding:
        raise error

    return Check("x", look)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (StoreError("The disk is full: make room."), "The disk is full: make room."),
        (ConnectionError("Nobody answers: start it."), "Nobody answers: start it."),
        (TimeoutError(), "There was no answer within 10 seconds"),
        (ZeroDivisionError("by zero"), "The check itself failed (ZeroDivisionError: by zero)"),
    ],
)
def test_whatever_a_check_meets_is_one_sentence(error: Exception, told: str) -> None:
    finding = raising(error).run()
    assert finding.status is Status.FAIL
    assert finding.text.startswith(told)


def test_a_check_that_hangs_is_left_alone() -> None:
    ended = threading.Event()

    def look() -> Finding:
        ended.wait(30)
        return passes("late")

    begun = time.monotonic()
    finding = Check("slow", look, seconds=0.2).run()
    ended.set()
    assert (finding.status, time.monotonic() - begun < 5) == (Status.FAIL, True)
    assert "within 0 seconds" in finding.text
