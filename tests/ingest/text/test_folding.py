from __future__ import annotations

import sqlite3
import unicodedata
from contextlib import closing

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.text.folding import fold, has_diacritics, words


@given(st.text())
@example("Ǿ")  # decomposes into a letter with a stroke
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
@example("Ǿ")
def test_words_are_the_same_however_a_text_is_composed(text: str) -> None:
    assert words(unicodedata.normalize("NFD", text)) == words(unicodedata.normalize("NFC", text))


@given(st.text())
def test_words_are_the_words_of_the_folded_text(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đồng bằng sông Cửu Long", "dong bang song cuu long"),
        ("QUỐC GIA", "quoc gia"),
        ("Ångström Straße", "angstrom strasse"),
        ("Łódź, Ø", "lodz, o"),
        ("ﬁn", "fin"),
        ("", ""),
    ],
)
def test_case_and_diacritics_go(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_words_are_letters_and_digits() -> None:
    assert words("Hơn 2.500 người (ở Huế) – 'ok'!") == ["hon", "2", "500", "nguoi", "o", "hue", "ok"]


@given(st.text(alphabet=st.characters(codec="utf-8", categories=["Lu", "Ll", "Nd", "Po", "Zs"]), max_size=60))
def test_a_folded_word_finds_itself_in_sqlite(text: str) -> None:
    found = words(text)
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE VIRTUAL TABLE keywords USING fts5(folded, tokenize = 'unicode61')")
        db.execute("INSERT INTO keywords VALUES (?)", [" ".join(found)])
        for word in found:
            matched = db.execute("SELECT count(*) FROM keywords WHERE keywords MATCH ?", [f'"{word}"']).fetchone()
            assert matched == (1,), word


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Chợ Bến Thành", True), ("Da Nang", False), ("DA NANG", False), ("đi", True), ("café", True)],
)
def test_diacritics_are_noticed(text: str, expected: bool) -> None:
    assert has_diacritics(text) is expected
