"""Typed replies out of whatever a model writes: JSON, JSON in a fence, JSON between sentences. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel, ValidationError

T = TypeVar("T", bound=BaseModel)
# How many opening braces are tried: text of braces alone would otherwise be read again from each of them.
_MOST_OBJECTS = 50


def read_reply(text: str, schema: type[T]) -> T | None:
    """Return the last JSON object in ``text`` that is a ``schema``; None when there is none.

    The last, since models that think aloud give their answer at the end.
    """
    found = None
    for fields in _objects(text):
        try:
            found = schema.model_validate(fields)
        except ValidationError:
            continue
    return found


def _objects(text: str) -> Iterator[object]:
    """Yield the outermost JSON objects in ``text``, and those within what only looks like one."""
    decoder = json.JSONDecoder()
    at = text.find("{")
    for _ in range(_MOST_OBJECTS):
        if at < 0:
            return
        try:
            fields, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            yield fields
        at = text.find("{", end)
