"""Addresses of the web: read once, and then never read again by another parser (pure)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote, urljoin, urlsplit

import idna

from ingest.errors import FetchError

_DEFAULT_PORTS = {"http": 80, "https": 443}
_LOWEST_OTHER_PORT = 1024  # below are mail, shells and other services that speak no HTTP
_MOST_CHARACTERS = 8_000  # RFC 9110, 4.1
_MOST_SHOWN = 200
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_AUTHORITY = re.compile(r"(?:\[([^\[\]]*)\]|([^:\[\]]+))(?::[0-9]*)?")
_CONTROL = re.compile(r"[\x00-\x20\x7f]")
_CREDENTIALS = re.compile(r"(?<=//)[^/?#]*@")
# What may stand in a path or query as it is (RFC 3986), and "%" because most addresses are encoded already.
_PATH = "/%:@!$&'()*+,;=-._~"
_QUERY = _PATH + "?[]|"


@dataclass(frozen=True, slots=True)
class Address:
    """An address without credentials and fragment.

    Attributes:
        host: a name in lower case and ASCII, or an IP address, IPv6 without brackets.
        target: path and query, percent-encoded.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host and, unless it is the usual one, port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{self.authority}"

    def __str__(self) -> str:
        return self.origin + self.target


def shown(url: str) -> str:
    """Return an address as errors and logs may show it: short, in one line, without a password."""
    line = "".join(c if c.isprintable() else " " for c in _CREDENTIALS.sub("", url[:_MOST_CHARACTERS])).strip()
    return line if len(line) <= _MOST_SHOWN else line[: _MOST_SHOWN - 1] + "…"


def parse(url: str) -> Address:
    """Return the address that ``url`` writes.

    Raises:
        FetchError: it is none, or one that is not fetched.
    """
    try:
        return _parse(url.strip())
    except _RefusedError as refused:
        raise FetchError(shown(url), str(refused)) from None


def follow(address: Address, location: str) -> Address:
    """Return where a redirect from ``address`` leads.

    Raises:
        FetchError: nowhere that is fetched.
    """
    try:
        joined = urljoin(str(address), location.strip())
    except ValueError:
        joined = location
    return parse(joined)


class _RefusedError(Exception):
    """Why an address is not fetched."""


def _parse(url: str) -> Address:
    if len(url) > _MOST_CHARACTERS:
        raise _RefusedError(f"the address has more than {_MOST_CHARACTERS} characters: give a shorter one.")
    try:
        parts = urlsplit(_CONTROL.sub(lambda found: f"%{ord(found[0]):02X}", url))
        port = parts.port
    except ValueError:
        raise _RefusedError("this is not a web address: give one such as https://example.com/news.") from None
    if parts.scheme not in _DEFAULT_PORTS:
        raise _RefusedError("only http:// and https:// addresses are fetched: give one of those.")
    if "@" in parts.netloc:
        raise _RefusedError("the address has a user name or password in it: give it without.")
    target = quote(parts.path or "/", safe=_PATH) + (f"?{quote(parts.query, safe=_QUERY)}" if parts.query else "")
    return Address(parts.scheme, _host(parts.netloc), _port(parts.scheme, port), target)


def _port(scheme: str, port: int | None) -> int:
    if port is None:
        return _DEFAULT_PORTS[scheme]
    if port in _DEFAULT_PORTS.values() or port >= _LOWEST_OTHER_PORT:
        return port
    raise _RefusedError(
        f"port {port} is not one of a web server: 80, 443 and those from {_LOWEST_OTHER_PORT} on are fetched."
    )


def _host(netloc: str) -> str:
    found = _AUTHORITY.fullmatch(netloc)
    if found is None:
        raise _RefusedError("the address names no host: give one such as https://example.com/news.")
    return _name(found[2]) if found[1] is None else _ipv6(found[1])


def _ipv6(text: str) -> str:
    try:
        address = IPv6Address(text)
    except AddressValueError:
        raise _RefusedError(f"{text[:60]!r} is not an IPv6 address: correct it.") from None
    if address.scope_id is not None:
        raise _RefusedError("addresses of one network interface (with a %) are not fetched.")
    return str(address)


def _name(text: str) -> str:
    try:
        name = text.lower() if text.isascii() else idna.encode(text[:254], uts46=True).decode("ascii")
    except UnicodeError:
        raise _RefusedError(f"{text[:60]!r} is not a host name: correct it.") from None
    labels = name.removesuffix(".").split(".")
    if len(name) > 254 or not all(_LABEL.fullmatch(label) for label in labels):
        raise _RefusedError(f"{text[:60]!r} is not a host name: correct it.")
    return _dotted(".".join(labels)) if _NUMBER.fullmatch(labels[-1]) else ".".join(labels)


def _dotted(name: str) -> str:
    """Return an IPv4 address in full; 127.1, 0x7f.1 and 2130706433 mean different things to different readers."""
    try:
        return str(IPv4Address(name))
    except AddressValueError:
        raise _RefusedError(f"{name!r} is not an IPv4 address as usually written: give four decimal numbers.") from None
