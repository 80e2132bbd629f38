"""Addresses as they stand in documents."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

# The longest that servers take; the sitemap protocol allows 2,048.
_MAX_CHARS = 8_000
_CONTROL = re.compile(r"[\x00-\x20\x7f]")


def absolute(address: str, base: str | None = None) -> str | None:
    """Return ``address`` as seen from ``base``, or None when that is no http or https address of a host."""
    address = address.strip().replace("\n", "").replace("\r", "").replace("\t", "")
    if not address or len(address) > _MAX_CHARS:
        return None
    try:
        joined = urljoin(base or "", address)
        parts = urlsplit(joined)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
        _ = parts.port  # raises when it is no number
    except ValueError:
        return None
    return _CONTROL.sub(lambda match: f"%{ord(match[0]):02X}", joined)
