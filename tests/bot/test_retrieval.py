from __future__ import annotations

from llama_index.core.schema import NodeWithScore

from bot.question import read_question
from bot.retrieval import PassageRetriever
from ingest.article import Article
from ingest.library import Library
from ingest.pipeline import Pipeline
from tests.articles import article, articles

EN, VI = "interpol-liberterra-en", "interpol-liberterra-vi"


def found(library: Library, question: str, **options: object) -> list[str]:
    evidence = PassageRetriever(library, **options).search(read_question(question))
    return [passage.stored.article.id for passage in evidence.passages]


def test_a_question_finds_the_passage_that_answers_it(library: Library) -> None:
    evidence = PassageRetriever(library).search(
        read_question("How many countries took part in Operation Liberterra II?")
    )
    found = [it.stored.passage.span.of(it.stored.article.text) for it in evidence.passages[:3]]
    assert any("116 countries" in text for text in found)


def test_either_language_finds_articles_of_both(library: Library) -> None:
    for question in ("How many victims were rescued?", "Bao nhiêu nạn nhân được giải cứu?", "bao nhieu nan nhan"):
        assert set(found(library, question)) == {EN, VI}


def test_vietnamese_without_diacritics_finds_the_vietnamese_words(library: Library) -> None:
    assert found(library, "tong thu ky Interpol Jurgen Stock nhan manh dieu gi")[0] == VI


def test_scores_fall_and_each_sentence_has_its_signals(library: Library) -> None:
    evidence = PassageRetriever(library).search(read_question("Which farms were victims forced to work on?"))
    scores = [passage.score for passage in evidence.passages]
    assert scores == sorted(scores, reverse=True)
    for passage in evidence.passages[:3]:
        assert len(passage.cosines) == len(passage.stored.passage.sentences)
        assert all(-1.001 <= cosine <= 1.001 for cosine in passage.cosines)
        assert 0 <= passage.coverage <= 1.001


def test_hidden_articles_are_not_found(library: Library) -> None:
    assert set(found(library, "How many countries took part?", hidden=frozenset({EN}))) == {VI}
    assert found(library, "How many countries took part?", hidden=frozenset({EN, VI})) == []


def test_no_more_is_returned_than_asked_for(library: Library) -> None:
    assert len(found(library, "Interpol", top_k=2)) == 2


def test_it_is_a_retriever_of_llama_index(library: Library) -> None:
    nodes = PassageRetriever(library).retrieve("How many people were arrested?")
    assert nodes
    assert all(isinstance(node, NodeWithScore) for node in nodes)
    for node in nodes:
        text = library.store.article(node.metadata["article_id"]).text
        assert text[node.node.start_char_idx : node.node.end_char_idx] == node.text


def test_new_changed_and_removed_articles_are_seen_at_once(shelf: Library) -> None:
    Pipeline(shelf).add(articles(3))
    question = "What did the museum of Norbury count on day 2?"
    assert found(shelf, question)[0] == "news-1"
    Pipeline(shelf).add([article(1, edition=4)])
    evidence = PassageRetriever(shelf).search(read_question(question))
    assert evidence.passages[0].stored.article == article(1, edition=4)
    shelf.store.remove("news-1")
    assert "news-1" not in found(shelf, question)


def test_a_word_alone_finds_what_vectors_miss(shelf: Library) -> None:
    Pipeline(shelf).add([*articles(200), Article("odd", "Notice", "Parcel QX7719 was found at the gate.", "en")])
    assert found(shelf, "qx7719")[0] == "odd"


def test_marks_alone_and_an_empty_library_are_no_failure(shelf: Library) -> None:
    assert found(shelf, "?!") == []
    Pipeline(shelf).add(articles(1))
    assert found(shelf, "?!") in ([], ["news-0"])
