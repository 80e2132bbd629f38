"""What one errand may still cost: time and bytes."""

from __future__ import annotations

import time

from ingest.errors import FetchError, TransientFetchError


class Budget:
    """The time and the bytes left to what one thread does for ``item``.

    Args:
        seconds: from now on, for everything.
        wire_bytes: of one answer with its headers, as it is sent.
        body_bytes: of one answer, decompressed.
    """

    def __init__(self, item: str, seconds: float, wire_bytes: int, body_bytes: int) -> None:
        self.item = item
        self.connected = False
        self._body_bytes = body_bytes
        self._seconds = seconds
        self._ends = time.monotonic() + seconds
        self._most_bytes = self._bytes_left = wire_bytes

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self._ends

    def left(self) -> float:
        """Return the seconds left, more than 0.

        Raises:
            TransientFetchError: there are none.
        """
        left = self._ends - time.monotonic()
        if left <= 0:
            raise TransientFetchError(
                self.item, f"it was not there after {self._seconds:g} seconds: the server is slow, try again later."
            )
        return left

    def forgive(self, seconds: float) -> None:
        """Do not count ``seconds`` that went by without the server's doing."""
        self._ends += seconds

    def refill(self) -> None:
        """Begin another answer, which has all the bytes again, over a connection that may have been kept."""
        self._bytes_left = self._most_bytes
        self.connected = False

    @property
    def stale(self) -> bool:
        """Whether nothing has come over a kept connection: the server may have closed it just before."""
        return not self.connected and self._bytes_left == self._most_bytes

    def spend(self, size: int) -> None:
        """Count ``size`` bytes that came over the wire.

        Raises:
            FetchError: these are too many.
        """
        self.expect(size)
        self._bytes_left -= size

    def expect(self, size: int) -> None:
        """Refuse, before they come, ``size`` bytes that are too many. Raises as ``spend`` does."""
        if size > self._bytes_left:
            raise self._too_large(self._most_bytes)

    def hold(self, size: int) -> None:
        """Refuse a decompressed body that has come to ``size`` bytes. Raises as ``spend`` does."""
        if size > self._body_bytes:
            raise self._too_large(self._body_bytes)

    def _too_large(self, most: int) -> FetchError:
        amount = f"{most / 1e6:.0f} MB" if most >= 1e6 else f"{most} bytes"
        return FetchError(self.item, f"it has more than {amount}, too much for a page or a feed: leave it out.")
