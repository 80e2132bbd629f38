"""What people think of answers: rated once by each person, counted for a server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from ingest.database import Connection

Reason = Literal["figure", "source", "outdated", "missing", "other"]
REASONS: tuple[Reason, ...] = get_args(Reason)


@dataclass(frozen=True, slots=True)
class Feedback:
    """How many ratings of answers were good and bad, and what was wrong with how many, where it was said."""

    liked: int
    disliked: int
    reasons: Mapping[Reason, int]


def write_rating(
    db: Connection, id_: str, server: int | None, person: str, liked: bool, reason: Reason | None, at: int
) -> bool:
    """Write, or write over, one person's rating of an entry. Return whether the server has that entry."""
    return bool(
        db.execute(
            "INSERT INTO ratings (entry, person, server, liked, reason, at)"
            " SELECT row, ?, server, ?, ?, ? FROM entries WHERE id = ? AND server IS ?"
            " ON CONFLICT DO UPDATE SET liked = excluded.liked, reason = excluded.reason, at = excluded.at",
            [person, liked, reason, at, id_, server],
        ).rowcount
    )


def read_feedback(db: Connection, server: int, since: int) -> Feedback:
    """Count a server's ratings, later than ``since`` (microseconds)."""
    rows = db.execute(
        "SELECT liked, reason, count(*) FROM ratings WHERE server = ? AND at >= ? GROUP BY liked, reason",
        [server, since],
    ).fetchall()
    return Feedback(
        liked=sum(count for liked, _, count in rows if liked),
        disliked=sum(count for liked, _, count in rows if not liked),
        reasons={reason: count for liked, reason, count in rows if reason and not liked},
    )
