"""Texts as an endpoint takes them: clean, short enough, and so many in one request. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

# OpenAI takes 8,192 tokens a text, and 2,048 texts and 300,000 tokens a request. A token has at least one byte of
# UTF-8, so that a text is never too long; two bytes a token is what the densest language of news comes to.
MOST_BYTES = 8_000
MOST_TOKENS = 250_000
_BYTES_A_TOKEN = 2


def clean(text: str) -> str:
    """Return ``text`` composed (NFC), without NUL and half characters, and never empty: endpoints refuse those."""
    whole = text.encode("utf-8", "replace").decode()
    return unicodedata.normalize("NFC", whole).replace("\0", " ").strip() or "."


def cut(text: str) -> str:
    """Return the beginning of ``text`` that any model of OpenAI's takes."""
    return text.encode()[:MOST_BYTES].decode(errors="ignore")


def batches(texts: Sequence[str], most_texts: int) -> Iterator[list[str]]:
    """Yield ``texts`` in order, in batches of at most ``most_texts`` and of an estimated 250,000 tokens."""
    batch: list[str] = []
    tokens = 0
    for text in texts:
        more = len(text.encode()) // _BYTES_A_TOKEN + 1
        if batch and (len(batch) == most_texts or tokens + more > MOST_TOKENS):
            yield batch
            batch, tokens = [], 0
        batch.append(text)
        tokens += more
    if batch:
        yield batch


def halves(texts: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the first and the second half of a batch."""
    middle = len(texts) // 2
    return list(texts[:middle]), list(texts[middle:])
