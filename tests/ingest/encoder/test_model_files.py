"""The model files: complete, small enough, and missed in one sentence."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.answering import Answerer
from bot.composers.quotes import QuotesComposer
from bot.reading import reader
from ingest.embedding import Embedder
from ingest.embedding.local import LocalEmbedding
from ingest.encoder import Encoder, files, words
from ingest.errors import ModelFileError
from ingest.library import Library
from tests.conftest import settings_for

FOLDER = files.FOLDER
NAMES = sorted(files.manifest())
_MEGABYTE = 1_000_000


def test_the_files_are_those_of_the_manifest() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted([*NAMES, "manifest.json"])
    for name, entry in files.manifest().items():
        content = (FOLDER / name).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (entry["bytes"], entry["sha256"])


def test_the_files_are_small_enough_for_a_repository() -> None:
    sizes = [entry["bytes"] for entry in files.manifest().values()]
    assert sum(sizes) <= 100 * _MEGABYTE
    assert max(sizes) <= 60 * _MEGABYTE


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Yield a copy of the model files that is used instead of them."""
    folder = tmp_path / "models"
    shutil.copytree(FOLDER, folder, copy_function=lambda source, target: Path(target).symlink_to(source))
    monkeypatch.setattr(files, "FOLDER", folder)
    caches = (files.manifest, words._shared, reader._shared)
    for cache in caches:
        cache.cache_clear()
    yield folder
    monkeypatch.undo()
    for cache in caches:
        cache.cache_clear()


def replace(path: Path, content: bytes) -> None:
    path.unlink()
    path.write_bytes(content)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("fault", ["missing", "cut", "other"])
def test_a_file_that_is_missing_cut_or_exchanged_is_named_in_one_sentence(copied: Path, name: str, fault: str) -> None:
    path = copied / name
    content = path.read_bytes()
    if fault == "missing":
        path.unlink()
    else:
        replace(path, content[: len(content) // 2] if fault == "cut" else bytes(len(content)))
    loaded = reader.Reader if name == reader.MODEL_FILE else LocalEmbedding
    with pytest.raises(ModelFileError) as raised:
        loaded()
    assert str(raised.value).count(". ") == 0
    assert "install Dateline anew" in str(raised.value)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"{}"])
def test_a_manifest_that_is_none_is_named_in_one_sentence(copied: Path, content: bytes) -> None:
    replace(copied / "manifest.json", content)
    files.manifest.cache_clear()
    with pytest.raises(ModelFileError, match="install Dateline anew"):
        LocalEmbedding()


def test_without_the_embedder_keywords_find_and_the_reader_answers(copied: Path, library: Library) -> None:
    (copied / "embedder.onnx").unlink()
    other = Library(settings_for(library.store.folder))
    try:
        answer = Answerer(other, QuotesComposer()).answer("How many countries took part?")
    finally:
        other.close()
    assert answer.status in {"answered", "unsure"}
    assert any("116" in citation.quote for citation in answer.citations)
    assert any("by meaning" in note for note in answer.notes)


def test_without_the_reader_the_closest_is_shown_and_nothing_claimed(copied: Path, library: Library) -> None:
    (copied / "reader.onnx").unlink()
    answer = Answerer(library, QuotesComposer()).answer("How many countries took part?")
    assert (answer.status, answer.claims) == ("unsure", ())
    assert answer.citations
    assert any("reader.onnx is missing" in note for note in answer.notes)


def test_a_batch_gives_what_each_row_gives_alone() -> None:
    encoder = Encoder("embedder.onnx")
    rows = [[0, *range(5, 5 + count), 2] for count in (3, 30, 200)]
    together = [vector for (vector,) in encoder.run(rows)]
    alone = [encoder.run([row])[0][0] for row in rows]
    for one, other in zip(together, alone, strict=True):
        assert float(one @ other) > 0.99


def test_several_threads_share_an_encoder() -> None:
    encoder = Encoder("embedder.onnx")
    rows = [[0, n, n + 1, 2] for n in range(5, 45)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda row: encoder.run([row])[0][0], rows))
    for row, vector in zip(rows, found, strict=True):
        assert float(vector @ encoder.run([row])[0][0]) > 0.999


def test_text_longer_than_the_model_reads_is_embedded_whole(embedder: Embedder) -> None:
    storm, rice = "The storm killed twelve people in the town. ", "Rice became cheaper in spring. "
    long, both, alone = embedder.sentences([storm * 200, storm * 100 + rice * 200, rice], ["en"] * 3)
    assert float(both @ alone) > float(long @ alone) + 0.1
