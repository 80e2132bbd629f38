"""The card of one article, and the list of all. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from bot.discord_app.escaping import escape, shortened
from bot.discord_app.links import MAX_TITLE, address_of, link
from bot.discord_app.shown import MAX_SIZE, Message, Shown, size
from bot.discord_app.sources import joined, published_on, publisher
from bot.discord_app.splitting import Piece, paginate, pieces
from ingest.article import Article
from ingest.store import Heading
from ingest.text.figures import Figure, read_figures
from ingest.text.sentences import sentences
from prompts import say

# A list shows so many, or as many as a message has room for beside its heading and the line that counts.
_MOST_LISTED = 10
_LISTED_ROOM = MAX_SIZE - 500
_FIGURES = 6
_KEY_KINDS = frozenset({"count", "money", "share", "measure", "duration"})
_OPENING_SENTENCES = 3
_OPENING_CHARS = 500
_PARAGRAPH = "\n\n"
_NAMED_LANGUAGES = frozenset({"en", "vi"})


@dataclass(frozen=True, slots=True)
class Part:
    """Part of a list, as it is shown: of ``total`` articles those from ``start`` (the first is 0) before ``stop``."""

    message: Message
    start: int
    stop: int
    total: int


def show_article(article: Article, language: str) -> Shown:
    """Return the card of an article: title, publisher, date, language, how it begins and its figures."""
    day = published_on(article.published, language)
    about = joined(publisher(article.source), day, _language(article, language))
    head = [Piece(f"### {_title(article.title, article.url, language)}"), Piece(f"-# {about}")]
    opening = pieces(_opening(article), article.language)
    figures = joined(*(escape(it) for it in _key_figures(article)))
    told = [Piece(say("d_figures", language, figures=figures))] if figures else []
    return Shown(paginate([head, opening, told], ruled=False))


def show_articles(listed: Sequence[Heading], language: str, *, at: int = 0, matching: str = "") -> Part:
    """Return the part of a list that begins with the article ``at``, or ends before ``-at`` if that is negative.

    It has ten articles at most, and not more than one message holds with all their links. ``matching`` is what was
    searched for, where ``listed`` is what was found.
    """
    total = len(listed)
    if at < 0:
        stop = min(-at, total)
        start = stop - _fitting(listed[max(stop - _MOST_LISTED, 0) : stop][::-1], language)
    else:
        start = min(at, max(total - 1, 0))
        stop = start + _fitting(listed[start : start + _MOST_LISTED], language)
    found = [Piece(_heading(total, language, matching)), *_by_day(listed[start:stop], language)]
    if stop - start < total:
        told = say("d_articles_page", language, first=start + 1, last=stop, total=total)
        found.append(Piece(f"-# {told}", _PARAGRAPH))
    (message,) = paginate([found])
    return Part(message, start, stop, total)


def _fitting(listed: Sequence[Heading], language: str) -> int:
    """Return how many of ``listed``, from the first on, a message has room for."""
    sizes = accumulate(sum(size(piece.joint + piece.markdown) for piece in _by_day([it], language)) for it in listed)
    return sum(taken <= _LISTED_ROOM for taken in sizes)


def _heading(total: int, language: str, matching: str) -> str:
    if matching:
        wanted = escape(shortened(matching, MAX_TITLE))
        return say("d_articles_found" if total else "d_articles_unfound", language, total=total, wanted=wanted)
    return say("d_articles" if total else "d_articles_none", language, total=total)


def _by_day(listed: Sequence[Heading], language: str) -> Iterator[Piece]:
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
