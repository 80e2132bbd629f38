"""A scripted OpenAI-compatible server on a loopback socket: it answers as it is told, well or badly.

    with LLMServer() as server:
        server.play(says(reply(True, [("116 countries took part.", [(None, "police in 116 countries", None)])])))
        …  # a client asks server.url; what it asked is in server.requests

A script is one step a request, and its last step answers all further ones; ``llm_replies`` has the steps. Whatever a
step does, it ends when the server does.
"""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from types import TracebackType
from typing import Any

from aiohttp import web

_START_SECONDS = 30
_LARGEST_REQUEST = 64 << 20
_PASSAGE = re.compile(r'<passage\s+n="(\d+)"[^>]*>\n?(.*?)\n?</passage>', re.DOTALL)
_ENDING = web.AppKey("ending", asyncio.Event)


@dataclass
class Request:
    """What a client sent, and how many bytes of an unending body it was sent so far."""

    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]
    http: web.Request
    sent: int = 0

    @property
    def prompt(self) -> str:
        """The text of all messages."""
        return "\n".join(str(message.get("content")) for message in self.body.get("messages", []))

    @property
    def passages(self) -> dict[int, str]:
        """The passages shown to the model, by number."""
        return {int(number): unescape(text) for number, text in _PASSAGE.findall(self.prompt)}

    def number_of(self, words: str) -> int:
        """Return the number of the passage that holds ``words``.

        Raises:
            LookupError: none does.
        """
        for number, text in self.passages.items():
            if words in text:
                return number
        raise LookupError(f"no passage of the prompt holds {words!r}")

    async def pause(self, seconds: float) -> bool:
        """Wait; tell, at once when it is so, whether the server is to end."""
        ending = self.http.app[_ENDING]
        with suppress(TimeoutError):
            await asyncio.wait_for(ending.wait(), seconds)
        return ending.is_set()

    def hang_up(self) -> None:
        """Cut the connection, in the middle of whatever is being sent."""
        if self.http.transport is not None:
            self.http.transport.abort()


Step = Callable[[Request], Awaitable[web.StreamResponse]]


class LLMServer:
    """A server in a thread of its own. ``errors`` are those of the script itself, which a test should see.

    ``models`` is a step that answers requests for the list of models; without one there is a model, ``scripted``.
    """

    def __init__(self, *steps: Step) -> None:
        self.requests: list[Request] = []
        self.errors: list[Exception] = []
        self.models: Step | None = None
        self.port = 0
        self._steps = steps
        self._loop = asyncio.new_event_loop()
        self._ending = asyncio.Event()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def url(self) -> str:
        """What ``OPENAI_BASE_URL`` is to be."""
        return f"http://127.0.0.1:{self.port}/v1"

    def play(self, *steps: Step) -> None:
        """Answer the requests to come by ``steps``, and forget those that came."""
        self._steps, self.requests, self.errors = steps, [], []

    def __enter__(self) -> LLMServer:
        self._thread.start()
        assert self._ready.wait(_START_SECONDS), "the server did not start"
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._loop.call_soon_threadsafe(self._ending.set)
        self._thread.join()

    def _run(self) -> None:
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        app = web.Application(client_max_size=_LARGEST_REQUEST)
        app[_ENDING] = self._ending
        app.router.add_get("/v1/models", self._models)
        app.router.add_route("*", "/{path:.*}", self._answer)
        runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.port = runner.addresses[0][1]
        self._ready.set()
        await self._ending.wait()
        await runner.cleanup()

    async def _answer(self, http: web.Request) -> web.StreamResponse:
        sent = await http.read()
        request = Request(http.path, dict(http.headers), json.loads(sent) if sent else {}, http)
        step = self._steps[min(len(self.requests), len(self._steps) - 1)]
        self.requests.append(request)
        try:
            return await step(request)
        except ConnectionError:  # the client has gone
            return web.Response()
        except Exception as error:
            self.errors.append(error)
            return web.Response(status=500, text=f"The script failed: {error!r}")

    async def _models(self, http: web.Request) -> web.StreamResponse:
        if self.models is not None:
            return await self.models(Request(http.path, dict(http.headers), {}, http))
        return web.json_response(
            {"object": "list", "data": [{"id": "scripted", "object": "model", "owned_by": "tests"}]}
        )
