from __future__ import annotations

import gzip
import os
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import FetchError, TransientFetchError
from ingest.fetching.budget import Budget
from ingest.fetching.decoding import decoded

TEXT = b"The river rose by two metres. " * 5_000


def budget(most: int = 10 << 20) -> Budget:
    return Budget("http://example.com/", 60, 10 << 20, most)


def pieces(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


def raw_deflate(data: bytes) -> bytes:
    squeezer = zlib.compressobj(wbits=-15)
    return squeezer.compress(data) + squeezer.flush()


@pytest.mark.parametrize("size", [1, 7, 1000, 1 << 20])
@pytest.mark.parametrize(
    ("coding", "data"),
    [
        ("", TEXT),
        ("identity", TEXT),
        ("gzip", gzip.compress(TEXT)),
        (" X-GZIP ", gzip.compress(TEXT)),
        ("gzip", gzip.compress(TEXT[:1000]) + gzip.compress(TEXT[1000:])),
        ("gzip", gzip.compress(TEXT) + b"\0" * 50),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", raw_deflate(TEXT)),
        ("deflate", zlib.compress(TEXT) + b"more"),
    ],
)
def test_a_coding_is_undone_however_it_is_cut(coding: str, data: bytes, size: int) -> None:
    assert decoded(budget(), pieces(data, size), coding) == TEXT


def test_nothing_is_nothing_in_every_coding() -> None:
    assert [decoded(budget(), [], coding) for coding in ("", "gzip", "deflate")] == [b"", b"", b""]


@given(st.binary(max_size=5_000), st.integers(1, 300), st.sampled_from([gzip.compress, zlib.compress, raw_deflate]))
def test_whatever_is_compressed_comes_back(data: bytes, size: int, squeeze: object) -> None:
    coding = "gzip" if squeeze is gzip.compress else "deflate"
    assert decoded(budget(), pieces(squeeze(data), size), coding) == data


@pytest.mark.parametrize(("coding", "squeeze"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_bomb_ends_at_the_bound_and_in_little_memory(coding: str, squeeze: object) -> None:
    bomb = squeeze(bytes(200 << 20))
    assert len(bomb) < 1 << 20
    tracemalloc.start()
    try:
        with pytest.raises(FetchError, match="more than 5 MB, too much"):
            decoded(budget(5_000_000), [bomb], coding)
        assert tracemalloc.get_traced_memory()[1] < 20 << 20
    finally:
        tracemalloc.stop()


def test_many_empty_members_end_at_the_deadline() -> None:
    with pytest.raises(TransientFetchError, match=r"after 0\.1 seconds"):
        decoded(Budget("x", 0.1, 1 << 30, 1 << 30), [gzip.compress(b"") * 1_000_000], "gzip")


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_what_is_cut_may_be_whole_later(coding: str) -> None:
    data = gzip.compress(TEXT) if coding == "gzip" else zlib.compress(TEXT)
    with pytest.raises(TransientFetchError, match="ends in the middle"):
        decoded(budget(), [data[:-9]], coding)


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_what_is_damaged_is_refused(coding: str) -> None:
    with pytest.raises(FetchError, match="damaged"):
        decoded(budget(), [b"\x07" + os.urandom(100)], coding)


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "x" * 500])
def test_what_was_not_asked_for_is_refused(coding: str) -> None:
    with pytest.raises(FetchError, match="which was not asked for"):
        decoded(budget(), [b"x"], coding)
