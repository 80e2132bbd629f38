from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

from ingest.errors import VectorIndexError
from ingest.index import ServerAccess, VectorIndex

VECTORS = np.eye(4, dtype=np.float32)
IDS = ["a", "b", "c", "d"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def index(folder: Path) -> Iterator[VectorIndex]:
    access = ServerAccess(folder)
    index = VectorIndex(access, "tests")
    yield index
    index.close()
    access.close()


@pytest.fixture
def stranger() -> Iterator[int]:
    """Yield the port of a web server that is not Chroma's and says yes to everything."""

    class Yes(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        do_POST = do_GET  # noqa: N815

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Yes) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def publish(folder: Path, content: str) -> None:
    (folder / "chroma.address").write_text(content)


def test_vectors_are_written_read_found_and_deleted(index: VectorIndex) -> None:
    index.upsert(IDS, VECTORS)
    index.upsert(["a"], VECTORS[1:2])
    index.delete(["b", "nobody"])
    assert sorted(index.ids()) == ["a", "c", "d"]
    assert index.count() == 3
    assert index.nearest(VECTORS[1], 1) == [("a", pytest.approx(1))]
    assert list(index.get(["c", "nobody"])) == ["c"]
    assert index.get(["c"])["c"].tolist() == VECTORS[2].tolist()
    index.clear()
    assert index.count() == 0


def test_a_leftover_lock_file_locks_nothing(folder: Path, index: VectorIndex) -> None:
    (folder / "chroma.lock").write_text("12345")
    index.upsert(IDS, VECTORS)
    assert index.count() == 4


@pytest.mark.parametrize("content", ["", "{", '{"port": 1}', '{"port": null}', "[]", '{"port": "x", "pid": 1}', "\0\0"])
def test_a_leftover_address_is_not_believed(folder: Path, index: VectorIndex, content: str) -> None:
    publish(folder, content)
    index.upsert(IDS, VECTORS)
    assert index.count() == 4


def test_the_leftover_address_of_another_server_is_not_believed(
    folder: Path, index: VectorIndex, stranger: int
) -> None:
    publish(folder, json.dumps({"port": stranger, "pid": 1}))
    index.upsert(IDS, VECTORS)
    assert index.count() == 4


def test_one_process_owns_the_server_and_the_next_takes_over(folder: Path) -> None:
    first, second = ServerAccess(folder), ServerAccess(folder)
    try:
        assert first.port() == second.port()
        assert (first.owns_server, second.owns_server) == (True, False)
        index = VectorIndex(second, "tests")
        index.upsert(IDS, VECTORS)
        first.close()
        assert sorted(index.ids()) == IDS
        assert second.owns_server
        index.close()
    finally:
        first.close()
        second.close()


def test_a_server_that_is_killed_is_started_again(folder: Path, index: VectorIndex) -> None:
    index.upsert(IDS, VECTORS)
    child = index._access._child
    assert child is not None
    child.kill()
    child.wait()
    assert sorted(index.ids()) == IDS
    assert index.nearest(VECTORS[0], 1) == [("a", pytest.approx(1))]


def test_a_proxy_is_not_asked_for_what_is_on_this_machine(
    index: VectorIndex, stranger: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.setenv("NO_PROXY", "example.org")
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{stranger}")
    index.upsert(IDS, VECTORS)
    assert sorted(index.ids()) == IDS


def test_a_folder_that_chroma_cannot_open_is_named(folder: Path, index: VectorIndex) -> None:
    (folder / "chroma").write_text("a file in the folder's place")
    with pytest.raises(VectorIndexError, match=r"did not open: .*see .*chroma\.log; .* rebuild` makes it anew"):
        index.count()
