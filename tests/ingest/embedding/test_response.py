from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from ingest.embedding.response import UnusableResponseError, read_vectors
from tests.embedding_replies import encoder

ONE, TWO = [1.0, 0.5], [0.25, -2.0]


def body(*items: Any) -> bytes:
    return json.dumps({"data": list(items)}).encode()


@pytest.mark.parametrize("encoding", ["float", "base64"])
def test_vectors_are_read_in_the_order_of_their_indexes(encoding: str) -> None:
    one, two = (encoder(encoding)(vector) for vector in (ONE, TWO))
    plain = read_vectors(body({"embedding": one}, {"embedding": two}), 2)
    turned = read_vectors(body({"embedding": two, "index": 1}, {"embedding": one, "index": 0}), 2)
    assert plain.tolist() == turned.tolist() == [ONE, TWO]
    assert plain.dtype == np.float32


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (b"<html>", "no list of embeddings"),
        (b"[]", "no list of embeddings"),
        (b'{"data": "x"}', "no list of embeddings"),
        (b'{"data": [1, 2]}', "no list of embeddings"),
        (b"[" * 100_000, "no list of embeddings"),
        (body({"embedding": ONE}), "1 vectors for 2 texts"),
        (body({"embedding": ONE}, {}), "no lists of numbers"),
        (body({"embedding": ONE}, {"embedding": [1.0]}), "no lists of numbers of one length"),
        (body({"embedding": ONE}, {"embedding": ["a", "b"]}), "no lists of numbers"),
        (body({"embedding": ONE}, {"embedding": "!"}), "no lists of numbers"),
        (body({"embedding": []}, {"embedding": []}), "empty"),
        (body({"embedding": ONE}, {"embedding": [float("nan"), 1.0]}), "NaN"),
        (body({"embedding": ONE}, {"embedding": [None, 1.0]}), "no lists of numbers|NaN"),
        (body({"embedding": ONE}, {"embedding": [float("inf"), 1.0]}), "infinity"),
        (body({"embedding": ONE}, {"embedding": [1e300, 1.0]}), "infinity"),
        (body({"embedding": ONE}, {"embedding": [0.0, 0.0]}), "all zeros"),
        (body({"embedding": ONE, "index": 0}, {"embedding": TWO, "index": 0}), "indexes"),
        (body({"embedding": ONE, "index": 1}, {"embedding": TWO, "index": 2}), "indexes"),
        (body({"embedding": ONE, "index": None}, {"embedding": TWO, "index": 2}), "indexes"),
    ],
)
def test_what_is_no_vector_is_named(given: bytes, told: str) -> None:
    with pytest.raises(UnusableResponseError, match=told):
        read_vectors(given, 2)
