"""Sentences with exact offsets, in any language.

The splitting itself is sentencex's; what it does not know about Vietnamese and about
carelessly extracted news is mended here, by joining and cutting its pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.article import Span

_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
# Vietnamese titles and places: sentencex takes the full stop in "TP. Hồ Chí Minh" for an end.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“.])(?:TP|Tp|TX|TT|Q|P|GS|PGS|TS|ThS|Th|BS|KS|CN|NSND|NSƯT|Ths|Ts|Gs|St|Mr|Mrs|Ms|Dr|No|vs|tr|v\.v)\.\s*$"
)
_CLOCK = re.compile(r"\b[ap]\.m\.\s*$")
_LOWER_START = re.compile(r"[\s\"'“‘(]*[a-zà-ỹđ]")
# "…phòng tắm và bếp.Lực lượng…": extraction lost the white space between two sentences.
_GLUED = re.compile(r"(?<=[a-zà-ỹđ0-9)\"”][.!?…])(?=[\"“]?[A-ZÀ-ỸĐ][a-zà-ỹđ])")
_WEB_NAME = re.compile(r"[\w-]+\.[A-Za-z]+")
# Longer than any sentence of news: text without punctuation, cut at white space so that it stays usable.
MAX_CHARS = 800


def sentences(text: str, language: str) -> list[Span]:
    """Return the spans of ``text``'s sentences, in order, without white space at their ends.

    A line break always ends a sentence: headlines and list items have no full stop.
    No span is longer than 800 code points, none is empty, none overlaps another.
    """
    return [span for line in _LINE.finditer(text) for span in _in_line(line.group(), line.start(), language)]


def _in_line(line: str, offset: int, language: str) -> Iterator[Span]:
    start = 0
    for end in _ends(line, language):
        yield from _bounded(line, start, end, offset)
        start = end


def _ends(line: str, language: str) -> list[int]:
    """Return where each sentence of ``line`` ends, the last at the line's own end."""
    from sentencex import segment

    ends: list[int] = []
    position = 0
    for piece in segment(language, line):
        glued = (match.start() for match in _GLUED.finditer(piece))
        ends.extend(position + end for end in glued if not _is_web_name(piece[:end], piece[end:]))
        position += len(piece)
        ends.append(position)
    kept = [end for end in ends[:-1] if not _continues(line[:end], line[end:])]
    return [*kept, len(line)]


def _is_web_name(before: str, after: str) -> bool:
    """Tell whether a boundary without white space lies within a name such as ``Booking.Com``."""
    word = before.rsplit(None, 1)[-1] + after.split(None, 1)[0]
    return bool(_WEB_NAME.fullmatch(word)) and word.count(".") == 1 and word[0].isupper() and len(word) < 16


def _continues(before: str, after: str) -> bool:
    """Tell whether a sentence goes on over a boundary that sentencex saw."""
    tail = before[-24:]
    if _ABBREVIATION.search(tail):
        return True
    if not before[-1].isspace() and not after[0].isspace():
        return _is_web_name(tail, after[:24]) or not _GLUED.search(tail + after[:3], max(0, len(tail) - 2))
    return bool(_CLOCK.search(tail) and _LOWER_START.match(after))


def _bounded(line: str, start: int, end: int, offset: int) -> Iterator[Span]:
    """Yield ``line[start:end]`` without outer white space, in pieces of at most 800 characters."""
    while start < end:
        stop = end
        if end - start > MAX_CHARS:
            space = line.rfind(" ", start + MAX_CHARS // 2, start + MAX_CHARS)
            stop = space if space > 0 else start + MAX_CHARS
        piece = line[start:stop]
        if piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            yield Span(offset + left, offset + start + len(piece.rstrip()))
        start = stop
