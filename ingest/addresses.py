"""Addresses of web pages: when two are one, which site they belong to, and the ids made of them (pure)."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

from ingest.text.folding import words

# They say where a reader came from, not what is read.
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}
# Other doors of one site: its telephone and AMP versions.
_DOORS = re.compile(r"(?:www\d?|m|mobile|amp)\.")
# What may stand in a path or query as it is (RFC 3986), and "%" because most addresses are encoded already.
_SAFE = "/%:@!$&'()*+,;=-._~"
_SAFE_IN_QUERY = _SAFE + "?[]|"
_SUFFIX = re.compile(r"\.(?:[sx]?html?|php|aspx?|jsp|pdf|txt)$", re.IGNORECASE)
_MAX_SLUG_CHARS = 60


def is_web(item: str) -> bool:
    """Return whether ``item`` is an http or https address."""
    return item[:8].casefold().startswith(("http://", "https://"))


def normal(url: str) -> str:
    """Return ``url`` in the one form that all its spellings have.

    Without fragment, tracking parameters (``utm_*``, ``fbclid``, ``gclid``), credentials and the default port; scheme
    and host in lower case; encoded. What is no address comes back as it is.
    """
    try:
        parts = urlsplit(url.strip())
        host = _host_and_port(parts)
    except ValueError:
        return url.strip()
    query = "&".join(pair for pair in parts.query.split("&") if not _TRACKING.fullmatch(pair.partition("=")[0]))
    path = quote(parts.path or "/", safe=_SAFE)
    return urlunsplit((parts.scheme.lower(), host, path, quote(query, safe=_SAFE_IN_QUERY), ""))


def site(url: str) -> str:
    """Return the host of ``url`` with its port, without ``www.``, ``m.`` and the like; empty when it has none."""
    try:
        return _DOORS.sub("", _host_and_port(urlsplit(url)), count=1)
    except ValueError:
        return ""


def host_name(url: str) -> str:
    """Return the name of the host without ``www.``: what a publisher is called when nothing tells its name."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def is_front_page(url: str) -> bool:
    """Return whether ``url`` is that of a whole site."""
    parts = urlsplit(url)
    return parts.path in {"", "/"} and not parts.query


def id_of_url(url: str, name: str | None = None) -> str:
    """Return an id that is readable, by ``name`` or the address itself, and as unique as the address."""
    digest = hashlib.sha256(normal(url).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{_joined(name or '') or _slug(url)}-{digest}"


def _host_and_port(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    host = host if host.isascii() else host.encode("idna").decode("ascii")
    host = f"[{host}]" if ":" in host else host
    port = parts.port
    return host if port in (None, _DEFAULT_PORTS.get(parts.scheme.lower())) else f"{host}:{port}"


def _slug(url: str) -> str:
    """Return the words of the address that tell most of the article: of its last part that has letters, or its host."""
    parts = urlsplit(url)
    for segment in reversed(parts.path.split("/")):
        named = _joined(_SUFFIX.sub("", unquote(segment, errors="replace")))
        if re.search(r"[^\W\d_]", named):
            return named
    return _joined(host_name(url) or "page")


def _joined(text: str) -> str:
    return "-".join(words(text))[:_MAX_SLUG_CHARS].strip("-")
