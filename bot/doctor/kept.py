"""What is kept beside the articles: the journal of questions."""

from __future__ import annotations

from bot.doctor.check import Finding, passes
from bot.doctor.machine import own_folder
from bot.journal import Journal
from ingest.settings import Settings


def journal(settings: Settings) -> Finding:
    """Check that the journal can be read and written, and that its secret belongs to it. It is not made here."""
    if not settings.data.exists() or not (own_folder(settings.data) / "bot.db").is_file():
        return passes("There is none yet: the bot makes it when it first runs on Discord.")
    Journal(settings.data, settings.retention_days).close()  # it writes when it opens
    return passes(f"Readable and writable; questions are kept for {settings.retention_days} days.")
