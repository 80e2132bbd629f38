"""Folding of case and diacritics, so that ``Quốc gia`` and ``quoc gia`` are the same words."""

from __future__ import annotations

import re
import unicodedata

# Letters with a stroke do not decompose in Unicode, so NFD alone leaves them standing.
_STROKES = str.maketrans("đĐðÐøØłŁ", "dDdDoOlL")
_OLDER = {
    f"{first}{toned}": f"{accented}{second}"
    for first, second, accents, tones in (
        ("o", "a", "òóỏõọ", "àáảãạ"),
        ("o", "e", "òóỏõọ", "èéẻẽẹ"),
        ("u", "y", "ùúủũụ", "ỳýỷỹỵ"),
    )
    for accented, toned in zip(accents, tones, strict=True)
}
_OPEN_SYLLABLE = re.compile(rf"(?<![qQ])(?:{'|'.join(_OLDER)})(?!\w)", re.IGNORECASE)
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


def tones_first(text: str) -> str:
    """Return ``text`` with Vietnamese tones where the older spelling has them (``hoà`` → ``hòa``), offsets kept."""
    return _OPEN_SYLLABLE.sub(
        lambda match: _OLDER[match.group().lower()] if match.group().islower() else _upper(match), text
    )


def _upper(match: re.Match[str]) -> str:
    older = _OLDER[match.group().lower()]
    return "".join(new.upper() if was.isupper() else new for new, was in zip(older, match.group(), strict=True))


def has_diacritics(text: str) -> bool:
    """Tell whether folding would take away any mark but case."""
    return fold(text) != unicodedata.normalize("NFKC", text).casefold()
