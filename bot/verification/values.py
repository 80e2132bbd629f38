"""Whether one figure says no more than another: 2,517 bears "more than 2,500", which does not bear 2,517."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ingest.text.figures import Figure

# "about 2,500" may be off by half of its last digit that is not zero, or by this share, whichever is more …
_ABOUT = Fraction(2, 100)
# … but never by more than this, lest "about 1,000" stand for 1,400.
_MOST = Fraction(1, 10)
# "more than 2,000" over 2,517 is true and misleading: a bound has to be near.
_NEAR = Fraction(1, 5)
_SIMPLE = tuple(Fraction(part, whole) for whole in (2, 3, 4, 5) for part in range(1, whole))
# "dozens", "hàng trăm": only the size is told. What is narrower is a range, whose ends are facts.
_VAGUE = 4
# Units of one kind, by what one of them is in the base unit.
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


def bears(quote: Figure, claim: Figure) -> bool:
    """Tell whether the value of ``quote`` supports that of ``claim``, which may be vaguer and never sharper."""
    return any(_bears(quote, known, claim, said) for known in _readings(quote) for said in _readings(claim))


def sharper(quote: Figure, claim: Figure) -> bool:
    """Tell whether ``claim`` gives the number of ``quote`` without its hedge, or more digits than it."""
    known, said = _shares(quote), _shares(claim)
    if bears(quote, claim):
        return False
    inside = known[0] < known[1] and known[0] <= said[0] and said[1] <= known[1]
    return inside or (quote.relation != "exact" and (known[0] == said[0] or _within(said[0], known[0])))


def rounds_to(quote: Figure, claim: Figure) -> bool:
    """Tell whether ``claim`` is the exact number of ``quote`` rounded to the digits it has, at least two of them."""
    value, said = quote.low, claim.low
    if not (quote.low == quote.high and claim.low == claim.high and {quote.relation, claim.relation} <= {"exact"}):
        return False
    place = _last_digit(said)
    return said >= 10 * place > 0 and place > _last_digit(value) and abs(value - said) <= place / 2


def _readings(figure: Figure) -> Iterator[tuple[Fraction, Fraction]]:
    """Yield the intervals a figure may mean, shares as parts of one."""
    low, high = _shares(figure)
    yield low, high
    for other in figure.others:
        yield other, other + (high - low)


def _shares(figure: Figure) -> tuple[Fraction, Fraction]:
    whole = 100 if figure.unit == "%" else 1
    return figure.low / whole, figure.high / whole


def _bears(quote: Figure, known: tuple[Fraction, Fraction], claim: Figure, said: tuple[Fraction, Fraction]) -> bool:
    if said[0] != said[1]:
        return _bears_range(quote, known, claim, said)
    if known[0] != known[1]:
        return (
            claim.relation == "about"
            and quote.relation == "exact"
            and _within(known[0], said[0])
            and _within(known[1], said[0])
        )
    value, bound = known[0], said[0]
    if value == bound:
        return _same_number(quote.relation, claim.relation)
    if claim.relation == "about":
        return quote.relation in {"exact", "about", "nearly"} and _within(value, bound) and _is_coarser(bound, value)
    if claim.relation in {"more", "at least"}:
        return quote.relation in {"exact", "more", "at least"} and bound < value and _is_floor(bound, value)
    if claim.relation == "nearly":
        return quote.relation == "exact" and value < bound and _is_floor(bound, value, up=True)
    if claim.relation in {"less", "at most"}:
        return (
            quote.relation in {"exact", "less", "at most", "nearly"}
            and value < bound
            and _is_floor(bound, value, up=True)
        )
    return False


def _bears_range(
    quote: Figure, known: tuple[Fraction, Fraction], claim: Figure, said: tuple[Fraction, Fraction]
) -> bool:
    if claim.relation != "about" or said[1] < _VAGUE * said[0]:
        return known == said and (
            claim.relation == quote.relation or {claim.relation, quote.relation} <= {"about", "exact"}
        )
    return said[0] <= known[0] and known[1] <= said[1]


def _same_number(quote: str, claim: str) -> bool:
    """Tell whether a hedge allows another one over the same number."""
    if quote == claim or claim == "about":
        return True
    allowed = {
        "exact": {"at least", "at most"},
        "more": {"at least"},
        "less": {"at most"},
        "nearly": {"less", "at most"},
    }
    return claim in allowed.get(quote, set())


def _is_coarser(bound: Fraction, value: Fraction) -> bool:
    """Tell whether ``bound`` has fewer digits: "about 2,517" does not rest on 2,500."""
    return bound in _SIMPLE or _last_digit(bound) > _last_digit(value)


def _within(value: Fraction, about: Fraction) -> bool:
    slack = max(_last_digit(about) / 2, abs(about) * _ABOUT)
    return abs(value - about) <= min(slack, abs(about) * _MOST)


def _last_digit(number: Fraction) -> Fraction:
    """Return the value of the last digit that is not zero: 100 for 2,500, 1/10 for 0.3."""
    place = Fraction(1)
    if not number:
        return Fraction(0)
    while number / place != int(number / place) and place > Fraction(1, 10**6):
        place /= 10
    while number / (place * 10) == int(number / (place * 10)):
        place *= 10
    return place


def _is_floor(bound: Fraction, value: Fraction, *, up: bool = False) -> bool:
    """Tell whether ``bound`` is ``value`` rounded down (or up) to fewer digits, or a simple part just below it."""
    if abs(value - bound) > abs(value) * _NEAR:
        return False
    if bound in _SIMPLE:
        return abs(value - bound) <= bound * _MOST
    place = _last_digit(bound)
    rounded = -(-value // place) * place if up else (value // place) * place
    return rounded == bound and place > _last_digit(value)


def brought_together(one: Figure, other: Figure) -> tuple[Figure, Figure]:
    """Return both in their common base unit where there is one ("four decades" is 40 years), else as they are."""
    first, second = _SAME.get(one.unit), _SAME.get(other.unit)
    if one.unit == other.unit or not first or not second or first[0] != second[0]:
        return one, other
    return _times(one, *first), _times(other, *second)


def _times(figure: Figure, base: str, factor: Fraction) -> Figure:
    others = tuple(value * factor for value in figure.others)
    return replace(figure, unit=base, low=figure.low * factor, high=figure.high * factor, others=others)
