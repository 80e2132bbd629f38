"""What changed in an article, in the terms of news: which figures, dates, title (pure).

Sentences of both versions that say the same but for their figures are paired by their words; what stands in pairs is
compared by what it means, so that ``2517`` for ``2,517`` and a paragraph that moved are no changes. Nothing is claimed
of sentences that are not alike: their figures are said to be gone and new.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.article import Article
from ingest.statements import Mention, Statement, pairs, statements
from ingest.text.folding import words

# More are no news but another article.
MOST_FIGURES = 50
_THOUSANDS = re.compile(r"\d+(?:[.,\u00a0\u202f]\d{3})*")
_GROUP = 3
_FIELDS = ("title", "published", "source", "url", "language", "authors", "modified")


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure as it was written before and after, None where it was not.

    ``what`` are the article's own words around it, with "…" in its place: "rescued … trafficking victims".
    """

    what: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        """Return "Police arrested 2,517 → 2,530 people", "new: 12 children", "gone: 12 children"."""
        if self.before and self.after:
            return self.what.replace("…", f"{self.before} → {self.after}")
        sign = "new" if self.after else "gone"
        return f"{sign}: {self.what.replace('…', self.after or self.before or '')}"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A fact about the article, such as its title, as it was and is."""

    what: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """What changed between two versions of an article. ``text`` tells whether its words did at all."""

    id: str
    title: str
    figures: tuple[FigureChange, ...] = ()
    fields: tuple[FieldChange, ...] = ()
    text: bool = False

    def as_json(self) -> dict[str, object]:
        """Return the change as reports print it."""
        figures, fields = ([_json(change) for change in changes] for changes in (self.figures, self.fields))
        return {"id": self.id, "title": self.title, "figures": figures, "fields": fields, "text": self.text}


def compare(before: Article, after: Article) -> Change:
    """Return what changed from one version of an article to the next."""
    return Change(
        after.id,
        after.title,
        tuple(_figures(before, after)[:MOST_FIGURES]),
        tuple(_fields(before, after)),
        before.text != after.text,
    )


def _json(change: FigureChange | FieldChange) -> dict[str, object]:
    return {"what": change.what, "before": change.before, "after": change.after}


def _fields(before: Article, after: Article) -> list[FieldChange]:
    found = [FieldChange(name, _written(before, name), _written(after, name)) for name in _FIELDS]
    return [change for change in found if change.before != change.after]


def _written(article: Article, name: str) -> str | None:
    value = getattr(article, name)
    if name == "authors":
        return ", ".join(article.authors) or None
    return None if value is None else str(value)


def _figures(before: Article, after: Article) -> list[FigureChange]:
    old, new = statements(before), statements(after)
    gone, come = _without_common(old, new), _without_common(new, old)
    found: list[FigureChange] = []
    told_before, told_after = _Told(before, old), _Told(after, new)
    rest_old, rest_new = list(gone), list(come)
    for one, other in pairs(gone, come):
        rest_old.remove(one)
        rest_new.remove(other)
        found += _in_pair(one, other, told_before, told_after)
    found += [_vanished(mention) for it in rest_old for mention in it.mentions if not told_after.has(mention)]
    found += [_appeared(mention) for it in rest_new for mention in it.mentions if not told_before.has(mention)]
    return sorted(_each_once(found), key=lambda change: not (change.before and change.after))


def _without_common(those: Sequence[Statement], others: Sequence[Statement]) -> list[Statement]:
    """Return those that are not, word for word, among the others, wherever they stand there."""
    left = Counter(it.key for it in others)
    found = []
    for it in those:
        left[it.key] -= 1
        if left[it.key] < 0:
            found.append(it)
    return found


def _in_pair(one: Statement, other: Statement, before: _Told, after: _Told) -> list[FigureChange]:
    """Return what changed between two statements that say the same."""
    gone, come = one.unequal(other), other.unequal(one)
    found = []
    for mention in gone:
        partner = max((it for it in come if mention.may_become(it)), key=mention.likeness, default=None)
        if partner is not None:
            come.remove(partner)
            found.append(FigureChange(partner.what, mention.written, partner.written))
        elif not after.has(mention):
            found.append(_vanished(mention))
    return found + [_appeared(mention) for mention in come if not before.has(mention)]


def _vanished(mention: Mention) -> FigureChange:
    return FigureChange(mention.what, mention.written, None)


def _appeared(mention: Mention) -> FigureChange:
    return FigureChange(mention.what, None, mention.written)


class _Told:
    """The figures that a version tells."""

    def __init__(self, article: Article, statements: Sequence[Statement]) -> None:
        self._mentions = defaultdict[object, list[Mention]](list)
        for mention in (mention for statement in statements for mention in statement.mentions):
            for value in mention.values:
                self._mentions[value].append(mention)
        self._digits = _digits(f"{article.title} {article.text}")

    def has(self, mention: Mention) -> bool:
        """Tell whether the figure is told anywhere, or is none that is worth telling.

        Thousands count as told where the same digits are, whatever they were read as: "1684 eagles" as a year.
        """
        same_value = (it for value in mention.values for it in self._mentions.get(value, ()))
        if not mention.is_news or any(map(mention.says, same_value)):
            return True
        digits = _digits(mention.written)
        return bool(digits) and digits <= self._digits


def _digits(text: str) -> set[str]:
    """Return the whole numbers from 1000 on in ``text``, without what groups their digits."""
    found = (re.sub(r"\D", "", number) for number in _THOUSANDS.findall(text))
    return {digits for digits in found if len(digits) > _GROUP}


def _each_once(changes: Sequence[FigureChange]) -> list[FigureChange]:
    """Leave out what title, lead and text say again: the first says it for all."""
    kept: list[FigureChange] = []
    for change in changes:
        if not any(_says_again(change, earlier) for earlier in kept):
            kept.append(change)
    return kept


def _says_again(change: FigureChange, earlier: FigureChange) -> bool:
    if (change.before, change.after) != (earlier.before, earlier.after):
        return False
    one, other = set(words(change.what)), set(words(earlier.what))
    return not one or not other or bool(one & other)
