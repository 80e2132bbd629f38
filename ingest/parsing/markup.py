"""XML from strangers: its characters, and the repair of what is commonly wrong with it.

Nothing outside the document is ever looked up, and a document whose entities would grow when they are read is refused.
"""

from __future__ import annotations

import codecs
import html
import re
from html.entities import html5

from ingest.parsing import decoding
from ingest.parsing.types import ParseError

# A byte order mark, or how `<` begins a document without one (XML 1.0, appendix F).
_FIRST_BYTES = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
_ENCODING = re.compile(rb"""^\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
# What servers say when they do not know; then the document's own word is better.
_DEFAULTS = frozenset({"ascii", "iso8859-1"})
# Text encodings of Python that no document is written in.
_NO_CHARACTER_SETS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})
# Of the characters beyond ASCII of a damaged UTF-8 document, this share at most is damaged.
_DAMAGED_SHARE = 0.25
# In a text of which more than this share lies beyond ASCII, the letters are other than Latin ones.
_FOREIGN_SHARE = 0.45
_SAMPLE_BYTES = 64_000

_PROLOGUE = re.compile(r"[\s\ufeff]*(?:<\?xml\b[^>]{0,300}>)?\s*")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LITERAL = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z))", re.DOTALL)
_REFERENCE = re.compile(r"&(?:#(?:[0-9]{1,10}|[xX][0-9a-fA-F]{1,10});|([A-Za-z][\w.:-]{0,40});)?")
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_XML_CHARS = frozenset("&<>\"'")
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[<>]{0,2000}(?:\[(.*?)\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(r"""<!ENTITY\s+([\w.:-]{1,100})\s+(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_GROWING = re.compile(r"&(?!#|amp;|lt;|gt;|quot;|apos;)|%\w+;")
# Document types are declared at the beginning. Entities in use stand for a character, a name or a part of an address,
# a few times; those of attacks are made of others, or long and many.
_HEAD_CHARS = 100_000
_MAX_ENTITIES = 300
_MAX_GROWTH_CHARS = 1_000_000


def decode(body: bytes, charset: str | None = None) -> tuple[str, bool]:
    """Return the text of a document that was served as ``charset``, and whether its encoding had to be guessed.

    What the bytes are counts more than what is said of them.
    """
    for first, encoding in _FIRST_BYTES:
        if body.startswith(first):
            return body.decode(encoding, "replace").removeprefix("\ufeff"), False
    declared = _ENCODING.match(body[:400])
    names = [charset or "", declared[1].decode("ascii") if declared else ""]
    if _is_default(names[0]):
        names.reverse()
    text = _damaged_utf8(body)
    while text is None and names:
        text = _strictly(body, names.pop(0))
    return (_guessed(body), not body.isascii()) if text is None else (text, False)


def _is_default(name: str) -> bool:
    try:
        return codecs.lookup(name).name in _DEFAULTS
    except LookupError:
        return True


def _strictly(body: bytes, name: str) -> str | None:
    try:
        encoding = codecs.lookup(name).name
        # Latin-1 has no letters where windows-1252, which is meant, has quotation marks.
        return None if encoding in _NO_CHARACTER_SETS else body.decode("cp1252" if encoding in _DEFAULTS else encoding)
    except (LookupError, ValueError):
        return None


def _damaged_utf8(body: bytes) -> str | None:
    """Return the text if it is UTF-8 beyond ASCII, but for a few letters; other encodings hardly ever look like it."""
    text = body.decode("utf-8", "replace")
    beyond = sum(not char.isascii() for char in text)
    return text if beyond and text.count("\ufffd") <= _DAMAGED_SHARE * beyond else None


def _guessed(body: bytes) -> str:
    # Markup is ASCII and would drown the letters that tell.
    letters = b" ".join(part for part in re.split(rb"[<>]", body[:_SAMPLE_BYTES]) if not part.isascii())
    if sum(byte > 127 for byte in letters) > _FOREIGN_SHARE * len(letters):
        from charset_normalizer import from_bytes

        if best := from_bytes(letters).best():
            return body.decode(best.encoding, "replace")
    try:
        return decoding.decode(body)
    except decoding.NotTextError:
        return body.decode("cp1252", "replace")


def mend(text: str) -> str:
    """Return a document that a strict parser can read if only characters and references are wrong with it.

    Declarations are taken away, the entities that they declare and those of HTML replaced.

    Raises:
        ParseError: an entity would grow when it is read, as in an attack.
    """
    text = _ILLEGAL.sub("", _PROLOGUE.sub("", text, count=1))
    entities: dict[str, str] = {}
    if doctype := _doctype(text[:_HEAD_CHARS]):
        text = text[: doctype.start()] + text[doctype.end() :]
        entities = _entities(doctype[1] or "")
        _refuse_growth(entities, text)
    parts = _LITERAL.split(text)
    parts[::2] = [_REFERENCE.sub(lambda match: _referred(match, entities), part) for part in parts[::2]]
    return "".join(parts)


def root(text: str) -> str:
    """Return the name of the document's first element without its namespace, in lower case, or an empty text."""
    match = _ROOT.search(_LITERAL.sub("", text[:_HEAD_CHARS]))
    return match[1].casefold() if match else ""


def _doctype(head: str) -> re.Match[str] | None:
    """Return the document type declaration, which stands before the first element."""
    match = _DOCTYPE.search(head)
    if match is None or re.search(r"<\w", _LITERAL.sub("", head[: match.start()])):
        return None
    return match


def _entities(subset: str) -> dict[str, str]:
    """Return what the entities that a document declares itself stand for; what it declares elsewhere stays unknown."""
    values = {match[1]: match[2] or match[3] or "" for match in _ENTITY.finditer(subset)}
    return {name: value.replace("<", "&lt;") for name, value in values.items()}


def _refuse_growth(entities: dict[str, str], text: str) -> None:
    grows = len(entities) > _MAX_ENTITIES or any(map(_GROWING.search, entities.values()))
    if grows or sum(len(value) * text.count(f"&{name};") for name, value in entities.items()) > _MAX_GROWTH_CHARS:
        raise ParseError("it declares entities that grow when they are read, as an attack does.")


def _referred(match: re.Match[str], entities: dict[str, str]) -> str:
    name = match[1]
    if name is None:
        return _numbered(match[0]) if len(match[0]) > 1 else "&amp;"
    if name in _XML_NAMES:
        return match[0]
    if name in entities:
        return entities[name]
    return html5.get(f"{name};") or f"&amp;{name};"


def _numbered(reference: str) -> str:
    """Return the character for a number, as browsers do: many count by windows-1252, some name what is none."""
    char = html.unescape(reference)
    return reference if char in _XML_CHARS else _ILLEGAL.sub("", char)
