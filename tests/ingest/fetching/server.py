"""A server on a loopback socket that answers as it is told, however badly.

    with Server({"/": ok(b"<p>Hello")}) as server:
        …  # a client asks server.url("/"); what it asked is in server.requests

An answer is the bytes to send, after which the connection is kept for the next request, or a function of the request
and the socket, after which it is closed.
"""

from __future__ import annotations

import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType

from ingest.fetching import Fetcher, Limits
from ingest.settings import Settings


@dataclass(frozen=True)
class Request:
    path: str
    headers: Mapping[str, str]
    connection: int


Answer = bytes | Callable[[Request, socket.socket], None]
NOTHING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def ok(body: bytes, kind: str = "text/html", **headers: object) -> bytes:
    return answer(200, body, Content_Type=kind, **headers)


def answer(status: int, body: bytes = b"", **headers: object) -> bytes:
    """Return a whole answer; ``Content_Type`` is written ``Content-Type``."""
    lines = [f"HTTP/1.1 {status} Told", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def moved(location: str, status: int = 302) -> bytes:
    return answer(status, Location=location)


def cut(data: bytes) -> Answer:
    """Send ``data`` and end the connection."""
    return lambda _, peer: peer.sendall(data)


def dripping(head: bytes, piece: bytes, ended: threading.Event, pause: float = 0.02) -> Answer:
    """Send ``piece`` again and again until the client goes or ``ended``."""

    def drip(_: Request, peer: socket.socket) -> None:
        peer.sendall(head)
        while not ended.wait(pause):
            peer.sendall(piece)

    return drip


class Server:
    """A server in threads of its own."""

    def __init__(self, answers: Mapping[str, Answer] | None = None, *, tls: ssl.SSLContext | None = None) -> None:
        self.answers: dict[str, Answer] = dict(answers or {})
        self.requests: list[Request] = []
        self.busiest = 0
        self.ended = threading.Event()
        self._busy = 0
        self._connections = 0
        self._lock = threading.Lock()
        self._tls = tls
        self._server = _Threading(("127.0.0.1", 0), self._serve)
        self.port: int = self._server.server_address[1]

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    @property
    def pages(self) -> list[str]:
        """The paths asked for, robots.txt excepted."""
        return [request.path for request in self.requests if request.path != "/robots.txt"]

    def __enter__(self) -> Server:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.ended.set()
        self._server.shutdown()
        self._server.server_close()

    def _serve(self, peer: socket.socket, address: object, server: object) -> None:
        with self._lock:
            self._connections += 1
            number = self._connections
        try:
            if self._tls is not None:
                peer = self._tls.wrap_socket(peer, server_side=True)
            peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with peer, peer.makefile("rb") as lines:
                while (request := _request(lines, number)) and self._answer(request, peer):
                    pass
        except OSError:
            pass  # the client has gone

    def _answer(self, request: Request, peer: socket.socket) -> bool:
        with self._lock:
            self.requests.append(request)
            self._busy += 1
            self.busiest = max(self.busiest, self._busy)
        try:
            told = self.answers.get(request.path, self.answers.get("*", NOTHING))
            if isinstance(told, bytes):
                peer.sendall(told)
                return True
            told(request, peer)
            return False
        finally:
            with self._lock:
                self._busy -= 1


class _Threading(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    block_on_close = False
    request_queue_size = 128


def _request(lines: object, number: int) -> Request | None:
    first = lines.readline(65536).split()
    if len(first) < 2:
        return None
    headers: dict[str, str] = {}
    while line := lines.readline(65536).strip():
        name, _, value = line.decode("latin-1").partition(":")
        headers[name.lower()] = value.strip()
    return Request(first[1].decode("latin-1"), headers, number)


def settings(*, private: bool = True) -> Settings:
    return Settings(_env_file=None, private_networks=private)


def fetcher(*, private: bool = True, **limits: object) -> Fetcher:
    """Return a fetcher that fails fast: one attempt, and seconds instead of minutes."""
    return Fetcher(settings(private=private), limits=quick(**limits))


def quick(**limits: object) -> Limits:
    return Limits(**{"seconds": 5, "idle_seconds": 2, "attempts": 1, "backoff": 0.01, **limits})
