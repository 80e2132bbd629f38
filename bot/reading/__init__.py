"""The reader: whether a passage answers a question, with which words, and how surely."""

from bot.reading.judging import Candidate, Judgement, Verdict, judge, unread
from bot.reading.reader import shared_reader
from bot.reading.windows import choose_windows

__all__ = ["Candidate", "Judgement", "Verdict", "choose_windows", "judge", "shared_reader", "unread"]
