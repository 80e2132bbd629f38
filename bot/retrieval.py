"""From a question to ranked passages and their sentences.

Vectors find sentences by meaning, in any language; keywords find passages by words. What either finds is
scored by both: cosine similarity and keyword coverage are added, which measured better than fusing ranks. A
Vietnamese question typed without diacritics is embedded with them put back; keywords need none. Orders to a
machine that somebody planted in an article are no evidence: they go no further than this.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING, TypeAlias

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from bot.injection import may_order, planted, showable
from bot.keywords import Keywords, keywords
from bot.question import Question, read_question
from ingest.article import Passage
from ingest.errors import EmbeddingError, VectorIndexError
from ingest.store import StoredPassage
from ingest.text.folding import words
from ingest.vectors import Vectors

if TYPE_CHECKING:
    from ingest.library import Library

logger = logging.getLogger(__name__)

# How many candidates each half contributes: sentences by vector, passages by keyword.
_NEAREST_SENTENCES = 100
_KEYWORD_PASSAGES = 40
_MOST_KNOWN = 20_000
# A passage is as near as its best sentence, a little nearer when the others are near as well.
_BEST_SHARE = 0.7
# Fitted on xquad_mixed. Squared, coverage lifts only passages that hold nearly all of a question's words;
# a linear one would lift every passage in the question's language over the other language's.
_COVERAGE_WEIGHT = 0.4


Unsearched: TypeAlias = EmbeddingError | VectorIndexError


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage with its signals; ``cosines`` has one value a sentence, in order, above that of unrelated ones."""

    stored: StoredPassage
    cosine: float
    coverage: float
    score: float
    cosines: tuple[float, ...]

    @property
    def text(self) -> str:
        """The words of its sentences, for a reader or a language model: unlike its span, without what was planted."""
        text, spans = self.stored.article.text, self.stored.passage.sentences
        between = [text[one.end : two.start] for one, two in pairwise(spans)]
        gaps = [gap if not gap.strip() else "\n" for gap in between]
        return "".join(span.of(text) + gap for span, gap in zip(spans, [*gaps, ""], strict=True))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for a question: passages best first, and the words they were matched by.

    ``unsearched`` says why nothing was searched by meaning, so that passages in other words are missing;
    ``has_vector`` whether passages are scored by meaning at all.
    """

    question: Question
    keywords: Keywords
    passages: tuple[RankedPassage, ...]
    unsearched: Unsearched | None = None

    has_vector: bool = True


class PassageRetriever(BaseRetriever):
    """Finds passages in a library; also a LlamaIndex retriever, so that LlamaIndex can evaluate it."""

    def __init__(
        self, library: Library, top_k: int = 20, hidden: frozenset[str] = frozenset(), *, by_words: bool = False
    ) -> None:
        """Search ``library`` as if it had no articles with the ids ``hidden``, or no vectors; evaluation needs both."""
        super().__init__()
        self._library = library
        self._top_k = top_k
        self._hidden = hidden
        self._by_words = by_words
        self._known = (-1, dict[str, int]())

    def search(self, question: Question) -> Evidence:
        """Return the best passages for ``question``; those with its words alone when the vectors are out of reach.

        Raises:
            EmbedderMismatchError, StoreError: nothing could be searched.
        """
        self._library.check_embedder()
        store = self._library.store
        asked = words(question.text)
        passages = store.passage_count()
        terms = keywords(question.text, self._document_frequencies(asked, passages), passages)
        vector, unsearched = self._vector(question)
        rows = self._rows_by_keyword(terms)
        try:
            rows |= self._rows_by_vector(vector)
        except VectorIndexError as error:
            unsearched = error
        ranked = [self._rank(terms, vector, stored) for stored in self._visible(rows)]
        self._library.check_embedder()  # a rebuild with another one may have switched while this searched
        ranked.sort(key=lambda passage: -passage.score)
        clean = (kept for passage in ranked if (kept := _without_planted(passage)) is not None)
        return Evidence(question, terms, tuple(islice(clean, self._top_k)), unsearched, vector is not None)

    def _document_frequencies(self, asked: Sequence[str], passages: int) -> dict[str, int]:
        """Return in how many of the passages each word is; SQLite counts those of common words for milliseconds.

        They are counted anew when the number of passages changes: weights need no more exactness than that.
        """
        counted, known = self._known
        if counted != passages or len(known) > _MOST_KNOWN:
            self._known = passages, (known := {})
        unknown = [word for word in asked if word not in known]
        if unknown:
            found = self._library.store.document_frequencies(unknown)
            known.update({word: found.get(word, 0) for word in unknown})
        return {word: known[word] for word in asked}

    def _vector(self, question: Question) -> tuple[Vectors | None, Unsearched | None]:
        """Return the vector of ``question``, if there is an embedder, and why that failed to make one, if it did."""
        if self._by_words:
            return None, None
        try:
            embedder = self._library.embedder
            if embedder is None:
                return None, None
            return embedder.question(question.embedded_text, question.language), None
        except EmbeddingError as error:
            logger.warning("This question is searched by keywords alone: %s", error)
            return None, error

    def _rows_by_vector(self, vector: Vectors | None) -> set[int]:
        if vector is None:
            return set()
        nearest = self._library.nearest(vector, _NEAREST_SENTENCES * (4 if self._hidden else 1))
        return set(self._library.store.passages_of_vectors([id_ for id_, _ in nearest]).values())

    def _rows_by_keyword(self, terms: Keywords) -> set[int]:
        if not terms.weights:
            return set()
        return {row for row, _ in self._library.store.match_keywords(terms.match_query(), _KEYWORD_PASSAGES)}

    def _visible(self, rows: set[int]) -> list[StoredPassage]:
        found = self._library.store.passages(sorted(rows))
        return [stored for stored in found if stored.article.id not in self._hidden]

    def _rank(self, terms: Keywords, vector: Vectors | None, stored: StoredPassage) -> RankedPassage:
        coverage = terms.coverage(stored.folded.split())
        if vector is None or stored.vectors is None:
            return RankedPassage(stored, 0.0, coverage, coverage, (0.0,) * len(stored.passage.sentences))
        embedder = self._library.embedder
        cosines = stored.vectors @ vector - (embedder.unrelated if embedder else 0)
        cosine = _BEST_SHARE * float(cosines.max()) + (1 - _BEST_SHARE) * float(cosines.mean())
        score = cosine + _COVERAGE_WEIGHT * coverage**2
        return RankedPassage(stored, cosine, coverage, score, tuple(map(float, cosines)))

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        evidence = self.search(read_question(query_bundle.query_str))
        return [_node(passage) for passage in evidence.passages]


def _without_planted(passage: RankedPassage) -> RankedPassage | None:
    """Return a passage without what was planted in it, or in its article's title; None if nothing is left."""
    stored = passage.stored
    spans, text = stored.passage.sentences, stored.article.text
    orders = planted(text, spans) if may_order(stored.folded, text, stored.passage.span) else frozenset()
    article = showable(stored.article)
    if not orders and article is stored.article:
        return passage
    kept = [n for n in range(len(spans)) if n not in orders]
    if not kept:
        return None
    vectors = None if stored.vectors is None else stored.vectors[kept]
    left = replace(stored, article=article, passage=Passage(tuple(spans[n] for n in kept)), vectors=vectors)
    return replace(passage, stored=left, cosines=tuple(passage.cosines[n] for n in kept))


def _node(passage: RankedPassage) -> NodeWithScore:
    article, span = passage.stored.article, passage.stored.passage.span
    published = article.published.isoformat() if article.published else None
    node = TextNode(
        id_=f"{article.id}:{span.start}",
        text=passage.text,
        start_char_idx=span.start,
        end_char_idx=span.end,
        metadata={"article_id": article.id, "title": article.title, "source": article.source, "published": published},
    )
    return NodeWithScore(node=node, score=passage.score)
