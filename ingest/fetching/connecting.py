"""Connections to addresses that were checked, and to no others.

A host name is resolved once for each new connection, every address it resolves to is checked, and the connection goes
to one of these very addresses: a name server that answers differently the next time changes nothing. TLS still
verifies the name, which httpcore passes to ``start_tls`` itself. Proxies of the environment are not used, for a proxy
resolves names by itself.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import Any

import httpcore

from ingest.errors import FetchError, TransientFetchError
from ingest.fetching.budget import Budget
from ingest.fetching.networks import is_ip, is_private, may_connect

Resolve = Callable[[str, int], list[str]]
# httpcore does everything in the caller's thread, but its streams outlive a request: this is whom they work for now.
current: ContextVar[Budget] = ContextVar("current")
_MOST_TRIED = 4
_CONNECT_SECONDS = 10.0


def system_resolver(host: str, port: int) -> list[str]:
    """Return the IP addresses of ``host`` in the order to try them. Raises ``OSError``."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class PinnedBackend(httpcore.NetworkBackend):
    """Opens connections for ``httpcore.ConnectionPool``.

    Args:
        resolve: the IP addresses of a host and port.
        private: whether loopback and private networks are allowed.
        idle_seconds: how long a server may say nothing.
        met: is called with the host and whether it is of this machine or a private network, before it is connected to.
    """

    def __init__(
        self, resolve: Resolve, *, private: bool, idle_seconds: float, met: Callable[[str, bool], None]
    ) -> None:
        self._resolve = resolve
        self._private = private
        self._idle_seconds = idle_seconds
        self._met = met
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to a checked address of ``host``.

        Raises:
            FetchError: an address of it is not allowed.
            TransientFetchError: there is no address, or no connection to any.
        """
        budget = current.get()
        addresses = self._checked(budget, host, port)
        self._met(host, all(is_private(ip) for ip in addresses))
        for ip in addresses[:_MOST_TRIED]:
            try:
                stream = self._system.connect_tcp(ip, port, min(_CONNECT_SECONDS, budget.left()))
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
            budget.connected = True
            return _BoundedStream(stream, self._idle_seconds)
        raise TransientFetchError(budget.item, f"{host} does not accept connections: try again later.")

    def _checked(self, budget: Budget, host: str, port: int) -> list[str]:
        addresses = self._resolved(budget, host, port)
        for ip in addresses:
            if not may_connect(ip, private=self._private):
                raise FetchError(budget.item, _refusal(host, ip, private=self._private))
        return addresses

    def _resolved(self, budget: Budget, host: str, port: int) -> list[str]:
        """Resolve in a thread, because the system's resolver knows no deadline."""
        if is_ip(host):
            return [host]
        answer: list[list[str] | Exception] = []

        def ask() -> None:
            try:
                answer.append(self._resolve(host, port))
            except (OSError, UnicodeError) as error:
                answer.append(error)

        asking = threading.Thread(target=ask, name="resolver", daemon=True)
        asking.start()
        asking.join(min(self._idle_seconds, budget.left()))
        if not answer:
            raise TransientFetchError(budget.item, f"the name {host} was not resolved in time: try again later.")
        if isinstance(answer[0], Exception) or not answer[0]:
            raise TransientFetchError(budget.item, f"no host is known as {host}: check the address and the network.")
        return answer[0]


def _refusal(host: str, ip: str, *, private: bool) -> str:
    told = f"{host} is" if host == ip else f"{host} is at {ip},"
    if private:
        return f"{told} no address of a web server: it is not fetched."
    return f"{told} not on the public internet: set DATELINE_PRIVATE_NETWORKS=true to read your own network."


class _BoundedStream(httpcore.NetworkStream):
    """A connection that takes from the budget of whoever uses it."""

    def __init__(self, stream: httpcore.NetworkStream, idle_seconds: float) -> None:
        self._stream = stream
        self._idle_seconds = idle_seconds

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        budget = current.get()
        data = self._stream.read(max_bytes, min(self._idle_seconds, budget.left()))
        budget.spend(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, min(self._idle_seconds, current.get().left()))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        seconds = min(self._idle_seconds, current.get().left())
        return _BoundedStream(self._stream.start_tls(ssl_context, server_hostname, seconds), self._idle_seconds)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
