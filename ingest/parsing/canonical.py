"""The one address of an article that is found under several."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urldefrag, urlsplit

from ingest.parsing.addresses import absolute

# Below these the name that one buys has three labels: `bbc.co.uk`, `tuoitre.com.vn`.
_SECOND_LEVELS = frozenset("ac co com edu gov ne net or org".split())
_LEAST_SLUG_CHARS = 12


def choose(candidates: Iterable[str | None], url: str | None) -> str | None:
    """Return the first of ``candidates`` that can be the address of the page found at ``url``, else ``url``.

    A candidate is refused when it is not http or https or holds a password, when it is the front page of a site, or
    when it is on another site, unless its last path segment is that of ``url``: then the page is a syndicated copy.
    Without ``url``, as for a saved file, the site is not compared. Fragments are taken off.
    """
    own = _plain(url, None)
    for candidate in candidates:
        found = _plain(candidate, own)
        if found and not _is_front_page(found) and (own is None or _is_plausible(found, own)):
            return found
    return own


def site(address: str) -> str:
    """Return the name under which a site is registered, as far as labels tell: ``bbc.co.uk`` of ``www.bbc.co.uk``."""
    labels = (urlsplit(address).hostname or "").split(".")
    count = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVELS and len(labels[-1]) == 2 else 2
    return ".".join(labels[-count:])


def _plain(address: str | None, base: str | None) -> str | None:
    found = absolute(address, base) if address else None
    return urldefrag(found).url if found and "@" not in urlsplit(found).netloc else None


def _is_front_page(address: str) -> bool:
    parts = urlsplit(address)
    return parts.path.strip("/") in {"", "index.html", "index.php", "index.htm"} and not parts.query


def _is_plausible(address: str, own: str) -> bool:
    if _is_front_page(own) or site(address) == site(own):
        return True
    slugs = [urlsplit(each).path.rstrip("/").rsplit("/", 1)[-1] for each in (address, own)]
    return slugs[0] == slugs[1] and len(slugs[0]) >= _LEAST_SLUG_CHARS
