"""How the figures of a benchmark are printed and taken together."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

MB = 1 << 20


def show(what: str, figure: float, unit: str = "", goal: str = "") -> None:
    """Print one figure, with what it is to be."""
    print(f"{what:<72} {figure:10.2f} {unit:<4} {goal}", flush=True)


def median(values: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(values)
