"""What the bot tells its operator: JSON lines for machines, readable lines in a terminal.

Each record of a question carries its id, in whatever thread it is logged. Secrets are taken out of every record, the
text of the question out of every one above DEBUG.
"""

from __future__ import annotations

import json
import logging
import math
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TextIO

from pydantic import SecretStr

from bot.redaction import HIDDEN, forms, names_secret, redact
from ingest.errors import DatelineError
from ingest.settings import Settings

_OURS = ("bot", "ingest", "prompts", "__main__")
_STANDARD = {*vars(logging.makeLogRecord({})), "message", "asctime", "taskName"}
_CONTROLS = {code: "�" for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}
# They pass, or a person can mend them; where they come from is of no interest.
_EXPECTED = (DatelineError, ConnectionError, TimeoutError)

_plain = logging.Formatter()
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Asked:
    id: str
    forms: tuple[str, ...]


_asked: ContextVar[_Asked | None] = ContextVar("asked", default=None)


@contextmanager
def about(question: str, *texts: str) -> Iterator[None]:
    """Mark what is logged within, in tasks and copied contexts too, with the id ``question``.

    ``texts``, what the question says, are kept out of every record above DEBUG.
    """
    token = _asked.set(_Asked(question, forms(*texts)))
    try:
        yield
    finally:
        _asked.reset(token)


def question_id() -> str | None:
    """Return the id of the question that is being worked on here."""
    asked = _asked.get()
    return asked.id if asked else None


def log_failure(
    to: logging.Logger, told: str, error: BaseException, expected: tuple[type[BaseException], ...] = ()
) -> None:
    """Log that ``told`` failed: in one line at WARNING where ``error`` is expected, else with its traceback.

    Expected are errors meant for people, lost connections and timeouts, and the classes of ``expected``.
    """
    if isinstance(error, (*_EXPECTED, *expected)):
        line = " ".join(str(error).split())
        to.warning("%s: %s", told, f"{type(error).__name__}: {line}" if line else type(error).__name__)
    else:
        to.error(told, exc_info=error)


def set_up(settings: Settings, stream: TextIO | None = None) -> None:
    """Log to ``stream``, by default standard error, from ``DATELINE_LOG_LEVEL`` on; libraries from WARNING on.

    It replaces what was set up before, and takes uncaught errors in as well.
    """
    stream = stream or sys.stderr
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_ReadableFormatter() if stream.isatty() else _JSONFormatter())
    handler.addFilter(_Privacy(value.get_secret_value() for _, value in settings if isinstance(value, SecretStr)))
    level = getattr(logging, settings.dateline_log_level.upper())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level if level == logging.DEBUG else max(level, logging.WARNING))
    for name in _OURS:
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(capture=True)
    _log_uncaught()


def _log_uncaught() -> None:
    def uncaught(kind: Any, error: Any, trace: Any, *_: Any) -> None:
        if not issubclass(kind, (KeyboardInterrupt, SystemExit)):
            logger.critical("Uncaught error", exc_info=(kind, error, trace))

    sys.excepthook = uncaught
    threading.excepthook = lambda args: uncaught(args.exc_type, args.exc_value, args.exc_traceback)


class _Privacy(logging.Filter):
    """Writes out each record, its traceback and its fields, and takes out what must not be read."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        self._secrets = forms(*secrets)

    def filter(self, record: logging.LogRecord) -> bool:
        asked = _asked.get()
        texts = asked.forms if asked and record.levelno > logging.DEBUG else ()
        record.msg, record.args = redact(_message(record), self._secrets, texts), None
        if record.exc_info:
            record.exc_text = _plain.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text, record.exc_info = redact(record.exc_text, self._secrets, texts), None
        if record.stack_info:
            record.stack_info = redact(record.stack_info, self._secrets, texts)
        for name, value in _fields(record).items():
            setattr(record, name, self._field(name, value, texts))
        if asked:
            record.question = asked.id
        return True

    def _field(self, name: str, value: object, texts: tuple[str, ...]) -> object:
        if names_secret(name):
            return HIDDEN
        if value is None or isinstance(value, int) or (isinstance(value, float) and math.isfinite(value)):
            return value
        return redact(str(value), self._secrets, texts)


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):  # logging would print the arguments, whatever they hold
        return f"{record.msg} (its arguments do not fit)"


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    """Return what was given as ``extra``."""
    return {name: value for name, value in vars(record).items() if name not in _STANDARD}


def _traceback(record: logging.LogRecord) -> str:
    return "\n".join(part for part in (record.exc_text, record.stack_info) if part)


class _JSONFormatter(logging.Formatter):
    """One object a line: at (UTC), level, logger, message, question, the record's own fields, error."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        known = {"at": at, "level": record.levelname.lower(), "logger": record.name, "message": record.msg}
        error = {"error": _traceback(record)} if _traceback(record) else {}
        # ASCII: valid whatever the encoding of standard error is.
        return json.dumps(known | {name: it for name, it in _fields(record).items() if name not in known} | error)


class _ReadableFormatter(logging.Formatter):
    """``12:00:00 WARNING bot.answering [question] message field=value``, then the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        fields = _fields(record)
        question = fields.pop("question", None)
        told = [
            self.formatTime(record, "%H:%M:%S"),
            f"{record.levelname:<7}",
            record.name,
            *([f"[{question}]"] if question else []),
            str(record.msg),
            *(f"{name}={value}" for name, value in fields.items()),
        ]
        lines = " ".join(told) + (f"\n{_traceback(record)}" if _traceback(record) else "")
        # What a file or a feed is called must not move the cursor.
        return lines.translate(_CONTROLS)
