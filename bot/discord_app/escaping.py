"""Text written by others, made harmless in Discord's Markdown: it is shown as it is and does nothing. Pure.

Questions, articles, their titles and what a model writes all go through here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

# Control characters but white space, and all that is invisible or turns the direction of writing: Unicode's
# Default_Ignorable_Code_Point, the Braille blank and halves of surrogate pairs.
_HIDDEN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    r"\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Marks piled on one letter run over the lines around it. Vietnamese needs two, no language more than four.
_PILED = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})"
    r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
# A colon that may make an address or an emoji such as `:smile:`.
_COLON = r":(?=//|[\w~+-]+:)"
_INVITATION = r"(?<=discord\.gg)/|(?<=discord\.com)/|(?<=discordapp\.com)/"
# What means something in Discord wherever it stands, and at the start of a line. A backslash before any of it is not
# shown and takes the meaning away.
_ACTIVE = re.compile(rf"[\\*_~`|\[\]<>]|{_COLON}|{_INVITATION}", re.IGNORECASE)
_LEADING = re.compile(r"^(\d+(?=[.)](?!\S))|(?=[-+#]))")
# These ping whether or not a backslash stands before them, so something invisible comes between.
_PING = re.compile(r"@(?=everyone|here|[!&]?\d)", re.IGNORECASE)
_UNSEEN = "\u200b"

# Within a link's title Discord knows no backslash (discord-api-docs issue 6185): signs that look alike stand in.
_ALIKE = str.maketrans({"[": "(", "]": ")", "<": "‹", ">": "›", "*": "∗", "`": "ˋ", "\\": "∖"})
_UNDERSCORE = re.compile(r"(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])", re.ASCII)
_SPLITTING = re.compile(f"{_COLON}|{_INVITATION}", re.IGNORECASE)
# Emoji that Unicode does not count among the symbols of category So, or not yet.
_EMOJI_BESIDES = re.compile(
    r"[\u203c\u2049\u20e3\u2139\u2194\u2934\u2935\u25fb-\u25fe\u3030\u303d\U0001f000-\U0001faff]"
)
_FIRST_EMOJI = "\u2190"


def one_line(text: str) -> str:
    """Return ``text`` on one line, without what cannot be seen and with single spaces."""
    return " ".join(_PILED.sub(r"\1", _HIDDEN.sub("", text)).split())


def escape(text: str) -> str:
    """Return Markdown, on one line, that Discord shows as :func:`one_line` of ``text``, wherever it is put."""
    return at_line_start(_unpinged(_ACTIVE.sub(r"\\\g<0>", one_line(text))))


def at_line_start(markdown: str) -> str:
    """Return escaped Markdown, or a later part of it, that is no heading, list or subtext either."""
    return _LEADING.sub(r"\1\\", markdown)


def cut(text: str, positions: Sequence[int]) -> list[str]:
    """Return the parts of ``escape(text)`` between ascending ``positions`` in :func:`one_line` of ``text``.

    What means something only together, such as ``://``, is escaped even where a position lies within.
    """
    escaped = escape(text)
    starts = [*_starts(escaped), len(escaped)]
    cuts = [0, *(starts[position] for position in positions), len(escaped)]
    return [at_line_start(escaped[start:end]) for start, end in pairwise(cuts)]


def _starts(escaped: str) -> Iterator[int]:
    """Yield where in escaped Markdown each character of the text is, a backslash before it included."""
    position = 0
    while position < len(escaped):
        if escaped[position] == _UNSEEN:
            position += 1
        yield position
        position += 2 if escaped[position] == "\\" else 1


def link_title(text: str) -> str:
    """Return what may stand between ``[`` and ``](``: like ``text``, with signs alike for those that mean something.

    It has no emoji, for Discord does not make a link of a title with one (discord-api-docs issue 6810).
    """
    plain = one_line("".join(char for char in _EMOJI_BESIDES.sub("", text) if not _is_emoji(char)))
    plain = _UNDERSCORE.sub("ˍ", plain.translate(_ALIKE).replace("||", "∣∣").replace("~~", "∼∼"))
    return _unpinged(_SPLITTING.sub(lambda match: _parted(match.group()), plain))


def shortened(text: str, limit: int) -> str:
    """Return ``text`` on one line, cut before a word to at most ``limit`` UTF-16 units; what is cut ends in ``…``.

    It is not escaped: this is for labels, thread names and choices, where Discord knows no Markdown.
    """
    line = one_line(text)
    units = line.encode("utf-16-le")
    if len(units) <= 2 * limit:
        return line
    kept = units[: 2 * (limit - 1)].decode("utf-16-le", "ignore")
    at_word = kept if line[len(kept)] == " " else kept.rpartition(" ")[0]
    return (at_word if len(at_word) > len(kept) // 2 else kept).rstrip() + "…"


def _is_emoji(char: str) -> bool:
    return char >= _FIRST_EMOJI and unicodedata.category(char) == "So"


def _unpinged(text: str) -> str:
    return _PING.sub(f"@{_UNSEEN}", text)


def _parted(sign: str) -> str:
    """Return a colon with something invisible behind it, a slash with it before."""
    return f"{sign}{_UNSEEN}" if sign == ":" else f"{_UNSEEN}{sign}"
