"""What comes back from servers that behave."""

from __future__ import annotations

import gzip
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from ingest.errors import FetchError, GoneError, MissingError
from ingest.fetching import Kinds, Validators
from tests.ingest.fetching.server import Server, answer, cut, fetcher, moved, ok

PAGE = "<p>Mưa lớn ở miền Trung.".encode()


def test_a_page_comes_with_what_the_server_said_of_it() -> None:
    said = {"ETag": 'W/"a, b"', "Last-Modified": "Wed, 06 Nov 2024 08:00:00 GMT"}
    with Server({"/tin?x=1": ok(PAGE, 'Text/HTML; Charset="UTF-8"', **said)}) as server, fetcher() as fetch:
        got = fetch.get(server.url("/tin?x=1#top"), accept=Kinds.PAGE)
        assert got is not None
        assert (got.requested, got.url) == (server.url("/tin?x=1#top"), server.url("/tin?x=1"))
        assert (got.body, got.media_type, got.charset, got.moved_to) == (PAGE, "text/html", "utf-8", None)
        assert got.validators == Validators('W/"a, b"', "Wed, 06 Nov 2024 08:00:00 GMT")
    sent = server.requests[-1].headers
    assert sent["user-agent"].startswith("Dateline/")
    assert sent["host"] == f"127.0.0.1:{server.port}"
    assert "text/html" in sent["accept"]
    assert {"cookie", "referer", "authorization", "if-none-match", "if-modified-since"} & sent.keys() == set()


def test_validators_go_back_as_they_came_and_304_is_nothing_new() -> None:
    held = Validators('W/"caf\xe9 "', "last Tuesday")
    with Server({"/feed": answer(304, ETag="x")}) as server, fetcher() as fetch:
        for _ in range(3):
            assert fetch.get(server.url("/feed"), accept=Kinds.FEED, validators=held) is None
    assert [(r.headers["if-none-match"], r.headers["if-modified-since"]) for r in server.requests] == [
        ('W/"caf\xe9 "', "last Tuesday")
    ] * 3
    assert {request.connection for request in server.requests} == {1}


def test_validators_that_cannot_be_sent_are_not() -> None:
    with Server({"/": ok(PAGE, ETag="e" * 5_000)}) as server, fetcher() as fetch:
        got = fetch.get(server.url(), accept=Kinds.PAGE, validators=Validators("a\r\nX: y", "ngày mưa"))
        assert got is not None
        assert got.validators == Validators()
    assert {"if-none-match", "if-modified-since", "x"} & server.requests[-1].headers.keys() == set()


def test_304_to_a_question_that_was_not_asked_is_an_error() -> None:
    with (
        Server({"/": answer(304)}) as server,
        fetcher() as fetch,
        pytest.raises(FetchError, match="answers 304 and no page"),
    ):
        fetch.get(server.url(), accept=Kinds.PAGE)


@pytest.mark.parametrize(
    ("statuses", "moved_to"),
    [
        ([301], "/1"),
        ([308, 301], "/2"),
        ([302], None),
        ([303, 301], None),
        ([301, 307], "/1"),
        ([301, 302, 301], "/1"),
    ],
)
def test_redirects_are_followed_and_permanent_ones_told(statuses: list[int], moved_to: str | None) -> None:
    with Server() as server, fetcher() as fetch:
        for hop, status in enumerate(statuses):
            server.answers[f"/{hop}"] = moved(f"/{hop + 1}", status)
        server.answers[f"/{len(statuses)}"] = ok(PAGE)
        got = fetch.get(server.url("/0"), accept=Kinds.PAGE)
        assert got is not None
        assert (got.requested, got.url) == (server.url("/0"), server.url(f"/{len(statuses)}"))
        assert got.moved_to == (moved_to and server.url(moved_to))


def test_ten_redirects_are_followed_and_no_more() -> None:
    with Server({f"/{n}": moved(f"/{n + 1}") for n in range(20)} | {"/10": ok(PAGE)}) as server, fetcher() as fetch:
        assert fetch.get(server.url("/0"), accept=Kinds.PAGE) is not None
        server.answers["/10"] = moved("/11")
        with pytest.raises(FetchError, match="more than 10 times"):
            fetch.get(server.url("/0"), accept=Kinds.PAGE)


@pytest.mark.parametrize(
    ("kinds", "kind", "taken"),
    [
        (Kinds.PAGE, "text/html", True),
        (Kinds.PAGE, "application/xhtml+xml; charset=utf-8", True),
        (Kinds.PAGE, "application/pdf", True),
        (Kinds.PAGE, "text/plain", True),
        (Kinds.PAGE, "", True),
        (Kinds.PAGE, "nonsense", True),
        (Kinds.PAGE, "application/rss+xml", False),
        (Kinds.PAGE, "image/png", False),
        (Kinds.FEED, "application/rss+xml", True),
        (Kinds.FEED, "application/atom+xml;type=feed", True),
        (Kinds.FEED, "application/feed+json", True),
        (Kinds.FEED, "text/xml", True),
        (Kinds.FEED, "application/pdf", False),
        (Kinds.FEED, "video/mp4", False),
        (Kinds.ANY, "application/pdf", True),
        (Kinds.ANY, "application/xml", True),
        (Kinds.ANY, "application/zip", False),
    ],
)
def test_only_the_kinds_that_are_wanted_are_read(kinds: Kinds, kind: str, taken: bool) -> None:
    with Server({"/": ok(PAGE, kind)}) as server, fetcher() as fetch:
        if taken:
            assert fetch.get(server.url(), accept=kinds) is not None
            return
        with pytest.raises(FetchError, match=rf"it is {kind.replace('+', '.')}, which is not read here"):
            fetch.get(server.url(), accept=kinds)


@pytest.mark.parametrize(
    ("coding", "body"), [("gzip", gzip.compress(PAGE)), ("deflate", zlib.compress(PAGE)), ("identity", PAGE)]
)
def test_what_is_compressed_is_undone(coding: str, body: bytes) -> None:
    with Server({"/": ok(body, Content_Encoding=coding)}) as server, fetcher() as fetch:
        got = fetch.get(server.url(), accept=Kinds.PAGE)
        assert got is not None
        assert got.body == PAGE
        assert server.requests[-1].headers["accept-encoding"] == "gzip, deflate"


def test_a_compressed_file_is_undone_too() -> None:
    with Server({"/s.xml.gz": ok(gzip.compress(b"<urlset/>"), "application/x-gzip")}) as server, fetcher() as fetch:
        got = fetch.get(server.url("/s.xml.gz"), accept=Kinds.FEED)
        assert got is not None
        assert (got.body, got.media_type) == (b"<urlset/>", "")


def test_chunks_and_answers_without_a_length_are_read_to_their_end() -> None:
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nEnd: yes\r\n\r\n"
    with Server({"/c": chunked, "/o": cut(b"HTTP/1.0 200 OK\r\n\r\nabcde")}) as server, fetcher() as fetch:
        for path in ("/c", "/o"):
            got = fetch.get(server.url(path), accept=Kinds.PAGE)
            assert got is not None
            assert (got.body, got.media_type, got.charset) == (b"abcde", "", None)


@pytest.mark.parametrize(
    ("status", "error", "why"),
    [
        (404, MissingError, "nothing at this address"),
        (410, GoneError, "withdrawn"),
        (401, FetchError, "does not show it to Dateline"),
        (403, FetchError, "does not show it to Dateline"),
        (451, FetchError, "does not show it to Dateline"),
        (400, FetchError, "answers 400 and no page"),
        (204, FetchError, "answers 204 and no page"),
        (206, FetchError, "answers 206 and no page"),
        (300, FetchError, "answers 300 and no page"),
        (999, FetchError, "answers 999 and no page"),
    ],
)
def test_a_status_is_an_error_at_once(status: int, error: type[FetchError], why: str) -> None:
    with Server({"/": answer(status, b"" if status == 204 else b"no")}) as server, fetcher(attempts=3) as fetch:
        with pytest.raises(error, match=why) as raised:
            fetch.get(server.url(), accept=Kinds.PAGE)
        assert type(raised.value) is error
        assert raised.value.item == server.url()
    assert server.pages == ["/"]


def test_connections_are_kept_and_threads_do_not_mix_answers() -> None:
    answers = {f"/{n}": ok(f"page {n}".encode()) for n in range(400)}
    with Server(answers) as server, fetcher() as fetch, ThreadPoolExecutor(8) as threads:
        got = list(threads.map(lambda n: fetch.get(server.url(f"/{n}"), accept=Kinds.PAGE), range(400)))
        assert [page and page.body for page in got] == [f"page {n}".encode() for n in range(400)]
    assert len(server.requests) == 401
    assert max(request.connection for request in server.requests) <= 8


def test_nothing_is_fetched_once_it_is_closed() -> None:
    with Server({"/": ok(PAGE)}) as server:
        fetch = fetcher()
        assert fetch.get(server.url(), accept=Kinds.PAGE) is not None
        fetch.close()
        with pytest.raises(FetchError, match="the command ended"):
            fetch.get(server.url("/", "localhost"), accept=Kinds.PAGE)
    assert [request.path for request in server.requests] == ["/robots.txt", "/"]
