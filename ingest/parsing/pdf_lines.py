"""The lines of a PDF document's pages, put together to the paragraphs that they were broken from."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from statistics import median
from typing import Any

from ingest.text.common_words import is_common

# In multiples of the letters' size or of the usual distance of lines.
_SAME_LINE, _SAME_SIZE, _GAP, _INDENT = 0.5, 0.1, 1.3, 0.8
# A line that ends before this share of the usual length was ended by its writer.
_SHORT = 0.75
_MARGIN_LINES = 2
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|trang|seite|p\.)\s*)?\d{1,4}(?:\s*(?:/|of|trên|von|-)\s*\d{1,4})?\W*", re.IGNORECASE
)
_ENDS_SENTENCE = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$")
_ITEM = re.compile(r"[•‣▪◦●■*–—-]\s|\(?\d{1,2}[.)]\s")
_BROKEN_WORD = re.compile(r"(\w+)[-\u2010]$")
_TENS = frozenset("twenty thirty forty fifty sixty seventy eighty ninety".split())
_SOFT_HYPHEN = "\u00ad"
_LIGATURES = {ord(ligature): unicodedata.normalize("NFKC", ligature) for ligature in "ﬀﬁﬂﬃﬄﬅﬆ"}
_UNWRITTEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(slots=True)
class Line:
    """One line: where it begins and the size of its letters, in points from the page's lower left corner."""

    text: str
    x: float
    y: float
    size: float


class LineReader:
    """Collects the lines of a page from what pypdf's ``visitor_text`` is told."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._is_open = False
        self._longest = 0

    def visit(self, text: str, cm: Sequence[float], tm: Sequence[float], _font: Any, size: float) -> None:
        """Take the next piece of text; the product of the matrices ``tm`` and ``cm`` places it."""
        x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = hypot(tm[2], tm[3]) * hypot(cm[2], cm[3])
        for number, part in enumerate(text.split("\n")):
            self._is_open = self._is_open and number == 0
            if part.strip():
                self._add(Line(part, x, y, size * scale))
            elif part and self._is_open:
                self._lines[-1].text += part

    def _add(self, piece: Line) -> None:
        if not self._is_open or abs(self._lines[-1].y - piece.y) > _SAME_LINE * max(self._lines[-1].size, piece.size):
            self._lines.append(piece)
            self._is_open, self._longest = True, len(piece.text)
            return
        line = self._lines[-1]
        line.text += piece.text
        if len(piece.text) > self._longest:
            line.size, self._longest = piece.size, len(piece.text)

    def lines(self) -> list[Line]:
        """Return the lines in the order in which the page draws them, which is that of reading."""
        for line in self._lines:
            text = _UNWRITTEN.sub("", line.text.translate(_LIGATURES))
            line.text = unicodedata.normalize("NFC", " ".join(text.split()))
        return [line for line in self._lines if line.text]


def without_margins(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """Return the pages without page numbers and the lines that stand above or below on most pages."""
    seen = Counter(key for page in pages for key in {_running(line) for line in _margins(page)})
    repeated = {key for key, count in seen.items() if count >= 3 and count > len(pages) / 2}
    return [_without(page, repeated) for page in pages]


def _margins(page: list[Line]) -> list[Line]:
    down = sorted(page, key=lambda line: -line.y)
    return down[:_MARGIN_LINES] + down[-_MARGIN_LINES:]


def _running(line: Line) -> tuple[str, int]:
    """Return what two lines have in common when only the page differs; a headline's letters are larger."""
    return _DIGITS.sub("#", line.text), round(line.size)


def _without(page: list[Line], repeated: set[tuple[str, int]]) -> list[Line]:
    gone = [line for line in _margins(page) if _running(line) in repeated or _PAGE_NUMBER.fullmatch(line.text)]
    return [line for line in page if not any(line is other for other in gone)]


def paragraphs(pages: Sequence[list[Line]]) -> Iterator[str]:
    """Yield the paragraphs of a document: lines joined, words whole again."""
    lines = [line for page in pages for line in page]
    if not lines:
        return
    words = {word.casefold() for line in lines for word in re.findall(r"[\w-]+", line.text)}
    leading, length = _usual_leading(lines), _usual_lengths(lines)
    pieces: list[str] = []
    for before, line in pairwise(lines):
        if _begins(before, line, leading, length[round(before.size)]):
            yield "".join([*pieces, before.text])
            pieces = []
        else:
            pieces.append(_continued(before.text, line.text, words))
    yield "".join([*pieces, lines[-1].text])


def _usual_leading(lines: list[Line]) -> float:
    """Return the usual distance of two lines in multiples of their size."""
    distances = [(before.y - line.y) / line.size for before, line in pairwise(lines) if line.size > 0]
    return median([distance for distance in distances if 0.5 < distance < 3] or [1.2])


def _usual_lengths(lines: list[Line]) -> dict[int, int]:
    """Return how many characters a full line has, by the size of its letters."""
    lengths: dict[int, list[int]] = {}
    for line in lines:
        lengths.setdefault(round(line.size), []).append(len(line.text))
    return {size: sorted(found)[int(len(found) * 0.8)] for size, found in lengths.items()}


def _begins(before: Line, line: Line, leading: float, length: int) -> bool:
    """Tell whether ``line`` begins a paragraph after the line ``before``."""
    size = max(line.size, 1.0)
    has_ended = bool(_ENDS_SENTENCE.search(before.text))
    is_short = len(before.text) < _SHORT * length
    if abs(before.size - line.size) > _SAME_SIZE * size or _ITEM.match(line.text):
        return True
    if line.y > before.y:  # the next column or page
        return has_ended or (is_short and not line.text[0].islower())
    if before.y - line.y > _GAP * leading * size:
        return True
    if has_ended and line.x - before.x > _INDENT * size and not _ITEM.match(before.text):
        return True
    return is_short and (has_ended or line.text[0].isupper())


def _continued(text: str, after: str, words: set[str]) -> str:
    """Return the line ``text`` as it stands before the line ``after`` of the same paragraph."""
    if text.endswith(_SOFT_HYPHEN):
        return text[:-1]
    broken, rest = _BROKEN_WORD.search(text), re.match(r"\w+", after)
    if broken is None:
        return f"{text} "
    if rest is None or not after[0].islower():
        return text
    whole, compound = f"{broken[1]}{rest[0]}".casefold(), f"{broken[1]}-{rest[0]}".casefold()
    is_known = whole in words or is_common(whole)
    keeps_hyphen = compound in words or (not is_known and _is_compound(broken[1], rest[0]))
    return text if keeps_hyphen else text[:-1]


def _is_compound(first: str, second: str) -> bool:
    """Tell whether both sides of a hyphen are words, as in ``long-term`` and ``forty-one``."""
    both = len(first) > 2 and len(second) > 2 and is_common(first.casefold()) and is_common(second.casefold())
    return both or first.casefold() in _TENS
