"""What all articles are called, kept in memory and folded: a hundred thousand are searched while one types."""

from __future__ import annotations

import threading
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from ingest.store import Heading, Store
from ingest.text.folding import fold

# More changes than these are sorted in together.
_FEW = 1_000


class _Title(NamedTuple):
    """A heading with its place in the list, the newest first and those without a date last, and its folded title."""

    place: tuple[bool, int, str, str]
    folded: str
    heading: Heading


class Titles:
    """The titles of a store as it is by now, whoever changes it. Safe to use from several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._read = -1  # the last change of the store that is in the list
        self._known: dict[str, _Title] = {}
        self._list = _List([])

    def matching(self, search: str) -> Iterator[Heading]:
        """Return the articles with all words of ``search`` in their titles, newest first; all of them without any.

        Raises:
            StoreError: the store cannot be read.
        """
        wanted, titles = fold(search).split(), self._current()
        return titles.with_words(wanted) if wanted else (it.heading for it in titles.titles)

    def _current(self) -> _List:
        with self._lock:
            self._read, changed, gone = self._store.headings_since(self._read)
            if changed or gone:
                left = [self._known.pop(id_) for id_ in gone | {it.id for it in changed} if id_ in self._known]
                entered = [_title(heading) for heading in changed]
                self._known.update((it.heading.id, it) for it in entered)
                self._list = _List(_with(self._list.titles, left, entered, self._known.values()))
            return self._list


class _List:
    """Titles in order, and all their folded words in one text, which is found in sooner than in each; never changed."""

    def __init__(self, titles: list[_Title]) -> None:
        self.titles = titles
        self._text = "\n".join(it.folded for it in titles)
        self._starts = [0, *accumulate(len(it.folded) + 1 for it in titles)]

    def with_words(self, words: Sequence[str]) -> Iterator[Heading]:
        """Yield the headings with all ``words``, of which there is one at least, in their titles."""
        rarest = min(words, key=self._text.count)
        at = self._text.find(rarest)
        while at >= 0:
            n = bisect_right(self._starts, at) - 1
            if all(word in self.titles[n].folded for word in words):
                yield self.titles[n].heading
            at = self._text.find(rarest, self._starts[n + 1])


def _with(
    titles: Sequence[_Title], left: Sequence[_Title], entered: Sequence[_Title], everything: Iterable[_Title]
) -> list[_Title]:
    """Return ``titles`` without those that left and with those that entered, which is ``everything``, in order."""
    if len(left) + len(entered) > _FEW:
        return sorted(everything)
    new = list(titles)
    for title in left:
        del new[bisect_left(new, title)]
    for title in entered:
        insort(new, title)
    return new


def _title(heading: Heading) -> _Title:
    day = heading.published
    place = (day is None, -day.toordinal() if day else 0, heading.title, heading.id)
    return _Title(place, fold(heading.title), heading)
