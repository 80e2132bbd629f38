from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answer import Answer
from bot.answering import MAX_QUESTION_CHARS, Answerer
from bot.composers.quotes import QuotesComposer
from ingest.article import Article
from ingest.library import Library
from ingest.pipeline import Pipeline
from prompts import say
from tests.articles import articles

ON_TOPIC = [
    "How many countries took part?",
    "When did the operation take place?",
    "How many victims were rescued?",
    "Bao nhiêu người bị bắt giữ trong chiến dịch Liberterra II?",
    "chien dich dien ra khi nao",
    "Combien de pays ont participé à l'opération Liberterra II ?",
]
OFF_TOPIC = ["What is the best recipe for apple pie?", "Công thức nấu phở bò ngon nhất là gì?"]


@pytest.fixture(scope="module")
def answerer(library: Library) -> Answerer:
    return Answerer(library, QuotesComposer())


def check(answer: Answer, library: Library) -> None:
    """Assert what holds for every answer."""
    assert answer.status in {"answered", "unsure", "not_found"}
    assert bool(answer.claims) == (answer.status == "answered")
    assert bool(answer.citations) == (answer.status != "not_found")
    assert 0 <= answer.confidence <= 1
    shown = " ".join([answer.text, *(comparison.text for comparison in answer.comparisons)])
    assert [citation.n for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    for citation in answer.citations:
        article = library.store.article(citation.article_id)
        assert article.text[citation.start : citation.end] == citation.quote
        assert (citation.title, citation.source, citation.published) == (
            article.title,
            article.source,
            article.published,
        )
        assert f"[{citation.n}]" in shown
        assert citation.answer is None or citation.start <= citation.answer.start < citation.answer.end <= citation.end
    if answer.status != "answered":
        return
    used = {number for part in (*answer.claims, *answer.comparisons) for number in part.citations}
    assert used == {citation.n for citation in answer.citations}
    assert all(claim.citations for claim in answer.claims)
    for passage in answer.retrieved:
        assert 0 <= passage.start < passage.end <= len(library.store.article(passage.article_id).text)
    assert answer.ms.total >= answer.ms.retrieve > 0


@pytest.mark.parametrize("question", ON_TOPIC + OFF_TOPIC)
def test_every_answer_rests_on_exact_citations(answerer: Answerer, library: Library, question: str) -> None:
    check(answerer.answer(question), library)


@pytest.mark.parametrize("question", OFF_TOPIC)
def test_a_question_off_the_topic_is_refused_with_what_is_near(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(question)
    assert answer.status == "not_found"
    assert answer.text.startswith(say("not_found", answer.language))
    assert {near.article_id for near in answer.nearest} <= {"interpol-liberterra-en", "interpol-liberterra-vi"}
    assert [str(day) for day in answer.dates_covered] == ["2024-11-06"] * 2


def test_the_number_of_countries_is_quoted(answerer: Answerer) -> None:
    answer = answerer.answer("How many countries took part?")
    assert "116" in answer.citations[0].quote
    assert str(answer.as_of) == "2024-11-06"


@pytest.mark.parametrize(("question", "language"), [(ON_TOPIC[0], "en"), (ON_TOPIC[3], "vi"), (ON_TOPIC[5], "fr")])
def test_the_language_of_the_question_is_noticed(answerer: Answerer, question: str, language: str) -> None:
    assert answerer.answer(question).language == language


@pytest.mark.parametrize("question", ["", " \n\t", "\0", "\0 \0"])
def test_an_empty_question_is_one_sentence(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(question)
    assert (answer.status, answer.error) == ("error", "The question is empty: type one.")


def test_ten_thousand_characters_of_question_are_one_sentence(answerer: Answerer) -> None:
    answer = answerer.answer("why " * 2_500)
    assert answer.status == "error"
    assert answer.error == say("long_question", answer.language, length=10_000, limit=MAX_QUESTION_CHARS)
    assert answerer.answer("ferry " * 300).status != "error"


@pytest.mark.parametrize(
    "question", ["\ud800 how many countries?", "how\x1b[2J many\0 countries\u202e?", "🦉", "???", "a" * 2_000]
)
def test_odd_characters_are_no_failure(answerer: Answerer, library: Library, question: str) -> None:
    check(answerer.answer(question), library)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_any_text_is_answered_refused_or_called_empty(answerer: Answerer, text: str) -> None:
    assert answerer.answer(text).status in {"answered", "unsure", "not_found", "error"}


def test_without_articles_it_says_how_to_add_some(shelf: Library) -> None:
    answer = Answerer(shelf, QuotesComposer()).answer("How many countries took part?")
    assert (answer.status, answer.error) == ("error", say("no_articles", "en"))


def test_several_threads_get_the_answers_one_gets(answerer: Answerer) -> None:
    alone = [answerer.answer(question).citations for question in ON_TOPIC]
    with ThreadPoolExecutor(4) as threads:
        together = [answer.citations for answer in threads.map(answerer.answer, ON_TOPIC * 3)]
    assert together == alone * 3


def test_a_refusal_names_no_article_without_a_title(shelf: Library) -> None:
    Pipeline(shelf).add([Article(f"a{n}", " " * n, f"The ferry of line {n} sank.", "en") for n in range(3)])
    answer = Answerer(shelf, QuotesComposer()).answer("Who won the Sarnath chess tournament?")
    assert (len(answer.nearest), answer.text) == (3, "The articles do not say.")


def test_a_french_article_answers_a_french_question(shelf: Library) -> None:
    text = "Le phare de Port-Lindley a été rallumé jeudi soir.\nLa lampe a coûté 48 200 couronnes."
    Pipeline(shelf).add([*articles(3), Article("phare", "Un phare rallumé", text, "fr")])
    answer = Answerer(shelf, QuotesComposer()).answer("Quand le phare de Port-Lindley a-t-il été rallumé ?")
    check(answer, shelf)
    assert answer.retrieved[0].article_id == "phare"
    assert answer.language == "fr"
