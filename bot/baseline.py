"""What a plain keyword search would quote: the sentence with the best BM25. Evaluation compares with it."""

from __future__ import annotations

from collections import Counter
from statistics import fmean
from typing import TYPE_CHECKING

from bot.keywords import keywords
from bot.question import Question
from ingest.text.folding import words

if TYPE_CHECKING:
    from ingest.library import Library

_PASSAGES = 40
# The usual constants of Okapi BM25 (Robertson and Zaragoza, 2009), which SQLite's FTS5 has as well.
_K1, _B = 1.2, 0.75


def best_bm25_sentence(library: Library, question: Question) -> str:
    """Return the sentence with the highest BM25 among those of the best passages; "" when no word matches."""
    store = library.store
    terms = keywords(question.text, store.document_frequencies(words(question.text)), store.passage_count())
    rows = [row for row, _ in store.match_keywords(terms.match_query(), _PASSAGES)] if terms.weights else []
    sentences = [span.of(stored.article.text) for stored in store.passages(rows) for span in stored.passage.sentences]
    if not sentences:
        return ""
    counted = [Counter(words(sentence)) for sentence in sentences]
    average = fmean(counts.total() for counts in counted)
    scores = [
        sum(
            weight * counts[word] * (_K1 + 1) / (counts[word] + _K1 * (1 - _B + _B * counts.total() / average))
            for word, weight in terms.weights.items()
        )
        for counts in counted
    ]
    return sentences[max(range(len(scores)), key=scores.__getitem__)]
