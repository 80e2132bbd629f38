"""The articles of an answer, one a line: numbers, a title that leads to the quotes, publisher and date. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bot.answer import Citation
from bot.discord_app.escaping import escape, shortened
from bot.discord_app.links import Quoted, address_of, link
from bot.discord_app.shown import size
from bot.discord_app.splitting import Piece
from bot.rendering import local_date
from ingest.article import Article
from prompts import say

Articles = Mapping[str, Article]
"""The articles that an answer speaks of, by id, as far as they are still there."""

_SEPARATOR = " · "
_MAX_PUBLISHER = 60
_PAGE_LINES = 8
_PAGE_SIZE = 2_400
# Of one article; an answer hardly has a tenth of it.
_MAX_NUMBERS = 60


def source_pages(citations: Sequence[Citation], language: str, articles: Articles) -> list[list[Piece]]:
    """Return the pages of a list with one line an article, in the order of their first numbers; none without any.

    A page takes at most 2,400 and has at most eight lines, or one that is longer.
    """
    pages: list[list[Piece]] = []
    room = 0
    for line in _lines(citations, language, articles):
        room -= size(line) + 1
        if not pages or room < 0 or len(pages[-1]) == _PAGE_LINES:
            pages.append([])
            room = _PAGE_SIZE - size(line) - 1
        pages[-1].append(Piece(line))
    return pages


def marks(numbers: Sequence[int]) -> str:
    """Return citation numbers as they stand in a text: ``[1][2]``, escaped."""
    return escape("".join(f"[{number}]" for number in numbers))


def described(title: str, address: str | None, source: str | None, published: date | None, language: str) -> str:
    """Return Markdown for an article on one line: its title, linked if it may be, publisher and date."""
    named = link(title, address) or say("d_untitled", language)
    return joined(named, publisher(source), published_on(published, language))


def joined(*parts: str) -> str:
    """Return the parts that there are, on one line."""
    return _SEPARATOR.join(part for part in parts if part)


def publisher(source: str | None) -> str:
    """Return Markdown of who published an article; "" when it is not known."""
    return escape(shortened(source or "", _MAX_PUBLISHER))


def published_on(day: date | None, language: str) -> str:
    """Return a date as it is written in ``language``, or that there is none."""
    return local_date(day, language) if day else say("undated", language)


def quoted(citation: Citation, articles: Articles) -> Quoted:
    """Return a quote with the words around it, if its article is still as it was."""
    article = articles.get(citation.article_id)
    if article is None or not stands(citation, article):
        return Quoted(citation.quote)
    before = article.text[: citation.start].rpartition("\n")[2]
    return Quoted(citation.quote, before, article.text[citation.end :].partition("\n")[0])


def stands(citation: Citation, article: Article) -> bool:
    """Tell whether a quote stands in the article where it was found."""
    return article.text[citation.start : citation.end] == citation.quote


def _lines(citations: Sequence[Citation], language: str, articles: Articles) -> Iterator[str]:
    grouped: dict[str, list[Citation]] = {}
    for citation in citations:
        grouped.setdefault(citation.article_id, []).append(citation)
    for group in grouped.values():
        for first in range(0, len(group), _MAX_NUMBERS):
            yield _line(group[first : first + _MAX_NUMBERS], language, articles)


def _line(citations: Sequence[Citation], language: str, articles: Articles) -> str:
    one = citations[0]
    address = address_of(one.url, [quoted(it, articles) for it in citations])
    about = described(one.title, address, one.source, one.published, language)
    return f"-# {marks([it.n for it in citations])} {about}"
