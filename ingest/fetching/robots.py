"""robots.txt (RFC 9309): what a host lets Dateline fetch, and how fast."""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from protego import Protego

from ingest.errors import FetchError, TransientFetchError
from ingest.fetching.addresses import Address

_NAME = "dateline"
_MOST_READ = 500 << 10  # bytes; RFC 9309, 2.5
_KEPT_SECONDS = 24 * 3600.0  # RFC 9309, 2.4
_FAILURE_KEPT_SECONDS = 300.0
_MOST_KEPT = 4 << 20  # bytes of all files kept
_USER_AGENT = re.compile(r"^[ \t]*user[- ]?agent[ \t]*[: \t][ \t]*([^#\n]*).*$", re.IGNORECASE | re.MULTILINE)


class Robots:
    """The robots.txt of many hosts, kept for a day, within bounds; safe to use from several threads.

    Args:
        read: returns the file at an address. It raises ``TransientFetchError`` when it cannot be had now, and another
            ``FetchError`` when there is none.
    """

    def __init__(self, read: Callable[[Address], bytes]) -> None:
        self._read = read
        self._files: OrderedDict[str, _File] = OrderedDict()
        self._lock = threading.Lock()

    def check(self, item: str, address: Address) -> float | None:
        """Return the Crawl-delay of the host in seconds, or None.

        Raises:
            FetchError: Dateline may not fetch this address.
            TransientFetchError: that is not known now, so it is not fetched (RFC 9309, 2.3.1.4).
        """
        file = self._file(address)
        if file.failure is not None:
            told = f"{file.failure.reason.removesuffix('.')} (that was robots.txt, without which no page is read)."
            raise TransientFetchError(item, told, file.failure.retry_after or file.expires - time.monotonic())
        if not file.rules.can_fetch(str(address), _NAME):
            raise FetchError(item, "the site's robots.txt does not let Dateline read it: leave it out.")
        return file.rules.crawl_delay(_NAME)

    def _file(self, address: Address) -> _File:
        with self._lock:
            file = self._files.setdefault(address.origin, _File())
            self._files.move_to_end(address.origin)
        with file.lock:
            if time.monotonic() >= file.expires:
                file.fill(self._read, Address(address.scheme, address.host, address.port, "/robots.txt"))
                self._bound()
        return file

    def _bound(self) -> None:
        with self._lock:
            while len(self._files) > 1 and sum(file.size for file in self._files.values()) > _MOST_KEPT:
                self._files.popitem(last=False)


class _File:
    """One robots.txt, or why there is none."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.rules = Protego()
        self.failure: TransientFetchError | None = None
        self.size = 1_000  # of an empty one, about
        self.expires = float("-inf")

    def fill(self, read: Callable[[Address], bytes], address: Address) -> None:
        """Read the file; one that is not there allows everything (RFC 9309, 2.3.1.3)."""
        self.failure = None
        kept = _KEPT_SECONDS
        try:
            text = read(address)[:_MOST_READ].decode("utf-8-sig", "replace")
        except TransientFetchError as error:
            self.failure = error
            kept = _FAILURE_KEPT_SECONDS
        except FetchError:
            self.rules = Protego()
        else:
            self.rules = Protego.parse(_ours(text))
            self.size += len(text)
        self.expires = time.monotonic() + kept


def _ours(text: str) -> str:
    """Give all groups that are not for Dateline one name: Protego copies each rule to each name of its group."""

    def named(line: re.Match[str]) -> str:
        name = line[1].strip().lower()
        name = name if name == "*" else name.replace("*", "")
        return f"User-agent: {name if name in {_NAME, '*'} else 'other'}"

    return _USER_AGENT.sub(named, "\n".join(text.splitlines()))
