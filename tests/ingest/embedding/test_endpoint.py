"""The embedder behind an endpoint, over a real socket, with an endpoint that behaves and with ones that do not."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pytest

from ingest.embedding import embedder_name
from ingest.errors import EmbeddingError
from ingest.settings import Settings
from tests.embedding_replies import Items, at_most, sent, vectors
from tests.hashing import DIMENSIONS, hashed
from tests.ingest.embedding.conftest import Open
from tests.llm_replies import drops, endless, fails, silent, trickles
from tests.llm_server import LLMServer, Request

TEXTS = [f"The ferry number {n} left the harbour." for n in range(300)]
LANGUAGES = ["en"] * len(TEXTS)


def embedded_rightly(vectors: np.ndarray, texts: list[str]) -> bool:
    """Tell whether each vector is nearest to what it should be, whatever was centred."""
    plain = np.array([hashed(text) for text in texts])
    return bool((np.argmax(vectors @ plain.T, axis=1) == np.arange(len(texts))).all())


def test_texts_are_embedded_in_order_several_requests_at_once(opened: Open, server: LLMServer) -> None:
    made = opened().sentences(TEXTS, LANGUAGES)
    assert (made.shape, made.dtype) == ((300, DIMENSIONS), np.float32)
    assert np.allclose(np.linalg.norm(made, axis=1), 1, atol=1e-5)
    assert embedded_rightly(made, TEXTS)
    assert set(sent(server).values()) == {1}
    assert sorted(len(request.body["input"]) for request in server.requests[:3]) == [44, 128, 128]


def test_a_request_names_the_model_and_has_the_key(opened: Open, server: LLMServer) -> None:
    opened(embedding_api_key="sk-of-the-tests", embedding_dimensions=DIMENSIONS).sentences(["A ferry."], ["en"])
    request = server.requests[0]
    assert request.path == "/v1/embeddings"
    assert request.headers["Authorization"] == "Bearer sk-of-the-tests"
    expected = {"model": "words", "input": ["A ferry."], "encoding_format": "base64", "dimensions": DIMENSIONS}
    assert request.body == expected


def test_the_key_of_the_language_model_is_sent_to_its_own_endpoint_alone(opened: Open, server: LLMServer) -> None:
    opened(openai_api_key="sk-of-another").sentences(["A ferry."], ["en"])
    assert "sk-of-another" not in str(server.requests[0].headers)
    shared = {"openai_base_url": server.url, "embedding_base_url": None}
    opened(openai_api_key="sk-of-this", **shared).sentences(["A second ferry."], ["en"])
    assert server.requests[-1].headers["Authorization"] == "Bearer sk-of-this"


def test_prefixes_are_put_before_questions_and_sentences(opened: Open, server: LLMServer) -> None:
    embedder = opened(embedding_query_prefix="query: ", embedding_passage_prefix="passage: ")
    embedder.sentences(["A ferry."], ["en"])
    embedder.question("A ferry?", "en")
    assert server.requests[0].body["input"] == ["passage: A ferry."]
    assert server.requests[-1].body["input"] == ["query: A ferry?"]


def test_the_name_is_known_unasked_and_changes_with_what_changes_vectors(opened: Open, server: LLMServer) -> None:
    changes = ({}, {"embedding_model": "other"}, {"embedding_dimensions": 64}, {"embedding_query_prefix": "query: "})
    names = [opened(**change).name for change in changes]
    assert len(set(names)) == len(names)
    assert "words" in names[0]
    assert "64" in names[2]
    elsewhere = {"embedder": "openai", "embedding_model": "words", "embedding_base_url": "http://127.0.0.1:1/v1"}
    assert embedder_name(Settings(_env_file=None, **elsewhere)) == names[0]
    assert server.requests == []


def test_an_endpoint_without_base64_is_asked_for_numbers(opened: Open, server: LLMServer) -> None:
    server.play(fails(400, "base64 encoding is not currently supported"), vectors())
    assert embedded_rightly(opened().sentences(TEXTS[:9], LANGUAGES[:9]), TEXTS[:9])
    assert server.requests[1].body["encoding_format"] == "float"


def test_an_endpoint_that_knows_no_encoding_is_told_none(opened: Open, server: LLMServer) -> None:
    complaint = "unknown field encoding_format"
    server.play(fails(400, complaint), fails(422, complaint), vectors())
    assert embedded_rightly(opened().sentences(TEXTS[:9], LANGUAGES[:9]), TEXTS[:9])
    assert "encoding_format" not in server.requests[2].body


def test_where_fewer_texts_are_taken_fewer_are_sent(opened: Open, server: LLMServer) -> None:
    server.play(at_most(32))
    embedder = opened()
    assert embedded_rightly(embedder.sentences(TEXTS[:200], LANGUAGES[:200]), TEXTS[:200])
    server.play(at_most(32))
    embedder.sentences(TEXTS[200:], LANGUAGES[200:])
    assert max(len(request.body["input"]) for request in server.requests) <= 32


def test_a_text_that_is_too_long_is_cut_and_costs_the_others_nothing(opened: Open, server: LLMServer) -> None:
    server.play(at_most(1_000, chars=900))
    texts = [*TEXTS[:20], "A long story. " * 300, *TEXTS[20:40]]
    made = opened().sentences(texts, ["en"] * len(texts))
    assert embedded_rightly(np.delete(made, 20, axis=0), TEXTS[:40])
    assert np.isfinite(made[20]).all()


@pytest.mark.parametrize(
    "fault",
    [fails(500, ""), fails(503, ""), drops(), silent(), trickles()],
    ids=["500", "503", "cut", "stall", "trickle"],
)
def test_what_may_pass_is_tried_again(opened: Open, server: LLMServer, fault: Callable) -> None:
    server.play(fault, fault, vectors())
    assert embedded_rightly(opened(embedding_timeout=0.5).sentences(TEXTS[:5], LANGUAGES[:5]), TEXTS[:5])


def test_a_rate_limit_is_waited_for_by_all_requests(opened: Open, server: LLMServer) -> None:
    server.play(fails(429, "Rate limit reached.", Retry_After="1"), vectors())
    begun = time.monotonic()
    embedder = opened()
    made = embedder.sentences(TEXTS, LANGUAGES)
    assert time.monotonic() - begun >= 1
    assert embedded_rightly(made, TEXTS)


def test_a_used_up_account_is_not_asked_again(opened: Open, server: LLMServer) -> None:
    server.play(fails(429, "You exceeded your current quota.", "insufficient_quota"))
    with pytest.raises(EmbeddingError, match=r"^The embedding endpoint 127.0.0.1:\d+ .* account is used up: pay for"):
        opened().sentences(["A ferry."], ["en"])
    assert len(server.requests) == 1


def test_a_limit_of_a_day_is_not_waited_for(opened: Open, server: LLMServer) -> None:
    server.play(fails(429, "Rate limit reached.", Retry_After="40000"))
    with pytest.raises(EmbeddingError, match=r"asks to wait 40000 s\. What it gave until now is kept"):
        opened().sentences(["A ferry."], ["en"])
    assert len(server.requests) == 1


def test_when_one_request_fails_for_good_the_vectors_of_the_others_are_kept(opened: Open, server: LLMServer) -> None:
    async def step(request: Request):
        return await (fails(401, "") if TEXTS[299] in request.body["input"] else vectors())(request)

    server.play(step)
    with pytest.raises(EmbeddingError, match="refuses the key: set EMBEDDING_API_KEY"):
        opened().sentences(TEXTS, LANGUAGES)
    server.play(vectors())
    assert embedded_rightly(opened().sentences(TEXTS, LANGUAGES), TEXTS)
    assert sent(server).total() == 44


def spoilt(change: Callable[[Items], object]) -> Callable[[Items], Items]:
    def spoil(items: Items) -> Items:
        change(items)
        return items

    return spoil


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda items: items.pop(), "gave 8 vectors for 9 texts"),
        (lambda items: items[3].update(embedding=[float("nan")] * DIMENSIONS), "no lists of numbers|NaN"),
        (lambda items: items[3].update(embedding=[0.0] * DIMENSIONS), "all zeros"),
        (lambda items: items[3].update(embedding=[1.0]), "of one length"),
    ],
)
def test_vectors_that_are_none_are_named(opened: Open, server: LLMServer, change: Callable, told: str) -> None:
    server.play(vectors(spoilt(change)))
    with pytest.raises(EmbeddingError, match=told):
        opened().sentences(TEXTS[:9], LANGUAGES[:9])
    assert len(server.requests) == 1


def test_other_dimensions_than_wanted_or_before_are_named(opened: Open, server: LLMServer) -> None:
    with pytest.raises(EmbeddingError, match=f"{DIMENSIONS} dimensions, not the 64 of EMBEDDING_DIMENSIONS"):
        opened(embedding_dimensions=64).sentences(["A ferry."], ["en"])
    opened().sentences(["A ferry."], ["en"])
    server.play(vectors(spoilt(lambda items: [item.update(embedding=[0.5] * 64) for item in items])))
    for ask in (lambda it: it.sentences(["Another ferry."], ["en"]), lambda it: it.question("A ferry?", "en")):
        with pytest.raises(EmbeddingError, match=rf"of 64 dimensions, but gave {DIMENSIONS} before: another model"):
            ask(opened())


@pytest.mark.parametrize(
    ("fault", "most_seconds"), [(silent(), 2.5), (fails(500, ""), 2.0), (fails(429, "", Retry_After="60"), 1.0)]
)
def test_a_question_waits_for_a_little_only(
    opened: Open, server: LLMServer, fault: Callable, most_seconds: float
) -> None:
    embedder = opened(answer_deadline=6)
    embedder.question("A ferry?", "en")
    server.play(fault)
    begun = time.monotonic()
    with pytest.raises(EmbeddingError):
        embedder.question("Another ferry?", "en")
    assert time.monotonic() - begun < most_seconds
    assert len(server.requests) <= 2


def test_an_endpoint_that_never_stops_sending_is_cut_off(opened: Open, server: LLMServer) -> None:
    embedder = opened(embedding_timeout=5)
    server.play(endless())
    with pytest.raises(EmbeddingError):
        embedder.question("A ferry?", "en")
