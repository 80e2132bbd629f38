from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.boilerplate import evidence, is_furniture
from ingest.text.sentences import sentences
from tests.conftest import SEEDS

TITLE = "Old bridge at Norbury reopens"
STORY = "The old bridge at Norbury was opened again on Monday after two years of work.\nLorries may not cross it."


def kept(text: str, title: str = TITLE) -> list[str]:
    return [span.of(text) for span in evidence(text, title, sentences(text, "en"))]


@pytest.mark.parametrize(
    "line",
    [
        "News",
        TITLE,
        f"{TITLE} News",
        TITLE.upper(),
        "Photo: Ana Pereira",
        "Jo Bell, CC BY-SA 3.0, via Wikimedia Commons",
        "© 2024 The Norbury Post",
        "Read more: ten bridges to see",
        "Advertisement",
        "Share this",
        "Updated 5 May 2024",
        "Xem thêm: Mười cây cầu đẹp",
        "Ảnh: Minh Khoa",
        "***",
    ],
)
def test_what_is_not_evidence_is_left_out_wherever_it_stands(line: str) -> None:
    whole = STORY.splitlines()
    assert kept(f"{line}\n{STORY}") == whole
    assert kept(f"{whole[0]}\n{line}\n{whole[1]}") == whole
    assert kept(f"{STORY}\n{line}") == whole


@pytest.mark.parametrize(
    "line",
    [
        "Two died.",
        "“No.”",
        "Down 40%",
        "He was photographed by Getty Images staff when he crossed the bridge, which the court called unlawful.",
        "Read more books, the mayor told the children of the town at the opening of the bridge that she had asked for.",
    ],
)
def test_short_or_similar_evidence_is_kept(line: str) -> None:
    assert line in kept(f"{STORY}\n{line}")


def test_a_repeated_sentence_is_evidence_once() -> None:
    assert kept(f"{STORY}\n{STORY}") == STORY.splitlines()


def test_a_notice_that_is_its_own_headline_is_still_news() -> None:
    assert kept("School closed today", "School closed today") == ["School closed today"]


@given(
    st.lists(st.sampled_from(["News", "Share this", "A storm hit the coast.", "Two died.", TITLE, "- -"]), max_size=8)
)
def test_evidence_is_some_of_the_sentences_in_order(lines: list[str]) -> None:
    text = "\n".join(lines)
    spans = sentences(text, "en")
    found = evidence(text, TITLE, spans)
    assert found == [span for span in spans if span in found]
    assert not any(is_furniture(span.of(text)) for span in found)


def test_the_first_seed_has_no_heading_and_no_credit_among_its_evidence() -> None:
    title = "INTERPOL operation against human trafficking leads to arrests and rescues"
    text = next(SEEDS.glob("000_*.txt")).read_bytes().decode()
    quotable = kept(text, title)
    assert quotable[0].startswith("The International Criminal Police Organization")
    assert not any("Wikimedia" in sentence or sentence.startswith(title) for sentence in quotable)
