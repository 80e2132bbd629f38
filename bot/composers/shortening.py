"""The part of an over-long sentence that answers: whole clauses, as many as people read at a glance. Pure."""

from __future__ import annotations

import re

from bot.keywords import Keywords
from bot.question import Question
from bot.signals import offers
from ingest.article import Span
from ingest.text.folding import words

# Where a sentence may be cut: after the end of a sentence within quotation marks, a semicolon, a dash, a comma.
_CLAUSE_END = re.compile(r"(?:[.!?…][\"'”’)]*|[;:—–]|,)\s+")
_OFFERS_WEIGHT = 0.3


def shortened(text: str, span: Span, question: Question, keywords: Keywords, most_words: int) -> Span:
    """Return ``span`` of ``text``, or, where it has more than ``most_words`` words, the best run of its clauses.

    The best run holds most of the question's words by weight, and the sort of thing that is asked for.
    """
    if len(span.of(text).split()) <= most_words:
        return span
    ends = [match.end() for match in _CLAUSE_END.finditer(text, span.start, span.end)]
    starts = [span.start, *ends]
    stops = [*ends, span.end]
    runs = [run for i, start in enumerate(starts) if (run := _run(text, start, stops[i:], most_words)) is not None]
    if not runs:
        return span
    return max(runs, key=lambda run: _worth(run.of(text), question, keywords))


def _run(text: str, start: int, stops: list[int], most_words: int) -> Span | None:
    """Return the longest run of clauses from ``start`` on that is short enough, without outer white space."""
    fitting = [stop for stop in stops if len(text[start:stop].split()) <= most_words]
    if not fitting:
        return None
    return Span(start, start + len(text[start : fitting[-1]].rstrip(" ,;:—–\n\t")))


def _worth(text: str, question: Question, keywords: Keywords) -> float:
    return keywords.coverage(words(text)) + _OFFERS_WEIGHT * offers(question, text)
