"""Long text over several messages: cut between sentences, never within a link, a citation mark or a line. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.answer import Citation
from bot.discord_app.escaping import cut, one_line
from bot.discord_app.shown import MAX_BLOCKS, MAX_SIZE, Block, Message, Rule, Text, size
from ingest.text.sentences import sentences

_OPENED = re.compile(r"\[\d{0,4}\Z")
_CLOSED = re.compile(r"\d{0,4}\]")
_MARK_CHARS = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """Markdown that stays in one message, and what joins it to the piece before it in the same text."""

    markdown: str
    joint: str = "\n"


def pieces(
    text: str, language: str, joint: str = "\n", room: int = MAX_SIZE, strong: Sequence[tuple[int, int]] = ()
) -> list[Piece]:
    """Return ``text`` escaped, on one line: whole where it takes at most ``room``, otherwise sentence by sentence.

    ``room`` is at least 2,000; a sentence of more than 800 characters is cut between words, one word of so many within.
    What is whole has the parts from and to the ascending positions ``strong`` of its line in bold.
    """
    line = one_line(text)
    whole = "".join(_emphasised(cut(line, [position for part in strong for position in part])))
    if size(whole) <= room:
        return [Piece(whole, joint)] if whole else []
    parts = cut(line, sorted({*_cuts(line, language)} - {0}))
    joints = [joint, *(" " if part.endswith(" ") else "" for part in parts)]
    return [Piece(part.rstrip(), before) for part, before in zip(parts, joints, strict=False)]


def answering_words(text: str, citations: Sequence[Citation]) -> list[tuple[int, int]]:
    """Return where in the one line of ``text`` the words stand that answer, of each quote that is in it."""
    line = one_line(text)
    found: list[tuple[int, int]] = []
    for citation in citations:
        place = line.find(one_line(citation.quote))
        if citation.answer is None or place < 0:
            continue
        before, through = (citation.quote[: at - citation.start] for at in (citation.answer.start, citation.answer.end))
        end = place + len(one_line(through))
        start = end - len(one_line(through[len(before) :]))
        if all(end <= known[0] or known[1] <= start for known in found):
            found.append((start, end))
    return sorted(found)


def _emphasised(parts: Sequence[str]) -> Iterator[str]:
    """Yield ``parts``, every second one in bold."""
    for n, part in enumerate(parts):
        yield f"**{part}**" if n % 2 and part.strip() else part


def _cuts(line: str, language: str) -> Iterator[int]:
    """Yield where a line may be cut: before each sentence but the first, moved out of marks and composed letters."""
    for span in sentences(line, language)[1:]:
        opened = _OPENED.search(line, max(0, span.start - _MARK_CHARS), span.start)
        position = opened.start() if opened and _CLOSED.match(line, span.start) else span.start
        while unicodedata.combining(line[position]):
            position -= 1
        yield position


@dataclass(slots=True)
class _Draft:
    """A message that is being filled."""

    blocks: list[Block] = field(default_factory=list)
    left: int = MAX_SIZE

    def has_room(self, needed: int) -> bool:
        """Tell whether a further text, with the rule before it, may be added."""
        return needed <= self.left and len(self.blocks) + 2 <= MAX_BLOCKS


def paginate(sections: Iterable[Sequence[Piece]], *, ruled: bool = True) -> tuple[Message, ...]:
    """Return messages that hold the ``sections`` in order, each as one text if it fits; never none.

    A section that does not fit into what is left of a message, but into a whole one, begins the next. ``ruled`` puts a
    line between sections.
    """
    drafts = [_Draft()]
    for section in filter(None, sections):
        if drafts[-1].blocks and not drafts[-1].has_room(room_of(section)):
            drafts.append(_Draft())
        for text in _texts(section):
            if not drafts[-1].has_room(size(text)):
                drafts.append(_Draft())
            draft = drafts[-1]
            draft.blocks += [Rule()] if draft.blocks and ruled else []
            draft.blocks.append(Text(text))
            draft.left -= size(text)
    return tuple(Message(tuple(draft.blocks)) for draft in drafts)


def _texts(section: Sequence[Piece]) -> Iterator[str]:
    """Yield the pieces of a section joined, in texts that a whole message has room for."""
    text = ""
    for piece in section:
        longer = text + piece.joint + piece.markdown if text else piece.markdown
        if size(longer) > MAX_SIZE:
            yield text
            longer = piece.markdown
        text = longer
    yield text


def room_of(section: Iterable[Piece]) -> int:
    """Return what a section takes at most of a message."""
    return sum(size(piece.joint) + size(piece.markdown) for piece in section)
