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
_HEAD_BYTES = 4096
_HIGH = re.compile(rb"[\x80-\xff]")
# https://encoding.spec.whatwg.org/#names-and-labels
_SUPERSETS = {
    **dict.fromkeys(("ascii", "us-ascii", "iso8859-1", "latin-1"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("shift_jis", "x-sjis", "shift-jis", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc_kr", "euc-kr", "ks_c_5601-1987", "windows-949"), "cp949"),
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "big5": "big5hkscs",
    "x-user-defined": "cp1252",
}
_NO_CHARSETS = frozenset("unicode-escape raw-unicode-escape utf-7 punycode idna undefined mbcs oem".split())
# Bytes that no letter of UTF-8 is made of, against all letters that are not ASCII: cut in a wrong place, or pasted.
_DAMAGED_SHARE = 0.2
# In a western language one byte in ten is a letter with an accent; in Cyrillic, Arabic or Chinese most are high.
_WESTERN_SHARE = 0.2
_EASTERN = ["cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "cp874", "gb18030", "big5", "cp932", "euc_jp", "cp949"]
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


def decode_html(data: bytes, charset: str | None = None) -> str:
    """Return the text of an HTML file; ``charset`` is what its server said, which the file may contradict.

    A byte order mark wins, then what is valid UTF-8, for no other encoding looks like it by chance; then comes what
    is declared, if it is right; then UTF-8 with a few damaged characters, and what the bytes look like.

    Raises:
        NotTextError: the bytes are something else, such as a picture.
    """
    if data.startswith(tuple(bom for bom, _ in _BOMS)):
        return decode(data)
    declared = [charset, *(name.decode("ascii") for name in _CHARSET.findall(data[:_HEAD_BYTES])[:4])]
    # ISO-2022-JP is made of ASCII alone, with escapes.
    encodings = (["utf-8"] if b"\x1b" not in data else []) + [name for name in declared if name]
    for encoding in encodings:
        try:
            return _textual(data.decode(_codec(encoding)))
        except (LookupError, UnicodeDecodeError, NotTextError):
            pass  # a wrong declaration is common: look for ourselves
    damaged = data.decode("utf-8", "replace")
    if 0 < damaged.count("\ufffd") <= _DAMAGED_SHARE * sum(char > "\x7f" for char in damaged):
        return _textual(damaged)
    return decode(data) if _utf16_without_bom(data) is not None else _looks_like(data)


def _codec(label: str) -> str:
    """Return the codec that browsers use for a label, often a superset of what it says. Raises ``LookupError``."""
    name = codecs.lookup(_SUPERSETS.get(label.strip().casefold(), label.strip())).name
    if name in _NO_CHARSETS:
        raise LookupError(label)
    return _SUPERSETS.get(name, name)


def _looks_like(data: bytes) -> str:
    """Return text whose encoding nobody said: one of the east as its letters tell, else a Windows code page."""
    windows = _textual(_windows(data))
    if _WESTERN_SHARE * len(data) > len(_HIGH.findall(data)):
        return windows
    from charset_normalizer import from_bytes

    found = from_bytes(data[: _HEAD_BYTES * 8], cp_isolation=_EASTERN).best()
    try:
        return data.decode(found.encoding, "replace") if found else windows
    except LookupError:
        return windows


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
