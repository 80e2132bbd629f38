from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.text.passages import MAX_CHARS, TARGET_CHARS, embedded_text, keyword_text, passages
from ingest.text.sentences import sentences

LINES = st.lists(
    st.lists(st.integers(0, 10**9).map(lambda n: f"Sentence number {n} says something of its own."), max_size=8),
    max_size=25,
)


@given(LINES)
def test_each_sentence_is_in_one_passage_and_none_is_too_long(lines: list[list[str]]) -> None:
    text = "\n\n".join(map(" ".join, lines))
    spans = sentences(text, "en")
    cut = passages(text, spans)
    assert [span for passage in cut for span in passage.sentences] == spans
    for passage in cut:
        assert passage.span.of(text).startswith(passage.sentences[0].of(text))
        assert passage.span.of(text).endswith(passage.sentences[-1].of(text))
        assert passage.span.end - passage.span.start <= MAX_CHARS


@given(st.text(max_size=3_000), st.sampled_from(["en", "vi"]))
def test_the_passages_of_any_text_map_to_it_in_order(text: str, language: str) -> None:
    position = 0
    for passage in passages(text, sentences(text, language)):
        assert position <= passage.span.start < passage.span.end <= len(text)
        assert passage.span.of(text) == passage.span.of(text).strip()
        position = passage.span.end


def test_a_passage_ends_with_a_paragraph_once_it_is_long_enough() -> None:
    paragraph = " ".join(f"The walkers met at gate {n} before dawn." for n in range(12))
    text = "\n\n".join([paragraph] * 6)
    cut = passages(text, sentences(text, "en"))
    assert len(cut) > 1
    for passage in cut[:-1]:
        assert passage.span.end - passage.span.start >= TARGET_CHARS / 2
        assert text[passage.span.end : passage.span.end + 2] == "\n\n"


def test_a_sentence_longer_than_any_passage_is_one_alone() -> None:
    text = "Short one.\n" + "x" * 790 + ".\n" + "y" * 790 + "."
    assert [passage.span.of(text)[0] for passage in passages(text, sentences(text, "en"))] == ["S", "y"]


def test_no_sentence_makes_no_passage() -> None:
    assert passages("", []) == []


def test_title_and_date_are_embedded_above_the_sentence() -> None:
    assert embedded_text("Harvest", "2024-05-01", "Apples ripen.") == "Harvest · 2024-05-01\nApples ripen."
    assert embedded_text("", None, "Apples ripen.") == "Apples ripen."
    assert len(embedded_text("T" * 5_000, None, "Apples ripen.")) < 300


def test_keywords_are_of_the_title_and_the_sentences() -> None:
    assert keyword_text("Harvest", ["Apples ripen.", "Pears too."]) == "Harvest Apples ripen. Pears too."
