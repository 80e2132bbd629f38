"""REST over a loopback socket: requests are authorised, recorded, refused as faults want it, and routed."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from tests.discord.errors import ApiError, unauthorized
from tests.discord.faults import Faults
from tests.discord.messages import Upload
from tests.discord.payloads import Payload
from tests.discord.world import World

PREFIX = "/api/v10"
# Discord's for an application without boosts: https://discord.com/developers/docs/reference#uploading-files
MOST_BYTES = 10 << 20
# These carry a token in their address and need no other.
_TOKEN_IN_ADDRESS = ("/interactions/", "/webhooks/")


@dataclass(eq=False)
class Request:
    """A request of the bot, and how it was answered; ``status`` 0: the connection was cut."""

    method: str
    path: str
    body: Any
    query: dict[str, str]
    files: list[Upload] = field(default_factory=list)
    at: float = field(default_factory=time.monotonic)
    seconds: float = 0.0
    status: int = 0
    response: bytes = b""

    def matches(self, match: str) -> bool:
        """Tell whether "METHOD /path" matches a regular expression somewhere."""
        return re.search(match, f"{self.method} {self.path}") is not None

    def __str__(self) -> str:
        return f"{self.method} {self.path} -> {self.status} {json.dumps(self.body, ensure_ascii=False)[:300]}"


@dataclass(frozen=True)
class Call:
    """What a route is given: the world, the request, and its body as an object."""

    world: World
    request: Request

    @property
    def body(self) -> Payload:
        """The JSON object that was sent; an empty one when there was none."""
        return self.request.body if isinstance(self.request.body, dict) else {}

    @property
    def files(self) -> list[Upload]:
        """The files that were sent with it."""
        return self.request.files


Answer = tuple[int, Any]
Handler = Callable[..., Answer]


class Routes:
    """A table of routes: ``@ROUTES.add("GET", "/channels/{}")`` over a function of a call and the ids in the path."""

    def __init__(self) -> None:
        self._routes: list[tuple[str, re.Pattern[str], Handler]] = []

    def add(self, method: str, path: str) -> Callable[[Handler], Handler]:
        """Return a decorator that lets a function answer a path; each ``{}`` is one segment of it."""
        pattern = re.compile(re.escape(path).replace(r"\{\}", "([^/]+)"))

        def keep(handler: Handler) -> Handler:
            self._routes.append((method, pattern, handler))
            return handler

        return keep

    def find(self, method: str, path: str) -> Callable[[Call], Answer] | None:
        """Return what answers a request."""
        for known, pattern, handler in self._routes:
            match = pattern.fullmatch(path)
            if match and known == method:
                return lambda call: handler(call, *match.groups())
        return None


class Rest:
    """The API."""

    def __init__(self, world: World, faults: Faults, token: str, tables: list[Routes]) -> None:
        self.requests: list[Request] = []
        self._world, self._faults, self._token, self._tables = world, faults, token, tables

    async def handle(self, http: web.Request) -> web.StreamResponse:
        """Answer one request."""
        request = await _read(http)
        fault = self._faults.find(request.method, request.path)
        if fault and fault.delay:
            await asyncio.sleep(fault.delay)
        with self._world.acting():
            headers = self._faults.headers(request.method, request.path)
            if fault and fault.status:
                status, body = fault.status, fault.body
                headers |= fault.headers
            else:
                limited = self._faults.exceeded(request.method, request.path)
                status, body = limited or self._answer(http, request)
                headers |= self._faults.headers_of_429 if limited else {}
            cut = fault is not None and fault.cut
            request.status, request.response = 0 if cut else status, b"" if status == 204 else json.dumps(body).encode()
            request.seconds = time.monotonic() - request.at
            self.requests.append(request)
        if cut and http.transport is not None:
            http.transport.abort()
        # Exactly this type, without a charset, or discord.py does not decode it.
        return web.Response(body=request.response, status=status, headers=headers, content_type="application/json")

    def _answer(self, http: web.Request, request: Request) -> Answer:
        try:
            if not request.path.startswith(_TOKEN_IN_ADDRESS) and not self._authorized(http):
                raise unauthorized()
            if sum(len(file.data) for file in request.files) > MOST_BYTES:
                raise ApiError(413, 40005, "Request entity too large")
            handler = next(filter(None, (table.find(request.method, request.path) for table in self._tables)), None)
            if handler is None:
                self._world.errors.append(f"not in the fake: {request}")
                raise ApiError(404, 0, "404: Not Found")
            return handler(Call(self._world, request))
        except ApiError as refusal:
            return refusal.status, refusal.body
        except Exception as error:
            self._world.errors.append(f"{error!r} at {request}")
            return 500, {"message": repr(error), "code": 0}

    def _authorized(self, http: web.Request) -> bool:
        return http.headers.get("Authorization") == f"Bot {self._token}"


async def _read(http: web.Request) -> Request:
    path = http.path.removeprefix(PREFIX)
    request = Request(http.method, path, None, dict(http.query))
    if http.content_type == "multipart/form-data":
        async for part in await http.multipart():
            assert isinstance(part, BodyPartReader)
            data = bytes(await part.read())
            if part.name == "payload_json":
                request.body = json.loads(data)
            else:
                kind = part.headers.get("Content-Type", "application/octet-stream")
                request.files.append(Upload(part.filename or "file", data, kind))
    elif http.can_read_body:
        sent = await http.read()
        request.body = json.loads(sent) if sent else None
    return request
