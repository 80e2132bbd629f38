"""What the tests of the doctor share: a loopback Discord, a scripted model, the seeds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest

from bot.doctor.check import Check, Finding
from tests.discord.conftest import articles, fake, lab, openapi, seeded, start_bot
from tests.discord.server import FakeDiscord
from tests.llm_replies import says
from tests.llm_server import LLMServer

__all__ = ["articles", "fake", "lab", "openapi", "seeded", "start_bot"]

Findings = dict[str, Finding]


def run_all(checks: Iterable[Check]) -> Findings:
    """Return what checks find, in order, by name."""
    return {check.name: check.run() for check in checks}


@pytest.fixture
def model() -> Iterator[LLMServer]:
    """Yield an endpoint that answers well."""
    with LLMServer(says('{"ok": true}')) as server:
        yield server
        assert server.errors == []


@pytest.fixture
def at_fake(fake: FakeDiscord, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Point discord.py in this process at the loopback Discord, or at another address."""
    from discord.http import Route

    def point(url: str) -> None:
        monkeypatch.setattr(Route, "BASE", url)

    point(fake.rest_url)
    return point
