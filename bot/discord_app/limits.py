"""How often people may ask: sliding windows per person and per channel."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Literal

WINDOW_SECONDS = 600.0
_KEYS = 20_000

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Whose limit is reached, and in how many seconds one may ask again."""

    scope: Literal["person", "channel"]
    seconds: float


class SlidingWindow:
    """Counts events of each key over the last ``seconds`` of ``clock``, a monotonic one.

    At most ``keys`` keys are remembered; of more, the one that is silent for longest is forgotten.
    """

    def __init__(self, seconds: float = WINDOW_SECONDS, clock: Clock = time.monotonic, keys: int = _KEYS) -> None:
        self._seconds = seconds
        self._clock = clock
        self._keys = keys
        # Ordered by the last event of each key, oldest first.
        self._times: OrderedDict[Hashable, deque[float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._times)

    def wait(self, key: Hashable, limit: int) -> float:
        """Return the seconds until fewer than ``limit`` events of ``key`` are in the window, 0 when they are now.

        With a limit below 1 that is never; the whole window is returned.
        """
        if limit < 1:
            return self._seconds
        now = self._clock()
        times = self._times.get(key, ())
        recent = [at for at in times if at + self._seconds > now]
        return recent[-limit] + self._seconds - now if len(recent) >= limit else 0.0

    def count(self, key: Hashable) -> None:
        """Count an event of ``key`` that happens now."""
        now = self._clock()
        times = self._times.setdefault(key, deque())
        times.append(now)
        while times[0] + self._seconds <= now:
            times.popleft()
        self._times.move_to_end(key)
        self._forget(now)

    def _forget(self, now: float) -> None:
        while self._times:
            oldest = next(iter(self._times))
            if len(self._times) <= self._keys and self._times[oldest][-1] + self._seconds > now:
                return
            del self._times[oldest]


class Limits:
    """The limits of all servers. To be used from one thread, as the event loop's."""

    def __init__(self, seconds: float = WINDOW_SECONDS, clock: Clock = time.monotonic, keys: int = _KEYS) -> None:
        self._persons = SlidingWindow(seconds, clock, keys)
        self._channels = SlidingWindow(seconds, clock, keys)

    def take(self, person: Hashable, channel: Hashable, person_limit: int, channel_limit: int) -> Refusal | None:
        """Count a question, or say why it may not be asked now; what is refused does not count.

        ``person`` is the person on one server, as limits are a server's. A thread counts as its channel.
        """
        refusals = (
            Refusal("person", self._persons.wait(person, person_limit)),
            Refusal("channel", self._channels.wait(channel, channel_limit)),
        )
        longest = max(refusals, key=lambda refusal: refusal.seconds)
        if longest.seconds > 0:
            return longest
        self._persons.count(person)
        self._channels.count(channel)
        return None
