from __future__ import annotations

import io
import re
import time

import pytest

from ingest.progress import Progress, duration


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_file_gets_failures_only() -> None:
    out = io.StringIO()
    progress = Progress(out)
    progress.article("added", "a")
    progress.article("failed", "x.txt: it is empty.")
    progress.share(1, 2)
    progress.finish()
    assert out.getvalue() == "x.txt: it is empty.\n"


def test_a_terminal_gets_one_line_that_goes_away() -> None:
    out = Terminal()
    progress = Progress(out)
    for _ in range(50):
        progress.article("added", "a")
    progress.article("failed", "x.txt: it is empty.")
    progress.finish()
    shown = out.getvalue()
    assert shown.startswith("\r1 articles, ")
    assert "\r\x1b[Kx.txt: it is empty.\n" in shown
    assert shown.endswith("\r\x1b[K")


def test_a_known_number_says_how_long_is_left() -> None:
    out = Terminal()
    progress = Progress(out)
    progress.share(0, 400, "questions")
    assert out.getvalue() == "\r0 of 400 questions, 0 a second, …\x1b[K"
    time.sleep(0.3)
    progress.share(100, 400, "questions")
    shown = re.fullmatch(
        r"\r100 of 400 questions, (\d+) a second, (\d) s left\x1b\[K", out.getvalue().split("…\x1b[K")[1]
    )
    assert shown
    assert 50 < int(shown[1]) < 340


def test_what_is_quiet_says_only_what_fails() -> None:
    out = Terminal()
    progress = Progress(out, quiet=True, total=2)
    progress.article("added", "a")
    progress.article("failed", "x.txt: it is empty.")
    progress.finish()
    assert out.getvalue() == "x.txt: it is empty.\n"


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "0 s"), (119, "119 s"), (120, "2 min"), (7_199, "120 min"), (7_800, "2 h 10 min")]
)
def test_a_time_is_said_in_the_unit_that_fits(seconds: float, said: str) -> None:
    assert duration(seconds) == said
