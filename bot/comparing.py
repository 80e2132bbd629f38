"""What several articles answer to one question: they agree, one rounds, they differ, or a later one supersedes.

The reader has found the words that answer in each; what is compared are the figures and dates in those words. It
speaks only of articles that are near in time and share names, and copies of one wire story are one source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.answer import Comparison, Relation
from bot.names import names
from bot.reading import Candidate
from bot.verification import values
from ingest.article import Article
from ingest.text import lexicon
from ingest.text.calendar_days import DateMention
from ingest.text.figures import Figure, read_mentions
from ingest.text.folding import words as folded_words
from ingest.text.places import place
from prompts import say

_SHINGLE = 5
# Two rewrites of one agency's story share a third of their five-word runs; two stories of one event hardly any.
_COPY = 0.3
# News of one event appears within so many days; what is further apart may be another storm, game or quarter.
_DAYS_APART = 14
_COMPARED = frozenset({"count", "money", "share", "measure"})
_LOWER_BOUNDS = frozenset({"more", "at least"})
_SHARED_NAMES = 2
# In log-odds of answering: the words of another language are found less surely.
_AS_GOOD = 3.0


@dataclass(frozen=True, slots=True)
class Saying:
    """What one article answers: a figure or a date, and its words."""

    candidate: Candidate
    mention: Figure | DateMention
    words: str

    @property
    def published(self) -> date:
        """The day of the article; the first of all days where nobody stated it."""
        return self.candidate.article.published or date.min


def compare(candidates: Sequence[Candidate]) -> tuple[Relation, Saying, Saying] | None:
    """Return how the first of ``candidates`` stands to the next one of another source that it can be compared with.

    The relation comes with what both say, the older article first; None where there is nothing to compare.
    """
    near = [it for it in candidates if candidates[0].score - it.score <= _AS_GOOD]
    best = candidates[0]
    others = [it for it in near if it.article.id != best.article.id]
    told = _told(best)
    if told is None:
        return None
    for candidate in others:
        other = _told(candidate)
        if other is None:
            continue
        first, second = sorted((told, other), key=lambda it: it.published)
        relation = _relation(first, second)
        # Last, since it reads both articles whole.
        if relation is not None and _same_event(best.article, candidate.article):
            return relation, first, second
    return None


def comparison(relation: Relation, one: tuple[str, int], other: tuple[str, int], language: str) -> Comparison:
    """Return the line in ``language`` about two sayings, each its words and the number of its citation."""
    told = {name: f"“{words}” [{number}]" for name, (words, number) in (("one", one), ("other", other))}
    return Comparison(relation, say(f"compare_{relation}", language, **told), (one[1], other[1]))


def _is_copy(one: str, other: str) -> bool:
    """Tell whether two texts are versions of one story."""
    first, second = _shingles(one), _shingles(other)
    return len(first & second) >= _COPY * max(1, min(len(first), len(second)))


def _shingles(text: str) -> set[tuple[str, ...]]:
    found = folded_words(text)
    return set(zip(*(found[start:] for start in range(_SHINGLE)), strict=False))


def _told(candidate: Candidate) -> Saying | None:
    """Return the figure or date that the answering words are, or are about; None when there is none."""
    article, base = candidate.article, candidate.sentence.start
    text = candidate.sentence.of(article.text)
    start, end = candidate.answer.start - base, candidate.answer.end - base
    figures, dates = read_mentions(text, article.language, article.published)
    mentions: list[Figure | DateMention] = [it for it in figures if it.kind in _COMPARED]
    mentions += [it for it in dates if it.grain in {"day", "weekday"} and it.interval]
    inside = [it for it in mentions if it.start < end and start < it.end]
    if len(inside) != 1:
        return None  # an answer of several figures has no one value
    return Saying(candidate, inside[0], text[inside[0].start : inside[0].end])


def _same_event(first: Article, second: Article) -> bool:
    """Tell whether two articles are no copies of one story, near in time, and share names."""
    if _is_copy(first.text, second.text):
        return False
    if first.published and second.published and abs((second.published - first.published).days) > _DAYS_APART:
        return False
    return len(set(_names(first.text)) & set(_names(second.text))) >= _SHARED_NAMES


def _names(text: str) -> Iterator[str]:
    """Yield the folded words of the names in an article, places and bodies under their one name."""
    for name in names(text):
        known = place(text[name.start : name.end])
        if known:
            yield known
        for word in name.words:
            yield place(word) or "".join(folded_words(word))


def _relation(first: Saying, second: Saying) -> Relation | None:
    one, other = first.mention, second.mention
    if isinstance(one, Figure) and isinstance(other, Figure):
        return _figure_relation(one, other, first, second) if _comparable(one, other) else None
    if isinstance(one, DateMention) and isinstance(other, DateMention):
        return _date_relation(one, other)
    return None


def _comparable(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are of one kind and unit, and of one thing and act where both name them."""
    things = {one.concept, other.concept} - {""}
    acts = {one.act, other.act} - {""}
    alike = len(things) < 2 or all(lexicon.is_person(thing) for thing in things)
    return one.kind == other.kind and one.unit == other.unit and alike and len(acts) < 2


def _figure_relation(one: Figure, other: Figure, first: Saying, second: Saying) -> Relation | None:
    if values.bears(one, other) and values.bears(other, one):
        return "agree"
    if values.bears(one, other) or values.bears(other, one):
        return "rounded" if one.relation != other.relation else "agree"
    if one.others or other.others or {one.relation, other.relation} <= _LOWER_BOUNDS:
        return None  # "at least 41" and "at least 103" may both be so
    source = first.candidate.article.source
    if source is not None and source == second.candidate.article.source:
        return "superseded" if first.published < second.published else None
    return "differ"


def _date_relation(one: DateMention, other: DateMention) -> Relation | None:
    if one.interval == other.interval:
        return "agree"
    ranges = all(first != last for first, last in ((one.first, one.last), (other.first, other.last)))
    return "differ" if ranges and (one.first == other.first or one.last == other.last) else None
