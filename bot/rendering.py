"""An answer as plain text, for a terminal."""

from __future__ import annotations

import re
from datetime import date

from bot.answer import Answer, Citation
from prompts import say

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# Quotes come from anywhere: nothing in them may move a terminal's cursor.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def render(answer: Answer) -> str:
    """Return an answer's text and, below it, a line for each source with title, publisher and date."""
    lines = [answer.text]
    lines += [comparison.text for comparison in answer.comparisons]
    lines += [_source(citation, answer.language) for citation in answer.citations]
    lines += list(answer.notes)
    if answer.status == "not_found" and answer.dates_covered:
        first, last = (local_date(day, answer.language) for day in answer.dates_covered)
        lines.append(say("covered_day" if first == last else "covered", answer.language, first=first, last=last))
    return _CONTROL.sub("", "\n".join(lines))


def local_date(day: date, language: str) -> str:
    """Return a date as it is written in ``language``; ISO 8601 where that is not known."""
    if language == "vi":
        return f"{day.day}/{day.month}/{day.year}"
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}" if language == "en" else day.isoformat()


def _source(citation: Citation, language: str) -> str:
    published = local_date(citation.published, language) if citation.published else say("undated", language)
    parts = [citation.title, citation.source, published, citation.url]
    return f"  [{citation.n}] " + " · ".join(part for part in parts if part)
