"""When to ask for a page again (pure). All times are seconds.

A page that changed lately is likely to change again, as news do on their first day: it is asked for again after half of
the time since it last was new, but not within an hour nor later than after 30 days, and once a year when it has been
the same for a year. What the operator gave an interval of its own keeps that; after failures, twice as long each time,
up to a day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ingest.visits import Outcome, Visit

MINUTE, HOUR, DAY = 60.0, 3_600.0, 86_400.0
SHARE_OF_AGE = 0.5
SOONEST, LATEST = HOUR, 30 * DAY
YEAR = 365 * DAY
# After a failure that may pass: a quarter of an hour, then twice as long each time, up to a day.
FIRST_RETRY, LAST_RETRY = 15 * MINUTE, DAY
# After one that is likely to stay: a day, then twice as long each time, up to 30.
FIRST_SECOND_LOOK, LAST_SECOND_LOOK = DAY, 30 * DAY
# A page that is not found (404) may come back. Its article goes when that was said for a week, on three days or more.
MISSING_FOR, MISSING_TIMES = 7 * DAY, 3


@dataclass(frozen=True, slots=True)
class Schedule:
    """The intervals of the addresses that have one of their own, in seconds."""

    every: Mapping[str, float] = field(default_factory=dict)

    def seen(self, visit: Visit, now: float, outcome: Outcome, changed: float) -> Visit:
        """Return ``visit`` after it went well; ``changed`` is when what it gives was last new."""
        after = replace(visit, asked=now, outcome=outcome, changed=changed, failures=0, missing=None)
        return replace(after, due=self._due(after, now))

    def failed(self, visit: Visit, now: float, *, passing: bool, wait: float | None = None) -> Visit:
        """Return ``visit`` after a failure, ``passing`` or not.

        The server wants ``wait`` seconds of peace, and gets a day at most.
        """
        first, last = (FIRST_RETRY, LAST_RETRY) if passing else (FIRST_SECOND_LOOK, LAST_SECOND_LOOK)
        if visit.url in self.every:
            first, last = self.every[visit.url], max(self.every[visit.url], DAY)
        pause = max(min(first * 2 ** min(visit.failures, 20), last), min(wait or 0.0, DAY))
        due = self._if_listed(visit, now + pause)
        return replace(visit, asked=now, outcome="failed", failures=visit.failures + 1, due=due)

    def missing(self, visit: Visit, now: float) -> Visit:
        """Return ``visit`` after a 404: its outcome is ``gone`` when it has been missing for long enough."""
        since, times = visit.missing or now, visit.failures + 1
        if now - since >= MISSING_FOR and times >= MISSING_TIMES:
            return self.gone(visit, now)
        due = self._if_listed(visit, now + DAY)
        return replace(visit, asked=now, outcome="missing", missing=since, failures=times, due=due)

    def gone(self, visit: Visit, now: float) -> Visit:
        """Return ``visit`` after a 410."""
        return replace(visit, asked=now, outcome="gone", failures=0, missing=None, due=None)

    def _due(self, visit: Visit, now: float) -> float | None:
        every = self.every.get(visit.url) or (self.every.get(visit.origin or "") if visit.kind == "sitemap" else None)
        if every is not None:
            return now + every
        age = now - (visit.changed or now)
        wait = YEAR if age > YEAR else min(max(age * SHARE_OF_AGE, SOONEST), LATEST)
        return self._if_listed(visit, now + wait)

    @staticmethod
    def _if_listed(visit: Visit, due: float) -> float | None:
        """Return ``due``, or None for what ``add`` was given once and for what is in a feed: that one is asked."""
        return None if visit.origin is None or visit.kind == "entry" else due
