"""What a failure of the endpoint means to people, and whether trying once more can help."""

from __future__ import annotations

import re

import openai

from ingest.bounded import UnboundedError
from ingest.errors import LanguageModelError

_TOO_LONG = re.compile(r"context.{0,20}(?:length|size|window)|too long|exceed_context|maximum context", re.IGNORECASE)
_QUOTA = re.compile(r"insufficient_quota|billing|credit|exceeded your current quota", re.IGNORECASE)
_BY_STATUS = {401: "unauthorised", 403: "unauthorised", 404: "unknown_model", 429: "busy"}


def classify(error: Exception) -> LanguageModelError:
    """Return ``error`` as one of ours, with a sentence for the log: the endpoint's own words may hold anything."""
    reason = _reason(error)
    status = error.status_code if isinstance(error, openai.APIStatusError) else None
    kind = type(error).__name__ if status is None else f"status {status}"
    return LanguageModelError(reason, f"The language model cannot be used ({kind}): {reason.replace('_', ' ')}.")


def _reason(error: Exception) -> str:
    if isinstance(error, (TimeoutError, openai.APITimeoutError)):
        return "timeout"
    if isinstance(error, openai.APIConnectionError):
        return "failed" if isinstance(error.__cause__, UnboundedError) else "unreachable"
    if not isinstance(error, openai.APIStatusError):
        return "failed"
    told = complaint(error)
    if _QUOTA.search(told) and error.status_code in (402, 403, 429):
        return "quota"
    if error.status_code in (400, 413, 422, 500) and _TOO_LONG.search(told):
        return "too_long"
    return _BY_STATUS.get(error.status_code, "failed")


def complaint(error: openai.APIStatusError) -> str:
    """Return what the endpoint said was wrong."""
    return f"{error.message} {error.body}"[:2_000]


def is_passing(error: Exception) -> bool:
    """Tell whether the same request may well succeed in a moment: a cut connection, an overload, a restart."""
    if isinstance(error, openai.APITimeoutError):
        return False  # the time is spent
    if isinstance(error, openai.APIStatusError):
        is_server = error.status_code >= 500 or error.status_code in (408, 409, 429)
        return is_server and _reason(error) not in ("quota", "too_long")
    return _reason(error) == "unreachable"
