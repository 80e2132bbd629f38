"""Each vector is found by itself, however alike they are and however often they were replaced."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from ingest.index import ServerAccess, VectorIndex
from ingest.vectors import Vectors

COUNT, DIMENSIONS, EDITIONS = 700, 128, 4


@pytest.fixture
def access(tmp_path: Path) -> Iterator[ServerAccess]:
    access = ServerAccess(tmp_path)
    yield access
    access.close()


@pytest.fixture
def index(access: ServerAccess) -> Iterator[VectorIndex]:
    index = VectorIndex(access, "tests")
    yield index
    index.close()


def alike(edition: int) -> Vectors:
    """Return unit vectors as of news that differ in a figure."""
    chance = np.random.default_rng(edition)
    rows = np.random.default_rng(99).standard_normal(DIMENSIONS) + 0.02 * chance.standard_normal((COUNT, DIMENSIONS))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def ids(edition: int) -> list[str]:
    return [f"{n}:{edition}" for n in range(COUNT)]


def not_found(index: VectorIndex, edition: int) -> list[str]:
    """Return the ids whose vector finds another first. With Chroma's own number of links it is half a dozen."""
    found = [row[0][0] for row in index.neighbours(alike(edition), 1)]
    return [id_ for id_, first in zip(ids(edition), found, strict=True) if id_ != first]


def test_near_copies_are_found_after_updates_and_kills(index: VectorIndex, access: ServerAccess) -> None:
    for edition in range(EDITIONS):
        index.upsert(ids(edition), alike(edition))
        if edition:
            index.delete(ids(edition - 1))
    index.mend(ids(EDITIONS - 1), alike(EDITIONS - 1))
    assert not_found(index, EDITIONS - 1) == []
    for _ in range(2):
        child = access._child
        assert child is not None
        child.kill()
        child.wait()
        assert not_found(index, EDITIONS - 1) == []


def test_what_is_not_found_is_written_again(index: VectorIndex) -> None:
    rows = np.random.default_rng(7).standard_normal((120, DIMENSIONS)).astype(np.float32)
    vectors, names = rows / np.linalg.norm(rows, axis=1, keepdims=True), ids(0)[:120]
    index.upsert(names[3:], vectors[3:])
    assert [row[0][0] == name for row, name in zip(index.neighbours(vectors, 1), names, strict=True)].count(False) == 3
    assert index.mend(names, vectors) == 3
    assert [row[0][0] for row in index.neighbours(vectors, 1)] == names
    assert index.mend(names, vectors) == 0
    assert index.mend([], vectors[:0]) == 0


def test_of_two_copies_either_may_be_found(index: VectorIndex) -> None:
    index.upsert(["one", "other"], np.stack([alike(0)[0]] * 2))
    assert index.mend(["one", "other"], np.stack([alike(0)[0]] * 2)) == 0
