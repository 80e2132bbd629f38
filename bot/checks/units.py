"""Units of one kind brought together: "nearly four decades" is "nearly 40 years"."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from ingest.text.figures import Figure

_BASES: dict[str, dict[str, Fraction]] = {
    base: {unit: Fraction(factor) for unit, factor in (cell.split("=") for cell in row.split())}
    for base, row in {
        "second": "second=1 minute=60 hour=3600 day=86400 week=604800",
        "month": "month=1 year=12 decade=120 century=1200",
        "m": "mm=1/1000 cm=1/100 m=1 km=1000",
        "g": "mg=1/1000 g=1 kg=1000 quintal=100000 tonne=1000000",
        "m2": "m2=1 hectare=10000 km2=1000000",
        "ml": "ml=1 liter=1000",
        "kW": "kW=1 MW=1000 GW=1000000",
        "foot": "inch=1/12 foot=1 yard=3 mile=5280",
        "USD": "cent=1/100 USD=1",
    }.items()
}
_SAME = {unit: (base, factor) for base, units in _BASES.items() for unit, factor in units.items()}


def brought_together(one: Figure, other: Figure) -> tuple[Figure, Figure]:
    """Return both figures in their common base unit where they have one, else as they are."""
    first, second = _SAME.get(one.unit), _SAME.get(other.unit)
    if one.unit == other.unit or not first or not second or first[0] != second[0]:
        return one, other
    return _times(one, *first), _times(other, *second)


def _times(figure: Figure, base: str, factor: Fraction) -> Figure:
    others = tuple(value * factor for value in figure.others)
    return replace(figure, unit=base, low=figure.low * factor, high=figure.high * factor, others=others)
