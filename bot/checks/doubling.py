"""Figures and dates that a claim tells twice and its quotes once, in the place of one that they tell and it does not.

"5 road projects and 5 rail projects" does not rest on "5 road projects and 2 rail projects", though each 5 by itself
does: the 2 has gone missing. Where nothing has, a figure may be repeated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

from ingest.text.calendar_days import DateMention
from ingest.text.figures import Figure


def doubled_figures(claim: Sequence[Figure], quotes: Sequence[Figure]) -> list[Figure]:
    """Return the figures of ``claim`` of which one stands for another figure of ``quotes``."""
    said = [(figure.kind, figure.unit, figure.label or figure.low, figure.high) for figure in claim]
    told = [(figure.kind, figure.unit, figure.label or figure.low, figure.high) for figure in quotes]
    return [claim[index] for index in _doubled(said, told, kinds=2)]


def doubled_dates(claim: Sequence[DateMention], quotes: Sequence[DateMention]) -> list[DateMention]:
    """Return the dates of ``claim`` of which one stands for another date of ``quotes``."""
    said = [(mention.grain, mention.first, mention.last, mention.times) for mention in claim]
    told = [(mention.grain, mention.first, mention.last, mention.times) for mention in quotes]
    return [claim[index] for index in _doubled(said, told, kinds=1)]


def _doubled(said: Sequence[tuple[Hashable, ...]], told: Sequence[tuple[Hashable, ...]], *, kinds: int) -> list[int]:
    """Return where ``said`` repeats what ``told`` has fewer times, while one of its kind goes unsaid."""
    spoken, known = Counter(said), Counter(told)
    unsaid = {key[:kinds] for key in known if key not in spoken}
    twice = {key for key, count in spoken.items() if 0 < known[key] < count and key[:kinds] in unsaid}
    return [index for index, key in enumerate(said) if key in twice]
