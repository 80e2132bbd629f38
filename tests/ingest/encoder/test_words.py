"""The vocabulary: pieces with their places in any text, and the vectors of pieces."""

from __future__ import annotations

import itertools
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.embedding.batches import clean
from ingest.encoder import shared_words
from ingest.encoder.words import WIDTH

VIETNAMESE = "Cảnh sát đã giải cứu hơn 3.000 nạn nhân ở Thành phố Hồ Chí Minh"


def test_pieces_cover_the_words_of_a_text_in_order() -> None:
    text = "Xin chào  thế giới: 2,517 người ﬁn №5"
    pieces = shared_words().pieces(text)
    assert [piece.id for piece in pieces] == shared_words().ids(text)
    assert all(0 <= one.start < one.end <= two.end <= len(text) for one, two in itertools.pairwise(pieces))
    assert "".join(text[piece.start : piece.end] for piece in pieces).split() == text.split()


def test_text_that_is_taken_apart_has_the_pieces_of_the_same_text_composed() -> None:
    apart = unicodedata.normalize("NFD", VIETNAMESE)
    assert apart != VIETNAMESE
    composed, found = shared_words().pieces(VIETNAMESE), shared_words().pieces(apart)
    assert [piece.id for piece in found] == [piece.id for piece in composed]
    for one, other in zip(composed, found, strict=True):
        assert unicodedata.normalize("NFC", apart[other.start : other.end]) == VIETNAMESE[one.start : one.end]


@given(st.text(max_size=80))
def test_any_text_has_pieces_within_it(text: str) -> None:
    for piece in shared_words().pieces(text):
        assert 0 <= piece.start < piece.end <= len(text)


@given(st.text(max_size=40))
def test_clean_text_is_never_empty(text: str) -> None:
    assert clean(text)
    assert "\0" not in clean(text)


def test_vectors_have_the_shape_of_the_ids() -> None:
    ids = np.array([[0, 5, 5], [2, 1, 250_036]])
    vectors = shared_words().vectors(ids)
    assert vectors.shape == (2, 3, WIDTH)
    assert vectors.dtype == np.float32
    assert np.array_equal(vectors[0, 1], vectors[0, 2])
    assert not np.array_equal(vectors[0, 0], vectors[1, 0])


def test_several_threads_share_one_table() -> None:
    with ThreadPoolExecutor(4) as pool:
        tables = list(pool.map(lambda _: shared_words(), range(8)))
    assert len(set(map(id, tables))) == 1


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\x01\x02"])
def test_text_without_words_has_no_pieces(text: str) -> None:
    assert shared_words().pieces(text) == []
