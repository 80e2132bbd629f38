"""Passages: neighbouring sentences, long enough to be understood alone, on sentence borders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.article import Passage, Span

# About one long paragraph of news: what fits an embedder's window and a reader's glance.
TARGET_CHARS = 700
MAX_CHARS = 1_200


def passages(text: str, spans: Sequence[Span]) -> list[Passage]:
    """Cut ``spans`` (sentences of ``text`` that may be quoted, in order) into passages.

    A passage ends at a paragraph's end once it holds 700 characters, and before 1,200 in any case,
    a single longer sentence excepted. Every sentence is in exactly one passage.
    """
    cut: list[Passage] = []
    current: list[Span] = []
    for span in spans:
        if current and _is_full(text, current, span):
            cut.append(Passage(tuple(current)))
            current = []
        current.append(span)
    if current:
        cut.append(Passage(tuple(current)))
    return cut


def _is_full(text: str, current: Sequence[Span], following: Span) -> bool:
    size = current[-1].end - current[0].start
    if following.end - current[0].start > MAX_CHARS:
        return True
    return size >= TARGET_CHARS and "\n" in text[current[-1].end : following.start]


def embedded_text(title: str, published: str | None, sentence: str) -> str:
    """Return what is embedded for a sentence: its words under its article's title and date.

    The title and date are context for the embedder only; they are never part of a quote.
    """
    heading = " · ".join(part for part in (title[:200].strip(), published) if part)
    return f"{heading}\n{sentence}" if heading else sentence


def keyword_text(title: str, sentences: Iterable[str]) -> str:
    """Return what the keyword index holds for a passage: its title and the words that may be quoted."""
    return " ".join([title[:200], *sentences])
