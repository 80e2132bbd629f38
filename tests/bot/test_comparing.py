"""What several sources say of one thing, from the question to the line that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from bot.answer import Answer
from bot.answering import Answerer
from bot.composers.quotes import QuotesComposer
from ingest.article import Article
from ingest.embedding import Embedder
from ingest.library import Library
from ingest.pipeline import Pipeline
from tests.conftest import settings_for

STORM = "Storm Odette"
EARLY = (
    "Storm Odette hit the coast of Marrandia on Sunday night. Officials said that 12 people were killed in Marrandia. "
    "Governor Paula Reyes asked people in Port Sabine to stay at home."
)
LATE = (
    "Two days after Storm Odette, crews in Port Sabine went on searching. The death toll has risen: 19 people were "
    "killed in Marrandia, Governor Paula Reyes said on Tuesday."
)
OTHER = "A bakery in Lund won a prize for its rye bread on Monday. The baker, Nils Ek, has 14 people working for him."


def ask(embedder: Embedder, folder: object, articles: Sequence[Article], question: str) -> Answer:
    library = Library(settings_for(folder), embedder)  # type: ignore[arg-type]
    try:
        Pipeline(library).add(articles)
        return Answerer(library, QuotesComposer()).answer(question)
    finally:
        library.close()


def story(id_: str, text: str, day: int, source: str) -> Article:
    return Article(id_, STORM, text, "en", date(2025, 9, day), source)


def test_sources_that_differ_are_both_shown(embedder: Embedder, data: object) -> None:
    changed = EARLY.replace("12 people", "15 people").replace("Officials said", "The fire service reported")
    two = [
        story("one", EARLY, 15, "Coast Radio"),
        story("two", changed + " Schools in Marrandia stay shut.", 15, "Herald"),
    ]
    answer = ask(embedder, data, two[:1], "How many people were killed by the storm?")
    assert answer.comparisons == ()
    answer = ask(embedder, data, two, "How many people were killed by the storm?")
    for comparison in answer.comparisons:
        assert comparison.relation == "differ"
        assert all(0 < number <= len(answer.citations) for number in comparison.citations)


def test_a_later_toll_replaces_the_earlier_and_the_newest_comes_first(embedder: Embedder, data: object) -> None:
    two = [story("early", EARLY, 15, "Coast Radio"), story("late", LATE, 16, "Coast Radio")]
    answer = ask(embedder, data, two, "How many people were killed in Marrandia so far?")
    assert answer.citations[0].article_id == "late"
    assert answer.as_of == date(2025, 9, 16)


def test_one_source_and_another_subject_are_silent(embedder: Embedder, data: object) -> None:
    articles = [
        story("early", EARLY, 15, "Coast Radio"),
        Article("bread", "Bread prize", OTHER, "en", date(2025, 9, 15)),
    ]
    assert ask(embedder, data, articles, "How many people were killed by Storm Odette?").comparisons == ()


@pytest.mark.parametrize(
    ("question", "relation", "words"),
    [
        ("How many victims were rescued?", "rounded", ("3,222", "hơn 3.000")),
        ("How many people were arrested?", "rounded", ("2,517", "Hơn 2.500")),
        ("Chiến dịch diễn ra khi nào?", "agree", ("29/9 đến 4/10/2024", "September 29 to October 4, 2024")),
    ],
)
def test_the_seeds_are_compared(library: Library, question: str, relation: str, words: tuple[str, str]) -> None:
    answer = Answerer(library, QuotesComposer()).answer(question)
    found = [comparison for comparison in answer.comparisons if all(word in comparison.text for word in words)]
    assert [comparison.relation for comparison in found] == [relation]
    assert all(str(number) in found[0].text for number in found[0].citations)


def test_what_is_not_asked_is_not_compared(library: Library) -> None:
    assert Answerer(library, QuotesComposer()).answer("How many countries took part?").comparisons == ()
