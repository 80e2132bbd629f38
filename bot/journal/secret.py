"""The secret of a data folder, with which the ids of people are hashed."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from ingest.errors import StoreError

_BYTES = 32
_HEX_DIGITS = 32


class Secret:
    """Hashes ids with a key: HMAC-SHA256 (RFC 2104)."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def hash(self, kind: str, value: object) -> str:
        """Return 32 hexadecimal digits that stand for ``value`` among those of its ``kind``."""
        return self._digest(kind, value).hex()[:_HEX_DIGITS]

    def number(self, kind: str, value: object) -> int:
        """Return a number of 63 bits that stands for ``value`` among those of its ``kind``."""
        return int.from_bytes(self._digest(kind, value)[:8]) >> 1

    def _digest(self, kind: str, value: object) -> bytes:
        return hmac.digest(self._key, f"{kind}:{value}".encode(errors="replace"), hashlib.sha256)


def read_secret(path: Path) -> Secret | None:
    """Return the secret in the file ``path``, or None when there is no file.

    Raises:
        StoreError: the file cannot be read, or is not what ``make_secret`` writes.
    """
    try:
        path.chmod(0o600)
        key = bytes.fromhex(path.read_text("ascii"))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"The file {path} cannot be read ({error.strerror}): make it readable.") from error
    except ValueError:
        key = b""
    if len(key) != _BYTES:
        raise StoreError(f"The file {path} is damaged: restore it from a backup.")
    return Secret(key)


def make_secret(path: Path) -> Secret:
    """Write a new secret, which only this user can read, to the file ``path``; it is whole or not there.

    Raises:
        StoreError: the file cannot be written.
    """
    key = secrets.token_bytes(_BYTES)
    new = path.with_suffix(".new")
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
            file.write(f"{key.hex()}\n")
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError as error:
        raise StoreError(f"The file {path} cannot be written ({error.strerror}): make its folder writable.") from error
    return Secret(key)
