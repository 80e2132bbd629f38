"""A text cut into what is embedded and quoted: the same on every machine that runs the same Dateline."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from ingest.article import Article, Passage
from ingest.text.boilerplate import evidence
from ingest.text.passages import passages
from ingest.text.sentences import sentences

_DIGITS = 16


def cut(article: Article) -> list[Passage]:
    """Return the passages of ``article``; none when it holds no sentence that could be quoted."""
    spans = sentences(article.text, article.language)
    return passages(article.text, evidence(article.text, article.title, spans))


def digest(cut_into: Iterable[Passage]) -> str:
    """Return 16 hex digits that are the same for the same passages of the same sentences."""
    places = [[(span.start, span.end) for span in passage.sentences] for passage in cut_into]
    return hashlib.sha256(repr(places).encode()).hexdigest()[:_DIGITS]
