from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import openai
import pytest

from ingest.embedding.failures import Remedy, classify, wait_asked_for


def refused(status: int, message: str = "", **headers: str) -> openai.APIStatusError:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    response = httpx.Response(status, headers=named, request=httpx.Request("POST", "http://127.0.0.1/v1/embeddings"))
    return openai.APIStatusError(message, response=response, body=None)


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (refused(429, "Rate limit reached for requests"), Remedy.WAIT),
        (refused(429, "You exceeded your current quota (insufficient_quota)"), Remedy.NONE),
        (refused(500), Remedy.RETRY),
        (refused(503), Remedy.RETRY),
        (refused(401, "Incorrect API key"), Remedy.NONE),
        (refused(404, "The model does not exist"), Remedy.NONE),
        (refused(400, "Requested 375703 tokens, max 300000 tokens per request"), Remedy.LESS),
        (refused(400, "This model's maximum context length is 8192 tokens"), Remedy.LESS),
        (refused(422, "batch size 64 > maximum allowed batch size 32"), Remedy.LESS),
        (refused(500, "input is too large to process. increase the physical batch size"), Remedy.LESS),
        (refused(413), Remedy.LESS),
        (refused(400, "base64 encoding is not currently supported"), Remedy.FLOATS),
        (refused(400, "Model does not support matryoshka representation, changing output dimensions"), Remedy.NONE),
        (refused(400, "no"), Remedy.NONE),
        (refused(302), Remedy.NONE),
        (TimeoutError(), Remedy.RETRY),
    ],
)
def test_each_failure_has_its_remedy(error: Exception, remedy: Remedy) -> None:
    assert classify(error).remedy is remedy


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after": "7", "retry-after-ms": "1500"}, 1.5),
        ({"retry-after": "soon"}, None),
        ({"retry-after": format_datetime(datetime.now(UTC) - timedelta(hours=1))}, 0),
        ({"x-ratelimit-reset-requests": "120ms"}, 0.12),
        ({"x-ratelimit-reset-tokens": "6m0s", "x-ratelimit-remaining-tokens": "0"}, 360),
        ({"x-ratelimit-reset-requests": "1h2m3.5s"}, 3_723.5),
        (
            {
                "x-ratelimit-reset-requests": "20h",
                "x-ratelimit-remaining-requests": "99",
                "x-ratelimit-reset-tokens": "2s",
                "x-ratelimit-remaining-tokens": "0",
            },
            2,
        ),
    ],
)
def test_the_wait_is_read_from_whatever_header_has_it(headers: dict[str, str], seconds: float | None) -> None:
    assert wait_asked_for(headers) == pytest.approx(seconds) if seconds is not None else not wait_asked_for(headers)


def test_a_date_to_wait_for_is_counted_from_now() -> None:
    in_a_minute = format_datetime(datetime.now(UTC) + timedelta(seconds=60))
    assert wait_asked_for({"retry-after": in_a_minute}) == pytest.approx(60, abs=5)


def test_the_words_of_an_endpoint_are_not_repeated() -> None:
    assert "sk-secret" not in classify(refused(401, "Incorrect API key provided: sk-secret")).told
