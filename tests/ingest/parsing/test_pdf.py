from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator
from datetime import date

import pytest
from pypdf import PdfReader, PdfWriter

from ingest.errors import ItemError
from ingest.parsing import Parser, pdf
from ingest.parsing.types import ParseError
from tests.ingest.parsing.pdf_writer import LEADING, LEFT, TOP, Piece, assemble, column, document

FERRY = (
    "The ferry between Elsholm and the mainland will run every forty minutes from the first of March, the harbour "
    "office said on Tuesday. Until then it leaves once an hour. “We counted 1,204 passengers on a single Sunday,” "
    "said Ines Falk, who has sold tickets on the quay for nineteen years."
)
BRIDGE = (
    "Plans for a bridge were dropped in the autumn after two of the three villages on the island had voted against "
    "them. A survey of the sea floor had put the cost at 84 million crowns, nearly twice what had been expected."
)
PHA = (
    "Từ ngày 1 tháng 3, phà nối đảo Hòn Sẻ với đất liền sẽ chạy bốn mươi phút một chuyến, ban quản lý bến cảng cho "
    "biết hôm thứ Ba. Trước đó mỗi giờ chỉ có một chuyến, dù có ngày chủ nhật bến đón tới 1.204 lượt khách. Ông "
    "Nguyễn Hữu Đước, người bán vé ở bến đã mười chín năm, nói rằng bà con trên đảo mong đợi điều này từ lâu."
)


def wrapped(text: str, width: int = 60) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False)


def text_of(*pages: list[Piece]) -> str:
    return pdf.parse(document(pages)).text


def test_lines_are_joined_to_the_paragraphs_they_were_broken_from() -> None:
    assert text_of(column([*wrapped(FERRY), "", *wrapped(BRIDGE)])) == f"{FERRY}\n{BRIDGE}"


def test_paragraphs_are_told_by_their_indent_or_a_short_last_line() -> None:
    first, second = wrapped(FERRY), wrapped(BRIDGE)
    indented = [*column(first), *column(second, top=TOP - len(first) * LEADING)]
    x, y, size, text = indented[len(first)]
    indented[len(first)] = (x + 15, y, size, text)
    assert text_of(indented) == f"{FERRY}\n{BRIDGE}"
    short = [*first[:-1], "for nineteen years.", *second]
    assert "for nineteen years.\nPlans for a bridge" in text_of(column(short))


def test_a_sentence_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    lines = wrapped(f"{FERRY} {BRIDGE}", 40)
    left, right, after = lines[:4], lines[4:8], lines[8:]
    assert text_of([*column(left), *column(right, x=LEFT + 250)], column(after)) == f"{FERRY} {BRIDGE}"


def test_vietnamese_survives_also_where_marks_are_drawn_apart() -> None:
    assert text_of(column(wrapped(PHA))) == PHA
    apart = [line.replace("ế", "ê\u0301").replace("ả", "a\u0309") for line in wrapped(PHA)]
    assert text_of(column(apart)) == PHA


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("The harbour office put the blame on the manage-", "ment of the quay.", "the management of the quay."),
        ("The harbour master of the island counted forty-", "one boats.", "counted forty-one boats."),
        ("A line across the bay between Elsholm and Nor-", "Vik was closed.", "Elsholm and Nor-Vik was closed."),
        ("It was the first flight of an Airbus A320-", "200 to the island.", "an Airbus A320-200 to the island."),
        ("A break\u00adwater kept the fleet together all win\u00ad", "ter long.", "together all winter long."),
        ("The of\ufb01ce of the harbour said that the \ufb02eet is", "whole.", "The office of the harbour"),
    ],
)
def test_words_are_whole_again(first: str, second: str, whole: str) -> None:
    assert whole in text_of(column([first, second]))


def test_a_word_that_is_hyphenated_elsewhere_keeps_its_hyphen() -> None:
    lines = ["The break-water of the island was built by hand, and a break-", "water of this length needs care."]
    assert "a break-water of this length" in text_of(column(lines))


def test_page_numbers_and_running_heads_are_left_behind() -> None:
    head, half = (LEFT, 810.0, 8.0, "Elsholm Herald · 4 March"), wrapped(f"{FERRY} {BRIDGE}")
    pages = [[head, *column(half[number::3]), (290.0, 30.0, 8.0, f"Page {number + 1} of 3")] for number in range(3)]
    text = text_of(*pages)
    assert "Herald" not in text
    assert "Page" not in text
    assert all(line in text for line in half)


def test_items_of_a_list_stay_apart() -> None:
    items = ["• more ferries from the first of March,", "• no bridge,", "• a new quay."]
    assert text_of(column(["The island voted for three things:", *items])).splitlines()[1:] == items


def test_what_the_document_says_of_itself_is_read() -> None:
    information = {
        "Title": "Phà chạy dày hơn",
        "Author": "Ines Falk; Trần Thị Mận",
        "CreationDate": "D:20240304230500+07'00'",
        "ModDate": "D:20240306",
    }
    page = pdf.parse(document([column(wrapped(FERRY))], information=information, language="vi-VN"))
    assert (page.title, page.authors, page.language) == ("Phà chạy dày hơn", ("Ines Falk", "Trần Thị Mận"), "vi")
    assert (page.published, page.modified) == (date(2024, 3, 4), date(2024, 3, 6))


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Falk, Ines", ("Falk, Ines",)),
        ("Ines Falk, Jon Aune", ("Ines Falk", "Jon Aune")),
        ("Ines Falk and Jon Aune", ("Ines Falk", "Jon Aune")),
        ("", ()),
    ],
)
def test_authors_are_told_apart(author: str, names: tuple[str, ...]) -> None:
    assert pdf.parse(document([column(wrapped(FERRY))], information={"Author": author})).authors == names


@pytest.mark.parametrize("said", ["", "untitled", "Microsoft Word - ferry_final2.docx", "ferry.indd"])
def test_without_a_title_it_is_the_headline(said: str) -> None:
    headline: list[Piece] = [(LEFT, 810.0, 20.0, "More ferries to"), (LEFT, 786.0, 20.0, "Elsholm")]
    page = pdf.parse(document([[*headline, *column(wrapped(FERRY))]], information={"Title": said}))
    assert page.title == "More ferries to Elsholm"
    assert page.text == f"More ferries to Elsholm\n{FERRY}"


def test_text_of_one_size_has_no_headline() -> None:
    assert pdf.parse(document([column(wrapped(FERRY))])).title is None


def encrypted(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(document([column(wrapped(FERRY))]))))
    writer.encrypt(user_password=password, owner_password="quay", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def test_what_is_encrypted_without_a_password_is_read() -> None:
    assert pdf.parse(encrypted("")).text == FERRY


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (encrypted("tide"), r"encrypted: save it without a password\."),
        (b"<html><body>Not found</body></html>", r"not a PDF document\."),
        (document([column(wrapped(FERRY))])[:400], r"damaged\."),
        (b"%PDF-1.7\n" + bytes(range(256)) * 20, r"damaged\."),
        (assemble([b"q 500 0 0 700 0 0 cm /Picture Do Q"] * 3), r"no text can be read from it: it is scanned"),
        (document([column(wrapped(FERRY))], to_unicode=False), r"its fonts do not say which letters they draw\."),
        (assemble([]), r"no text can be read"),
    ],
)
def test_what_cannot_be_read_is_named(body: bytes, reason: str) -> None:
    with pytest.raises(ParseError, match=reason):
        pdf.parse(body)


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser() as parser:
        yield parser


SAY = b"BT /F 11 Tf 72 700 Td (The ferry will run every forty minutes.) Tj ET\n"


def test_ten_thousand_pages_are_named_not_read(parser: Parser) -> None:
    with pytest.raises(ItemError, match=r"it has 10,000 pages, and 500 are read at most: split it\.") as caught:
        parser.pdf("report.pdf", assemble([SAY] * 10_000))
    assert caught.value.item == "report.pdf"
    with pytest.raises(ItemError, match="it has 2,000 pages"):
        parser.pdf("report.pdf", assemble([SAY] * 2_000, count=3))


def test_as_many_pages_as_are_allowed_are_read(parser: Parser) -> None:
    boats = [SAY.replace(b"ferry", bytes(97 + int(digit) for digit in str(number))) for number in range(500)]
    assert parser.pdf("report.pdf", assemble(boats)).text.count("forty minutes") == 500


@pytest.mark.parametrize(
    "stream",
    [bytes(64 << 20), SAY * 300_000, b"[" * 3_000_000, b"BT " + b"(" * 3_000_000],
    ids=["zeros", "text", "arrays", "strings"],
)
def test_a_page_that_unpacks_without_end_is_named(parser: Parser, stream: bytes) -> None:
    with pytest.raises(ItemError) as caught:
        parser.pdf("bomb.pdf", assemble([stream]))
    assert caught.value.reason.endswith(".")
    assert parser.pdf("ferry.pdf", document([column(wrapped(FERRY))])).text == FERRY
