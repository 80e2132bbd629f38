"""The card of one article, and the list of all, newest first. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bot.discord_app.escaping import escape, shortened
from bot.discord_app.links import MAX_TITLE, address_of, link
from bot.discord_app.shown import Shown
from bot.discord_app.sources import joined, published_on, publisher
from bot.discord_app.splitting import Piece, paginate, pieces
from ingest.article import Article
from ingest.text.figures import Figure, read_figures
from ingest.text.sentences import sentences
from prompts import say

PAGE_ARTICLES = 10
_FIGURES = 6
_KEY_KINDS = frozenset({"count", "money", "share", "measure", "duration"})
_OPENING_SENTENCES = 3
_OPENING_CHARS = 500
_PARAGRAPH = "\n\n"
_NAMED_LANGUAGES = frozenset({"en", "vi"})


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list of articles says of one."""

    title: str
    source: str | None = None
    published: date | None = None
    url: str | None = None

    @staticmethod
    def of(article: Article) -> Listed:
        """Return what is listed of a whole article."""
        return Listed(article.title, article.source, article.published, article.url)


def show_article(article: Article, language: str) -> Shown:
    """Return the card of an article: title, publisher, date, language, how it begins and its figures."""
    day = published_on(article.published, language)
    about = joined(publisher(article.source), day, _language(article, language))
    head = [Piece(f"### {_title(article.title, article.url, language)}"), Piece(f"-# {about}")]
    opening = pieces(_opening(article), article.language)
    figures = joined(*(escape(it) for it in _key_figures(article)))
    told = [Piece(say("d_figures", language, figures=figures))] if figures else []
    return Shown(paginate([head, opening, told], ruled=False))


def show_articles(listed: Iterable[Listed], language: str, *, page: int = 1, matching: str = "") -> Shown:
    """Return page ``page``, from 1, of a list of articles, ten a page, the newest first and those without a date last.

    ``matching`` is what was searched for, where ``listed`` is what was found.
    """
    ordered = sorted(listed, key=_newest_first)
    pages = -(-len(ordered) // PAGE_ARTICLES) or 1
    chosen = min(max(page, 1), pages)
    first = (chosen - 1) * PAGE_ARTICLES
    of_page = ordered[first : first + PAGE_ARTICLES]
    found = [Piece(_heading(len(ordered), language, matching)), *_by_day(of_page, language)]
    if pages > 1:
        told = say("d_articles_page", language, first=first + 1, last=first + len(of_page), total=len(ordered))
        found.append(Piece(f"-# {told}", _PARAGRAPH))
    return Shown(paginate([found]), chosen, pages)


def _newest_first(listed: Listed) -> tuple[bool, int, str]:
    return listed.published is None, -listed.published.toordinal() if listed.published else 0, listed.title


def _heading(total: int, language: str, matching: str) -> str:
    if matching:
        wanted = escape(shortened(matching, MAX_TITLE))
        return say("d_articles_found" if total else "d_articles_unfound", language, total=total, wanted=wanted)
    return say("d_articles" if total else "d_articles_none", language, total=total)


def _by_day(listed: Sequence[Listed], language: str) -> Iterator[Piece]:
    for day, of_day in groupby(listed, key=lambda it: it.published):
        yield Piece(f"**{published_on(day, language)}**", _PARAGRAPH)
        for it in of_day:
            yield Piece(f"- {joined(_title(it.title, it.url, language), publisher(it.source))}")


def _title(title: str, url: str | None, language: str) -> str:
    return link(title, address_of(url)) or say("d_untitled", language)


def _language(article: Article, language: str) -> str:
    known = article.language in _NAMED_LANGUAGES
    return say(f"d_language_{article.language}", language) if known else escape(article.language)


def _opening(article: Article) -> str:
    """Return the first sentences that there is room for, at least one."""
    spans = sentences(article.text[: 2 * _OPENING_CHARS], article.language)[:_OPENING_SENTENCES]
    kept = [span.of(article.text) for span in spans if span is spans[0] or span.end - spans[0].start <= _OPENING_CHARS]
    return shortened(" ".join(kept), 2 * _OPENING_CHARS)


def _key_figures(article: Article) -> list[str]:
    """Return the first figures that count or measure something, each with what it counts, none twice."""
    told: dict[str, str] = {}
    for figure in read_figures(article.text, article.language, article.published):
        phrase = _phrase(figure, article.text)
        if figure.kind in _KEY_KINDS and (figure.unit or figure.noun) and any(map(str.isdigit, phrase)):
            told.setdefault(phrase.casefold(), phrase)
        if len(told) == _FIGURES:
            break
    return list(told.values())


def _phrase(figure: Figure, text: str) -> str:
    """Return a figure as it stands in the text, with the noun that follows it."""
    noun = text[figure.end + 1 : figure.end + 1 + len(figure.noun)]
    end = figure.end + 1 + len(noun) if figure.noun and noun.casefold() == figure.noun else figure.end
    return text[figure.start : end]
