"""The reader: whether a passage answers a question, with which words, and how surely. The judge of claims."""

from bot.reading.entailment import Evidence, Support, judge_claims
from bot.reading.judging import Candidate, Judgement, Verdict, judge, unread
from bot.reading.reader import shared_reader
from bot.reading.windows import choose_windows

__all__ = [
    "Candidate",
    "Evidence",
    "Judgement",
    "Support",
    "Verdict",
    "choose_windows",
    "judge",
    "judge_claims",
    "shared_reader",
    "unread",
]
