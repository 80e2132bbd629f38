from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.conftest import Run
from tests.discord.conftest import StartBot
from tests.discord.lab import Lab
from tests.discord.server import FakeDiscord
from tests.llm_replies import fails
from tests.llm_server import LLMServer

NAMES = (
    "versions|data folder|disk|embedder|server|following|index|journal|endpoint|model|budget|"
    "token|intents|servers|permissions|commands|clock"
).split("|")  # fmt: skip
KEY = "sk-test-0123456789abcdef0123"
TOKEN = "another.token.of-no-use-anywhere"
_SECONDS = 120


def by_name(found: dict[str, Any]) -> dict[str, str]:
    return {check["name"]: check["status"] for check in found["checks"]}


def test_an_installation_that_works_passes_while_the_bot_runs(
    articles: Path, lab: Lab, model: LLMServer, start_bot: StartBot
) -> None:
    environment = {
        "OPENAI_BASE_URL": model.url,
        "OPENAI_API_KEY": KEY,
        "LLM_MODEL": "scripted",
    }
    running = start_bot(environment=environment)
    doctor = start_bot("doctor", "--json", wait=False, environment=environment)
    assert doctor.wait_end(_SECONDS) == 0, doctor.log
    found = json.loads(next(line for line in doctor.log.splitlines() if line.startswith('{"passed"')))
    assert found["passed"] is True
    assert [check["name"] for check in found["checks"]] == NAMES
    assert by_name(found) == {**dict.fromkeys(NAMES, "pass"), "permissions": "warn"}
    assert running.terminate() == 0


def test_all_that_is_wrong_is_told_at_once_and_no_secret_with_it(
    articles: Path, fake: FakeDiscord, model: LLMServer, start_bot: StartBot
) -> None:
    model.models = fails(401, f"Incorrect API key: {KEY}")
    articles.chmod(0o755)
    for name in ("store.db", "bot.db"):
        (articles / name).write_bytes(b"no database" * 1_000)
    doctor = start_bot(
        "doctor",
        wait=False,
        environment={"OPENAI_BASE_URL": model.url, "OPENAI_API_KEY": KEY, "DISCORD_TOKEN": TOKEN},
    )
    assert doctor.wait_end(_SECONDS) == 1, doctor.log
    lines = doctor.log.splitlines()
    assert [line[6:17].strip() for line in lines] == NAMES
    marks = dict(zip(NAMES, (line.split()[0] for line in lines), strict=True))
    failing = ["data folder", "index", "journal", "endpoint", "token"]
    assert [name for name, mark in marks.items() if mark == "FAIL"] == failing
    skipped = ["model", "intents", "servers", "permissions", "commands"]
    assert [name for name, mark in marks.items() if mark == "skip"] == skipped
    assert (KEY in doctor.log, TOKEN in doctor.log) == (False, False)
    assert "[secret]" not in doctor.log  # no advice is taken for a secret


def test_with_nothing_configured_nothing_is_asked_and_without_articles_it_fails(data: Path, run: Run) -> None:
    checked = run("bot", "--data", data, "doctor")
    assert (checked.returncode, checked.stderr) == (1, "")
    lines = checked.stdout.splitlines()
    assert [line for line in lines if line.startswith("FAIL")] == [lines[NAMES.index("index")]]
    assert sum("Not configured." in line for line in lines) == 10
    assert not data.exists()


def test_wrong_settings_are_a_finding_too(tmp_path: Path, run: Run) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKN=x\n")
    checked = run("bot", "doctor", "--json", cwd=tmp_path)
    found = json.loads(checked.stdout)
    assert (checked.returncode, checked.stderr, found["passed"]) == (1, "", False)
    assert by_name(found) == {"versions": "pass", "settings": "fail"}
    assert "DISCORD_TOKN in .env is no setting of Dateline" in found["checks"][-1]["text"]
