"""An answer as plain text, for a terminal."""

from __future__ import annotations

import re

from bot.answer import Answer, Citation
from prompts import say

# Quotes come from anywhere: nothing in them may move a terminal's cursor.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def render(answer: Answer) -> str:
    """Return an answer's text and, below it, a line for each source with title, publisher and date."""
    lines = [answer.text]
    lines += [_source(citation, answer.language) for citation in answer.citations]
    lines += list(answer.notes)
    if answer.status == "not_found" and answer.dates_covered:
        first, last = answer.dates_covered
        lines.append(say("covered", answer.language, first=first.isoformat(), last=last.isoformat()))
    return _CONTROL.sub("", "\n".join(lines))


def _source(citation: Citation, language: str) -> str:
    published = citation.published.isoformat() if citation.published else say("undated", language)
    parts = [citation.title, citation.source, published, citation.url]
    return f"  [{citation.n}] " + " · ".join(part for part in parts if part)
