"""What was spent today, kept over restarts and shared by all processes of one data folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from bot.language_model.usage import Usage
from ingest.database import Database
from ingest.errors import LanguageModelError

_SCHEMA = """CREATE TABLE spending (
    day TEXT PRIMARY KEY, dollars REAL NOT NULL, calls INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL, output_tokens INTEGER NOT NULL) STRICT, WITHOUT ROWID"""


def _today() -> date:
    return datetime.now(UTC).date()


class Spending:
    """The ledger of a data folder: dollars and tokens a day (UTC), and the daily budget in dollars."""

    def __init__(self, folder: Path, budget: float | None = None, today: Callable[[], date] = _today) -> None:
        self._database = Database(folder / "spending.db", _SCHEMA)
        self._budget = budget
        self._today = today

    def check(self) -> None:
        """Raise ``LanguageModelError`` when today's budget is spent."""
        if self._budget is not None and self.dollars() >= self._budget:
            raise LanguageModelError("budget", "The day's budget for the language model is spent.")

    def dollars(self) -> float:
        """Return what was spent today."""
        with self._database.reading() as db:
            row = db.execute("SELECT dollars FROM spending WHERE day = ?", [self._today().isoformat()]).fetchone()
        return float(row[0]) if row else 0.0

    def record(self, usage: Usage) -> None:
        """Add what a call took to today's sums."""
        with self._database.transaction() as db:
            db.execute(
                "INSERT INTO spending VALUES (?, ?, ?, ?, ?) ON CONFLICT (day) DO UPDATE SET"
                " dollars = dollars + excluded.dollars, calls = calls + excluded.calls,"
                " input_tokens = input_tokens + excluded.input_tokens,"
                " output_tokens = output_tokens + excluded.output_tokens",
                [self._today().isoformat(), usage.cost or 0.0, usage.calls, usage.input_tokens, usage.output_tokens],
            )

    def close(self) -> None:
        """Close the file."""
        self._database.close()
