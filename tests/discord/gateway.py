"""The gateway: websockets, sessions, events and their replay, and how all of that fails.

https://discord.com/developers/docs/events/gateway.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from typing import Any

from aiohttp import WSMsgType, web

from tests.discord.messages import hide_content
from tests.discord.payloads import Payload
from tests.discord.protocol import PRIVILEGED, Close, Intent, Op
from tests.discord.sessions import Connection, Event, Session
from tests.discord.world import World

# Codes by which a client says that it does not mean to come back.
_CLEAN = (1000, 1001)


class Gateway:
    """All sessions. ``log`` is what clients did, in order: CONNECT, REFUSED, IDENTIFY, RESUME, INVALID, GONE."""

    def __init__(self, world: World, token: str, heartbeat_seconds: float) -> None:
        self.heartbeat_seconds = heartbeat_seconds
        self.sessions: dict[str, Session] = {}
        self.connections: list[Connection] = []  # open ones and those that were
        self.log: list[str] = []
        self.events: list[Event] = []
        self.presences: list[Payload] = []
        self.deliveries = 1
        self._refusals = 0
        self._world, self._token = world, token
        world.emit = self.emit

    # What the test reads and does.

    def connected(self, since: float = 0.0) -> bool:
        """Tell whether a client that came after a time (of ``time.monotonic()``) has identified or resumed."""
        return any(connection.opened_at > since for connection in self._open())

    @property
    def caught_up(self) -> bool:
        """Whether a client is there and has told, by a heartbeat, that it heard all events."""
        found = [(session.sequence, session.connection) for session in self.sessions.values()]
        heard = [connection.heard == sequence for sequence, connection in found if connection is not None]
        return bool(heard) and all(heard)

    def heartbeat_gaps(self) -> list[float]:
        """Return the seconds between the heartbeats of each connection, from its opening to now while it is open."""
        gaps: list[float] = []
        with self._world.acting():
            for connection in self.connections:
                now = [time.monotonic()] if connection in self._open() else []
                times = [connection.opened_at, *connection.heartbeats, *now]
                gaps += [after - before for before, after in itertools.pairwise(times)]
        return gaps

    def refuse(self, times: int) -> None:
        """Answer the next connections with 503."""
        with self._world.acting():
            self._refusals = times

    def drop(self) -> None:
        """Break every connection as a lost network does."""
        for connection in self._open():
            connection.cut()

    def close(self, code: int) -> None:
        """Close every connection with a code."""
        for connection in self._open():
            connection.close(code)

    def freeze(self) -> None:
        """Send nothing any more over the present connections, not even the acknowledgement of a heartbeat."""
        with self._world.acting():
            for connection in self._open():
                connection.frozen = True

    def reconnect(self) -> None:
        """Ask every client to reconnect."""
        for connection in self._open():
            connection.send(Op.RECONNECT)

    def invalidate(self, *, resumable: bool = False) -> None:
        """Tell every client that its session is invalid."""
        with self._world.acting():
            for connection in self._open():
                connection.send(Op.INVALID_SESSION, resumable)
            if not resumable:
                self.sessions.clear()

    def forget(self) -> None:
        """Forget all sessions silently: who tries to resume one is told that it is invalid."""
        with self._world.acting():
            self.sessions.clear()

    def emit(self, event: str, payload: Payload, intent: Intent | None = None) -> None:
        """Tell of an event as often as ``deliveries`` says; content is left out for who did not ask for it.

        A test may call it with whatever it likes: a malformed event, or one that was told before.
        """
        with self._world.acting():
            text = json.dumps(payload)
            self.events.append(Event(event, text))
            for session in self.sessions.values():
                if intent is None or intent in session.intents:
                    hidden = _hidden(session, event, payload, self._world.bot["id"])
                    told = text if hidden is None else json.dumps(hidden)
                    for _ in range(self.deliveries):
                        session.dispatch(event, told)

    def send_text(self, text: str) -> None:
        """Send something that is no event at all, such as broken JSON."""
        for connection in self._open():
            connection.send_text(text)

    def _open(self) -> list[Connection]:
        with self._world.acting():
            return [session.connection for session in self.sessions.values() if session.connection is not None]

    # What clients do.

    async def handle(self, http: web.Request) -> web.StreamResponse:
        """Serve one websocket until it ends."""
        with self._world.acting():
            refused = self._refusals > 0
            self._refusals -= refused
            self.log.append("REFUSED" if refused else "CONNECT")
        if refused:
            return web.Response(status=503)
        socket = web.WebSocketResponse(autoclose=False)
        await socket.prepare(http)
        connection = Connection(http, socket)
        with self._world.acting():
            self.connections.append(connection)
        connection.send(Op.HELLO, {"heartbeat_interval": int(self.heartbeat_seconds * 1000)})
        pump = asyncio.create_task(connection.pump())
        try:
            async for received in socket:
                if received.type is WSMsgType.TEXT:
                    self._take(connection, received.data)
            await connection.keep_silent()
            await socket.close()
        finally:
            pump.cancel()
            self._gone(connection, socket.close_code)
        return socket

    def _take(self, connection: Connection, text: str) -> None:
        with self._world.acting():
            try:
                self._received(connection, json.loads(text))
            except Exception as error:
                self._world.errors.append(f"{error!r} at {text}")

    def _received(self, connection: Connection, message: Payload) -> None:
        data: Any = message.get("d")
        match Op(message["op"]):
            case Op.HEARTBEAT:
                connection.heartbeats.append(time.monotonic())
                connection.heard = data or 0
                connection.send(Op.HEARTBEAT_ACK)
            case Op.IDENTIFY:
                self._identify(connection, data)
            case Op.RESUME:
                self._resume(connection, data)
            case Op.PRESENCE:
                self.presences.append(data)
            case Op.REQUEST_MEMBERS:
                self._tell_members(connection, data)
            case other:
                raise AssertionError(f"a client never sends {other!r}")

    def _identify(self, connection: Connection, data: Payload) -> None:
        self.log.append("IDENTIFY")
        intents = Intent(data["intents"])
        if data["token"] != self._token:
            connection.close(Close.AUTHENTICATION_FAILED)
        elif intents & PRIVILEGED & ~self._world.approved:
            connection.close(Close.DISALLOWED_INTENTS)
        else:
            session = Session(intents, connection)
            self.sessions[session.id] = session
            self._ready(session)

    def _ready(self, session: Session) -> None:
        guilds = [guild for guild in self._world.guilds.values() if guild.has_bot]
        session.tell(
            "READY",
            {
                "v": 10,
                "user": self._world.bot,
                "guilds": [{"id": guild.id, "unavailable": True} for guild in guilds],
                "session_id": session.id,
                "resume_gateway_url": self._world.gateway_url,
                "application": {"id": self._world.application_id, "flags": 0},
                "private_channels": [],
            },
        )
        for guild in guilds:
            session.tell("GUILD_CREATE", self._world.guild_payload(guild))

    def _resume(self, connection: Connection, data: Payload) -> None:
        session = self.sessions.get(data["session_id"])
        if session is None or data["token"] != self._token:
            self.log.append("INVALID")
            connection.send(Op.INVALID_SESSION, data=False)
            return
        self.log.append("RESUME")
        session.connection = connection
        for sequence, text in session.log:
            if sequence > data["seq"]:
                connection.send_text(text)
        session.tell("RESUMED", {})

    def _tell_members(self, connection: Connection, data: Payload) -> None:
        session = next(session for session in self.sessions.values() if session.connection is connection)
        guild = self._world.guilds[str(data["guild_id"])]
        wanted = {str(id_) for id_ in data.get("user_ids") or guild.members}
        session.tell(
            "GUILD_MEMBERS_CHUNK",
            {
                "guild_id": guild.id,
                "members": [member for id_, member in guild.members.items() if id_ in wanted],
                "chunk_index": 0,
                "chunk_count": 1,
                "nonce": data.get("nonce"),
            },
        )

    def _gone(self, connection: Connection, code: int | None) -> None:
        """Keep the session for who left without a goodbye."""
        with self._world.acting():
            self.log.append("GONE")
            for session in list(self.sessions.values()):
                if session.connection is connection:
                    session.connection = None
                    if code in _CLEAN:
                        del self.sessions[session.id]


def _hidden(session: Session, event: str, payload: Any, bot_id: str) -> Payload | None:
    """Return what a session is told of a message that it may not read; None when it may."""
    if event not in ("MESSAGE_CREATE", "MESSAGE_UPDATE") or Intent.MESSAGE_CONTENT in session.intents:
        return None
    of_guild = isinstance(payload, dict) and {"guild_id", "author", "mentions"} <= payload.keys()
    return hide_content(payload, bot_id) if of_guild else None
