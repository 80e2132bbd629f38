"""Whether a name of a claim stands where its quotes have another: "from France" for "from England to Virginia".

Each name may be in the quotes and yet not where the claim puts it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.checks.names import PARTS, Name, base, names
from bot.checks.statement import Fault, Reading
from ingest.text.places import places_in

_SLOT = re.compile(
    r"\b([^\W\d_]{4,} (?:in|at|from|to|by|against|ở|tại|từ|đến|bởi|sang)|(?:north|south)(?:east|west)?(?:ern)?"
    r"|(?:ea|we)stern"
    r"|phía (?:bắc|nam|đông|tây))(?: the)? $"
)
_SHORTEST = 4
# "from Springfield, Illinois"
_LISTED = re.compile(r"(?:, (?:and )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*)+")


@dataclass(frozen=True, slots=True)
class _Slot:
    """The word and preposition, or the direction, before a name; the name, and it with what is listed after it."""

    before: str
    name: Name
    words: str


def slot_faults(claim: Reading, quotes: Sequence[Reading]) -> Iterator[Fault]:
    """Yield a fault for each name of ``claim`` of which the place is taken by another name in the quotes."""
    told = [slot for quote in quotes if quote.language == claim.language for slot in _slots(quote)]
    for slot in _slots(claim) if told else ():
        rivals = [other for other in told if other.before == slot.before]
        if rivals and not any(_is_one(slot, other) for other in rivals):
            yield claim.fault(slot.name.start, slot.name.end, "name")


def _slots(reading: Reading) -> Iterator[_Slot]:
    spans = reading.mentions
    for name in names(reading.text):
        before = _SLOT.search(reading.text, max(0, name.start - 40), name.start)
        inside = any(start <= name.start < end for start, end in spans)
        if before and not inside and name.end - name.start >= _SHORTEST:
            listed = _LISTED.match(reading.text, name.end)
            yield _Slot(before[1], name, reading.text[name.start : listed.end() if listed else name.end])


def _is_one(slot: _Slot, other: _Slot) -> bool:
    said, told = ({base(word) for word in PARTS.findall(one.words)} for one in (slot, other))
    alike = any(one.startswith(two) or two.startswith(one) for one in said for two in told)
    return alike or bool(places_in(slot.words) & places_in(other.words))
