from __future__ import annotations

from typing import Any

import pytest

from tests.discord.openapi import OpenApi
from tests.discord.rest import Request

OPENAPI = OpenApi.found()
pytestmark = pytest.mark.skipif(OPENAPI is None, reason="no file describes Discord's API")

CALLBACK = "/interactions/1/token/callback"


def sent(method: str, path: str, body: Any) -> list[str]:
    assert OPENAPI is not None
    return OPENAPI.violations([Request(method, path, body, {})])


def test_bodies_as_described_pass() -> None:
    assert sent("POST", "/channels/1/messages", {"content": "x", "message_reference": {"message_id": 1 << 60}}) == []
    assert sent("PATCH", "/webhooks/1/token/messages/@original", {"content": "x" * 2000}) == []
    assert sent("POST", CALLBACK, {"type": 5, "data": {"flags": 64}}) == []
    assert sent("GET", "/users/@me", None) == []


@pytest.mark.parametrize(
    ("method", "path", "body", "where"),
    [
        ("POST", "/channels/1/messages", {"content": 5}, "$.content"),
        ("POST", "/channels/1/messages", {"message_reference": {"message_id": -1}}, "$.message_reference.message_id"),
        ("POST", "/webhooks/1/token", {"content": "x" * 2001}, "$"),
        ("POST", CALLBACK, {"type": 4, "data": {"components": [{"type": 10, "content": ""}]}}, "components[0].content"),
        ("PUT", "/applications/1/commands", [{"name": "x" * 33, "description": "D"}], "$[0].name"),
        ("POST", "/channels/1/massages", {}, "not described"),
    ],
)
def test_other_bodies_are_found(method: str, path: str, body: Any, where: str) -> None:
    found = sent(method, path, body)
    assert len(found) == 1
    assert where in found[0]
