from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.composers.shortening import shortened
from bot.keywords import keywords
from bot.question import read_question
from ingest.article import Span

LIST = (
    "The fair showed a loom from Tampere, which runs without a motor; a press from Leipzig, which the printer Karl "
    "Voss built in his kitchen; a clock from Lyon that has one hand; and a kettle from Osaka."
)


def part(question: str, text: str, most: int) -> str:
    asked = read_question(question)
    return shortened(text, Span(0, len(text)), asked, keywords(question, {}, 10), most).of(text)


def test_the_clauses_that_answer_are_kept() -> None:
    assert "Karl Voss" in part("Who built the press from Leipzig?", LIST, 16)
    assert "one hand" in part("Which clock has one hand?", LIST, 16)


def test_a_short_sentence_is_left_whole() -> None:
    assert part("Who built the press?", LIST, 80) == LIST


def test_a_long_clause_that_cannot_be_cut_is_left_whole() -> None:
    text = " ".join(["word"] * 40)
    assert part("Who?", text, 10) == text


@given(st.text(st.sampled_from("ab ,;.“”\n"), max_size=120), st.integers(1, 12))
def test_what_is_kept_is_a_run_of_the_text_and_short(text: str, most: int) -> None:
    found = shortened(text, Span(0, len(text)), read_question("Who was it?"), keywords("Who was it?", {}, 3), most)
    assert 0 <= found.start <= found.end <= len(text)
    assert found == Span(0, len(text)) or len(found.of(text).split()) <= most
