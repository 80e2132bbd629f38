"""Whether what cannot be said in other words stands in the quotes as it is: codes, addresses, handles, hashtags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.text.folding import fold

_ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|info|biz|app|dev|io|co|vn|uk|us|eu|cn|jp|ru|tv|me)\b(?:/\S*)?"
    r"|(?<!\w)@\w{2,}|(?<!\w)#(?=\w*[^\W\d])\w+",
    re.IGNORECASE,
)
# Letters and digits in one word: "zq8ea8c462", "PC49", "F-16"; what begins with a number is often a measure.
_CODE = re.compile(r"\b(?=\w*(?:-\w*)*\d)(?=[\w-]*[^\W\d_])[^\W_]+(?:[-_][^\W_]+)*\b")
_MEASURED = re.compile(r"\d+(?:[.,]\d+)*(?:-?[^\W\d_]+)*(?:[23]|\d{2})?", re.IGNORECASE)
_LONG = re.compile(r"(?=.*\d[^\W\d_]+\d)\w{6,}")
_SOFT = re.compile(r"(?:mid|pre|post|sub|non|late|early|under|over|all|nearly|about|ex|anti|top)-\d", re.IGNORECASE)
_TRAILING = ".,;:!?)”\"'’"
_JOINTS = re.compile(r"[\s_–-]+")


def codes_not_in(texts: Sequence[str], claim: str) -> Iterator[tuple[int, int]]:
    """Yield where code-like words of ``claim`` stand that none of ``texts`` has letter for letter."""
    plain = [_plain(text) for text in texts]
    for start, end, code in _codes(claim):
        if not any(_plain(code).removesuffix("s") in text for text in plain):
            yield start, end


def _codes(text: str) -> Iterator[tuple[int, int, str]]:
    addresses = [(match.start(), match.group().rstrip(_TRAILING)) for match in _ADDRESS.finditer(text)]
    for start, address in addresses:
        yield start, start + len(address), address
    for match in _CODE.finditer(text):
        inside = any(start <= match.start() < start + len(address) for start, address in addresses)
        if not inside and _is_code(match.group()):
            yield match.start(), match.end(), match.group()


def _is_code(word: str) -> bool:
    if _SOFT.match(word):
        return False
    return bool(_LONG.fullmatch(word)) or not _MEASURED.fullmatch(word)


def _plain(text: str) -> str:
    return _JOINTS.sub("", fold(text))
