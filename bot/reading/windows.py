"""Windows: what the reader reads at a glance, a run of neighbouring sentences of one passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.retrieval import Evidence, RankedPassage
from ingest.article import Article, Span
from ingest.text.folding import words

# About three sentences: longer windows cost time in proportion, and blur what answers.
MOST_CHARS = 350
# How many windows are read: more cost time in proportion. Over 7,665 articles the sentence that answers is in one of
# these for .93 of the questions within a language and .75 across; with six .90 and .73, with twelve .94 and .79.
_WINDOWS = 8
# So many of them at least are of other languages than the question's, as words in common bring its own forward.
_FOREIGN = 2
# A window is as likely to answer as its passage, and as its own nearest sentence, is near; fitted on neither.
_OWN_SHARE = 0.5
_COVERAGE_WEIGHT = 0.4


@dataclass(frozen=True, slots=True)
class Window:
    """A run of sentences of one passage.

    Attributes:
        sentences: their spans in the article's text, in order.
        cosine: how near the nearest of them is to the question.
        coverage: the share, by weight, of the question's words that they and the title have.
        score: what it was chosen by.
    """

    passage: RankedPassage
    sentences: tuple[Span, ...]
    cosine: float
    coverage: float
    score: float

    @property
    def article(self) -> Article:
        """The article it is from."""
        return self.passage.stored.article

    @property
    def span(self) -> Span:
        """Where it is in the article's text."""
        return Span(self.sentences[0].start, self.sentences[-1].end)


def choose_windows(evidence: Evidence, most: int = _WINDOWS) -> list[Window]:
    """Return the windows that are most likely to answer, best first, the nearest of other languages among them."""
    found = [window for passage in evidence.passages for window in _cut(evidence, passage)]
    found.sort(key=lambda window: -window.score)
    foreign = [window for window in found if window.article.language != evidence.question.language]
    foreign.sort(key=lambda window: -window.cosine)
    chosen = found[: most - _FOREIGN]
    chosen += [window for window in foreign if window not in chosen][:_FOREIGN]
    chosen += [window for window in found if window not in chosen][: most - len(chosen)]
    return sorted(chosen, key=lambda window: -window.score)


def runs(spans: Sequence[Span], most_chars: int = MOST_CHARS) -> Iterator[range]:
    """Yield runs of neighbouring ``spans`` that cover at most ``most_chars``, as ranges of their numbers."""
    start = 0
    for n, span in enumerate(spans):
        if n > start and span.end - spans[start].start > most_chars:
            yield range(start, n)
            start = n
    if spans:
        yield range(start, len(spans))


def _cut(evidence: Evidence, passage: RankedPassage) -> Iterator[Window]:
    article, spans = passage.stored.article, passage.stored.passage.sentences
    title = words(article.title)
    for run in runs(spans):
        cosine = max(passage.cosines[n] for n in run)
        texts = [word for n in run for word in words(spans[n].of(article.text))]
        coverage = evidence.keywords.coverage([*title, *texts])
        own = cosine + _COVERAGE_WEIGHT * coverage**2
        score = (1 - _OWN_SHARE) * passage.score + _OWN_SHARE * own
        yield Window(passage, tuple(spans[n] for n in run), cosine, coverage, score)
