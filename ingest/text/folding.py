"""Folding of case and diacritics, so that ``Quốc gia`` and ``quoc gia`` are the same words."""

from __future__ import annotations

import re
import unicodedata

# Letters with a stroke do not decompose in Unicode, so NFD alone leaves them standing.
_STROKES = str.maketrans("đĐðÐøØłŁ", "dDdDoOlL")
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Return ``text`` in lower case without diacritics (``Đồng`` → ``dong``).

    Offsets are not kept: use the result for matching only.
    """
    decomposed = unicodedata.normalize("NFKD", text).translate(_STROKES)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def words(text: str) -> list[str]:
    """Return the folded words of ``text`` in order, as SQLite's ``unicode61`` would cut them."""
    return _WORD.findall(fold(text))


def has_diacritics(text: str) -> bool:
    """Tell whether folding would take away any mark but case."""
    return fold(text) != unicodedata.normalize("NFKC", text).casefold()
