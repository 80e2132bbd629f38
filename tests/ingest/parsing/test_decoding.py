from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.parsing.decoding import NotTextError, decode, decode_html

ENGLISH = "The ferry was late.\r\nNobody minded – the sea was calm.\n"
VIETNAMESE = "Chuyến phà đến muộn.\r\nKhông ai phàn nàn, vì biển lặng và trời đẹp suốt cả ngày hôm ấy.\n"
FRENCH = "Le ferry était en retard.\r\nPersonne ne s’est plaint : la mer était très calme, même à l’été.\n"
# What windows-1258 can hold of it: letters with their hook or circumflex, tone marks apart.
VIETNAMESE_1258 = (
    "Chuyê\u0301n pha\u0300 đê\u0301n muô\u0323n.\r\nKhông ai pha\u0300n na\u0300n, vi\u0300 biê\u0309n lă\u0323ng.\n"
)


@pytest.mark.parametrize("text", [ENGLISH, VIETNAMESE, FRENCH], ids=["en", "vi", "fr"])
@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_unicode_is_read_as_it_was_written(text: str, bom: bytes, encoding: str) -> None:
    assert decode(bom + text.encode(encoding)) == text


def test_vietnamese_of_old_windows_is_read_as_it_was_written() -> None:
    assert decode(VIETNAMESE_1258.encode("cp1258")) == VIETNAMESE_1258


def test_western_languages_of_old_windows_are_read_as_they_were_written() -> None:
    assert decode(FRENCH.encode("cp1252")) == FRENCH
    assert decode("“Café Müller” schließt für immer.".encode("cp1252")) == "“Café Müller” schließt für immer."


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_utf8_text_survives(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes_are_text_or_are_said_not_to_be(data: bytes) -> None:
    try:
        assert isinstance(decode(data), str)
    except NotTextError as error:
        assert str(error)  # noqa: PT017  (either outcome is right; a third is not)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
        b"%PDF-1.7\n" + bytes(range(128)) * 20,
        bytes(5_000),
        b"\x7fELF" + b"\x02\x01\x01\x00\x00\x03" * 300,
        codecs.BOM_UTF16_LE + b"a\x00\x00\xd8b\x00",
    ],
    ids=["picture", "pdf", "zeros", "program", "broken utf-16"],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(NotTextError, match=r"^it "):
        decode(data)


def test_a_few_control_characters_are_kept() -> None:
    assert decode(b"First page.\x0cSecond page.\x00 End.") == "First page.\x0cSecond page.\x00 End."


def test_a_page_is_read_by_the_character_set_it_declares() -> None:
    page = '<html><head><meta charset="{}"></head><body>Crème brûlée à volonté</body></html>'
    assert "Crème brûlée" in decode_html(page.format("iso-8859-15").encode("iso-8859-15"))
    assert "Crème brûlée" in decode_html(page.format("utf-8").encode())


@pytest.mark.parametrize("declared", ["utf-8", "no-such-set", "us-ascii"])
def test_a_wrong_declaration_is_seen_through(declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body>Crème brûlée à volonté, été comme hiver</body></html>'
    assert "Crème brûlée" in decode_html(page.encode("cp1252"))
