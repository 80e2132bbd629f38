"""What a server answered, and what its headers mean (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from ingest.errors import FetchError, GoneError, MissingError, TransientFetchError
from ingest.fetching.types import Validators

READ = frozenset({200, 203})
NOT_MODIFIED = 304
PERMANENT_REDIRECTS = frozenset({301, 308})
REDIRECTS = PERMANENT_REDIRECTS | {302, 303, 307}
# Too many requests, or too much to do: a Retry-After is meant for all requests to the host.
BUSY = frozenset({429, 503})
_TRANSIENT = frozenset({408, 425, 429})
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9][\w.:+-]{0,39})""", re.IGNORECASE | re.ASCII)
_MEDIA_TYPE = re.compile(r"[\w.+-]{1,60}/[\w.+-]{1,80}", re.ASCII)
_LONGEST_VALIDATOR = 1_000
# What may be sent back in a header: printable Latin-1.
_VALIDATOR = re.compile(r"[\x21-\x7e\xa0-\xff](?:[\t\x20-\x7e\xa0-\xff]*[\x21-\x7e\xa0-\xff])?")
_LONGEST_RETRY_AFTER = 86_400.0


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers with names in lower case, and the body where it was read."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def media_type(self) -> str:
        """The media type in lower case without parameters, or ""."""
        found = _MEDIA_TYPE.match(self.headers.get("content-type", "").strip())
        return found[0].lower() if found else ""

    @property
    def charset(self) -> str | None:
        """The character encoding as the server names it, in lower case."""
        found = _CHARSET.search(self.headers.get("content-type", ""))
        return found[1].lower() if found else None

    @property
    def length(self) -> int | None:
        """How many bytes the server says that the body has on the wire."""
        told = self.headers.get("content-length", "")
        return int(told) if re.fullmatch(r"[0-9]{1,18}", told, re.ASCII) else None

    @property
    def validators(self) -> Validators:
        """What to send back next time."""
        return Validators(*(usable(self.headers.get(name)) for name in ("etag", "last-modified")))

    @property
    def location(self) -> str:
        """Where a redirect leads, as it is written; servers write UTF-8 there."""
        raw = self.headers.get("location", "").strip().encode("latin-1")
        try:
            return raw.decode()
        except UnicodeDecodeError:
            return raw.decode("latin-1")

    @property
    def retry_after(self) -> float | None:
        """After how many seconds to ask again, at most a day, or None when the server does not say."""
        told = self.headers.get("retry-after", "").strip()
        seconds = float(told) if re.fullmatch(r"[0-9]{1,9}", told, re.ASCII) else _until(told)
        return None if seconds is None else min(max(seconds, 0.0), _LONGEST_RETRY_AFTER)


def lowered(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return headers by name in lower case; of several with one name, the first."""
    found: dict[str, str] = {}
    for name, value in headers:
        found.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))
    return found


def usable(validator: str | None) -> str | None:
    """Return a validator that can be sent back, else None: another answer than 304 costs only time."""
    if validator is None or len(validator) > _LONGEST_VALIDATOR or not _VALIDATOR.fullmatch(validator):
        return None
    return validator


def refuse(item: str, answer: Answer) -> None:
    """Raise the error that an answer stands for, unless its body was read.

    Raises:
        GoneError, MissingError, TransientFetchError, FetchError: by its status.
    """
    status = answer.status
    if status in READ:
        return
    if status == 404:
        raise MissingError(item, "there is nothing at this address (404): check it.")
    if status == 410:
        raise GoneError(item, "it has been withdrawn (410): leave it out.")
    if status in _TRANSIENT or 500 <= status <= 599:
        raise TransientFetchError(item, f"the server answers {status}: try again later.", answer.retry_after)
    if status in {401, 402, 403, 407, 451}:
        raise FetchError(
            item, f"the server does not show it to Dateline ({status}): leave it out, or save it as a file."
        )
    raise FetchError(item, f"the server answers {status} and no page: check the address.")


def _until(told: str) -> float | None:
    try:
        when = parsedate_to_datetime(told)
    except (ValueError, OverflowError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return (when - datetime.now(UTC)).total_seconds()
