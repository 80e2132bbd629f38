"""The quotes of an answer, letter for letter, with what a machine made of them in the asker's language. Pure."""

from __future__ import annotations

from bot.answer import Answer, Citation
from bot.discord_app.links import address_of
from bot.discord_app.shown import MAX_SIZE, Shown
from bot.discord_app.sources import Articles, described, marks, quoted
from bot.discord_app.splitting import Piece, answering_words, paginate, pieces
from prompts import say

_ROOM = MAX_SIZE - 100


def show_quotes(answer: Answer, language: str, articles: Articles | None = None) -> Shown:
    """Return each quote of an answer under its article, with its translation, marked as a machine's, if there is one.

    ``articles`` are those that it cites, which make links exact.
    """
    known = articles or {}
    sections = [_quote(citation, answer.language, language, known) for citation in answer.citations]
    return Shown(paginate(sections or [[Piece(say("d_no_quotes", language))]], ruled=False))


def _quote(citation: Citation, written: str, language: str, articles: Articles) -> list[Piece]:
    address = address_of(citation.url, [quoted(citation, articles)])
    about = described(citation.title, address, citation.source, citation.published, language)
    parts = [
        piece
        for line in citation.quote.splitlines()
        for piece in pieces(line, written, room=_ROOM, strong=answering_words(line, [citation]))
    ]
    translated = [
        Piece("-# " + say("d_translation", language, translation=piece.markdown))
        for piece in pieces(citation.translation or "", written, room=_ROOM)
    ]
    return [Piece(f"-# {marks([citation.n])} {about}"), *(Piece(f"> {part.markdown}") for part in parts), *translated]
