"""A bound on what a server may send: one that never stops must not fill the memory within its deadline."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx


class UnboundedError(httpx.ReadError):
    """A response that is larger than it can be, or whose size cannot be bounded; it will be so the next time."""


def bound(most_bytes: int) -> Callable[[httpx.Response], Awaitable[None]]:
    """Return a hook that ends responses with ``UnboundedError`` after ``most_bytes``, or when they are compressed."""

    async def hook(response: httpx.Response) -> None:
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise UnboundedError("The response is compressed, so its size cannot be bounded.")
        response.stream = _Bounded(response.stream, most_bytes)

    return hook


class _Bounded(httpx.AsyncByteStream):
    def __init__(self, stream: Any, most_bytes: int) -> None:
        self._stream = stream
        self._most_bytes = most_bytes

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for chunk in self._stream:
            size += len(chunk)
            if size > self._most_bytes:
                raise UnboundedError("The response is larger than any answer.")
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()
