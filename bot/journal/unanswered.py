"""Questions that no article answers, grouped by their wording, for the moderators of one server."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.journal.entry import time_of
from ingest.database import Connection

# What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection"); some take the wide forms too.
_FORMULA = tuple("=+-@＝＋－＠")
HEADER = ("question", "asked", "last asked", "languages")


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that ask the same: the wording used last, how many there were, when the last was, their languages."""

    question: str
    count: int
    last: datetime
    languages: tuple[str, ...]


def read_groups(db: Connection, server: int, since: int, limit: int) -> list[Group]:
    """Return the ``limit`` largest groups of a server's unanswered questions, asked later than ``since``."""
    rows = db.execute(
        "SELECT (SELECT question FROM entries e WHERE e.server = g.server AND e.topic = g.topic"
        "  ORDER BY at DESC LIMIT 1), asked, last,"
        " (SELECT group_concat(DISTINCT language) FROM entries e WHERE e.server = g.server AND e.topic = g.topic)"
        " FROM (SELECT server, topic, count(*) asked, max(at) last FROM entries"
        "  WHERE server = ? AND topic IS NOT NULL AND at >= ?"
        "  GROUP BY server, topic ORDER BY asked DESC, last DESC LIMIT ?) g",
        [server, since, limit],
    ).fetchall()
    return [
        Group(str(question), int(count), time_of(last), tuple(sorted(languages.split(","))))
        for question, count, last, languages in rows
    ]


def as_rows(groups: Iterable[Group]) -> list[tuple[str, ...]]:
    """Return a row of cells for each group, none of which a spreadsheet takes for a formula."""
    return [
        (harmless(group.question), str(group.count), f"{group.last:%Y-%m-%d %H:%M}", " ".join(group.languages))
        for group in groups
    ]


def as_csv(groups: Iterable[Group], header: Sequence[str] = HEADER) -> bytes:
    """Return a CSV file of the groups, which spreadsheets open as it is, Vietnamese included.

    Every cell is quoted, since a spreadsheet may cut at semicolons, and the text begins with the mark of UTF-8.
    """
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([tuple(header), *as_rows(groups)])
    return text.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """Return ``text`` on one line, with an apostrophe before what a spreadsheet would take for a formula."""
    tidy = " ".join("".join(char for char in text if _is_seen(char)).split())
    return f"'{tidy}" if tidy.startswith(_FORMULA) else tidy


def _is_seen(char: str) -> bool:
    """Tell whether ``char`` is white space or no control or format character; one of those could hide an =."""
    return char.isspace() or unicodedata.category(char) not in {"Cc", "Cf"}
