"""What was asked, answered, liked and disliked, what each server wants, and how all of it is forgotten (SQLite)."""

from bot.journal.entry import Entry, new_id
from bot.journal.feedback import REASONS, Feedback, Reason
from bot.journal.journal import Journal
from bot.journal.server import ServerSettings
from bot.journal.unanswered import Group, as_csv, as_rows

__all__ = [
    "REASONS",
    "Entry",
    "Feedback",
    "Group",
    "Journal",
    "Reason",
    "ServerSettings",
    "as_csv",
    "as_rows",
    "new_id",
]
