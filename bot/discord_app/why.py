"""How an answer came about: by what, what was checked, the passages considered, time and cost. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from bot.answer import Answer, Citation, Retrieved
from bot.discord_app.escaping import escape, shortened
from bot.discord_app.links import Quoted, address_of, link
from bot.discord_app.shown import Shown
from bot.discord_app.sources import Articles, joined, marks, published_on, publisher, stands
from bot.discord_app.splitting import Piece, paginate
from ingest.article import Article
from prompts import say

_EXCERPT = 110
_MAX_MODEL = 80
_MAX_NUMBERS = 50
_MODEL = "llm:"
_YES, _NO = "✓", "✗"


def show_why(answer: Answer, language: str, articles: Articles | None = None) -> Shown:
    """Return the account of an answer for the person who asked; what it shows is what was stored with the answer.

    ``articles`` are those that it cites or that were considered, as far as they are still there.
    """
    known = articles or {}
    made = [Piece(say("d_why", language)), Piece(_composer(answer, language))]
    checked = [Piece(line) for line in _checks(answer, language, known)]
    considered = [Piece(line) for line in _considered(answer, language, known)]
    took = [Piece(f"-# {line}") for line in _took(answer, language)]
    return Shown(paginate([[*made, *checked], considered, took]))


def _composer(answer: Answer, language: str) -> str:
    if not answer.composer.startswith(_MODEL):
        return say("d_why_quotes" if answer.citations else "d_why_no_model", language)
    model = escape(shortened(answer.composer.removeprefix(_MODEL), _MAX_MODEL))
    return say("d_why_model", language, model=model)


def _checks(answer: Answer, language: str, articles: Articles) -> Iterator[str]:
    if answer.status == "error":
        yield f"{_NO} {escape(shortened(answer.error or answer.text, _EXCERPT))}"
    elif answer.status == "not_found":
        yield f"{_NO} {say('d_check_refused', language)}"
    elif answer.status == "unsure":
        yield f"{_NO} {say('d_check_unsure', language)}"
    elif answer.composer.startswith(_MODEL):
        yield f"{_YES} {say('d_check_proved', language)}"
    outcomes: dict[str, list[int]] = {}
    for citation in answer.citations:
        outcomes.setdefault(_found(citation, articles), []).append(citation.n)
    for outcome, numbers in outcomes.items():
        sign = _YES if outcome == "stands" else _NO
        yield f"{sign} {say(f'd_check_{outcome}', language, marks=_some(numbers))}"
    for comparison in answer.comparisons:
        yield f"{_YES} {say(f'd_check_{comparison.relation}', language, marks=_some(comparison.citations))}"
    if repairs := _count(answer, "repairs"):
        yield f"{_YES} {say('d_check_repaired', language, times=repairs)}"
    for flaw, times in Counter(answer.dropped).items():
        told = say("d_check_dropped", language, flaw=say(f"d_flaw_{flaw}", language))
        yield f"{_NO} {told}" + (f" (× {times})" if times > 1 else "")


def _some(numbers: Sequence[int]) -> str:
    return marks(numbers[:_MAX_NUMBERS]) + ("…" if len(numbers) > _MAX_NUMBERS else "")


def _found(citation: Citation, articles: Articles) -> str:
    article = articles.get(citation.article_id)
    if article is None:
        return "gone"
    return "stands" if stands(citation, article) else "changed"


def _considered(answer: Answer, language: str, articles: Articles) -> Iterator[str]:
    """Yield lines about each passage, best first."""
    if answer.retrieved:
        yield say("d_considered", language)
    for passage in answer.retrieved:
        article = articles.get(passage.article_id)
        title = _title(passage, article, language)
        cited = _some([it.n for it in answer.citations if _is_from(it, passage)])
        yield f"`{passage.score:.2f}` {title} {cited}".rstrip()
        if article is not None:
            words = escape(shortened(article.text[passage.start : passage.end], _EXCERPT))
            yield f"-# {joined(publisher(article.source), published_on(article.published, language), words)}"


def _title(passage: Retrieved, article: Article | None, language: str) -> str:
    """Return the title of a passage's article, linked to where the passage begins."""
    if article is None:
        return say("d_passage_gone", language)
    words = Quoted(article.text[passage.start : passage.end])
    return link(article.title, address_of(article.url, [words])) or say("d_untitled", language)


def _is_from(citation: Citation, passage: Retrieved) -> bool:
    return citation.article_id == passage.article_id and passage.start <= citation.start < passage.end


def _took(answer: Answer, language: str) -> Iterator[str]:
    ms = answer.ms
    stages = {"retrieve": ms.retrieve, "read": ms.read, "compose": ms.compose, "check": ms.check, "total": ms.total}
    yield say("d_took", language, **{stage: f"{taken:.0f}" for stage, taken in stages.items()})
    if answer.usage:
        used = say(
            "d_used", language,
            calls=_count(answer, "calls"), saved=_count(answer, "cached_calls"),
            into=_count(answer, "input_tokens"), out=_count(answer, "output_tokens"),
        )  # fmt: skip
        cost = answer.usage.get("cost")
        yield joined(used, f"${cost:.6f}" if isinstance(cost, (int, float)) else "")


def _count(answer: Answer, what: str) -> int:
    """Return a count of what a language model took; 0 where it is not told."""
    counted: Any = (answer.usage or {}).get(what)
    return counted if isinstance(counted, int) else 0
