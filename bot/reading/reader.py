"""The reader: does a window answer the question, and with which words?

One encoder over ``query: QUESTION </s></s> passage: TITLE. DATE. </s> WINDOW`` with a logit that the window answers
and logits of where the answer starts and ends. ``train.py`` makes its weights; ``README.md`` here is its card.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.reading.windows import Window
from ingest.article import Article, Span
from ingest.encoder import BEGIN, END, Encoder, Piece, Words, shared_words

MODEL_FILE = "reader.onnx"
MOST_PIECES = 288
QUESTION, CLAIM = "query", "claim"
_QUESTION_PIECES, _TITLE_PIECES, _TITLE_CHARS = 96, 56, 120
# An answer is a name, a figure, a clause: longer spans are noise.
_MOST_SPAN_PIECES = 40


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader makes of a window.

    Attributes:
        logit: that it answers, against that it does not.
        span: where the words stand in the article's text that answer, if any do.
        span_logit: how far those stand out from the rest of the window's words.
    """

    window: Window
    logit: float
    span: Span
    span_logit: float

    @property
    def article(self) -> Article:
        """The article it is from."""
        return self.window.article

    @property
    def sentence(self) -> Span:
        """The sentence that the answering words stand in."""
        return next(span for span in self.window.sentences if self.span.start < span.end)


@dataclass(frozen=True, slots=True)
class Input:
    """A question with a window as the encoder takes them: ``pieces`` are the window's, from the row's ``start`` on."""

    row: list[int]
    start: int
    pieces: list[Piece]


def make_input(words: Words, question: str, title: str, published: str, window: str, kind: str = QUESTION) -> Input:
    """Return what the encoder is given, a claim in the place of a question too.

    ``published`` is ``YYYY-MM-DD`` or empty.
    """
    heading = f"passage: {title[:_TITLE_CHARS]}. " + (f"{published}. " if published else "")
    asked = words.ids(f"{kind}: {question}")[:_QUESTION_PIECES]
    row = [BEGIN, *asked, END, END, *words.ids(heading)[:_TITLE_PIECES], END]
    start = len(row)
    pieces = words.pieces(window)[: MOST_PIECES - start - 1]
    return Input([*row, *(piece.id for piece in pieces), END], start, pieces)


class Reader:
    """Reads windows. Safe to use from several threads."""

    def __init__(self) -> None:
        """Load the model. Raises ``ModelFileError``."""
        self._words = shared_words()
        self.encoder = Encoder(MODEL_FILE)

    def read(self, question: str, windows: Sequence[Window]) -> list[Reading]:
        """Return a reading of each of ``windows``, in their order; those without a word are left out."""
        inputs = [(window, self._input(question, window)) for window in windows]
        inputs = [(window, it) for window, it in inputs if it.pieces]
        outputs = self.encoder.run([it.row for _, it in inputs])
        return [
            _reading(window, it, answers.item(), spans[it.start : it.start + len(it.pieces)])
            for (window, it), (answers, spans, _) in zip(inputs, outputs, strict=True)
        ]

    def _input(self, question: str, window: Window) -> Input:
        article = window.article
        published = article.published.isoformat() if article.published else ""
        return make_input(self._words, question, article.title, published, window.span.of(article.text))


def _reading(window: Window, given: Input, logit: float, spans: npt.NDArray[np.float32]) -> Reading:
    base = window.span.start
    pieces = given.pieces
    first, last, span_logit = best_span(spans, _sentence_of(window, pieces))
    text = window.article.text
    start, end = base + pieces[first].start, base + pieces[last].end
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return Reading(window, logit, Span(start, max(end, start + 1)), span_logit)


def _sentence_of(window: Window, pieces: Sequence[Piece]) -> npt.NDArray[np.int64]:
    """Return the number of the sentence that each piece stands in."""
    ends = [span.end - window.span.start for span in window.sentences]
    return np.searchsorted(ends, [piece.end - 1 for piece in pieces], side="right")


def best_span(spans: npt.NDArray[np.float32], sentence: npt.NDArray[np.int64]) -> tuple[int, int, float]:
    """Return the first and last piece of the likeliest answer within one sentence, and its logit.

    ``spans`` has start and end logits, shape (pieces, 2), ``sentence`` the sentence of each piece. The logit is the
    sum of both over the log of all that other spans sum to, at most 0.
    """
    count = len(spans)
    scores = spans[:, 0][:, None] + spans[:, 1][None, :]
    n = np.arange(count)
    length = n[None, :] - n[:, None]
    allowed = (length >= 0) & (length < _MOST_SPAN_PIECES) & (sentence[:, None] == sentence[None, :])
    scores = np.where(allowed, scores, -1e4)
    first, last = divmod(int(scores.argmax()), count)
    top = float(scores[first, last])
    return first, last, -float(np.log(np.exp(scores - top).sum()))


_loading = threading.Lock()


def shared_reader() -> Reader:
    """Return the one reader of this process. Raises ``ModelFileError``."""
    with _loading:
        return _shared()


@functools.cache
def _shared() -> Reader:
    return Reader()
