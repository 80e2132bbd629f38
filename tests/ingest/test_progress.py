from __future__ import annotations

import io

from ingest.progress import Progress


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
    Progress(out).share(10, 10, "questions")
    assert out.getvalue() == "\r10 of 10 questions, 0 s left\x1b[K"
