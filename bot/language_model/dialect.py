"""Which parameters an endpoint takes. OpenAI, llama.cpp, Ollama and vLLM differ, and models of one endpoint do too."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

# What an error message about a parameter has in it, by the field of a dialect that leaves it out.
_BLAMED = {
    "schema": re.compile(r"response_format|json_schema|json schema|structured|grammar|guided", re.IGNORECASE),
    "effort": re.compile(r"reasoning", re.IGNORECASE),
    "temperature": re.compile(r"temperature", re.IGNORECASE),
    "limit": re.compile(r"max_(?:completion_)?tokens", re.IGNORECASE),
}
_LIMITS = ("max_completion_tokens", "max_tokens", "")


@dataclass(frozen=True, slots=True)
class Dialect:
    """The parameters to send beside model and messages. ``limit`` is the name of the bound on output, "" for none."""

    schema: bool = True
    effort: bool = True
    temperature: bool = True
    limit: str = _LIMITS[0]

    def parameters(self, schema: dict[str, Any], effort: str, tokens: int) -> dict[str, Any]:
        """Return them as keyword arguments of ``chat.completions.create``."""
        found: dict[str, Any] = {}
        if self.schema:
            named = {"name": "reply", "strict": True, "schema": schema}
            found["response_format"] = {"type": "json_schema", "json_schema": named}
        if self.effort:
            found["reasoning_effort"] = effort
        if self.temperature:
            found["temperature"] = 0
        if self.limit:
            found[self.limit] = tokens
        return found

    def without(self, complaint: str) -> Dialect | None:
        """Return the dialect to try after an endpoint refused this one; None when nothing is left to leave out.

        What the ``complaint`` names is left out, or, where it names nothing known, everything.
        """
        left = self
        for field, blamed in _BLAMED.items():
            if blamed.search(complaint):
                left = left._less(field)
        if left == self:
            left = Dialect(schema=False, effort=False, temperature=False, limit="")
        return None if left == self else left

    def _less(self, field: str) -> Dialect:
        match field:
            case "schema":
                return replace(self, schema=False)
            case "effort":
                return replace(self, effort=False)
            case "temperature":
                return replace(self, temperature=False)
        return replace(self, limit=_LIMITS[min(_LIMITS.index(self.limit) + 1, len(_LIMITS) - 1)])
