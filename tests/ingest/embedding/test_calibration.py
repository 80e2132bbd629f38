from __future__ import annotations

import numpy as np
import pytest

from ingest.embedding import Embedder
from ingest.embedding.calibration import Calibration, calibrate, calibration_texts
from ingest.embedding.centring import Centring, known_means
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


def test_the_local_embedder_is_its_own_measure(local: Calibration) -> None:
    assert local.scale == pytest.approx(1, abs=0.03)


def test_the_means_are_near_those_fitted_on_many_texts(local: Calibration, embedder: Embedder) -> None:
    fitted = known_means()[embedder._model.model_name]
    for kind in ("question", "passage"):
        for language, other in (("en", "vi"), ("vi", "en")):
            found = np.array(local.means[kind][language])
            assert np.linalg.norm(found - fitted[kind][language]) < np.linalg.norm(found - fitted[kind][other]) * 0.7


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
    assert 0 < words.scale < 0.7


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
