"""The process that reads untrusted bytes: ``python -m ingest.parsing.worker``.

It writes no file, opens few, and has bounded memory and processor time. Requests and replies go over standard
input and output, each a frame: two lengths of four bytes (big-endian), a JSON header, a body. A request's header
is ``{"kind", "options"}``; a reply's is ``{"status": "ok" | "refused" | "memory"}``, its body the JSON of a value
of ``ingest.parsing.types`` or the reason of a refusal. It ends when its standard input does.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import struct
import sys
import time
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from typing import IO, Any

from ingest.parsing.types import ParseError
from ingest.text.language import detect

# What a request may ask for: the room's file of that name, which has one function `parse(body, **options)`.
KINDS = frozenset({"page", "feed", "sitemap", "pdf"})
# Libraries and language model take 400 MB of addresses; a page of 8 MB fits beside them, a bomb does not.
MEMORY_BYTES = 1 << 30
CPU_SECONDS = 20
DESCRIPTORS = 32
# A frame's header is small, its body at most what an article may have.
MAX_HEADER_BYTES = 1 << 16
MAX_BODY_BYTES = 32 << 20
_LENGTHS = struct.Struct(">II")


class FrameError(Exception):
    """The stream ended, or what came is no frame."""


def write_frame(stream: IO[bytes], header: dict[str, Any], body: bytes) -> None:
    """Write one frame. Raises ``OSError`` when nobody reads."""
    head = json.dumps(header).encode()
    stream.write(_LENGTHS.pack(len(head), len(body)) + head)
    stream.write(body)
    stream.flush()


def read_frame(stream: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """Return the header and the body of the next frame. Raises ``FrameError``."""
    head_length, body_length = _LENGTHS.unpack(_exactly(stream, _LENGTHS.size))
    if head_length > MAX_HEADER_BYTES or body_length > MAX_BODY_BYTES:
        raise FrameError("the frame is too large")
    try:
        header = json.loads(_exactly(stream, head_length))
    except ValueError as error:
        raise FrameError("the header is not JSON") from error
    if not isinstance(header, dict):
        raise FrameError("the header is not an object")
    return header, _exactly(stream, body_length)


def _exactly(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if len(data) != count:
        raise FrameError("the stream ended")
    return data


def main() -> int:
    """Answer requests until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to understand
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not be taken for a reply
    detect("Crème brûlée")  # its model is unpacked through a temporary file, which is not allowed afterwards
    _limit()
    while True:
        try:
            header, body = read_frame(sys.stdin.buffer)
        except FrameError:
            return 0
        _allow_cpu_seconds(CPU_SECONDS)
        status, reply = _answer(header, body)
        if len(reply) > MAX_BODY_BYTES:
            status, reply = "refused", b"what it holds is too long."
        write_frame(replies, {"status": status}, reply)
        if status == "memory":
            return 1  # what was being built when memory ended may be damaged


def _answer(header: dict[str, Any], body: bytes) -> tuple[str, bytes]:
    kind = header["kind"]
    if kind not in KINDS:
        return "refused", b"this kind is not known."
    try:
        found = importlib.import_module(f"ingest.parsing.{kind}").parse(body, **header["options"])
        return "ok", json.dumps(asdict(found), default=_json).encode()
    except ParseError as error:
        return "refused", str(error).encode("utf-8", "replace")
    except MemoryError:
        return "memory", b""
    except Exception as error:  # a fault in one item must not cost the others
        return "refused", f"it could not be read ({type(error).__name__}).".encode()


def _json(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _limit() -> None:
    """Bound memory, files and descriptors; Windows has none of these limits, macOS not all."""
    if sys.platform == "win32":
        return
    import resource

    for limit, value in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, DESCRIPTORS),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(OSError, ValueError):
            resource.setrlimit(limit, (value, value))


def _allow_cpu_seconds(seconds: int) -> None:
    """Let the next item use ``seconds`` of processor time; the system ends the process after that."""
    if sys.platform == "win32":
        return
    import resource

    limit = int(time.process_time()) + seconds + 1
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


if __name__ == "__main__":
    sys.exit(main())
