"""Whether a claim says the contrary of its quotes, or another of its kind: "rose" for "fell", "football" for "tennis".

Only what a table lists is seen, and nothing where a "not" stands before: that is the negation's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.checks.contraries_entries import GROUPS
from bot.checks.statement import Fault, Reading
from bot.checks.terms import WORD, Term
from ingest.text.phrases import Phrasebook

_NOT = {
    "en": re.compile(
        r"(?:\b(?:not|never|no|without|cannot|nor|neither|hardly|stop|stopped|from|avoid(?:s|ed)?|escape[sd]?"
        r"|prevent(?:s|ed)?|unable to|fail(?:s|ed)? to)|n['’]t)(?: \w+){0,2} $",
        re.IGNORECASE,
    ),
    "vi": re.compile(r"\b(?:không|chưa|chẳng|đừng|ngừng|khỏi|tránh|ngăn|thoát|miễn)(?: \w+){0,2} $", re.IGNORECASE),
}
# How many words around a pole tell what it is said of, in a claim and in a quote.
_NEAR, _FAR = 3, 6


@dataclass(frozen=True, slots=True)
class _Group:
    poles: tuple[str, ...]
    two_sided: bool


@dataclass(frozen=True, slots=True)
class _Pole:
    """A pole named at code points ``start`` to ``end``; ``group`` and ``number`` say which, ``denied`` a "not"."""

    start: int
    end: int
    group: int
    number: int
    denied: bool = False


def _read_groups() -> tuple[list[_Group], Phrasebook]:
    groups, rows = [], []
    for index, line in enumerate(GROUPS.strip().splitlines()):
        poles = line.removeprefix("~ ").split(" / ")
        groups.append(_Group(tuple(f"{index}.{number}" for number in range(len(poles))), line.startswith("~")))
        for number, pole in enumerate(poles):
            english, vietnamese = (cell.strip().split(", ") for cell in pole.split(" | "))
            rows.append((f"{index}.{number}", english, vietnamese))
    return groups, Phrasebook(rows)


_GROUPS, _PHRASES = _read_groups()


def contrary_faults(claim: Reading, quotes: Sequence[Reading]) -> Iterator[Fault]:
    """Yield a fault for each pole in ``claim`` of which the quotes name only a contrary."""
    said = _poles(claim)
    told = {quote.statement: _poles(quote) for quote in quotes} if said else {}
    for pole in said:
        known = [
            (quote, other)
            for quote in quotes
            for other in told[quote.statement]
            if other.group == pole.group and (other.number == pole.number or _speak_of_one(pole, claim, other, quote))
        ]
        if not known or any(_agree(pole, other) for _, other in known) or _is_in_title(pole, quotes):
            continue
        if not (_GROUPS[pole.group].two_sided and any(_other_side(pole, claim, *each) for each in known)):
            yield claim.fault(pole.start, pole.end, "opposite")


def _poles(reading: Reading) -> list[_Pole]:
    return list(_in(reading.text, reading.language, [(figure.start, figure.end) for figure in reading.figures]))


def _in(text: str, language: str, hedged: Sequence[tuple[int, int]] = ()) -> Iterator[_Pole]:
    """Yield the poles that ``text`` names; "more than" of a figure is none."""
    words = list(WORD.finditer(text))
    vietnamese = language == "vi"
    for phrase in _PHRASES.read([word.group().lower() for word in words], language):
        start, end = words[phrase.start].start(), words[phrase.end - 1].end()
        if any(first <= start < last for first, last in hedged):
            continue
        denied = bool(_NOT["vi" if vietnamese else "en"].search(text, max(0, start - 30), start))
        for name in phrase.names:
            group, number = (int(part) for part in name.split("."))
            yield _Pole(start, end, group, number, denied)


def _speak_of_one(pole: _Pole, claim: Reading, other: _Pole, quote: Reading) -> bool:
    """Tell whether something is named near to both poles, so that they are said of one thing."""
    if claim.language != quote.language:
        return True
    near, far = _around(pole, claim, _NEAR), _around(other, quote, _FAR)
    return not near or any(one.among(far) for one in near)


def _around(pole: _Pole, reading: Reading, reach: int) -> Sequence[Term]:
    """Return the terms next to a pole, ``reach`` of them on either side."""
    before = [term for term in reading.terms if term.end <= pole.start]
    after = [term for term in reading.terms if term.start >= pole.end]
    return [*before[-reach:], *after[:reach]]


def _agree(pole: _Pole, other: _Pole) -> bool:
    """Tell whether a pole of a quote leaves room for that of the claim."""
    return other.denied or pole.denied or pole.number == other.number


def _is_in_title(pole: _Pole, quotes: Sequence[Reading]) -> bool:
    return any(
        other.group == pole.group and other.number == pole.number
        for quote in quotes
        for other in _in(quote.statement.about, quote.language)
    )


def _other_side(pole: _Pole, claim: Reading, quote: Reading, other: _Pole) -> bool:
    """Tell whether who acts in the claim stands on the other side of the act in the quote."""
    before = [term for term in claim.terms if term.end <= pole.start]
    if not before:
        return True
    subject = before[-1]
    return not any(
        term.key == subject.key or term.senses & subject.senses for term in quote.terms if term.end <= other.start
    )
