"""Whose turn it is: persons one after the other, the questions of each in their order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable
from itertools import zip_longest
from typing import Generic, TypeVar

T = TypeVar("T")


class Turns(Generic[T]):
    """A round-robin over persons.

    Between two turns of a person every other who waits gets at most one: the first question of a newcomer
    starts after at most one question of each who was there before.
    """

    def __init__(self) -> None:
        # The next person first; whoever had a turn goes to the end.
        self._lines: dict[Hashable, deque[T]] = {}

    def __len__(self) -> int:
        return sum(map(len, self._lines.values()))

    def waiting(self, person: Hashable) -> int:
        """Return how many items of ``person`` wait."""
        return len(self._lines.get(person, ()))

    def add(self, person: Hashable, item: T) -> None:
        """Let ``item`` wait behind the others of ``person``."""
        self._lines.setdefault(person, deque()).append(item)

    def discard(self, person: Hashable, item: T) -> None:
        """Remove ``item`` if it waits; the person keeps the place for the next one."""
        line = self._lines.get(person, deque())
        if item in line:
            line.remove(item)
            if not line:
                del self._lines[person]

    def next(self, may_start: Callable[[Hashable], bool] = lambda _: True) -> T | None:
        """Take the next item; persons who may not start one are passed over, and keep their place. None: nobody."""
        person = next(filter(may_start, self._lines), None)
        if person is None:
            return None
        line = self._lines.pop(person)
        item = line.popleft()
        if line:
            self._lines[person] = line
        return item

    def order(self) -> list[T]:
        """Return what waits, in the order of its turns if nobody comes, goes or is passed over."""
        rounds = zip_longest(*([(item,) for item in line] for line in self._lines.values()), fillvalue=())
        return [item for turns in rounds for turn in turns for item in turn]
