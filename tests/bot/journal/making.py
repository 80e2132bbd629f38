"""Entries as the tests want them, and a clock that they set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.answer import Answer, Citation, Claim, Status
from bot.journal import Entry, Journal, new_id

NEWS, SPORT = 7001, 7002  # two servers
CHANNEL = 501
LAN, MINH = 110_000_000_000_000_001, 110_000_000_000_000_002  # two people


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


def answer_to(
    question: str, status: Status = "answered", text: str = "“It opens in May.” [1]", **more: object
) -> Answer:
    citation = Citation(1, "bridge", "A bridge opens", "The Ellery Post", None, None, "It opens in May.", 0, 16)
    claims = (Claim(text, (1,)),) if status == "answered" else ()
    language = str(more.pop("language", "en"))
    return Answer(question, language, status, text, "quotes", claims, (citation,) if claims else (), **more)


def entry_by(journal: Journal, user: int, question: str = "When does the bridge open?", **more: object) -> Entry:
    """Return an entry that is not yet recorded; ``status``, ``text``, ``notes`` and ``language`` go into its answer."""
    told = {key: more.pop(key) for key in ("status", "text", "notes", "language") if key in more}
    given = {"server": NEWS, "channel": CHANNEL, "private": False, "at": journal._now(), **more}
    return Entry(new_id(), person=journal.person(user), question=question, answer=answer_to(question, **told).as_json(),
                 **given)  # fmt: skip


def recorded(journal: Journal, user: int = LAN, question: str = "When does the bridge open?", **more: object) -> Entry:
    """Return an entry that was recorded."""
    entry = entry_by(journal, user, question, **more)
    journal.record(entry)
    return entry


def missed(journal: Journal, question: str, user: int = LAN, **more: object) -> Entry:
    """Record a question that nothing answers."""
    return recorded(journal, user, question, status="not_found", text="The articles do not say.", **more)


def files_with(folder: Path, text: str) -> list[str]:
    """Return the names of the files of a folder that hold ``text`` anywhere."""
    return [path.name for path in sorted(folder.iterdir()) if text.encode() in path.read_bytes()]
