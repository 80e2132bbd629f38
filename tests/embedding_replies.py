"""What a scripted embedding endpoint answers: the steps of ``llm_server``, and what it was sent."""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from aiohttp import web

from ingest.embedding.calibration import calibration_texts
from tests.hashing import hashed
from tests.llm_replies import fails
from tests.llm_server import LLMServer, Request, Step

Items = list[dict[str, Any]]


def vectors(change: Callable[[Items], Items] = lambda items: items) -> Step:
    """Answer with the vector of each text, as ``change`` makes of them."""

    async def step(request: Request) -> web.StreamResponse:
        encoded = encoder(request.body.get("encoding_format", "float"))
        items = [
            {"object": "embedding", "index": n, "embedding": encoded(hashed(text))}
            for n, text in enumerate(request.body["input"])
        ]
        return web.json_response({"object": "list", "data": change(items)}, dumps=json.dumps)

    return step


def encoder(encoding: str) -> Callable[[Sequence[float]], Any]:
    """Return what writes a vector in an ``encoding_format``."""
    if encoding == "base64":
        return lambda vector: base64.b64encode(np.array(vector, dtype="<f4").tobytes()).decode()
    return list


def at_most(texts: int, chars: int = 1_000_000) -> Step:
    """Answer, but refuse requests of more texts, or with a longer one."""

    async def step(request: Request) -> web.StreamResponse:
        sent = request.body["input"]
        if len(sent) > texts:
            return await fails(422, f"batch size {len(sent)} > maximum allowed batch size {texts}")(request)
        if any(len(text) > chars for text in sent):
            return await fails(400, "This model's maximum context length is exceeded")(request)
        return await vectors()(request)

    return step


def sent(server: LLMServer) -> Counter[str]:
    """Return how often each text of an article or a question was sent to ``server``."""
    texts = Counter(text for request in server.requests for text in request.body["input"])
    for known in calibration_texts().values():
        for text in (*known.questions, *known.sentences):
            texts.pop(text, None)
    return texts
