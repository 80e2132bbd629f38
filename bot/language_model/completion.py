"""What an endpoint's response holds, whatever its shape; and no more of it than an answer can have."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Any

import httpx
from pydantic import BaseModel, Field, ValidationError

from ingest.errors import LanguageModelError

# Answers have a few kilobytes; an endpoint that never stops must not fill the memory within its deadline.
MAX_RESPONSE_BYTES = 1 << 20
_Count = Annotated[int, Field(ge=0)]


class UnusableResponseError(httpx.ReadError):
    """A response that cannot be an answer, and will not be one the next time."""


class _Message(BaseModel):
    content: str | None = None


class _Choice(BaseModel):
    message: _Message


class _Completion(BaseModel):
    choices: list[_Choice]
    usage: Any = None


class Tokens(BaseModel):
    """What the endpoint counted."""

    prompt_tokens: _Count
    completion_tokens: _Count


def read_completion(body: str) -> tuple[str, Tokens | None]:
    """Return what the model wrote and the tokens that took, where the endpoint says so.

    The text is "" when the model called a tool, refused in a field of its own, or wrote nothing.

    Raises:
        LanguageModelError: the response is no chat completion.
    """
    try:
        completion = _Completion.model_validate_json(body)
    except ValidationError as error:
        raise LanguageModelError("failed", "The endpoint's response is no chat completion.") from error
    text = (completion.choices[0].message.content or "") if completion.choices else ""
    try:
        return text, Tokens.model_validate(completion.usage)
    except ValidationError:
        return text, None


async def bound(response: httpx.Response) -> None:
    """Make ``response`` end with ``UnusableResponseError`` when it is too large, or compressed."""
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise UnusableResponseError("The response is compressed, so its size cannot be bounded.")
    response.stream = _Bounded(response.stream)


class _Bounded(httpx.AsyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for chunk in self._stream:
            size += len(chunk)
            if size > MAX_RESPONSE_BYTES:
                raise UnusableResponseError("The response is larger than any answer.")
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()
