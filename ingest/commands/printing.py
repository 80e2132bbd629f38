"""What commands print of articles and reports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.changes import Change
    from ingest.pipeline import Report

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_CONTROL_BUT_LINES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_MOST_SHOWN = 4
_MOST_CHARACTERS = 60


def line(text: str) -> str:
    """Return ``text`` on one line, harmless to a terminal."""
    return _CONTROL.sub(" ", text)


def lines(text: str) -> str:
    """Return ``text`` with its lines, harmless to a terminal."""
    return _CONTROL_BUT_LINES.sub(" ", text.replace("\r\n", "\n"))


def summary(report: Report, *, would: bool = False, removes: bool = False) -> str:
    """Return the counts of a report as one line, with what was removed if the command ``removes``."""
    counts = [
        f"{report.added} added",
        f"{report.updated} updated",
        *([f"{report.removed} removed"] if removes or report.removed else []),
        f"{report.unchanged} unchanged",
        f"{len(report.failed)} failed",
    ]
    if would:
        return f"Nothing was written. There would be {', '.join(counts)}; {report.passages} passages."
    return f"{', '.join(counts)}; {report.passages} passages in {report.seconds:.1f} s."


def changed(change: Change) -> str:
    """Return one line: "news-3 “Storm”: 214 → 231 people arrested; title; and 2 more"."""
    return line(f"{change.id} “{_short(change.title)}”: {what_changed(change)}")


def what_changed(change: Change) -> str:
    """Return the figures that changed, then which facts did, or that only words did."""
    said = [
        *map(str, change.figures),
        *(f"{it.what} {it.before or 'none'} → {it.after or 'none'}" for it in change.fields if it.what == "published"),
        *(it.what for it in change.fields if it.what != "published"),
    ]
    more = [f"and {len(said) - _MOST_SHOWN} more"] if len(said) > _MOST_SHOWN else []
    return "; ".join([*said[:_MOST_SHOWN], *more]) or "its words"


def _short(title: str) -> str:
    return title if len(title) <= _MOST_CHARACTERS else f"{title[:_MOST_CHARACTERS]}…"
