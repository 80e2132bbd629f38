"""Bytes to text, without changing a character that can be kept."""

from __future__ import annotations

import codecs
import re

from ingest.text.language import detect

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x9f]")
_CONTROL_SHARE = 0.01
_VIETNAMESE_LETTERS = re.compile(r"[ăâđêôơư]", re.IGNORECASE)


class NotTextError(ValueError):
    """The bytes are not text in any encoding that is tried."""


def decode(data: bytes) -> str:
    """Return the text of a file: UTF-8, UTF-16, UTF-32, windows-1258 or windows-1252.

    A byte order mark is part of the encoding, not of the text. Line ends stay as they are.

    Raises:
        NotTextError: the bytes are something else, such as a picture.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding)
    wide = _utf16_without_bom(data)
    if wide is not None:
        return wide
    try:
        return _textual(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _textual(_windows(data))


def decode_html(data: bytes) -> str:
    """Return the text of an HTML file, by the character set it declares if that is right."""
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith(tuple(bom for bom, _ in _BOMS)):
        try:
            return _textual(data.decode(declared.group(1).decode("ascii")))
        except (LookupError, UnicodeDecodeError, NotTextError):
            pass  # a wrong declaration is common: look for ourselves
    return decode(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return _textual(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise NotTextError(f"it begins like {encoding} but goes on otherwise") from error


def _textual(text: str) -> str:
    """Return ``text``; a few stray control characters pass, a binary file does not."""
    if len(_CONTROL.findall(text)) > max(2, _CONTROL_SHARE * len(text)):
        raise NotTextError("it holds too many control characters")
    return text


def _utf16_without_bom(data: bytes) -> str | None:
    """Return ``data`` read as UTF-16 when every other byte of its beginning is (nearly) always zero."""
    head = data[:2048]
    if len(data) % 2 or len(head) < 8:
        return None
    for encoding, zeros, letters in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        if zeros.count(0) > 0.4 * len(zeros) and letters.count(0) < 0.05 * len(letters):
            return _strict(data, encoding)
    return None


def _windows(data: bytes) -> str:
    """Choose between the Vietnamese and the western Windows code page by what makes sense."""
    vietnamese = data.decode("cp1258", errors="replace")
    western = data.decode("cp1252", errors="replace")
    if detect(vietnamese) == "vi" and _VIETNAMESE_LETTERS.search(vietnamese):
        return vietnamese
    return western
