from __future__ import annotations

import numpy as np
import pytest

from ingest.embedding import Embedder
from ingest.embedding.calibration import (
    LOCAL_GAP,
    LOCAL_SPREAD,
    LOCAL_UNRELATED,
    Calibration,
    calibrate,
    calibration_texts,
)
from ingest.embedding.centring import Centring
from tests.embedding_replies import vectors
from tests.hashing import hashed
from tests.ingest.embedding.conftest import Open
from tests.llm_server import LLMServer

RAIN = ["Rain fell all night.", "Mưa rơi suốt đêm.", "The price of gold rose.", "Giá vàng tăng."]


def of_model(embedder: Embedder):
    """Return the raw vectors of the local model, of questions and of sentences."""
    model = embedder._model
    return (
        lambda texts: np.array([model.get_query_embedding(text) for text in texts], dtype=np.float32),
        lambda texts: np.array(model.get_text_embedding_batch(list(texts)), dtype=np.float32),
    )


@pytest.fixture(scope="module")
def local(embedder: Embedder) -> Calibration:
    return calibrate(*of_model(embedder))


def test_the_local_embedder_is_the_measure_of_others(embedder: Embedder) -> None:
    questions, sentences = of_model(embedder)
    texts = calibration_texts().values()
    asked = np.vstack([questions(it.questions) for it in texts])
    told = np.vstack([sentences(it.sentences) for it in texts])
    cosines = asked @ told.T
    own = np.tile(np.eye(len(cosines) // 2, dtype=bool), (2, 2))
    assert cosines[~own].mean() == pytest.approx(LOCAL_UNRELATED, abs=0.01)
    assert cosines[own].mean() - cosines[~own].mean() == pytest.approx(LOCAL_GAP, rel=0.03)
    assert cosines[~own].std() == pytest.approx(LOCAL_SPREAD, rel=0.05)


def test_meaning_is_nearer_than_language_once_calibrated(local: Calibration, embedder: Embedder) -> None:
    questions, sentences = of_model(embedder)
    rows = local.centring.centre(sentences(RAIN), ["en", "vi", "en", "vi"], "passage")
    asked = local.centring.centre(questions(["Did it rain in the night?"]), ["en"], "question")
    assert set(np.argsort(-(rows @ asked[0]))[:2]) == {0, 1}


def test_cosines_that_are_merely_smaller_are_scaled_and_worse_ones_count_less(
    local: Calibration, embedder: Embedder
) -> None:
    def flattened(vectors: np.ndarray) -> np.ndarray:
        return np.hstack([vectors, np.full((len(vectors), 1), 3.0)]).astype(np.float32)

    questions, sentences = of_model(embedder)
    flat = calibrate(lambda texts: flattened(questions(texts)), lambda texts: flattened(sentences(texts)))
    assert flat.scale == pytest.approx(local.scale, rel=0.02)  # a constant is no more than a part of the means
    words = calibrate(*[lambda texts: np.array([hashed(text) for text in texts], dtype=np.float32)] * 2)
    assert 0 < words.scale < 0.7 * local.scale


def test_questions_have_the_length_of_the_scale_and_sentences_one() -> None:
    centring = Centring({}, 0.5)
    rows = np.array([[3.0, 4.0]], dtype=np.float32)
    assert np.allclose(centring.centre(rows, ["en"], "question"), [[0.3, 0.4]])
    assert np.allclose(centring.centre(rows, ["en"], "passage"), [[0.6, 0.8]])


def test_an_endpoint_is_calibrated_once_for_a_folder(opened: Open, server: LLMServer) -> None:
    opened().sentences(["A ferry."], ["en"])
    asked = [text for request in server.requests for text in request.body["input"]]
    for known in calibration_texts().values():
        assert set(known.questions) | set(known.sentences) <= set(asked)
    server.play(vectors())
    again = opened()
    again.question("A ferry?", "en")
    assert [request.body["input"] for request in server.requests] == [["A ferry?"]]


def test_every_text_is_there_in_each_language() -> None:
    texts = calibration_texts()
    assert set(texts) == {"en", "vi"}
    assert len({len(part) for its in texts.values() for part in its}) == 1
