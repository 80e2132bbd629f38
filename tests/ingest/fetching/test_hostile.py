"""Whatever a server does, the outcome is a page or a named error of one sentence, in time and in bounds."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import FetchError, TransientFetchError
from ingest.fetching import Fetcher, Kinds
from tests.ingest.fetching.server import Answer, Server, answer, cut, dripping, fetcher, moved, ok

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
BROKEN: dict[str, bytes] = {
    "nothing": b"",
    "no HTTP": b"SSH-2.0-OpenSSH_9.9\r\n",
    "noise": bytes(range(256)) * 20,
    "no status": b"HTTP/1.1 \r\n\r\n",
    "status of letters": b"HTTP/1.1 OK 200\r\n\r\n",
    "huge status": b"HTTP/1.1 99999999 OK\r\n\r\n",
    "half a status line": b"HTTP/1.1 20",
    "half the headers": HEAD + b"Content-Le",
    "one header too long": HEAD + b"X: " + b"a" * 200_000 + b"\r\n\r\n",
    "too many headers": HEAD + b"X: a\r\n" * 50_000 + b"\r\n",
    "header without a name": HEAD + b": a\r\n\r\n",
    "header without a colon": HEAD + b"nonsense\r\n\r\n",
    "NUL in a header": HEAD + b"X: a\0b\r\n\r\n",
    "two lengths": HEAD + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
    "negative length": HEAD + b"Content-Length: -1\r\n\r\nabc",
    "length of letters": HEAD + b"Content-Length: ten\r\n\r\nabc",
    "length of other digits": HEAD + "Content-Length: ²\r\n\r\nabc".encode("latin-1"),
    "length with 5000 digits": HEAD + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\nabc",
    "cut body": HEAD + b"Content-Length: 1000\r\n\r\nabc",
    "cut chunks": CHUNKED + b"5\r\nab",
    "chunk of letters": CHUNKED + b"xyz\r\nabc\r\n0\r\n\r\n",
    "negative chunk": CHUNKED + b"-5\r\nabcde\r\n0\r\n\r\n",
    "endless chunk": CHUNKED + b"f" * 30 + b"\r\nabc",
    "chunk longer than said": CHUNKED + b"2\r\nabcdef\r\n0\r\n\r\n",
    "other transfer coding": HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "unknown transfer coding": HEAD + b"Transfer-Encoding: quantum\r\n\r\nabc",
    "switch of protocol": b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nabc",
    "cut gzip": answer(200, gzip.compress(b"a" * 1000)[:-9], Content_Encoding="gzip"),
    "no gzip": answer(200, b"\x07hello", Content_Encoding="gzip"),
    "half gzip file": answer(200, b"\x1f\x8bhello"),
    "brotli": answer(200, b"x", Content_Encoding="br"),
    "odd location": b"HTTP/1.1 302 Found\r\nLocation: http://\xff\xfe\xc3/\r\nContent-Length: 0\r\n\r\n",
    "location with 50,000 characters": moved("/" + "a" * 50_000),
    "odd retry": answer(503, b"x", Retry_After="9" * 400),
    "retry date of year 0": answer(503, b"x", Retry_After="Wed, 00 Foo 0000 99:99:99 GMT"),
}


def outcome(fetch: Fetcher, url: str, kinds: Kinds) -> tuple[bytes | None, FetchError | None]:
    """Return the body or the named error; anything else is raised."""
    try:
        got = fetch.get(url, accept=kinds)
    except FetchError as error:
        return None, error
    return got and got.body, None


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_answer_is_a_named_error(data: bytes) -> None:
    with Server({"/": cut(data)}) as server, fetcher() as fetch, pytest.raises(FetchError) as raised:
        fetch.get(server.url(), accept=Kinds.PAGE)
    assert raised.value.item == server.url()
    assert raised.value.reason.endswith(".")
    assert "\n" not in raised.value.reason


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_robots_txt_is_a_named_error_or_none(data: bytes) -> None:
    with Server({"/": ok(b"page"), "/robots.txt": cut(data)}) as server, fetcher() as fetch:
        got, error = outcome(fetch, server.url(), Kinds.PAGE)
        assert got == b"page" or (isinstance(error, TransientFetchError) and "robots.txt" in error.reason)


@pytest.fixture(scope="module")
def noisy() -> Iterator[tuple[Server, Fetcher]]:
    with Server() as server, fetcher(idle_seconds=0.5) as fetch:
        yield server, fetch


_LINES = st.sampled_from(
    [
        *(b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 302 Found\r\n", b"HTTP/1.0 304 \r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
        *(
            b"Content-Length: 5\r\n",
            b"Content-Length: 0\r\n",
            b"Transfer-Encoding: chunked\r\n",
            b"\r\n",
            b"\n",
            b"hello",
        ),
        *(b"Content-Encoding: gzip\r\n", b"Content-Type: text/html\r\n", b"Location: /b\r\n", b"ETag: x\r\n", b"5\r\n"),
        *(b"0\r\n\r\n", b" folded\r\n", b"Connection: close\r\n", b"\x1f\x8b\x08\x00", b"\xff\x00"),
    ]
)


@settings(max_examples=150)
@given(data=st.lists(_LINES | st.binary(max_size=20), max_size=12).map(b"".join))
def test_any_bytes_are_an_answer_or_a_named_error(noisy: tuple[Server, Fetcher], data: bytes) -> None:
    server, fetch = noisy
    server.answers["*"] = cut(data)
    for kinds in (Kinds.FEED, Kinds.PAGE):
        got, error = outcome(fetch, server.url(), kinds)
        assert got is not None or (error is not None and error.reason.endswith("."))


def continues(_: object, peer: socket.socket) -> None:
    while True:
        peer.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)


def chunks(_: object, peer: socket.socket) -> None:
    peer.sendall(CHUNKED)
    while True:
        peer.sendall(b"1\r\na\r\n" * 1000)


def padded_chunks(_: object, peer: socket.socket) -> None:
    peer.sendall(CHUNKED)
    while True:
        peer.sendall(b"1;" + b"x" * 50_000 + b"\r\na\r\n")


def body(_: object, peer: socket.socket) -> None:
    peer.sendall(HEAD + b"\r\n")
    while True:
        peer.sendall(b"<p>more</p>" * 1000)


def bomb(_: object, peer: socket.socket) -> None:
    peer.sendall(HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(bytes(50 << 20)))


def feed(_: object, peer: socket.socket) -> None:
    peer.sendall(CHUNKED.replace(b"text/html", b"application/rss+xml") + b"5\r\n<rss>\r\n")
    while True:
        peer.sendall(b"6\r\n<item>\r\n" * 1000)


@pytest.mark.parametrize("endless", [continues, chunks, padded_chunks, body, bomb, feed])
def test_what_never_ends_is_ended_by_its_size(endless: Answer) -> None:
    with Server({"/": endless}) as server, fetcher(wire_bytes=200_000, body_bytes=200_000) as fetch:
        with pytest.raises(FetchError, match="more than 200000 bytes") as raised:
            fetch.get(server.url(), accept=Kinds.ANY)
        assert not isinstance(raised.value, TransientFetchError)


def test_an_answer_that_says_it_is_too_large_is_not_waited_for() -> None:
    with (
        Server({"/": cut(HEAD + b"Content-Length: 999999999\r\n\r\n")}) as server,
        fetcher() as fetch,
        pytest.raises(FetchError, match="more than 52 MB"),
    ):
        fetch.get(server.url(), accept=Kinds.PAGE)


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\n", b"X: a\r\n"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"a"),
        (HEAD + b"\r\n", b"a"),
        (HEAD + b"Content-Length: 1000000\r\n\r\n", b"a"),
        (CHUNKED, b"1\r\na\r\n"),
        (HEAD + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"")),
        (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
        (b"HTTP/1.1 304 Not Modified\r\n", b"X: a\r\n"),
    ],
)
def test_a_server_that_drips_ends_at_the_deadline(head: bytes, piece: bytes) -> None:
    with Server() as server, fetcher(seconds=0.6, attempts=3) as fetch:
        server.answers["/"] = dripping(head, piece, server.ended)
        began = time.monotonic()
        with pytest.raises(TransientFetchError, match=r"after 0\.6 seconds: the server is slow"):
            fetch.get(server.url(), accept=Kinds.PAGE)
        assert time.monotonic() - began < 2
        assert server.pages == ["/"]


def test_a_server_that_says_nothing_ends_at_the_idle_limit() -> None:
    with Server() as server, fetcher(idle_seconds=0.2) as fetch:
        server.answers["/"] = lambda *_: server.ended.wait() and None
        with pytest.raises(TransientFetchError, match=r"said nothing for 0\.2 seconds"):
            fetch.get(server.url(), accept=Kinds.PAGE)


def test_a_hostile_host_does_not_hold_up_another() -> None:
    with Server() as slow, Server({"/": ok(b"page")}) as good, fetcher(seconds=1.5) as fetch:
        slow.answers["*"] = dripping(HEAD + b"\r\n", b"a", slow.ended)
        held = [threading.Thread(target=outcome, args=(fetch, slow.url(), Kinds.FEED)) for _ in range(20)]
        for thread in held:
            thread.start()
        began = time.monotonic()
        assert fetch.get(good.url("/", "localhost"), accept=Kinds.PAGE) is not None
        assert time.monotonic() - began < 1
        fetch.close()
        for thread in held:
            thread.join(10)
            assert not thread.is_alive()
