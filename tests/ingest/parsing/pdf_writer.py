"""A small writer of PDF documents: text at places, in fonts with and without a way back to letters."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

# Points: A4, and where a column of text begins.
_BOX = "[0 0 595 842]"
LEFT, TOP, LEADING = 72.0, 770.0, 14.0

Piece = tuple[float, float, float, str]
"""x and y of the first letter, the size of the letters, the text."""


def column(lines: Iterable[str], *, x: float = LEFT, top: float = TOP, size: float = 11) -> list[Piece]:
    """Place ``lines`` under each other; an empty one leaves a gap."""
    return [(x, top - number * LEADING, size, text) for number, text in enumerate(lines) if text]


def document(
    pages: Sequence[Sequence[Piece]],
    *,
    information: dict[str, str] | None = None,
    language: str | None = None,
    to_unicode: bool = True,
) -> bytes:
    """Return a document; its font has a glyph for each letter, and with ``to_unicode`` says which."""
    letters = sorted({letter for page in pages for *_, text in page for letter in text})
    glyphs = {letter: number for number, letter in enumerate(letters, 1)}
    streams = [_drawing(page, glyphs).encode() for page in pages]
    return assemble(streams, font=_font(glyphs if to_unicode else {}), information=information, language=language)


def assemble(
    streams: Sequence[bytes],
    *,
    font: Sequence[bytes] = (b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",),
    information: dict[str, str] | None = None,
    language: str | None = None,
    count: int | None = None,
) -> bytes:
    """Return a document of one page for each compressed stream, which says it has ``count`` of them."""
    first = 4 + len(font)
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(streams)))
    catalog = f"<</Type/Catalog/Pages 2 0 R{f'/Lang({language})' if language else ''}>>"
    objects = [
        catalog.encode(),
        f"<</Type/Pages/Count {len(streams) if count is None else count}/Kids[{kids}]>>".encode(),
        b"<<"
        + b"".join(b"/%s %s" % (key.encode(), _string(said)) for key, said in (information or {}).items())
        + b">>",
        *font,
    ]
    for number, stream in enumerate(streams):
        contents = first + 2 * number + 1
        fonts = "/Resources<</Font<</F 4 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox{_BOX}{fonts}/Contents {contents} 0 R>>".encode())
        objects.append(_stream(zlib.compress(stream), "/Filter/FlateDecode"))
    return _file(objects)


def _drawing(pieces: Sequence[Piece], glyphs: dict[str, int]) -> str:
    shown = ("".join(f"{glyphs[letter]:04X}" for letter in text) for *_, text in pieces)
    placed = zip(pieces, shown, strict=True)
    return "\n".join(f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET" for (x, y, size, _), codes in placed)


def _font(glyphs: dict[str, int]) -> list[bytes]:
    ranges = "\n".join(f"<{code:04X}> <{letter.encode('utf-16-be').hex()}>" for letter, code in glyphs.items())
    table = f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{len(glyphs)} beginbfchar\n{ranges}\nendbfchar"
    descendant = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Own/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500>>"
    )
    to_unicode = b"/ToUnicode 6 0 R" if glyphs else b""
    font = b"<</Type/Font/Subtype/Type0/BaseFont/Own/Encoding/Identity-H/DescendantFonts[5 0 R]%s>>" % to_unicode
    return [font, descendant, _stream(f"begincmap\n{table}\nendcmap".encode(), "")]


def _string(text: str) -> bytes:
    return b"<" + (b"\xfe\xff" + text.encode("utf-16-be")).hex().encode() + b">"


def _stream(content: bytes, filters: str) -> bytes:
    return f"<</Length {len(content)}{filters}>>stream\n".encode() + content + b"\nendstream"


def _file(objects: Sequence[bytes]) -> bytes:
    parts, offsets, length = [b"%PDF-1.7\n"], [], 9
    for number, content in enumerate(objects, 1):
        offsets.append(length)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        length += len(parts[-1])
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    trailer = f"trailer<</Size {len(objects) + 1}/Root 1 0 R/Info 3 0 R>>\nstartxref\n{length}\n%%EOF\n"
    return b"".join(parts) + (end + trailer).encode()
