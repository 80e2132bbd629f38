"""What an endpoint's response holds, whatever its shape; and no more of it than an answer can have."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, Field, ValidationError

from ingest.errors import LanguageModelError

# Answers have a few kilobytes; an endpoint that never stops must not fill the memory within its deadline.
MAX_RESPONSE_BYTES = 1 << 20
_Count = Annotated[int, Field(ge=0)]


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
