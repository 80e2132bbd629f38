from __future__ import annotations

import pytest

from ingest.embedding.batches import MOST_BYTES, MOST_TOKENS, batches, clean, cut


def test_batches_keep_order_and_both_bounds() -> None:
    texts = [f"{n} " + "ộ" * (1_000 if n % 3 else 8_000) for n in range(200)]
    made = list(batches(texts, 100))
    assert [text for batch in made for text in batch] == texts
    assert max(len(batch) for batch in made) <= 100
    assert max(sum(len(text.encode()) // 2 for text in batch) for batch in made) <= MOST_TOKENS
    assert [len(batch) for batch in batches(["short"] * 250, 100)] == [100, 100, 50]
    assert list(batches([], 100)) == []


def test_a_text_that_is_too_large_alone_is_a_batch_of_its_own() -> None:
    assert [len(batch) for batch in batches(["a", "b" * (3 * MOST_TOKENS), "c"], 100)] == [1, 1, 1]


@pytest.mark.parametrize("text", ["x" * 20_000, "mưa" * 9_000, "🦉" * 5_000])
def test_a_long_text_is_cut_between_characters(text: str) -> None:
    short = cut(text)
    assert text.startswith(short)
    assert MOST_BYTES - 4 < len(short.encode()) <= MOST_BYTES


def test_a_text_is_composed_whole_and_never_empty() -> None:
    assert [clean(text) for text in ("", " \0", "a\0b", "mu\u031ba", "\ud800")] == [".", ".", "a b", "m\u01b0a", "?"]
