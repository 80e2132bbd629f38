"""What a failure of an endpoint means: wait, send less, encode otherwise, or give up with one sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum, auto

import openai

from ingest.embedding.response import UnusableResponseError


class Remedy(Enum):
    """What helps."""

    WAIT = auto()  # the endpoint says for how long, or that it is busy: nothing is wrong
    RETRY = auto()  # a fault that may pass
    LESS = auto()  # fewer texts, or shorter ones
    FLOATS = auto()  # vectors as lists of numbers, not as base64
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Failure:
    """A failure, told as the end of a sentence; ``seconds`` is how long the endpoint asks to wait, if it does."""

    remedy: Remedy
    told: str
    seconds: float | None = None


_QUOTA = re.compile(r"insufficient_quota|billing|credit|exceeded your current quota", re.IGNORECASE)
_TOO_MUCH = re.compile(
    r"too (?:long|large|many|big)|batch size|context.{0,20}(?:length|size|window)|max(?:imum)?[ _]\w{0,12}[ _]?"
    r"(?:tokens|inputs?|length|batch)|tokens per request|physical batch",
    re.IGNORECASE,
)
_ENCODING = re.compile(r"encoding_?format|base64", re.IGNORECASE)
_DIMENSIONS = re.compile(r"dimensions|matryoshka", re.IGNORECASE)
_SPAN = re.compile(r"(\d+(?:\.\d+)?)(ms|h|m|s)")
_SECONDS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
_BY_STATUS = {
    401: "it refuses the key: set EMBEDDING_API_KEY to a valid one",
    402: "its account is used up: pay for more, or set another EMBEDDING_API_KEY",
    403: "it refuses the key: set EMBEDDING_API_KEY to one that may use EMBEDDING_MODEL",
    404: "it has no such model or no such address: correct EMBEDDING_MODEL or EMBEDDING_BASE_URL",
}


def classify(error: Exception) -> Failure:
    """Return what ``error`` means. The endpoint's own words may hold anything and are not repeated."""
    if isinstance(error, UnusableResponseError):
        return Failure(Remedy.NONE, f"{error}: correct EMBEDDING_MODEL or EMBEDDING_BASE_URL")
    if isinstance(error, openai.APIStatusError):
        return _of_status(error.status_code, f"{error.message} {error.body}"[:2_000], error.response.headers)
    if isinstance(error, (TimeoutError, openai.APITimeoutError)):
        return Failure(Remedy.RETRY, "it does not answer in time: see whether it is overloaded")
    if isinstance(error, openai.APIConnectionError):
        return Failure(Remedy.RETRY, "it cannot be reached: start it, or correct EMBEDDING_BASE_URL")
    return Failure(Remedy.NONE, f"it cannot be used ({type(error).__name__})")


def _of_status(status: int, complaint: str, headers: Mapping[str, str]) -> Failure:
    if status in (403, 429) and _QUOTA.search(complaint):
        return Failure(Remedy.NONE, _BY_STATUS[402])
    if status == 429:
        return Failure(Remedy.WAIT, "it limits how much it embeds (status 429)", wait_asked_for(headers))
    if status in (400, 413, 422, 500) and (status == 413 or _TOO_MUCH.search(complaint)):
        return Failure(Remedy.LESS, f"it takes no text that long (status {status})")
    if status in (400, 422, 500) and _ENCODING.search(complaint):
        return Failure(Remedy.FLOATS, f"it knows neither base64 nor float as encoding_format (status {status})")
    if status in (400, 422) and _DIMENSIONS.search(complaint):
        return Failure(Remedy.NONE, "it cannot give EMBEDDING_DIMENSIONS dimensions: unset or correct that")
    if status >= 500 or status in (408, 409, 425):
        return Failure(Remedy.RETRY, f"it fails (status {status}): see what it logs", wait_asked_for(headers))
    told = f"it refuses the request (status {status}): see what it logs, and whether EMBEDDING_BASE_URL is right"
    return Failure(Remedy.NONE, _BY_STATUS.get(status, told))


def wait_asked_for(headers: Mapping[str, str]) -> float | None:
    """Return for how many seconds an endpoint asks to wait, by ``Retry-After`` or by OpenAI's own headers; or None."""
    after = headers.get("retry-after", "")
    if milliseconds := _number(headers.get("retry-after-ms", "")):
        return milliseconds / 1000
    if (seconds := _number(after)) is not None:
        return seconds
    if (until := _day_and_time(after)) is not None:
        return max(0.0, (until - datetime.now(UTC)).total_seconds())
    return _reset(headers)


def _reset(headers: Mapping[str, str]) -> float | None:
    """Return the time until the limit is lifted that is used up, of requests or of tokens: ``6m0s``, ``120ms``."""
    spent = [kind for kind in ("requests", "tokens") if headers.get(f"x-ratelimit-remaining-{kind}", "0") == "0"]
    found = [_SPAN.findall(headers.get(f"x-ratelimit-reset-{kind}", "")) for kind in spent]
    spans = [sum(float(number) * _SECONDS[unit] for number, unit in parts) for parts in found if parts]
    return max(spans, default=None)


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"\d{1,9}(?:\.\d{1,9})?", text) else None


def _day_and_time(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
