from __future__ import annotations

import asyncio
import contextvars
import io
import json
import logging
import os
import pty
import re
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from bot.discord_app.waiting import AnswerQueue
from bot.logs import about, log_failure, question_id, set_up
from ingest.errors import StoreError
from ingest.settings import Settings
from tests.conftest import settings_for

SECRET = "Zk9qPmWv73"
QUESTION = "Which harbour was closed after the storm?"
logger = logging.getLogger("bot.tests")

Records = Callable[[], list[dict[str, Any]]]


@pytest.fixture(autouse=True)
def _untouched() -> Iterator[None]:
    """Give the process its own logging back."""
    root = logging.getLogger()
    names = ("bot", "ingest", "prompts", "__main__")
    before = root.handlers[:], root.level, [logging.getLogger(name).level for name in names]
    hooks = sys.excepthook, threading.excepthook
    yield
    logging.captureWarnings(capture=False)
    root.handlers[:], root.level = before[0], before[1]
    for name, level in zip(names, before[2], strict=True):
        logging.getLogger(name).setLevel(level)
    sys.excepthook, threading.excepthook = hooks


def configured(data: Path, **options: Any) -> Settings:
    return Settings.model_validate({**settings_for(data).model_dump(), **options})


@pytest.fixture
def logged(data: Path) -> Callable[..., Records]:
    """Set up logging into memory, and return what reads the records back."""

    def logged(**options: Any) -> Records:
        stream = io.StringIO()
        set_up(configured(data, **options), stream)
        return lambda: [json.loads(line) for line in stream.getvalue().splitlines()]

    return logged


def test_a_record_is_one_line_of_json(logged: Callable[..., Records]) -> None:
    records = logged()
    logger.info("answered %s\nwith %d", "quickly", 2, extra={"ms": 12.5, "status": "đã trả lời", "path": Path("x")})
    (record,) = records()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", record.pop("at"))
    assert record == {
        "level": "info",
        "logger": "bot.tests",
        "message": "answered quickly\nwith 2",
        "ms": 12.5,
        "status": "đã trả lời",
        "path": "x",
    }


def test_a_terminal_gets_lines_for_people(data: Path) -> None:
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w", encoding="utf-8") as terminal:
        set_up(configured(data), terminal)
        with about("q1", QUESTION):
            logger.warning("Sổ tay \x1b[2J%s", "đầy", extra={"ms": 3})
        terminal.flush()
        line = os.read(ours, 10_000).decode()
    os.close(ours)
    assert re.fullmatch(r"\d\d:\d\d:\d\d WARNING bot\.tests \[q1\] Sổ tay �\[2Jđầy ms=3\r\n", line)


def test_every_stage_of_a_question_carries_its_id(logged: Callable[..., Records]) -> None:
    records = logged()

    def answer() -> None:
        logger.info("in a thread of the queue")
        with ThreadPoolExecutor(1) as pool:
            pool.submit(contextvars.copy_context().run, logger.info, "in a thread of that").result()

    async def ask(number: int, queue: AnswerQueue) -> None:
        with about(f"q{number}", QUESTION):
            logger.info("asked")
            await asyncio.sleep(0)
            await queue.ask(number, answer)
            await asyncio.create_task(asyncio.to_thread(logger.info, "recorded"))
            assert question_id() == f"q{number}"

    async def main() -> None:
        queue = AnswerQueue()
        await asyncio.gather(*(ask(number, queue) for number in range(20)))
        await queue.drain(1)
        logger.info("stopped")

    asyncio.run(main())
    told = records()
    assert "question" not in told.pop()
    for number in range(20):
        assert [it["message"] for it in told if it["question"] == f"q{number}"] == [
            "asked",
            "in a thread of the queue",
            "in a thread of that",
            "recorded",
        ]
    assert question_id() is None


@pytest.mark.parametrize("level", ["debug", "info"])
def test_what_is_asked_is_told_only_at_debug(logged: Callable[..., Records], level: str) -> None:
    records = logged(dateline_log_level=level)
    with about("q1", QUESTION):
        logger.debug("asked: %s", QUESTION)
        logger.info("asked: %s", QUESTION, extra={"text": QUESTION})
        try:
            raise KeyError(QUESTION)
        except KeyError:
            logging.getLogger("somebody.else").exception("failed on %r", {"question": QUESTION})
    told = records()
    assert ("harbour" in json.dumps(told[0])) == (level == "debug")
    assert "harbour" not in json.dumps(told[-2:])
    assert "KeyError: '[question]'" in told[-1]["error"]
    assert "test_logs.py" in told[-1]["error"]


def test_the_question_that_is_known_is_the_one_that_is_being_answered(logged: Callable[..., Records]) -> None:
    records = logged()
    with about("q1", QUESTION):
        with about("q2", "Another one?"):
            logger.info(QUESTION)
        logger.info(QUESTION)
    assert [(it["question"], it["message"]) for it in records()] == [("q2", QUESTION), ("q1", "[question]")]


def test_no_secret_is_told_by_anybody_at_any_level(logged: Callable[..., Records]) -> None:
    records = logged(dateline_log_level="debug", openai_api_key=SECRET)
    library = logging.getLogger("httpx")
    library.debug("sending %r", {"Authorization": f"Bearer {SECRET}"})
    library.error("%s refused", SECRET, extra={"token": "short", "headers": {"cookie": SECRET}}, stack_info=True)
    try:
        raise ConnectionError(f"cannot reach https://me:{SECRET}@feeds.example") from ValueError(SECRET)
    except ConnectionError:
        library.exception("lost")
    told = records()
    assert len(told) == 3
    assert SECRET not in json.dumps(told)
    assert told[1]["token"] == "[secret]"
    assert "Stack (most recent call last)" in told[1]["error"]
    assert "https://[secret]@feeds.example" in told[2]["error"]
    assert "direct cause" in told[2]["error"]


@pytest.mark.parametrize(
    ("level", "ours", "theirs"),
    [
        ("debug", ["debug", "info", "warning", "error"], ["debug", "info", "warning", "error"]),
        ("info", ["info", "warning", "error"], ["warning", "error"]),
        ("warning", ["warning", "error"], ["warning", "error"]),
        ("ERROR", ["error"], ["error"]),
    ],
)
def test_libraries_are_quieter_than_we_are(
    logged: Callable[..., Records], level: str, ours: list[str], theirs: list[str]
) -> None:
    records = logged(dateline_log_level=level)
    names = ("bot.answering", "ingest.store", "discord.gateway", "httpx", "openai._base_client", "chromadb.config")
    for name in names:
        for each in ("debug", "info", "warning", "error"):
            getattr(logging.getLogger(name), each)("told")
    for name in names:
        told = [it["level"] for it in records() if it["logger"] == name]
        assert told == (ours if name.startswith(("bot", "ingest")) else theirs)


def test_an_expected_failure_is_one_line_and_any_other_has_its_traceback(logged: Callable[..., Records]) -> None:
    records = logged()
    log_failure(logger, "Journal", StoreError("The disk\nis full."))
    log_failure(logger, "Sending", TimeoutError())
    log_failure(logger, "Sending", LookupError("gone"), (LookupError,))
    try:
        raise LookupError("gone")
    except LookupError as error:
        log_failure(logger, "Answering", error)
    told = records()
    assert [(it["level"], it["message"], "error" in it) for it in told] == [
        ("warning", "Journal: StoreError: The disk is full.", False),
        ("warning", "Sending: TimeoutError", False),
        ("warning", "Sending: LookupError: gone", False),
        ("error", "Answering", True),
    ]
    assert told[-1]["error"].startswith("Traceback")
    assert told[-1]["error"].endswith("LookupError: gone")


def test_a_record_that_cannot_be_written_out_is_told_without_its_arguments(
    logged: Callable[..., Records], capsys: pytest.CaptureFixture[str]
) -> None:
    records = logged()
    with about("q1", QUESTION):
        logger.info("took %d ms", QUESTION)
        logger.info("rate", extra={"per_second": float("nan"), "level": "high"})
    assert [it["message"] for it in records()] == ["took %d ms (its arguments do not fit)", "rate"]
    assert (records()[1]["per_second"], records()[1]["level"]) == ("nan", "info")
    assert capsys.readouterr().err == ""


def test_setting_up_again_replaces_what_was_there(logged: Callable[..., Records]) -> None:
    first, second = logged(), logged()
    logger.info("once")
    assert (len(first()), len(second())) == (0, 1)


def test_warnings_are_records(logged: Callable[..., Records]) -> None:
    records = logged()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("This will go away.", stacklevel=1)
    assert "This will go away." in records()[0]["message"]


UNCAUGHT = f"""
import sys, threading
from bot.logs import set_up
from ingest.settings import Settings
set_up(Settings.load())
thread = threading.Thread(target=lambda: int("token={SECRET}"))
thread.start()
thread.join()
raise ValueError("Bearer {SECRET * 2}")
"""


def test_what_nobody_catches_is_a_record_too(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", UNCAUGHT], capture_output=True, text=True, check=False)
    told = [json.loads(line) for line in done.stderr.splitlines()]
    assert [it["level"] for it in told] == ["critical", "critical"]
    assert done.returncode == 1
    assert SECRET not in done.stderr
    assert "ValueError" in told[1]["error"]
