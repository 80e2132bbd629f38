"""Texts for pages of a test site: long enough to be articles, each different."""

from __future__ import annotations


def story(n: int, edition: int = 0) -> str:
    """Return the text of the n-th page; another edition of it has other figures."""
    return (
        f"The harbour of Norbury closed pier {n} on Friday morning after the wind tore {40 + edition} boats from "
        f"their moorings, the harbour master said in notice number {n}.\n\n"
        f"Nobody was hurt, but repairs of pier {n} will take {12 + edition} weeks and cost {300 + n} thousand crowns, "
        "according to a first estimate by the town's engineers.\n\n"
        f"Fishermen will land their catch at pier {n + 1} until the work is done, and the ferry keeps to its timetable."
    )
