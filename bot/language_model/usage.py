"""What an answer took of the language model: tokens, dollars, time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Prices:
    """Dollars for a million tokens; None when they are not set."""

    input: float | None = None
    output: float | None = None

    def cost(self, input_tokens: int, output_tokens: int) -> float | None:
        """Return the dollars for so many tokens; None without prices."""
        if self.input is None or self.output is None:
            return None
        return (input_tokens * self.input + output_tokens * self.output) / _MILLION


@dataclass(frozen=True, slots=True)
class Usage:
    """What some calls took. ``ms`` is the model's own time, network included; ``cached`` counts calls saved."""

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = None
    ms: float = 0.0
    cached: int = 0
    repairs: int = 0

    def __add__(self, other: Usage) -> Usage:
        """Return both together; a cost that is not known adds nothing."""
        known = [usage.cost for usage in (self, other) if usage.cost is not None]
        return Usage(
            self.calls + other.calls,
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            sum(known) if known else None,
            self.ms + other.ms,
            self.cached + other.cached,
            self.repairs + other.repairs,
        )

    def repaired(self) -> Usage:
        """Return the same with one more repair round."""
        return replace(self, repairs=self.repairs + 1)

    def as_json(self, model: str, prompt_version: str) -> dict[str, Any]:
        """Return what ``usage`` of an answer holds."""
        return {
            "model": model,
            "prompt_version": prompt_version,
            "calls": self.calls,
            "cached_calls": self.cached,
            "repairs": self.repairs,
            "input_tokens": self.input_tokens,
            "output_tokens": self.output_tokens,
            "total_tokens": self.input_tokens + self.output_tokens,
            "cost": None if self.cost is None else round(self.cost, 8),
            "currency": "USD",
            "model_ms": round(self.ms, 2),
        }
