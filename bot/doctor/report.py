"""All checks in order, and how they are told: a line each, or one JSON object."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TextIO

from pydantic import SecretStr

from bot.doctor import machine
from bot.doctor.check import LOADING_SECONDS, Check, Finding, Status, fails
from bot.logs import set_up
from bot.redaction import forms, redact
from ingest.command import FAILED, OK
from ingest.errors import SettingsError
from ingest.settings import Settings

_MARKS = {Status.PASS: "pass", Status.WARN: "warn", Status.FAIL: "FAIL", Status.SKIP: "skip"}
Named = tuple[str, Finding]


def doctor(data: Path | None, out: TextIO, *, as_json: bool) -> int:
    """Write what each check finds to ``out``, and return the exit status: 0, or 1 when one fails.

    ``data`` is the data folder from the command line.
    """
    found: list[Named] = []
    for name, finding in _examined(data):
        found.append((name, finding))
        if not as_json:
            print(f"{_MARKS[finding.status]}  {name:<11}  {finding.text}", file=out, flush=True)
    passed = all(finding.status is not Status.FAIL for _, finding in found)
    if as_json:
        checks = [{"name": name, "status": finding.status, "text": finding.text} for name, finding in found]
        print(json.dumps({"passed": passed, "checks": checks}, ensure_ascii=False), file=out)
    return OK if passed else FAILED


def _examined(data: Path | None) -> Iterator[Named]:
    yield "versions", Check("versions", machine.versions).run()
    try:
        settings = Settings.load(data)
    except SettingsError as error:
        yield "settings", fails(str(error))
        return
    _log_little(settings)
    secrets = forms(*(value.get_secret_value() for _, value in settings if isinstance(value, SecretStr)))
    try:
        looks = checks(settings)
    except ImportError as error:
        yield "program", fails(f"It is not installed as a whole ({error}): run `make .venv/runtime`.")
        return
    for check in looks:
        finding = check.run()
        yield check.name, Finding(finding.status, _plain(redact(finding.text, secrets)))


def _log_little(settings: Settings) -> None:
    """Leave what libraries warn of out: the findings say what matters of it. At DEBUG everything is logged."""
    level = settings.dateline_log_level
    set_up(settings.model_copy(update={"dateline_log_level": level if level == "debug" else "error"}))


def checks(settings: Settings) -> list[Check]:
    """Return the checks of an installation in the order in which a reader wants them."""
    from bot.doctor import articles, kept, server
    from bot.doctor.discord import DiscordChecks
    from bot.doctor.model import ModelChecks

    folder = settings.data
    offsets: dict[str, float] = {}
    configured = settings.discord_token is not None or settings.has_llm
    return [
        Check("data folder", partial(machine.data_folder, folder)),
        Check("disk", partial(machine.disk, folder)),
        Check("embedder", partial(articles.embedder, settings), LOADING_SECONDS),
        Check("server", partial(server.server, settings)),
        Check("following", partial(server.following, settings)),
        Check("index", partial(articles.index, settings), LOADING_SECONDS),
        Check("journal", partial(kept.journal, settings)),
        *ModelChecks(settings, offsets).checks(),
        *DiscordChecks(settings, offsets).checks(),
        Check("clock", partial(machine.clock, offsets, configured=configured)),
    ]


def _plain(text: str) -> str:
    """Return ``text`` on one line, without what would move the cursor: servers and channels have names of others."""
    return "".join(char if char.isprintable() else "�" for char in " ".join(text.split()))
