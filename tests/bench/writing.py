"""How fast articles come in, beside the raw embedder and raw Chroma, and what they take of disk and memory."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np

from ingest.embedding import Embedder
from ingest.embedding.local import LocalEmbedding
from ingest.index import ServerAccess, VectorIndex
from ingest.library import Library
from ingest.pipeline import Pipeline, Report, writer_lock
from ingest.sources import read
from ingest.sources.web import Web
from ingest.store import Store, vector_ids
from ingest.text.passages import embedded_text
from tests.bench import corpus
from tests.bench.embedding import DIMENSIONS
from tests.bench.endpoint import serving
from tests.bench.figures import MB, show
from tests.bench.filling import resident
from tests.conftest import limited, settings_for
from tests.site import Site

# The largest file that Chroma or SQLite may write: 100,000 passages need a third of it.
_FILE_LIMIT = 6 << 30
_BATCH = 1_000
# Raw Chroma slows down as it grows: it is filled like ours, up to here.
_MOST_RAW_VECTORS = 1_000_000


def really_embedded(folder: Path, articles: int) -> None:
    """Measure ingests with the embedder that comes with Dateline, beside the embedder alone: given, and of a feed."""
    embedder = Embedder(LocalEmbedding())
    embedder.sentences(["It is loaded now."], ["en"])
    with _opened(folder / "given", embedder) as library:
        report = Pipeline(library).add(corpus.articles(0, articles))
        _show_embedded("given", report, library.store, embedder)
    with Site() as site, _opened(folder / "fed", embedder) as library, Web(library) as web:
        for n, article in enumerate(corpus.articles(0, articles)):
            site.page(f"/{n}", article.title, article.text)
        site.feed("/feed.xml", [f"/{n}" for n in range(articles)])
        report = Pipeline(library).add(read([site.url("/feed.xml")], web))
        _show_embedded("pages of a feed", report, library.store, embedder)


@contextmanager
def _opened(data: Path, embedder: Embedder) -> Iterator[Library]:
    library = Library(settings_for(data, private_networks=True), embedder)
    with closing(library), writer_lock(library):
        yield library


def _show_embedded(what: str, report: Report, store: Store, embedder: Embedder) -> None:
    """Embed again what is in ``store``, by the embedder alone, and compare."""
    assert not report.failed, report.failed[0]
    texts, languages = _texts(store)
    begun = time.monotonic()
    for start in range(0, len(texts), 128):
        embedder.sentences(texts[start : start + 128], languages[start : start + 128])
    alone = time.monotonic() - begun
    show(f"{what}: passages a second, really embedded", report.passages / report.seconds)
    show(f"{what}: sentences a second, really embedded", len(texts) / report.seconds)
    show("  beside the embedder alone", alone / report.seconds, "×", "≥ 0.8")


def by_endpoint(folder: Path, articles: int) -> None:
    """Measure an ingest whose vectors come from an endpoint that answers at once, beside Chroma alone."""
    with serving() as url:
        settings = settings_for(folder / "data", embedder="openai", embedding_base_url=url)
        with closing(Library(settings)) as library, writer_lock(library):
            report = Pipeline(library).add(corpus.articles(0, articles))
            vectors = library.store.counts()[2]
    alone = vectors / _alone(folder / "raw", vectors)
    show("an endpoint that answers at once: vectors written a second", vectors / report.seconds)
    show("  beside Chroma alone", vectors / report.seconds / alone, "×", "≥ 0.7")


def _alone(raw: Path, vectors: int) -> float:
    """Return the seconds that Chroma alone takes for so many vectors."""
    raw.mkdir()
    with closing(ServerAccess(raw)) as access, closing(VectorIndex(access, "raw")) as index:
        return _write(index, vectors)


def _texts(store: Store) -> tuple[list[str], list[str]]:
    """Return what was embedded, and the languages."""
    texts, languages = [], []
    for article in store.articles():
        prepared = store.prepared(article.id)
        assert prepared is not None
        day = article.published.isoformat() if article.published else None
        texts += [embedded_text(article.title, day, span.of(article.text)) for span in prepared.sentences]
        languages += [article.language] * len(prepared.sentences)
    return texts, languages


def filled(data: Path, articles: int, *, told: bool = False) -> int:
    """Fill ``data`` with synthetic news, unless it is; print what it took if ``told``. Return the number of vectors."""
    if not (data / "store.db").exists():
        out = subprocess.run(
            [sys.executable, "-m", "tests.bench.filling", str(data), "0", str(articles)],
            stdout=subprocess.PIPE,
            check=True,
            preexec_fn=limited(_FILE_LIMIT),
        ).stdout
        (data / "took.json").write_bytes(out)
    took = json.loads((data / "took.json").read_text())
    if told:
        show("passages written a second, synthetic vectors", took["passages"] / took["seconds"])
        show("vectors written a second, synthetic vectors", took["vectors"] / took["seconds"])
        show("memory of the ingest after a tenth", took["memory_after_tenth"] / MB, "MB")
        show("memory of the ingest at the end", took["memory_at_end"] / MB, "MB", "bounded")
    return int(took["vectors"])


def compared_with_raw_chroma(raw: Path, data: Path, vectors: int) -> None:
    """Write as many vectors into Chroma alone, and compare speed, disk and memory."""
    took = json.loads((data / "took.json").read_text())
    raw.mkdir()
    access = ServerAccess(raw)
    index = VectorIndex(access, "raw")
    count = min(vectors, _MOST_RAW_VECTORS)
    try:
        seconds = _write(index, count)
        show("vectors written a second, Chroma alone", count / seconds)
        show("  ours beside it", took["vectors"] / took["seconds"] / (count / seconds), "×", "≥ 0.7")
        memory = resident(server_of(raw))
    finally:
        index.close()
        access.close()
    disk = _size(raw / "chroma")
    show("disk of Chroma alone", disk / MB, "MB")
    show("  ours beside it: vectors", _size(data / "chroma") / disk, "×")
    show("  ours beside it: articles, passages, keywords, vectors again", _size(data / "store.db") / disk, "×")
    show("memory of Chroma alone after writing", memory / MB, "MB")


def _write(index: VectorIndex, count: int) -> float:
    """Return the seconds that it takes to write ``count`` random unit vectors; making them is not counted."""
    chance, seconds = np.random.default_rng(0), 0.0
    for start in range(0, count, _BATCH):
        matrix = chance.standard_normal((min(_BATCH, count - start), DIMENSIONS)).astype(np.float32)
        matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
        ids = vector_ids(f"synthetic-{start}", "0123456789abcdef", len(matrix))
        begun = time.monotonic()
        index.upsert(ids, matrix)
        seconds += time.monotonic() - begun
    return seconds


def server_of(data: Path) -> int:
    """Return the process id of the vector server of a folder."""
    return int(json.loads((data / "chroma.address").read_text())["pid"])


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else path.parent.glob(f"{path.name}*")
    return sum(file.stat().st_size for file in files if file.is_file())
