"""The words that every local encoder shares: text to pieces, pieces to vectors.

The pieces are those of multilingual-e5-small (XLM-RoBERTa's unigram vocabulary of 250,037), cut by SentencePiece. The
vectors are stored as in Q4_0 of the GGML formats: blocks of 32 values of four bits under one scale of half precision.
"""

from __future__ import annotations

import functools
import json
import lzma
import re
import threading
import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ingest.encoder.files import model_file
from ingest.errors import ModelFileError

WIDTH = 384
_BLOCK = 32
# Text is cut off here: a vocabulary of pieces has no use for more, and the time that it takes stays bounded.
_MOST_CHARS = 20_000
# A character with the marks that are combined with it: they are one in NFC, as the vocabulary has them.
_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+", re.DOTALL)


class Piece(NamedTuple):
    """A piece of a text: its number in the vocabulary, and where it stands in the text (code points)."""

    id: int
    start: int
    end: int


class Words:
    """The vocabulary and its vectors, read by mmap. Safe to use from several threads.

    Raises:
        ModelFileError: a file is missing, cut or of another version.
    """

    def __init__(self) -> None:
        import sentencepiece

        try:
            self._codes: npt.NDArray[np.uint8] = np.load(model_file("words.npy"), mmap_mode="r")
            self._scales: npt.NDArray[np.float16] = np.load(model_file("words.scales.npy"), mmap_mode="r")
            pieces = lzma.decompress(model_file("words.pieces.xz").read_bytes())
            table = json.loads(model_file("words.characters.json").read_text("utf-8"))
            self._processor: Any = sentencepiece.SentencePieceProcessor.from_proto(pieces)
        except (ValueError, OSError, RuntimeError, lzma.LZMAError, EOFError) as error:
            raise ModelFileError("words.*", f"cannot be read ({type(error).__name__})") from error
        self._characters = {ord(character): to for character, to in table.items()}

    def ids(self, text: str) -> list[int]:
        """Return the numbers of the pieces of ``text``, none of them a special one."""
        found: list[int] = self._processor.encode(self.clean(text))
        return found

    def pieces(self, text: str) -> list[Piece]:
        """Return the pieces of ``text`` with where they stand in it; white space before a word belongs to it."""
        parts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for match in _CLUSTER.finditer(_whole(text[:_MOST_CHARS])):
            part = unicodedata.normalize("NFC", match.group()).translate(self._characters)
            parts.append(part)
            starts.extend([match.start()] * len(part))
            ends.extend([match.end()] * len(part))
        found = self._processor.encode("".join(parts), return_type="offset_mapping")
        return [
            Piece(id_, starts[start], ends[end - 1])
            for id_, (start, end) in zip(found["ids"], found["offsets"], strict=True)
            if start < end <= len(ends)
        ]

    def clean(self, text: str) -> str:
        """Return ``text`` in the characters that the vocabulary is made of."""
        return unicodedata.normalize("NFC", _whole(text[:_MOST_CHARS])).translate(self._characters)

    def vectors(self, ids: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        """Return the vectors of ``ids``, of any shape: that shape and 384 more."""
        known, places = np.unique(ids, return_inverse=True)
        codes = self._codes[known].reshape(len(known), -1, _BLOCK // 2)
        values = np.concatenate([codes & 15, codes >> 4], axis=2).astype(np.float32) - 8.0
        values *= self._scales[known].astype(np.float32)[:, :, None]
        table: npt.NDArray[np.float32] = values.reshape(len(known), WIDTH)
        return table[places].reshape(*ids.shape, WIDTH)


def _whole(text: str) -> str:
    """Return ``text`` with a question mark for each half character."""
    return text.encode("utf-8", "replace").decode()


_loading = threading.Lock()


def shared_words() -> Words:
    """Return the one table of this process. Raises ``ModelFileError``."""
    with _loading:
        return _shared()


@functools.cache
def _shared() -> Words:
    return Words()


def padded(rows: Sequence[Sequence[int]], pad: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
    """Return ``rows`` as one matrix, shorter ones padded, and the mask of what is not padding."""
    longest = max(map(len, rows))
    ids = np.full((len(rows), longest), pad, dtype=np.int64)
    mask = np.zeros((len(rows), longest), dtype=np.int32)
    for n, row in enumerate(rows):
        ids[n, : len(row)] = row
        mask[n, : len(row)] = 1
    return ids, mask
