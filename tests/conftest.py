"""What the tests share. Everything in them is real: embedder, Chroma, SQLite, files, processes."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from ingest.embedding import Embedder
from ingest.library import Library
from ingest.pipeline import Pipeline
from ingest.settings import Settings
from ingest.sources import read
from tests.hashing import HashingEmbedding

# One model is loaded for all tests; threads that spin would slow the others.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
# A Chroma folder that goes wrong can fill a disk: no process of the tests may write more into one file.
FILE_LIMIT = 2 << 30

_SETTINGS = ("ANSWER_DEADLINE", "CHROMA_", "DATELINE_", "DISCORD_", "EMBEDDING_", "LLM_", "OPENAI_")

# A loaded machine is no failure.
settings.register_profile("dateline", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
settings.load_profile("dateline")

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    keep_apart(monkeypatch, tmp_path)


def keep_apart(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Keep an operator's environment, `.env`, cache and data out of the tests: all of theirs are in ``folder``."""
    for name in list(os.environ):
        if name.startswith(_SETTINGS):
            patch.delenv(name)
    patch.setenv("DATELINE_DATA", str(folder / "data"))
    patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    patch.setenv("PYTHONPATH", str(ROOT))
    patch.setenv("LLM_VERIFY", "false")  # scripted models say what they are to say, once; tests of verifying ask for it
    patch.chdir(folder)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return the data folder of this test; commands find it in the environment."""
    return tmp_path / "data"


def limited(size: int = FILE_LIMIT) -> Callable[[], None]:
    """Return what a child process calls to be unable to write a file larger than ``size`` bytes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a command such as ``start("ingest", "add", "x.txt")``; it is killed when the test ends."""
    started: list[subprocess.Popen[str]] = []

    def start(module: str, *arguments: object, size: int = FILE_LIMIT, **options: object) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", module, *map(str, arguments)],
            stdin=options.pop("stdin", subprocess.DEVNULL),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            preexec_fn=limited(size),
            **options,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                pipe.close()


@pytest.fixture
def run(start: Start) -> Run:
    """Run a command to its end: ``run("bot", "ask", "Who?", input="…")``."""

    def run(module: str, *arguments: object, input: str | None = None, **options: object):  # noqa: A002
        process = start(module, *arguments, stdin=subprocess.PIPE, **options)
        out, err = process.communicate(input or "", timeout=120)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    return run


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """Return the embedder that comes with Dateline, loaded once."""
    from ingest.embedding.local import LocalEmbedding

    return Embedder(LocalEmbedding())


@pytest.fixture(scope="session")
def library(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Yield the seed articles, ingested once for all tests: only for reading."""
    library = Library(settings_for(tmp_path_factory.mktemp("seeds") / "data"), embedder)
    assert Pipeline(library).add(read([str(SEEDS)])).added == 2
    yield library
    library.close()


@pytest.fixture
def hashing() -> HashingEmbedding:
    """Return an embedding that counts what it embeds."""
    return HashingEmbedding()


@pytest.fixture
def shelf(data: Path, hashing: HashingEmbedding) -> Iterator[Library]:
    """Yield an empty library of this test, embedded by ``hashing``."""
    library = Library(settings_for(data), Embedder(hashing))
    yield library
    library.close()


def settings_for(data: Path, **others: object) -> Settings:
    """Return the settings of a data folder whatever the environment says."""
    return Settings(_env_file=None, **{"data": data, "embedder": "auto", **others})
