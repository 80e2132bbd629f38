"""Addresses that a page, a feed or a name server must not make us connect to."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from ingest.errors import FetchError, TransientFetchError
from ingest.fetching import Fetcher, Kinds, Resolve
from tests.ingest.fetching.server import Server, cut, fetcher, moved, ok, quick, settings

LOOPBACK = ["127.0.0.1", "localhost", "localhost.", "LOCALHOST", "[::ffff:127.0.0.1]", "[::1]", "127.0.0.1."]


@contextmanager
def resolving(resolve: Resolve, *, private: bool, **limits: object) -> Iterator[Fetcher]:
    with Fetcher(settings(private=private), limits=quick(**limits), resolve=resolve) as fetch:
        yield fetch


@pytest.mark.parametrize("kinds", list(Kinds))
@pytest.mark.parametrize("host", [*LOOPBACK, "0.0.0.0", "[::]", "2130706433", "0x7f.1", "127.1", "0177.0.0.1", "①27.1"])
def test_this_machine_is_refused_however_it_is_written(host: str, kinds: Kinds) -> None:
    with Server({"*": ok(b"secret")}) as server, fetcher(private=False) as fetch:
        with pytest.raises(FetchError) as refused:
            fetch.get(server.url("/", host), accept=kinds)
        assert not isinstance(refused.value, TransientFetchError)
    assert server.requests == []


@pytest.mark.parametrize(
    "location",
    [
        *(f"http://{host}:PORT/" for host in ["169.254.169.254", "[fd00:ec2::254]", "2130706433", "0.0.0.0"]),
        *("http://user:secret@127.0.0.1:PORT/", "file:///etc/passwd", "ftp://127.0.0.1/", "javascript:alert(1)"),
        *("data:text/html,x", "gopher://127.0.0.1:PORT/", "http://127.0.0.1:22/", "http://[::1", "http://", "//"),
        *("http://127.0.0.1:PORT\\@example.com/", "http://%31%32%37.0.0.1:PORT/", "http://a b/", "\x01"),
    ],
)
def test_a_redirect_to_what_is_not_fetched_is_refused(location: str) -> None:
    with Server({"/secret": ok(b"secret")}) as server, fetcher() as fetch:
        server.answers["/"] = moved(location.replace("PORT", str(server.port)))
        with pytest.raises(FetchError) as refused:
            fetch.get(server.url(), accept=Kinds.PAGE)
        assert not isinstance(refused.value, TransientFetchError)
        assert "secret" not in str(refused.value)
        assert refused.value.item == server.url()
    assert server.pages == ["/"] or location == "\x01"


def test_a_redirect_without_an_address_is_refused() -> None:
    with (
        Server({"/": moved("")}) as server,
        fetcher() as fetch,
        pytest.raises(FetchError, match="without saying where"),
    ):
        fetch.get(server.url(), accept=Kinds.PAGE)


def test_redirects_in_a_circle_are_refused() -> None:
    with (
        Server({"/": moved("/a"), "/a": moved("/")}) as server,
        fetcher() as fetch,
        pytest.raises(FetchError, match="in a circle"),
    ):
        fetch.get(server.url(), accept=Kinds.PAGE)
    assert server.pages == ["/", "/a"]


def test_a_name_with_one_address_that_is_not_public_is_refused_whole() -> None:
    with Server({"*": ok(b"secret")}) as server:
        for answers in (["127.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["93.184.216.34", "::ffff:10.0.0.1"]):
            with (
                resolving(lambda host, port, answers=answers: answers, private=False) as fetch,
                pytest.raises(FetchError, match=r"news\.example is at .*not on the public internet"),
            ):
                fetch.get(server.url("/", "news.example"), accept=Kinds.FEED)
    assert server.requests == []


def test_a_name_server_that_answers_differently_the_second_time_gains_nothing() -> None:
    asked: list[tuple[str, int]] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return ["127.0.0.1"] if len(asked) == 1 else ["169.254.169.254"]

    with Server({"/": ok(b"first")}) as server, resolving(rebinding, private=True) as fetch:
        server.answers["/close"] = cut(moved("/"))
        got = fetch.get(server.url("/", "news.example"), accept=Kinds.FEED)
        assert got is not None
        assert (got.body, asked) == (b"first", [("news.example", server.port)])
        assert server.requests[0].headers["host"] == f"news.example:{server.port}"
        # The connection is kept and still goes where it went; another one is checked anew.
        assert fetch.get(server.url("/", "news.example"), accept=Kinds.FEED) is not None
        assert len(asked) == 1
        with pytest.raises(FetchError, match=r"news\.example is at 169\.254\.169\.254"):
            fetch.get(server.url("/close", "news.example"), accept=Kinds.FEED)
    assert len(asked) == 2
    assert {request.connection for request in server.requests} == {1}


def test_a_connection_goes_to_the_checked_address_and_not_to_the_name() -> None:
    """The system knows no host of this name, so that any second resolution would fail."""
    with Server({"/": ok(b"pinned")}) as server, resolving(lambda *_: ["127.0.0.1"], private=True) as fetch:
        got = fetch.get(server.url("/", "news.invalid"), accept=Kinds.PAGE)
        assert got is not None
        assert got.body == b"pinned"
        assert [request.headers["host"] for request in server.requests] == [f"news.invalid:{server.port}"] * 2


def test_a_connection_of_one_name_is_not_used_for_another() -> None:
    answers = {"good.example": ["127.0.0.1"], "bad.example": ["169.254.169.254"]}
    with Server({"/": ok(b"x")}) as server, resolving(lambda host, _: answers[host], private=True) as fetch:
        assert fetch.get(server.url("/", "good.example"), accept=Kinds.FEED) is not None
        with pytest.raises(FetchError, match="no address of a web server"):
            fetch.get(server.url("/", "bad.example"), accept=Kinds.FEED)
    assert len(server.requests) == 1


def test_robots_txt_is_fetched_as_safely() -> None:
    with Server({"/secret": ok(b"secret"), "/": ok(b"page")}) as server, fetcher() as fetch:
        server.answers["/robots.txt"] = moved(f"http://169.254.169.254:{server.port}/secret")
        assert fetch.get(server.url(), accept=Kinds.PAGE) is not None
    assert [request.path for request in server.requests] == ["/robots.txt", "/"]


def test_the_first_address_that_answers_is_taken() -> None:
    with Server({"/": ok(b"x")}) as server, resolving(lambda *_: ["127.0.0.9", "127.0.0.1"], private=True) as fetch:
        assert fetch.get(server.url("/", "two.example"), accept=Kinds.FEED) is not None


def _unknown(host: str, port: int) -> list[str]:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def _endless(host: str, port: int) -> list[str]:
    time.sleep(3)
    return ["127.0.0.1"]


@pytest.mark.parametrize(
    ("resolve", "why"),
    [
        (_unknown, "no host is known as"),
        (lambda *_: [], "no host is known as"),
        (_endless, "was not resolved in time"),
        (lambda *_: ["127.0.0.1"], "does not accept connections"),
    ],
)
def test_a_host_that_cannot_be_reached_may_be_later(resolve: Resolve, why: str) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with (
            resolving(resolve, private=True, seconds=0.5) as fetch,
            pytest.raises(TransientFetchError, match=why),
        ):
            fetch.get(f"http://news.example:{unused.getsockname()[1]}/", accept=Kinds.FEED)
