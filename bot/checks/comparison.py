"""What several sources say of one thing: they agree, one rounds, they differ, or a later report supersedes.

It speaks only when it is sure that two articles count the same thing: same counted noun, same act, and a name or date
in common that not every article has. Copies of one wire story are one source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

from bot.answer import Relation
from bot.checks import values
from bot.checks.names import names
from ingest.text import lexicon
from ingest.text.calendar_days import DateMention
from ingest.text.figures import Figure, read_mentions
from ingest.text.folding import words as folded_words
from ingest.text.places import place

_SHINGLE = 5
# Two rewrites of one agency's story share a third of their five-word runs; two stories of one event hardly any.
_COPY = 0.3
_LOWER_BOUNDS = frozenset({"more", "at least"})
# News of one event appears within so many days; what is further apart may be another storm, game or quarter.
_DAYS_APART = 14
_LONG_AGO = 60
_BODIES = ("interpol", "nato", "who", "united nations", "world bank")
_COUNTED = frozenset({"count", "money", "share", "measure"})
_RISING = frozenset({"die", "injure", "disappear", "infect", "arrest", "rescue", "evacuate", "displace", "charge"})


@dataclass(frozen=True, slots=True)
class Report:
    """What one article says: the quote it is cited for, and its whole text to know its event and its copies by."""

    citation: int
    quote: str
    language: str
    article: str
    published: date | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """A figure or date as a report words it."""

    citation: int
    words: str
    published: date | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """How the sayings of two or more sources stand to each other, oldest article first.

    ``concept`` and ``act`` name what is counted (``ingest.text.lexicon``), both empty for a date.
    """

    relation: Relation
    kind: Literal["figure", "date"]
    sayings: tuple[Saying, ...]
    concept: str = ""
    act: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    report: Report
    figures: list[Figure]
    dates: list[DateMention]
    named: frozenset[str]
    names: frozenset[str]
    shingles: frozenset[tuple[str, ...]]


def compare(reports: Sequence[Report]) -> list[Finding]:
    """Return what the ``reports`` say of the same things, strongest first: differing before agreeing.

    Nothing for a single source, for copies of one story, and where it is not sure that two count the same thing.
    """
    read = [_read(report) for report in reports]
    found = [finding for one, other in combinations(read, 2) for finding in _between(one, other)]
    order: tuple[Relation, ...] = ("superseded", "differ", "rounded", "agree")
    return _distinct(sorted(found, key=lambda finding: order.index(finding.relation)))


def _read(report: Report) -> _Read:
    figures, dates = read_mentions(report.quote, report.language, report.published)
    named, told = frozenset(_told_names(report.quote)), frozenset(_told_names(report.article))
    return _Read(report, figures, dates, named, told, frozenset(_shingles(report.article)))


def _told_names(text: str) -> Iterator[str]:
    """Yield the folded words of the names in an article, places and bodies under their one name."""
    for name in names(text):
        known = place(text[name.start : name.end])
        if known:
            yield known
        for word in name.words:
            yield place(word) or "".join(folded_words(word))


def _shingles(text: str) -> Iterator[tuple[str, ...]]:
    words = folded_words(text)
    return zip(*(words[start:] for start in range(_SHINGLE)), strict=False)


def _between(one: _Read, other: _Read) -> Iterator[Finding]:
    if one.report.article == other.report.article or _is_copy(one, other):
        return
    first, second = sorted((one, other), key=lambda read: read.report.published or date.min)
    if not _same_event(first, second):
        return
    one_source = first.report.source is not None and first.report.source == second.report.source
    for finding in (*_figures(first, second), *_dates(first, second)):
        if finding.relation == "superseded" or not one_source:
            yield finding


def _figures(first: _Read, second: _Read) -> Iterator[Finding]:
    if not _same_time(first, second):
        return
    for figure, twin in _pairs(first, second):
        relation = _relation(figure, first.report, twin, second.report)
        if relation:
            sayings = (_saying(first.report, figure), _saying(second.report, twin))
            yield Finding(relation, "figure", sayings, figure.concept or twin.concept, figure.act)


def _same_time(one: _Read, other: _Read) -> bool:
    """Tell whether two quotes may speak of one day: near in publication, and not of different days themselves."""
    first, second = one.report.published, other.report.published
    if first and second and abs((second - first).days) > _DAYS_APART:
        return False
    if _is_history(one) or _is_history(other):
        return False
    said, told = set(_days(one)), set(_days(other))
    return not said or not told or bool(said & told)


def _is_history(read: _Read) -> bool:
    """Tell whether a quote names a year or month long before its article appeared: it may tell of another event."""
    published = read.report.published
    spans = [mention.interval for mention in read.dates if mention.interval and mention.grain in {"year", "month"}]
    return published is not None and any((published - last).days > _LONG_AGO for _, last in spans)


def _is_copy(one: _Read, other: _Read) -> bool:
    smaller = min(len(one.shingles), len(other.shingles))
    return smaller > 0 and len(one.shingles & other.shingles) >= _COPY * smaller


def _same_event(one: _Read, other: _Read) -> bool:
    """Tell whether two articles share names, and their quotes do not name different persons or bodies."""
    shared = _bodies(one.names & other.names)
    said, told = _bodies(one.named), _bodies(other.named)
    if said and told and not said & told:
        return False
    return len(shared) >= 2 or (bool(one.names & other.names) and bool(set(_days(one)) & set(_days(other))))


def _bodies(told: frozenset[str]) -> set[str]:
    """Return the names that are of no place: half of all news shares a country."""
    return {name for name in told if len(name) > 1 and place(name) in {"", *_BODIES}}


def _days(read: _Read) -> Iterator[tuple[date, date]]:
    for mention in read.dates:
        if mention.interval and mention.grain in {"day", "weekday"}:
            yield mention.interval


def _pairs(one: _Read, other: _Read) -> Iterator[tuple[Figure, Figure]]:
    """Yield the figures that count the same thing, where each report gives it only one value."""
    for figure in one.figures:
        twins = [twin for twin in other.figures if _same_thing(figure, twin)]
        rivals = [rival for rival in one.figures if twins and _same_thing(rival, twins[0])]
        if twins and _is_one_value(twins) and _is_one_value(rivals):
            yield figure, twins[0]


def _is_one_value(figures: Sequence[Figure]) -> bool:
    return len({(figure.low, figure.high, figure.relation) for figure in figures}) == 1


def _same_thing(one: Figure, other: Figure) -> bool:
    if one.kind not in _COUNTED or one.unit != other.unit or one.kind != other.kind:
        return False
    if not one.act or one.act != other.act or lexicon.direction(one.act):
        return False
    if one.concept and other.concept:
        pair = {one.concept, other.concept}
        return len(pair) == 1 or (all(lexicon.is_person(concept) for concept in pair) and _compatible(pair))
    return one.noun == other.noun or (
        one.act in _RISING and not (one.concept and other.concept) and not (one.noun and other.noun)
    )


def _compatible(concepts: set[str]) -> bool:
    """Tell whether two kinds of persons may be one: suspects and "individuals", not suspects and victims."""
    return lexicon.GENERIC in concepts


def _relation(first: Figure, earlier: Report, second: Figure, later: Report) -> Relation | None:
    if values.bears(first, second) and values.bears(second, first):
        return "agree"
    if values.bears(first, second) or values.bears(second, first):
        return "rounded" if first.relation != second.relation else "agree"
    if first.others or second.others or (first.relation in _LOWER_BOUNDS and second.relation in _LOWER_BOUNDS):
        return None  # "at least 41" and "at least 103" may both be so
    return "superseded" if _supersedes(first, earlier, second, later) else "differ"


def _supersedes(first: Figure, earlier: Report, second: Figure, later: Report) -> bool:
    """Tell whether the later report replaces the earlier: same source on a later day, or a toll that has risen."""
    if earlier.published is None or later.published is None or earlier.published >= later.published:
        return False
    if earlier.source and earlier.source == later.source:
        return True
    return second.act in _RISING and second.low > first.high and _says_so(later.quote, second)


def _says_so(quote: str, figure: Figure) -> bool:
    before = quote[max(0, figure.start - 40) : figure.start].lower()
    acts = {lexicon.direction(act) for act in lexicon.acts_in(before.split())}
    return "rise" in acts or any(word in before for word in ("now", "updated", "revised", "cập nhật", "lên", "hiện"))


def _dates(first: _Read, second: _Read) -> Iterator[Finding]:
    """Yield the days and ranges that both tell; two ranges with one end in common differ."""
    for one in first.dates:
        for other in second.dates:
            relation = _date_relation(one, other)
            if relation:
                yield Finding(relation, "date", (_saying(first.report, one), _saying(second.report, other)))


def _date_relation(one: DateMention, other: DateMention) -> Relation | None:
    days = {"day", "weekday"}
    if one.grain not in days or other.grain not in days or not one.interval or not other.interval:
        return None
    if one.interval == other.interval:
        return "agree"
    ranges = one.first != one.last and other.first != other.last
    return "differ" if ranges and (one.first == other.first or one.last == other.last) else None


def _saying(report: Report, mention: Figure | DateMention) -> Saying:
    return Saying(report.citation, report.quote[mention.start : mention.end], report.published, report.source)


def _distinct(findings: Sequence[Finding]) -> list[Finding]:
    """Keep the first finding about each thing between the same citations."""
    seen = set()
    kept = []
    for finding in findings:
        key = (finding.kind, finding.concept, finding.act, tuple(saying.words for saying in finding.sayings))
        if key not in seen:
            seen.add(key)
            kept.append(finding)
    return kept
