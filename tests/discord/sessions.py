"""A websocket of the gateway, and the session that outlives it."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
import zlib
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.discord.payloads import snowflake
from tests.discord.protocol import Intent, Op

if TYPE_CHECKING:
    from aiohttp import web

# Events that a session which has gone can catch up with.
_REPLAYED = 5000
_LOOK_SECONDS = 0.05


class Connection:
    """One websocket. What is sent to it, from whatever thread, goes out in order; to a ``frozen`` one nothing does."""

    numbers = itertools.count(1)

    def __init__(self, http: web.Request, socket: web.WebSocketResponse) -> None:
        self.number = next(self.numbers)
        self.frozen = False
        self.opened_at = time.monotonic()
        self.heartbeats: list[float] = []
        self.heard = 0  # the last event that the client says it has heard
        self._transport, self._socket = http.transport, socket
        self._deflate = zlib.compressobj() if http.query.get("compress") == "zlib-stream" else None
        self._loop = asyncio.get_running_loop()
        self._outgoing: asyncio.Queue[str | int] = asyncio.Queue()

    def send(self, op: Op, data: Any = None) -> None:
        """Send a message that is no event."""
        self.send_text(json.dumps({"op": op, "d": data}))

    def send_text(self, text: str) -> None:
        """Send whatever it is."""
        if not self.frozen:
            self._put(text)

    def close(self, code: int) -> None:
        """Close the websocket, after what was sent before."""
        self._put(code)

    def cut(self) -> None:
        """Break the connection without a word."""
        if self._transport is not None:
            self._loop.call_soon_threadsafe(self._transport.abort)

    async def keep_silent(self) -> None:
        """Leave the client's goodbye without an answer while it is frozen, until the client has gone."""
        while self.frozen and self._transport is not None and not self._transport.is_closing():
            await asyncio.sleep(_LOOK_SECONDS)

    def _put(self, item: str | int) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._outgoing.put_nowait, item)

    async def pump(self) -> None:
        """Send out what is put in, until the websocket is closed."""
        while not self._socket.closed:
            item = await self._outgoing.get()
            if isinstance(item, int):
                await self._socket.close(code=item)
                return
            try:
                await self._write(item)
            except ConnectionError:
                return

    async def _write(self, text: str) -> None:
        if self._deflate is None:
            await self._socket.send_str(text)
        else:
            data = self._deflate.compress(text.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
            await self._socket.send_bytes(data)


@dataclass(frozen=True)
class Event:
    """What the bot was told, as it was at that time (seconds of ``time.monotonic()``)."""

    name: str
    text: str
    at: float = field(default_factory=time.monotonic)

    @property
    def payload(self) -> Any:
        """The event's data."""
        return json.loads(self.text)


@dataclass(eq=False)
class Session:
    """What a client identified for. It outlives its connection, and catches up when it resumes."""

    intents: Intent
    connection: Connection | None
    id: str = field(default_factory=snowflake)
    sequence: int = 0
    log: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=_REPLAYED))

    def tell(self, event: str, payload: Any) -> None:
        """Tell of an event now, or when the client resumes."""
        self.dispatch(event, json.dumps(payload))

    def dispatch(self, event: str, payload: str) -> None:
        """Tell of an event whose payload is JSON already."""
        self.sequence += 1
        text = f'{{"op":{int(Op.DISPATCH)},"t":"{event}","s":{self.sequence},"d":{payload}}}'
        self.log.append((self.sequence, text))
        if self.connection is not None:
            self.connection.send_text(text)
