"""The fetcher of untrusted addresses: redirects, robots.txt, turns at hosts, and second attempts."""

from __future__ import annotations

import random
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self, TypeVar

from ingest.errors import FetchError, TransientFetchError
from ingest.fetching.addresses import Address, follow, parse, shown
from ingest.fetching.answers import BUSY, NOT_MODIFIED, PERMANENT_REDIRECTS, REDIRECTS, Answer, refuse, usable
from ingest.fetching.budget import Budget
from ingest.fetching.connecting import Resolve, system_resolver
from ingest.fetching.exchange import Exchange
from ingest.fetching.hosts import Hosts
from ingest.fetching.robots import Robots
from ingest.fetching.types import Fetched, Kinds, Limits, Validators
from ingest.settings import Settings

_Result = TypeVar("_Result")
_ROBOTS_SECONDS = 20.0
_ROBOTS_BYTES = 1 << 20
_ROBOTS_REDIRECTS = 5  # RFC 9309, 2.3.1.2


@dataclass(frozen=True, slots=True)
class _Errand:
    """What is wanted at an address, and at those it leads to; without ``kinds`` it is robots.txt itself."""

    budget: Budget
    headers: dict[str, str]
    redirects: int
    kinds: Kinds | None


@dataclass(frozen=True, slots=True)
class _Arrival:
    answer: Answer
    address: Address
    moved_to: Address | None


class Fetcher:
    """Fetches addresses that nobody has vouched for; safe to use from several threads.

    Only public addresses are connected to, unless the settings allow private networks. robots.txt is obeyed for pages;
    feeds and sitemaps are for machines, and are read without asking it. Proxies of the environment are not used.

    Args:
        settings: ``private_networks`` is used.
        limits: what one call may cost.
        resolve: the IP addresses of a host and port, raising ``OSError``; the system's by default.
        ssl_context: what is trusted; the public certificate authorities by default.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        limits: Limits | None = None,
        resolve: Resolve = system_resolver,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._hosts = Hosts(self._limits)
        self._exchange = Exchange(
            self._limits, resolve, private=settings.private_networks, met=self._hosts.met, ssl_context=ssl_context
        )
        self._robots = Robots(self._read_robots)
        self._closing = threading.Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections, and end what waits for its turn."""
        self._closing.set()
        self._hosts.close()
        self._exchange.close()

    def get(self, url: str, *, accept: Kinds, validators: Validators | None = None) -> Fetched | None:
        """Return what is at ``url``, or None when ``validators`` still hold.

        Raises:
            MissingError, GoneError: the server says 404 or 410.
            TransientFetchError: not now, after a few attempts.
            FetchError: it is refused, forbidden, too large, or of another kind.
        """
        budget = Budget(shown(url), self._limits.seconds, self._limits.wire_bytes, self._limits.body_bytes)
        address = parse(url)
        headers = {"Accept": accept.accept, **_conditions(validators)}
        errand = _Errand(budget, headers, self._limits.redirects, accept)
        arrival = self._persist(budget, lambda: self._travel(errand, address))
        if arrival.answer.status == NOT_MODIFIED:
            return None
        return _fetched(url, arrival)

    def _persist(self, budget: Budget, once: Callable[[], _Result]) -> _Result:
        """Do something that may fail for now, again after a while."""
        for attempt in range(1, self._limits.attempts):
            try:
                return once()
            except TransientFetchError as error:
                wait = self._pause(attempt, error.retry_after)
                if budget.over or wait is None or wait >= budget.left() or self._closing.wait(wait):
                    raise
        return once()

    def _pause(self, attempt: int, retry_after: float | None) -> float | None:
        """Return for how many seconds to wait, or None when the server asks for too long."""
        backoff: float = self._limits.backoff * 2 ** (attempt - 1) * random.uniform(0.5, 1)
        if retry_after is not None and retry_after > self._limits.longest_wait:
            return None
        return max(backoff, retry_after or 0.0)

    def _travel(self, errand: _Errand, address: Address) -> _Arrival:
        """Ask at an address and where its redirects lead."""
        moved_to, permanent, seen = None, True, {address}
        for _ in range(errand.redirects + 1):
            self._hosts.check(errand.budget.item)
            answer = self._ask(errand, address)
            if answer.status not in REDIRECTS:
                _judge(errand, answer)
                return _Arrival(answer, address, moved_to)
            address = _next(errand.budget.item, address, answer)
            if address in seen:
                raise FetchError(errand.budget.item, "its redirects lead in a circle: check the address.")
            seen.add(address)
            permanent = permanent and answer.status in PERMANENT_REDIRECTS
            moved_to = address if permanent else moved_to
        raise FetchError(errand.budget.item, f"it redirects more than {errand.redirects} times: check the address.")

    def _ask(self, errand: _Errand, address: Address) -> Answer:
        budget = errand.budget
        if errand.kinds is None:
            return self._exchange.ask(budget, address, errand.headers)
        if errand.kinds is not Kinds.FEED:
            self._hosts.slow_down(address.host, self._robots.check(budget.item, address))
        with self._hosts.turn(address.host, budget.item) as waited:
            budget.forgive(waited)
            answer = self._exchange.ask(budget, address, errand.headers, errand.kinds)
        if answer.status in BUSY:
            self._hosts.pause(address.host, answer.retry_after)
        return answer

    def _read_robots(self, address: Address) -> bytes:
        """Return a robots.txt; it is fetched as safely as anything else, and needs no turn."""
        budget = Budget(str(address), min(_ROBOTS_SECONDS, self._limits.seconds), _ROBOTS_BYTES, _ROBOTS_BYTES)
        errand = _Errand(budget, {"Accept": "text/plain, */*;q=0.1"}, _ROBOTS_REDIRECTS, None)
        return self._persist(budget, lambda: self._travel(errand, address)).answer.body


def _conditions(validators: Validators | None) -> dict[str, str]:
    if validators is None:
        return {}
    headers = {
        "If-None-Match": usable(validators.etag),
        "If-Modified-Since": usable(validators.last_modified),
    }
    return {name: value for name, value in headers.items() if value}


def _judge(errand: _Errand, answer: Answer) -> None:
    asked = {"If-None-Match", "If-Modified-Since"} & errand.headers.keys()
    if not (asked and answer.status == NOT_MODIFIED):
        refuse(errand.budget.item, answer)


def _next(item: str, address: Address, answer: Answer) -> Address:
    if not answer.location:
        raise FetchError(item, f"the server redirects ({answer.status}) without saying where to: check the address.")
    try:
        return follow(address, answer.location)
    except FetchError as error:
        raise FetchError(item, f"it redirects to {shown(answer.location)}: {error.reason}") from None


def _fetched(url: str, arrival: _Arrival) -> Fetched:
    answer, moved_to = arrival.answer, arrival.moved_to
    return Fetched(
        requested=url,
        url=str(arrival.address),
        moved_to=None if moved_to is None else str(moved_to),
        media_type=answer.media_type,
        charset=answer.charset,
        body=answer.body,
        validators=answer.validators,
    )
