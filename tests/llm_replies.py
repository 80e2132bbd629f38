"""What a scripted language model and its server answer: the steps of ``llm_server``."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Callable, Sequence
from typing import Any

from aiohttp import web

from tests.llm_server import Request, Step

# No step goes on for longer, and none sends more at full speed (seconds, bytes).
LONGEST = 60.0
LARGEST = 128 << 20
_BLOCK = b" " * (64 << 10)
_USAGE = {"prompt_tokens": 900, "completion_tokens": 60, "total_tokens": 960}

Content = Any  # what a message holds: a string, None or worse; a function of the request gives it when asked
Evidence = tuple[Any, Any, Any]  # passage (None: whichever holds the quote), quote, translation


def reply(found: Any, sentences: Sequence[tuple[Any, Sequence[Evidence]]]) -> Callable[[Request], str]:
    """Return the JSON a model answers with; a passage that is None becomes the number of the one with the quote."""

    def written(request: Request) -> str:
        said = [
            {"text": text, "evidence": [_evidence(request, *item) for item in evidence]} for text, evidence in sentences
        ]
        return json.dumps({"found": found, "sentences": said})

    return written


def _evidence(request: Request, passage: Any, quote: Any, translation: Any) -> dict[str, Any]:
    number = _number(request, quote) if passage is None else passage(request) if callable(passage) else passage
    return {"passage": number, "quote": quote, "translation": translation}


def _number(request: Request, quote: Any) -> int:
    """Return the number of the passage with ``quote``; 1 where none has it, as a model makes one up."""
    try:
        return request.number_of(quote)
    except LookupError:
        return 1


def completion(content: Any, *, finish: str = "stop", usage: Any = _USAGE, **message: Any) -> dict[str, Any]:
    """Return a chat completion, without usage if that is None; ``message`` adds fields to its message."""
    said = {"role": "assistant", "content": content, **message}
    body: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_731_000_000,
        "model": "scripted",
        "choices": [{"index": 0, "message": said, "finish_reason": finish}],
    }
    return body if usage is None else {**body, "usage": usage}


def says(content: Content, *, packed: bool = False, content_type: str = "application/json", **options: Any) -> Step:
    """Answer with a completion of ``content``; ``packed`` by gzip."""

    async def step(request: Request) -> web.Response:
        body = json.dumps(completion(content(request) if callable(content) else content, **options)).encode()
        if packed:
            return web.Response(
                body=gzip.compress(body), content_type=content_type, headers={"Content-Encoding": "gzip"}
            )
        return web.Response(body=body, content_type=content_type)

    return step


def sends(body: Any, status: int = 200, content_type: str = "application/json", **headers: str) -> Step:
    """Answer with ``body``, as JSON unless it is a string or bytes; ``Retry_After="1"`` is a header."""
    written = body if isinstance(body, (str, bytes)) else json.dumps(body)
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    async def step(request: Request) -> web.Response:
        data = written.encode() if isinstance(written, str) else written
        return web.Response(body=data, status=status, content_type=content_type, headers=named)

    return step


def fails(status: int, message: str, code: str | None = None, param: str | None = None, **headers: str) -> Step:
    """Answer with an error in OpenAI's form."""
    error = {"message": message, "type": "invalid_request_error", "param": param, "code": code}
    return sends({"error": error}, status, **headers)


def rejects(parameters: Sequence[str], form: Callable[[str], Step], then: Step) -> Step:
    """Answer by ``form`` while a request has one of ``parameters``, and as ``then`` once it has none."""

    async def step(request: Request) -> web.StreamResponse:
        sent = next((name for name in parameters if name in request.body), None)
        return await (then if sent is None else form(sent))(request)

    return step


def too_long(passages: int, body: Any, then: Step) -> Step:
    """Answer 400 with ``body`` while a prompt has more than so many passages, and then as ``then``."""

    async def step(request: Request) -> web.StreamResponse:
        return await (sends(body, 400) if len(request.passages) > passages else then)(request)

    return step


def redirects(status: int = 307) -> Step:
    """Send the client to another host, which is this server by another name and path."""

    async def step(request: Request) -> web.Response:
        there = f"http://localhost:{request.http.url.port}/elsewhere"
        return web.Response(status=status, headers={"Location": there})

    return step


def silent() -> Step:
    """Take the request and never answer."""

    async def step(request: Request) -> web.Response:
        await request.pause(LONGEST)
        return web.Response(status=504)

    return step


def later(seconds: float, then: Step) -> Step:
    """Answer as ``then`` after a pause."""

    async def step(request: Request) -> web.StreamResponse:
        await request.pause(seconds)
        return await then(request)

    return step


def garbles(sent: bytes) -> Step:
    """Send bytes that are no HTTP response, and cut the connection."""

    async def step(request: Request) -> web.Response:
        if request.http.transport is not None:
            request.http.transport.write(sent)
            request.http.transport.close()
        return web.Response()

    return step


def drops() -> Step:
    """Cut the connection before a byte is sent."""

    async def step(request: Request) -> web.Response:
        request.hang_up()
        return web.Response()

    return step


def breaks_off(body: Any) -> Step:
    """Promise ``body`` and cut the connection when half of it is sent."""
    written = json.dumps(body).encode()

    async def step(request: Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "application/json"})
        response.content_length = len(written)
        await response.prepare(request.http)
        await response.write(written[: len(written) // 2])
        request.hang_up()
        return response

    return step


def trickles(block: bytes = b" ", every: float = 0.1) -> Step:
    """Send a byte every so often and never end."""

    async def step(request: Request) -> web.StreamResponse:
        response = await _opened(request)
        await _trickle(request, response, block, every)
        return response

    return step


def endless() -> Step:
    """Send a body that grows as fast as it is read, and slowly once it is very large."""

    async def step(request: Request) -> web.StreamResponse:
        response = await _opened(request)
        while request.sent < LARGEST:
            await response.write(_BLOCK)
            request.sent += len(_BLOCK)
        await _trickle(request, response, b" ", 0.1)
        return response

    return step


async def _opened(request: Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    await response.prepare(request.http)
    return response


async def _trickle(request: Request, response: web.StreamResponse, block: bytes, every: float) -> None:
    until = asyncio.get_running_loop().time() + LONGEST
    while asyncio.get_running_loop().time() < until and not await request.pause(every):
        await response.write(block)
        request.sent += len(block)
