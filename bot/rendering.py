"""An answer as plain text, for a terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.answer import Answer, Citation
from prompts import say

_TITLE_CHARS = 200
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# Quotes come from anywhere: nothing in them may move a terminal's cursor.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


BOLD = ("\x1b[1m", "\x1b[0m")


def render(answer: Answer, marks: tuple[str, str] = ("", "")) -> str:
    """Return an answer's text and, below it, a line for each source with title, publisher and date.

    ``marks`` stand before and after the words of a quote that answer.
    """
    lines = [answer.text]
    lines += [comparison.text for comparison in answer.comparisons]
    lines += _sources(answer)
    lines += list(answer.notes)
    if answer.status == "not_found" and answer.dates_covered:
        first, last = (local_date(day, answer.language) for day in answer.dates_covered)
        lines.append(say("covered_day" if first == last else "covered", answer.language, first=first, last=last))
    return _marked(_CONTROL.sub("", "\n".join(lines)), answer.citations, marks)


def _marked(text: str, citations: Sequence[Citation], marks: tuple[str, str]) -> str:
    """Return ``text`` with the answering words of each quote between ``marks``, where the quote first stands."""
    for citation in citations if any(marks) else ():
        quote = _CONTROL.sub("", citation.quote)
        place = text.find(quote)
        if citation.answer is None or place < 0 or quote != citation.quote:
            continue
        start, end = (place + at - citation.start for at in (citation.answer.start, citation.answer.end))
        text = text[:start] + marks[0] + text[start:end] + marks[1] + text[end:]
    return text


def local_date(day: date, language: str) -> str:
    """Return a date as it is written in ``language``; ISO 8601 where that is not known."""
    if language == "vi":
        return f"{day.day}/{day.month}/{day.year}"
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}" if language == "en" else day.isoformat()


def _sources(answer: Answer) -> list[str]:
    """Return a line for each article, with the numbers of its quotes, and those quotes that the text leaves out."""
    articles: dict[str, list[Citation]] = {}
    for citation in answer.citations:
        articles.setdefault(citation.article_id, []).append(citation)
    lines = []
    for citations in articles.values():
        lines.append(_source(citations, answer.language))
        lines += [_quoted(it, answer.language) for it in citations if it.quote not in answer.text]
    return lines


def _quoted(citation: Citation, language: str) -> str:
    line = f"      [{citation.n}] “{citation.quote}”"
    if citation.translation is None:
        return line
    return f"{line} {say('translated', language, translation=f'“{citation.translation}”')}"


def _source(citations: Sequence[Citation], language: str) -> str:
    first = citations[0]
    published = local_date(first.published, language) if first.published else say("undated", language)
    parts = [first.title[:_TITLE_CHARS], first.source, published, first.url]
    numbers = "".join(f"[{citation.n}]" for citation in citations)
    return f"  {numbers} " + " · ".join(part for part in parts if part)
