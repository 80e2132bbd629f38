"""PDF documents: their text in reading order, and what they say about themselves."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from ingest.parsing import dates
from ingest.parsing.fragments import line
from ingest.parsing.pdf_lines import Line, LineReader, paragraphs, without_margins
from ingest.parsing.types import Page, ParseError
from ingest.text.language import normalize_code

if TYPE_CHECKING:
    from pypdf import PdfReader

# An article has a few pages, a report some hundred; a page takes about ten milliseconds.
MAX_PAGES = 500
# Of what draws one page, unpacked: a page of dense text takes some ten kilobytes, a map some megabytes. Read, it takes
# thirty times the memory.
MAX_STREAM_BYTES = 8 << 20
_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": MAX_STREAM_BYTES,
    "lzw_maximum_output_length": MAX_STREAM_BYTES,
    "run_length_maximum_output_length": MAX_STREAM_BYTES,
    "array_based_stream_maximum_output_length": MAX_STREAM_BYTES,
    "jbig2dec_binary": None,
}
_LEAST_LETTERS_A_PAGE = 5
_MOST_UNREADABLE = 0.3
_LARGER = 1.15
_MAX_TITLE_CHARS = 200
_SIGNATURE = b"%PDF-"
# What programs call a document that nobody gave a title.
_NO_TITLE = re.compile(
    r"(?:untitled|microsoft \w+ - .*|document\s?\d*|.*\.(?:docx?|pdf|indd|qxd|qxp|odt|rtf|pptx?|xlsx?))", re.IGNORECASE
)
_UNREADABLE = re.compile("[\ue000-\uf8ff\ufffd]")

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def parse(body: bytes) -> Page:
    """Return the text of a document, one line a paragraph, with title, authors and dates from its information.

    Raises:
        ParseError: it is no PDF, needs a password, is scanned, is damaged, has more than 500 pages, or a page that
            takes more than 8 MB to draw.
    """
    from pypdf import apply_configuration
    from pypdf.errors import LimitReachedError

    if _SIGNATURE not in body[:1024]:
        raise ParseError("it is not a PDF document.")
    try:
        with apply_configuration(**_LIMITS):
            reader = _opened(body)
            pages = without_margins([_lines(reader, number) for number in range(_count(reader))])
            return _page(reader, _checked("\n".join(paragraphs(pages)), len(pages)), pages)
    except LimitReachedError as error:
        raise ParseError(f"a page of it takes more than {MAX_STREAM_BYTES >> 20} MB to draw.") from error
    except (ParseError, MemoryError):
        raise
    except Exception as error:
        # pypdf does not foresee every damage: a broken object may be of any type, a filter of any name.
        raise ParseError("the PDF document is damaged.") from error


def _opened(body: bytes) -> PdfReader:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    reader = PdfReader(io.BytesIO(body))
    if reader.is_encrypted:
        try:
            # Many are encrypted without a password, only to forbid changing them.
            is_open = bool(reader.decrypt(""))
        except (DependencyError, NotImplementedError):
            is_open = False
        if not is_open:
            raise ParseError("it is encrypted: save it without a password.")
    return reader


def _count(reader: PdfReader) -> int:
    """Return the number of pages; first as the document says, since counting ten thousand takes a while."""
    said = reader.root_object["/Pages"].get_object().get("/Count")  # type: ignore[union-attr]
    count = said if isinstance(said, int) and said > MAX_PAGES else len(reader.pages)
    if count > MAX_PAGES:
        raise ParseError(f"it has {count:,} pages, and {MAX_PAGES} are read at most: split it.")
    return count


def _lines(reader: PdfReader, number: int) -> list[Line]:
    lines = LineReader()
    reader.pages[number].extract_text(visitor_text=lines.visit)
    return lines.lines()


def _checked(text: str, pages: int) -> str:
    letters = sum(char.isalpha() for char in text)
    is_unreadable = len(_UNREADABLE.findall(text)) > _MOST_UNREADABLE * len(text)
    if not letters or letters < _LEAST_LETTERS_A_PAGE * pages or is_unreadable:
        raise ParseError("no text can be read from it: it is scanned, or its fonts do not say which letters they draw.")
    return text


def _page(reader: PdfReader, text: str, pages: list[list[Line]]) -> Page:
    information: Mapping[str, Any] = reader.metadata or {}

    def said(name: str) -> str:
        return line(str(information.get(name) or "").replace("\x00", ""))

    title = said("/Title")
    if not title or _NO_TITLE.fullmatch(title):
        title = _headline(pages)
    language = normalize_code(str(reader.root_object.get("/Lang") or ""))
    return Page(
        text,
        title=title or None,
        authors=_authors(said("/Author")),
        published=_date(said("/CreationDate")),
        modified=_date(said("/ModDate")),
        language=language if re.fullmatch("[a-z]{2,3}", language) else None,
    )


def _headline(pages: list[list[Line]]) -> str:
    """Return the first of the largest words on the first page if they are larger than the text."""
    sizes = [(round(each.size), each.text) for page in [page for page in pages if page][:1] for each in page]
    letters = Counter({size: 0 for size, _ in sizes})
    for size, text in sizes:
        letters[size] += len(text)
    if not letters or max(letters) <= _LARGER * letters.most_common(1)[0][0]:
        return ""
    first = next(group for size, group in groupby(sizes, key=itemgetter(0)) if size == max(letters))
    found = " ".join(text for _, text in first)
    return found if len(found) <= _MAX_TITLE_CHARS else ""


def _authors(names: str) -> tuple[str, ...]:
    """Split names at semicolons and "and"; at commas only what has several words, as ``Falk, Ines`` is one name."""
    found = [name for name in re.split(r"\s*;\s*|\s+(?:and|và|&)\s+", names) if name]
    return tuple(
        name.strip()
        for each in found
        for name in (each.split(",") if all(" " in part.strip() for part in each.split(",")) else [each])
    )


def _date(text: str) -> date | None:
    moment = dates.parse(text)
    return moment.date() if moment else None
