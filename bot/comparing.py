"""What the sources of an answer, and the nearest other one, say of one thing: a line in the asker's language."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answer import Comparison
from bot.checks.comparison import Finding, Report, Saying, compare
from bot.composers import Quote
from bot.counting import counted
from bot.question import Kind, Question
from bot.ranking import Ranking
from ingest.text.lexicon import is_person
from prompts import say

# How far down the ranking another source may stand, and how many others are looked at.
_WITHIN = 12
_OTHERS = 3


def compare_sources(cited: Sequence[Quote], ranking: Ranking) -> tuple[tuple[Comparison, ...], Quote | None]:
    """Return how the ``cited`` quotes stand to each other and to one more source, and that one if it is needed.

    The quotes are numbered from 1 as they stand; the one more, when it is returned, has the next number.
    """
    question = ranking.evidence.question
    reports = [_report(number, quote) for number, quote in enumerate(cited, 1)]
    among = [finding for finding in compare(reports) if _concerns(finding, question)]
    for other in [] if among else _other_sources(cited, ranking):
        found = compare([*reports, _report(len(reports) + 1, other)])
        concerning = [finding for finding in found if _concerns(finding, question)]
        if concerning:
            return (_comparison(concerning[0], question.language),), other
    return tuple(_comparison(finding, question.language) for finding in among[:1]), None


def _concerns(finding: Finding, question: Question) -> bool:
    """Tell whether a finding is about what is asked: the date of something, or the figure that is counted."""
    if question.kind is Kind.WHEN:
        return finding.kind == "date"
    wanted = counted(question)
    if wanted is None or finding.kind != "figure" or (wanted.acts and finding.act not in wanted.acts):
        return False
    return not wanted.concept or finding.concept == wanted.concept or is_person(finding.concept) == wanted.is_people


def _other_sources(cited: Sequence[Quote], ranking: Ranking) -> list[Quote]:
    """Return the best sentence of each of the next articles, nearest first."""
    known = {quote.article.id for quote in cited}
    others: dict[str, Quote] = {}
    for candidate in ranking.candidates[:_WITHIN]:
        article = candidate.sentence.article.id
        if article not in known and candidate.offers >= ranking.candidates[0].offers:
            others.setdefault(article, Quote(candidate.sentence.article, candidate.sentence.span))
    return list(others.values())[:_OTHERS]


def _report(number: int, quote: Quote) -> Report:
    article = quote.article
    return Report(
        number, quote.text, article.language, f"{article.title}\n{article.text}", article.published, article.source
    )


def _comparison(finding: Finding, language: str) -> Comparison:
    one, other = finding.sayings[0], finding.sayings[1]
    text = say(f"compare_{finding.relation}", language, one=_said(one), other=_said(other))
    return Comparison(finding.relation, text, tuple(saying.citation for saying in finding.sayings))


def _said(saying: Saying) -> str:
    return f"“{saying.words}” [{saying.citation}]"
