"""Composed letters for text whose diacritics stand apart (NFD), and the way back to its offsets."""

from __future__ import annotations

import re
import unicodedata

_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+")


def is_composed(text: str) -> bool:
    """Tell whether every letter of ``text`` carries its diacritics within it."""
    return unicodedata.is_normalized("NFC", text)


def composed(text: str) -> tuple[str, list[int]]:
    """Return ``text`` in NFC and, for each of its code points and its end, the offset in ``text``."""
    parts: list[str] = []
    offsets: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        part = unicodedata.normalize("NFC", cluster.group())
        parts.append(part)
        offsets.extend([cluster.start()] * len(part))
    return "".join(parts), [*offsets, len(text)]
