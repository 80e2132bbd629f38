"""A short notation for what is read in a text, shared by the tables of cases and the hand-checked sample.

A figure: relation, value or ``low..high``, unit, ``/ counted noun``, ``! act``: ``> 3000 / victims ! rescue``. The noun
and the act may be left out. ``ordinal 3``, ``label 19`` and ``score 3-1`` for the rest. A date:
``date 2024-09-29..2024-10-04`` with a minus for what is not said and ``?`` where nothing can be told; ``time 15:00``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

from ingest.text.calendar_days import DateMention
from ingest.text.figures import Figure, read_mentions

HERE = Path(__file__).parent
SIGNS = {"exact": "=", "about": "~", "nearly": "~<", "more": ">", "at least": ">=", "less": "<", "at most": "<="}


def lines(name: str) -> Iterator[list[str]]:
    """Yield the cells of each line of a table."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [cell.strip() for cell in f"{line} ".split(" | ")]


def readings(cell: str) -> list[str]:
    return [reading.strip() for reading in cell.split(" ; ") if reading.strip()]


def read(text: str, language: str, published: date | None) -> list[Figure | DateMention]:
    figures, dates = read_mentions(text, language, published)
    return sorted([*figures, *dates], key=lambda mention: mention.start)


def matches(reading: str, mention: Figure | DateMention) -> bool:
    """Tell whether ``mention`` is what ``reading`` says."""
    head, _, act = reading.partition(" ! ")
    head, _, noun = head.partition(" / ")
    kind, _, rest = head.strip().partition(" ")
    if isinstance(mention, DateMention):
        return kind == ("time" if mention.times else "date") and rest == str(mention)
    if kind in {"label", "score"}:
        return mention.kind == kind and mention.label == rest
    return _is_value(kind, rest, mention) and _is_noun(noun.lower(), mention) and (not act or mention.act == act)


def _is_value(kind: str, rest: str, mention: Figure) -> bool:
    value, _, unit = rest.partition(" ")
    low, _, high = value.partition("..")
    bounds = (Fraction(low), Fraction(high or low))
    if kind == "ordinal":
        return mention.kind == kind and mention.low == bounds[0]
    same_unit = mention.unit == unit or mention.unit.split("/")[0] == unit
    return SIGNS[mention.relation] == kind and (mention.low, mention.high) == bounds and same_unit


def _is_noun(noun: str, mention: Figure) -> bool:
    return not noun or noun in mention.noun or noun.split()[-1] in mention.noun.split()
