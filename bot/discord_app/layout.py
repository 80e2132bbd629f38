"""How an answer looks in Discord: its text, what sources say together, notes, and a line for each source. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answer import Answer, Relation
from bot.discord_app.escaping import escape, shortened
from bot.discord_app.links import address_of
from bot.discord_app.shown import MAX_SIZE, Message, Shown
from bot.discord_app.sources import Articles, described, source_pages
from bot.discord_app.splitting import Piece, answering_words, paginate, pieces, room_of
from bot.rendering import local_date
from prompts import say

_SIGNS: dict[Relation, str] = {"agree": "=", "rounded": "≈", "differ": "≠", "superseded": "↻"}
_BEFORE_MARK = re.compile(r" (?=\\\[\d+\\\])")
_PARAGRAPH = "\n\n"
_SMALL = "-# "
_MAX_QUESTION = 300
# Something short stands before the text of some pieces.
_ROOM = MAX_SIZE - 100


def show_answer(
    answer: Answer, language: str, articles: Articles | None = None, *, page: int = 1, question: bool = False
) -> Shown:
    """Return an answer, refusal or error for a person whose interface is in ``language``.

    ``articles`` are those that it cites or that are near, which make links exact and link what is near. ``page`` is
    that of its sources, from 1. ``question`` puts the question above, where Discord does not show it.
    """
    known = articles or {}
    pages = _source_pages(answer, language, known)
    chosen = min(max(page, 1), len(pages) or 1)
    body = [*(_question(answer) if question else []), *_text(answer, language), *_comparisons(answer), *_notes(answer)]
    above = [body, _refusal(answer, language, known)]
    return Shown(_with_page(above, pages, chosen), chosen, len(pages) or 1)


def _with_page(above: Sequence[Sequence[Piece]], pages: Sequence[Sequence[Piece]], page: int) -> tuple[Message, ...]:
    """Return messages that end with one page of the sources, alone in the last one if any page has to be."""
    if not pages:
        return paginate(above)
    alone, with_longest = paginate(above), paginate([*above, max(pages, key=room_of)])
    if len(with_longest) > len(alone):
        return alone + paginate([pages[page - 1]])
    return paginate([*above, pages[page - 1]])


def _source_pages(answer: Answer, language: str, articles: Articles) -> list[list[Piece]]:
    """Return the pages of sources, each but a lone one with a line that says where in the list it is."""
    pages = source_pages(answer.citations, language, articles)
    total = sum(map(len, pages))
    first = 1
    for page in pages if len(pages) > 1 else []:
        last = first + len(page) - 1
        page.append(Piece(_SMALL + say("d_sources_page", language, first=first, last=last, total=total)))
        first = last + 1
    return pages


def _question(answer: Answer) -> list[Piece]:
    asked = escape(shortened(answer.question, _MAX_QUESTION))
    return [Piece(f"> {asked}")] if asked else []


def _text(answer: Answer, language: str) -> list[Piece]:
    """Return the text: claims that are quotes each as a paragraph, written ones as one, anything else line by line."""
    claims = [claim.text for claim in answer.claims]
    text = _without_nearest(answer)
    if " ".join(claims) != text:
        units = [(line, _PARAGRAPH) for line in text.splitlines()]
    else:
        units = [(claim, _PARAGRAPH if answer.composer == "quotes" else " ") for claim in claims]
    found = [
        piece
        for unit, joint in units
        for piece in pieces(unit, answer.language, joint, _ROOM, answering_words(unit, answer.citations))
    ]
    first, *others = found or [Piece(say("d_blank", language))]
    return [_marked(replace(first, joint=_PARAGRAPH)), *map(_marked, others)]


def _marked(piece: Piece) -> Piece:
    """Return a piece whose marks do not begin a line of their own."""
    return replace(piece, markdown=_BEFORE_MARK.sub("\u00a0", piece.markdown))


def _without_nearest(answer: Answer) -> str:
    """Return the text without the titles of the nearest articles, which are listed below."""
    if answer.status != "not_found" or answer.citations:
        return answer.text
    titles = "; ".join(article.title for article in answer.nearest if article.title.strip())
    return answer.text.removesuffix(say("nearest", answer.language, titles=titles))


def _comparisons(answer: Answer) -> list[Piece]:
    told = [(_SIGNS[comparison.relation], comparison.text) for comparison in answer.comparisons]
    parts = [pieces(f"{sign} {text}", answer.language, _PARAGRAPH) for sign, text in told]
    return [_marked(piece) for part in parts for piece in part]


def _notes(answer: Answer) -> list[Piece]:
    parts = [pieces(note, answer.language, "\n", _ROOM) for note in answer.notes]
    return [Piece(_SMALL + piece.markdown) for part in parts for piece in part]


def _refusal(answer: Answer, language: str, articles: Articles) -> list[Piece]:
    """Return what helps where there is no answer: the nearest articles, the days that articles are of, and a hint."""
    if answer.status != "not_found":
        return []
    near = [] if answer.citations else _nearest(answer, language, articles)
    small = [say("d_hint", language)]
    if answer.dates_covered:
        first, last = (local_date(day, language) for day in answer.dates_covered)
        small.insert(0, say("covered_day" if first == last else "covered", language, first=first, last=last))
    return [*near, *(Piece(_SMALL + line, "\n" if n else _PARAGRAPH) for n, line in enumerate(small))]


def _nearest(answer: Answer, language: str, articles: Articles) -> list[Piece]:
    lines = []
    for near in answer.nearest:
        article = articles.get(near.article_id)
        address = address_of(article.url) if article else None
        source = article.source if article else None
        lines.append(Piece(f"- {described(near.title, address, source, near.published, language)}"))
    return [Piece(say("d_nearest", language)), *lines] if lines else []
