"""The sentences of an article with the figures and dates in them, and which of two versions say the same (pure)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ingest.article import Article
from ingest.text.calendar_days import DateMention
from ingest.text.figures import Figure, read_mentions
from ingest.text.folding import fold, words
from ingest.text.sentences import sentences

# Two sentences say the same when they share as much of their words and pairs of words (Dice); by trial on edited news.
_ALIKE = 0.5
# An article of more changed sentences than this is another text: only the first are compared.
_MOST_CHANGED = 200
_WORDS_BEFORE, _WORDS_AFTER = 4, 4
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_CLAUSE = re.compile(r"[.,;:!?()\[\]\"“”«»…—–\n]| [-/] ")
_CLAUSE_BEFORE = re.compile(r"[.,;!?()\[\]\"“”«»…—–\n]")
_NAME = re.compile(r"(?<![.!?:\"“] )(?<!^)\b[A-ZÀ-ỸĐ][\w'’-]+")
# A phrase ends before them: "… people | in Hanoi", "… nạn nhân được giải cứu | tại Hà Nội".
_ENDS = frozenset(
    "in on at across from by and or but as with while when who which that after before during since for to"
    " tại ở trong vào và hoặc nhưng khi sau trước từ do bởi với để cho thì mà".split()
)
# They join what follows to what is left out.
_JOINS = frozenset("and or but và hoặc nhưng".split())
_LOOSE = {"more": "up", "at least": "up", "less": "down", "at most": "down", "nearly": "down"}
# What is worth telling when it comes or goes; an ordinal or a label is only when it changes.
_NEWS = frozenset({"count", "money", "share", "measure", "duration", "age", "multiple"})
_COUNTED = frozenset({"count", "multiple"})


@dataclass(frozen=True)
class Mention:
    """A figure or a date in a sentence. ``around`` are the folded words near it, to tell which became which."""

    read: Figure | DateMention
    written: str
    what: str
    around: frozenset[str]

    @property
    def is_news(self) -> bool:
        """Whether it is worth telling that it came or went."""
        return isinstance(self.read, Figure) and self.read.kind in _NEWS

    @property
    def values(self) -> tuple[object, ...]:
        """The values that mentions of the same have in common."""
        return (self.read.first.year,) if isinstance(self.read, DateMention) else self.read.values

    def equals(self, other: Mention) -> bool:
        """Tell whether both have the same value, however it is written."""
        one, two = self.read, other.read
        if fold(self.written) == fold(other.written):
            return True
        if isinstance(one, DateMention):
            return _same_date(one, two) if isinstance(two, DateMention) else _is_year(one, two)
        if isinstance(two, DateMention):
            return _is_year(two, one)
        if one.label or two.label:
            return one.label == two.label
        same_kind = one.unit == two.unit and (one.kind == two.kind or {one.kind, two.kind} <= _COUNTED)
        return same_kind and _hedge(one) == _hedge(two) and _same_value(one, two)

    def says(self, other: Mention) -> bool:
        """Tell whether the other is a figure of the same value that may well count the same."""
        return self.equals(other) and (not self._counted or not other._counted or bool(self._counted & other._counted))

    def may_become(self, other: Mention) -> bool:
        """Tell whether the other may be this one with another value: of one kind, and of the same things."""
        one, two = self.read, other.read
        if isinstance(one, DateMention) or isinstance(two, DateMention):
            return isinstance(one, DateMention) and isinstance(two, DateMention) and bool(one.times) == bool(two.times)
        if (one.kind, one.unit) != (two.kind, two.unit) or one.kind == "label":
            return False
        return not self._counted or not other._counted or bool(self._counted & other._counted)

    def likeness(self, other: Mention) -> int:
        """Return how many words near both are the same."""
        return len(self.around & other.around) + 2 * len(self._counted & other._counted)

    @cached_property
    def _counted(self) -> frozenset[str]:
        """The folded words of the counted noun, and the name of its concept."""
        if isinstance(self.read, DateMention):
            return frozenset()
        return frozenset([*words(self.read.noun), *filter(None, [f"={self.read.concept}" * bool(self.read.concept)])])


@dataclass(frozen=True, eq=False)
class Statement:
    """A sentence, or a title, with its mentions. ``key`` is the same for copies, however they are spaced."""

    text: str
    key: str
    mentions: tuple[Mention, ...]
    bag: Counter[str]
    names: frozenset[str]

    def unequal(self, other: Statement) -> list[Mention]:
        """Return the mentions for which the other has none of the same value, each of its own."""
        left = list(other.mentions)
        found = []
        for mention in self.mentions:
            same = max((it for it in left if mention.equals(it)), key=mention.likeness, default=None)
            if same is None:
                found.append(mention)
            else:
                left.remove(same)
        return found


def statements(article: Article) -> list[Statement]:
    """Return the title and the sentences of an article, in order."""
    spans = sentences(article.text, article.language)
    return [_statement(text, article) for text in (article.title, *(span.of(article.text) for span in spans))]


def pairs(olds: Sequence[Statement], news: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Yield the statements of two versions that say the same but for figures, the most alike first, each once."""
    olds, news = olds[:_MOST_CHANGED], news[:_MOST_CHANGED]
    holders = defaultdict(list)
    for m, new in enumerate(news):
        for word in new.bag:
            holders[word].append(m)
    found = []
    for n, old in enumerate(olds):
        for m in {m for word in old.bag for m in holders[word]}:
            alike = _dice(old.bag, news[m].bag)
            if alike >= _ALIKE and not _differ_in_names(old, news[m]):
                found.append((-alike, abs(n - m), n, m))
    taken_old, taken_new = set(), set()
    for _, _, n, m in sorted(found):
        if n not in taken_old and m not in taken_new:
            taken_old.add(n)
            taken_new.add(m)
            yield olds[n], news[m]


def _differ_in_names(one: Statement, other: Statement) -> bool:
    """Tell "5 died in Hanoi" from "3 died in Hue": each names somebody or some place that the other does not."""
    return bool(one.names - other.names) and bool(other.names - one.names)


def _dice(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(one.total() + other.total(), 1)


def _statement(text: str, article: Article) -> Statement:
    figures, dates = read_mentions(text, article.language, article.published)
    read: list[Figure | DateMention] = sorted((*figures, *dates), key=lambda it: it.start)
    bare = _without(text, read)
    plain = words(bare)
    bag = Counter([*plain, *(f"{one} {two}" for one, two in pairwise(plain))])
    return Statement(
        text,
        " ".join(text.casefold().split()),
        tuple(_mention(text, n, read) for n in range(len(read))),
        bag,
        frozenset(fold(name) for name in _NAME.findall(bare)),
    )


def _without(text: str, read: Sequence[Figure | DateMention]) -> str:
    """Return ``text`` with a gap for each figure and date."""
    pieces, end = [], 0
    for it in read:
        pieces.append(text[end : it.start])
        end = max(end, it.end)
    return " ".join([*pieces, text[end:]])


def _mention(text: str, n: int, read: Sequence[Figure | DateMention]) -> Mention:
    it = read[n]
    start = read[n - 1].end if n else 0
    end = read[n + 1].start if n + 1 < len(read) else len(text)
    left, right = text[start : it.start], text[it.end : end]
    before, after = _before(left), _after(right)
    what = " ".join(filter(None, [before, "…", after]))
    near = [*words(left)[-6:], *words(right)[:6]]
    written = text[it.start : it.end]
    if isinstance(it, DateMention) and not it.times:
        written = written.rstrip(".,")
    return Mention(it, written, what, frozenset(near))


def _before(left: str) -> str:
    """Return the last words of ``left`` that belong to what follows it."""
    clause = _CLAUSE_BEFORE.split(left.rstrip(": "))[-1]
    words_before = _WORD.findall(clause)[-_WORDS_BEFORE:]
    return " ".join(words_before[1:] if words_before and words_before[0] in _JOINS else words_before)


def _after(right: str) -> str:
    """Return the first words of ``right`` that belong to what it follows."""
    found: list[str] = []
    for word in _WORD.findall(_CLAUSE.split(right, maxsplit=1)[0])[: _WORDS_AFTER + 1]:
        if word.lower() in _ENDS:
            break
        found.append(word)
    return " ".join(found[:_WORDS_AFTER])


def _hedge(figure: Figure) -> str:
    return _LOOSE.get(figure.relation, figure.relation)


def _same_value(one: Figure, other: Figure) -> bool:
    if one.low != one.high or other.low != other.high:
        return (one.low, one.high) == (other.low, other.high)
    return bool({*one.values} & {*other.values})


def _is_year(year: DateMention, figure: Figure) -> bool:
    """Tell whether what looks like a year, "1684 eagles", may be the figure "1,684"."""
    return year.grain == "year" and year.first == year.last and year.first.year in figure.values


def _same_date(one: DateMention, other: DateMention) -> bool:
    """Tell whether two mentions may mean one day: what both say agrees."""
    if one.times or other.times:
        return one.times == other.times
    if one.weekday is not None and other.weekday is not None and one.weekday != other.weekday:
        return False
    return all(
        not a or not b or a == b
        for first, second in ((one.first, other.first), (one.last, other.last))
        for a, b in ((first.year, second.year), (first.month, second.month), (first.day, second.day))
    )
