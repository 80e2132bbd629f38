"""Every date and time in a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ingest.text import dates_en, dates_vi
from ingest.text.calendar_days import DateMention
from ingest.text.composing import composed, is_composed


def read_dates(text: str, language: str, published: date | None = None) -> list[DateMention]:
    """Return the dates, stretches of time and times of day in ``text``, in order, none overlapping another.

    ``published`` gives the year of "September 29" and the day of "yesterday"; without it these stay open.
    Vietnamese writes the day first, English the month; other languages are read like English.
    """
    if is_composed(text):
        return list(_mentions(text, language, published))
    whole, offsets = composed(text)
    found = _mentions(whole, language, published)
    return [replace(mention, start=offsets[mention.start], end=offsets[mention.end]) for mention in found]


def _mentions(text: str, language: str, published: date | None) -> Iterator[DateMention]:
    vietnamese = language == "vi"
    anchor, read = (dates_vi.ANCHOR, dates_vi.read) if vietnamese else (dates_en.ANCHOR, dates_en.read)
    end = 0
    for match in anchor.finditer(text):
        if match.start() < end:
            continue
        mention = read(text, match, published)
        if mention is None:
            continue
        yield mention
        end = mention.end
        if vietnamese:
            for month in dates_vi.more_months(text, mention, published):
                yield month
                end = month.end
