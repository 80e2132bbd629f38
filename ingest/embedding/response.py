"""What an endpoint's response holds: vectors in the order of the texts, or the reason why they are none. Pure."""

from __future__ import annotations

import base64
import json
from typing import Any

import numpy as np

from ingest.vectors import Vectors


class UnusableResponseError(ValueError):
    """A response that has no vectors for what was sent; asked again it would be the same."""


def read_vectors(body: bytes, texts: int) -> Vectors:
    """Return the vectors in ``body``, shape (texts, dimensions), whichever way they are encoded and ordered.

    Raises:
        UnusableResponseError: they are not one vector a text, all of the same dimensions, finite and not zero.
    """
    items = _items(body)
    if len(items) != texts:
        raise UnusableResponseError(f"it gave {len(items)} vectors for {texts} texts")
    ordered = _in_order(items)
    try:
        with np.errstate(over="ignore"):  # what is too large becomes infinite, and is named
            vectors = np.stack([_vector(item["embedding"]) for item in ordered])
    except (KeyError, TypeError, ValueError) as error:
        raise UnusableResponseError("its vectors are no lists of numbers of one length") from error
    if vectors.ndim != 2 or not vectors.shape[1]:
        raise UnusableResponseError("its vectors are empty")
    if not np.isfinite(vectors).all():
        raise UnusableResponseError("its vectors hold numbers that are none (NaN or infinity)")
    if not vectors.any(axis=1).all():
        raise UnusableResponseError("one of its vectors is all zeros")
    return vectors


def _items(body: bytes) -> list[dict[str, Any]]:
    try:
        items = json.loads(body)["data"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnusableResponseError("its response is no list of embeddings") from error
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise UnusableResponseError("its response is no list of embeddings")
    return items


def _in_order(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return ``items`` in the order of the texts, which their indexes tell, if they have them."""
    by_index = {item.get("index"): item for item in items}
    if by_index.keys() <= {None}:
        return items
    if by_index.keys() != set(range(len(items))):
        raise UnusableResponseError("the indexes of its vectors are not those of the texts")
    return [by_index[n] for n in range(len(items))]


def _vector(encoded: Any) -> Vectors:
    """Return a vector from a list of numbers, or from base64 of little-endian float32, which some endpoints ignore."""
    if isinstance(encoded, str):
        return np.frombuffer(base64.b64decode(encoded, validate=True), dtype="<f4").astype(np.float32)
    return np.array(encoded, dtype=np.float32)
