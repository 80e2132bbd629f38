from __future__ import annotations

import unicodedata
from pathlib import Path

import numpy as np
import pytest

from ingest.embedding import KEYWORDS_ONLY, Embedder, embedder_name, open_embedder
from ingest.embedding.cache import CachedEmbedder
from ingest.embedding.centring import ANY_LANGUAGE, Centring
from ingest.errors import EmbeddingError
from ingest.settings import Settings
from tests.hashing import DIMENSIONS, HashingEmbedding

RAIN = ["Rain fell all night.", "Mưa rơi suốt đêm."]


def test_vectors_are_of_unit_length_and_in_the_order_of_the_texts(embedder: Embedder) -> None:
    texts = ["A much longer sentence about the harvest of apples in the valley.", *RAIN, "Short."]
    languages = ["en", "en", "vi", "en"]
    vectors = embedder.sentences(texts, languages)
    assert (vectors.shape, vectors.dtype) == ((4, 384), np.float32)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for text, language, vector in zip(texts, languages, vectors, strict=True):
        assert embedder.sentences([text], [language])[0] @ vector > 0.99


def test_meaning_is_nearer_than_language(embedder: Embedder) -> None:
    sentences = embedder.sentences([*RAIN, "The price of gold rose.", "Giá vàng tăng."], ["en", "vi", "en", "vi"])
    english = sentences @ embedder.question("Did it rain in the night?", "en")
    vietnamese = sentences @ embedder.question("Đêm qua trời có mưa không?", "vi")
    for likeness in (english, vietnamese):
        assert set(np.argsort(-likeness)[:2]) == {0, 1}


@pytest.mark.parametrize("text", ["", " ", "\0", "\ud800", "a\0b", "🦉", "x" * 1_000])
def test_any_text_has_a_vector(embedder: Embedder, text: str) -> None:
    assert np.isfinite(embedder.question(text, "en")).all()
    assert np.isfinite(embedder.sentences([text], ["en"])).all()


def test_the_way_letters_are_composed_does_not_matter(embedder: Embedder) -> None:
    one, other = (embedder.question(unicodedata.normalize(form, RAIN[1]), "vi") for form in ("NFC", "NFD"))
    assert one @ other > 0.9999


def test_centring_subtracts_the_mean_of_the_language_or_of_all() -> None:
    centring = Centring({"passage": {"en": [1.0, 0.0], ANY_LANGUAGE: [0.0, 1.0]}})
    rows = np.array([[1.0, 2.0], [3.0, 1.0]], dtype=np.float32)
    assert centring.centre(rows, ["en", "fr"], "passage").tolist() == [[0.0, 1.0], [1.0, 0.0]]
    assert np.allclose(centring.centre(rows[1:], ["en"], "question"), rows[1:] / np.sqrt(10))
    assert centring.centre(np.zeros((1, 2), np.float32), ["en"], "question").tolist() == [[0.0, 0.0]]


def test_the_name_is_known_without_loading(embedder: Embedder) -> None:
    chosen = {choice: Settings(_env_file=None, embedder=choice) for choice in ("local", "auto", "none")}
    assert embedder_name(chosen["local"]) == embedder_name(chosen["auto"]) == embedder.name
    assert embedder_name(chosen["none"]) == KEYWORDS_ONLY
    assert open_embedder(chosen["none"]) is None
    assert Embedder(HashingEmbedding()).name == "hashing-256"


def test_a_failing_model_is_one_sentence() -> None:
    class Failing(HashingEmbedding):
        def _get_text_embedding(self, text: str) -> list[float]:
            raise RuntimeError("out of memory")

        def _get_query_embedding(self, query: str) -> list[float]:
            raise OSError("gone")

    failing = Embedder(Failing())
    with pytest.raises(
        EmbeddingError, match=r"^The embedder hashing-256 failed \(out of memory\): run the command again\.$"
    ):
        failing.sentences(["a"], ["en"])
    with pytest.raises(EmbeddingError, match=r"failed \(gone\): ask again\.$"):
        failing.question("a", "en")


def test_a_cached_embedder_embeds_a_sentence_once(tmp_path: Path) -> None:
    model = HashingEmbedding()
    one, other = (CachedEmbedder(model, tmp_path / "cache" / "v.db") for _ in range(2))
    first = one.sentences(RAIN * 2, ["en", "vi"] * 2)
    assert len(model.embedded) == 2
    again = other.sentences([*RAIN, "New."], ["en", "vi", "en"])
    assert model.embedded[2:] == ["New."]
    assert np.array_equal(first[:2], again[:2])
    assert again.shape == (3, DIMENSIONS)
    another = CachedEmbedder(HashingEmbedding("other"), tmp_path / "cache" / "v.db")
    another.sentences(RAIN, ["vi", "vi"])
    assert len(another._model.embedded) == 2
    for embedder in (one, other, another):
        embedder.close()
