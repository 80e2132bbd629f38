"""What the tests share. Everything in them is real but Discord and OpenAI."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

# One model is loaded for all tests; threads that spin would slow the others.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep an operator's environment and data out of the tests."""
    for name in list(os.environ):
        if name.startswith("DATELINE_") or name in {"DISCORD_TOKEN", "OPENAI_API_KEY", "OPENAI_BASE_URL"}:
            monkeypatch.delenv(name)
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
