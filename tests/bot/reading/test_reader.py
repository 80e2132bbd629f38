"""The reader on its own: what it makes of a window, whatever that holds."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.keywords import keywords
from bot.reading.reader import Reading, best_span, make_input, shared_reader
from bot.reading.windows import Window, runs
from bot.retrieval import RankedPassage
from ingest.article import Article, Passage, Span
from ingest.encoder import shared_words
from ingest.store import StoredPassage
from ingest.text.sentences import sentences

STORM = "Storm Odette hit Marrandia on Sunday. Officials said that 12 people were killed. Schools stay shut."


def window(text: str, title: str = "Storm Odette", language: str = "en") -> Window:
    article = Article("storm", title, text, language, date(2025, 9, 15), "Coast Radio")
    spans = tuple(sentences(text, language)) or (Span(0, len(text)),)
    stored = StoredPassage(1, article, Passage(spans), None, text.lower())
    return Window(RankedPassage(stored, 0.5, 0.5, 0.5, (0.5,) * len(spans)), spans, 0.5, 0.5, 0.5)


def read(question: str, text: str) -> Reading:
    (reading,) = shared_reader().read(question, [window(text)])
    return reading


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How many people were killed?", "12"),
        ("When did the storm hit Marrandia?", "Sunday"),
        ("Bão làm bao nhiêu người chết?", "12"),
    ],
)
def test_the_words_that_answer_are_found(question: str, words: str) -> None:
    reading = read(question, STORM)
    assert words in reading.span.of(STORM)
    assert words in reading.sentence.of(STORM)


def test_what_answers_scores_above_what_does_not() -> None:
    asked = "How many people were killed by the storm?"
    assert read(asked, STORM).logit > read(asked, "Schools stay shut. The ferry sails again on Friday.").logit + 2
    assert read(asked, STORM).logit > read("Who is the mayor of Rotterdam?", STORM).logit + 2


@given(st.text(min_size=1, max_size=300), st.text(max_size=60))
def test_any_window_and_question_can_be_read(text: str, question: str) -> None:
    for reading in shared_reader().read(question, [window(text)]):
        assert np.isfinite([reading.logit, reading.span_logit]).all()
        assert 0 <= reading.span.start < reading.span.end <= len(text)
        assert reading.sentence.start <= reading.span.start < reading.sentence.end


def test_windows_without_words_are_left_out() -> None:
    assert shared_reader().read("Who?", [window(" "), window("\x01")]) == []
    assert shared_reader().read("Who?", []) == []


def test_a_long_question_leaves_room_for_the_window() -> None:
    given_ = make_input(shared_words(), "how many people " * 2_000, "t" * 5_000, "2025-09-15", STORM)
    assert len(given_.row) <= 288
    assert len(given_.pieces) > 20


def test_threads_read_at_once() -> None:
    asked = [f"How many people were killed on day {n}?" for n in range(12)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda question: read(question, STORM).logit, asked))
    assert np.allclose(found, [read(question, STORM).logit for question in asked], atol=1e-3)


def test_runs_cover_every_sentence_once() -> None:
    spans = [Span(start, start + 90) for start in range(0, 2_000, 100)]
    found = list(runs(spans, 350))
    assert [n for run in found for n in run] == list(range(len(spans)))
    assert all(spans[run[-1]].end - spans[run[0]].start <= 350 for run in found)
    assert list(runs([], 350)) == []


def test_a_span_lies_within_one_sentence() -> None:
    logits = np.zeros((6, 2), dtype=np.float32)
    logits[2, 0], logits[4, 1] = 5, 5
    first, last, logit = best_span(logits, np.array([0, 0, 0, 1, 1, 1]))
    assert (first <= 2 and last <= 2) or (first >= 3 and last >= 3)
    assert logit <= 0


def test_keywords_of_no_words_cover_nothing() -> None:
    assert keywords("?", {}, 0).coverage(["storm"]) == 0
