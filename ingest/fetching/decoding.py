"""Content codings undone in bounded steps, so that no small answer grows without end."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from ingest.errors import FetchError, TransientFetchError
from ingest.fetching.budget import Budget

# What is accepted: both are in the standard library, which undoes them in steps of a known size.
ACCEPTED = "gzip, deflate"
GZIP_MAGIC = b"\x1f\x8b"
_STEP = 1 << 20
_GZIP, _ZLIB, _RAW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS


def decoded(budget: Budget, chunks: Iterable[bytes], coding: str) -> bytes:
    """Return the body that ``chunks`` carry under a Content-Encoding.

    Raises:
        FetchError: it is too large, damaged, or in a coding that was not asked for.
        TransientFetchError: it ends too early.
    """
    body = bytearray()
    for piece in _undone(budget, chunks, coding.strip().lower()):
        budget.left()
        body += piece
        budget.hold(len(body))
    return bytes(body)


def gunzipped(budget: Budget, body: bytes) -> bytes:
    """Return what a file compressed with gzip holds. Raises as ``decoded`` does."""
    return decoded(budget, [body], "gzip")


def _undone(budget: Budget, chunks: Iterable[bytes], coding: str) -> Iterable[bytes]:
    if coding in {"", "identity"}:
        return chunks
    if coding in {"gzip", "x-gzip", "deflate"}:
        return _inflated(budget, chunks, gzip=coding != "deflate")
    raise FetchError(
        budget.item, f"the server sent it compressed as {coding[:40]!r}, which was not asked for: tell its operator."
    )


def _inflated(budget: Budget, chunks: Iterable[bytes], *, gzip: bool) -> Iterator[bytes]:
    """Yield what is compressed, in pieces of at most ``_STEP`` bytes; a gzip body may have several members."""
    inflater, members = None, 0
    for chunk in chunks:
        data = chunk
        while data:
            if inflater is None:
                inflater = zlib.decompressobj(_GZIP if gzip else _wrapping(data))
            try:
                yield from _steps(inflater, data)
            except zlib.error:
                if members:
                    return  # what comes after the last member is no part of it
                raise FetchError(budget.item, "its compression is damaged: tell the server's operator.") from None
            data = inflater.unused_data
            if inflater.eof:
                inflater, members = None, members + 1
                if not gzip:
                    return
    if inflater is not None:
        raise TransientFetchError(budget.item, "it ends in the middle: try again later.")


def _steps(inflater: zlib._Decompress, data: bytes) -> Iterator[bytes]:
    piece = inflater.decompress(data, _STEP)
    yield piece
    while not inflater.eof and (inflater.unconsumed_tail or len(piece) == _STEP):
        piece = inflater.decompress(inflater.unconsumed_tail, _STEP)
        yield piece


def _wrapping(data: bytes) -> int:
    """Return how "deflate" is meant: with zlib's header (RFC 9110, 8.4.1.2) or, by many servers, without."""
    return _ZLIB if data[0] & 0x0F == zlib.DEFLATED else _RAW
