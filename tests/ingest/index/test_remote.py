"""A Chroma server that somebody else runs: restarts, proxies, passwords, and what is no Chroma server."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import numpy as np
import pytest

from ingest.errors import VectorIndexError
from ingest.index import HASTY, Address, Record, Records, RemoteAccess, VectorIndex
from tests.chroma import ChromaServer

VECTORS = np.eye(4, dtype=np.float32)
IDS = ["a", "b", "c", "d"]
PREFIX = "/vectors"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ChromaServer]:
    with ChromaServer(tmp_path / "chroma") as server:
        yield server


@pytest.fixture
def proxy(server: ChromaServer) -> Iterator[tuple[str, list[httpx.Headers], list[int]]]:
    """Yield a proxy before the server: its address with a path, the headers it was sent, and statuses it is to say."""
    seen: list[httpx.Headers] = []
    say: list[int] = []

    class Proxy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            seen.append(httpx.Headers(dict(self.headers)))
            if say:
                return self._say(say.pop(0), b"<html>no</html>", "text/html")
            url = f"{server.url}{self.path.removeprefix(PREFIX)}"
            given = {"Content-Type": "application/json"}
            got = httpx.request(self.command, url, content=body, headers=given, trust_env=False)
            return self._say(got.status_code, got.content, got.headers["content-type"])

        do_POST = do_DELETE = do_GET  # noqa: N815

        def _say(self, status: int, body: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Proxy) as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{listening.server_address[1]}{PREFIX}", seen, say
        listening.shutdown()
        thread.join()


@pytest.fixture
def index(server: ChromaServer) -> Iterator[VectorIndex]:
    index = VectorIndex(RemoteAccess(Address(server.url)), "tests")
    yield index
    index.close()


def failure(index: VectorIndex) -> str:
    with pytest.raises(VectorIndexError) as raised:
        index.nearest(VECTORS[0], 1)
    return str(raised.value)


def test_vectors_are_written_read_found_and_deleted(index: VectorIndex) -> None:
    index._access.batch = 3  # several requests for what follows
    index.upsert(IDS, VECTORS)
    index.delete(["b", "nobody"])
    assert sorted(index.ids()) == ["a", "c", "d"]
    assert index.nearest(VECTORS[3], 1) == [("d", pytest.approx(1))]
    assert {id_: vector.tolist() for id_, vector in index.get([*IDS, "nobody"]).items()} == {
        id_: vector.tolist() for id_, vector in zip(IDS, VECTORS, strict=True) if id_ != "b"
    }
    index.drop()
    index.drop()
    assert index.count() == 0


def test_records_keep_their_words_and_facts(server: ChromaServer) -> None:
    records = Records(RemoteAccess(Address(server.url)), "heads-x")
    given = [Record(f"{n}:0", f"Bão số {n} “đổ bộ”\n", {"sequence": n, "version": "v"}) for n in range(250)]
    records.upsert(given)
    records.delete(["7:0", "nobody"])
    assert records.get([record.id for record in given]) == {it.id: it for it in given if it.id != "7:0"}
    records.close()


def test_a_server_that_starts_again_is_waited_for(server: ChromaServer, index: VectorIndex) -> None:
    index.upsert(IDS[:2], VECTORS[:2])
    server.kill()
    starting = threading.Timer(1.5, server.start)
    starting.start()
    index.upsert(IDS[2:], VECTORS[2:])
    starting.join()
    assert sorted(index.ids()) == IDS
    assert index.nearest(VECTORS[0], 1) == [("a", pytest.approx(1))]


def test_threads_that_share_a_connection_all_find_the_server_again(server: ChromaServer, index: VectorIndex) -> None:
    index.upsert(IDS, VECTORS)
    done = threading.Event()

    def read(_: int) -> int:
        rounds = 0
        while not done.is_set():
            assert sorted(index.get(IDS)) == IDS
            rounds += 1
        return rounds

    with ThreadPoolExecutor(6) as threads:
        reading = [threads.submit(read, n) for n in range(6)]
        for _ in range(3):
            time.sleep(0.3)
            server.kill()
            server.start()
        time.sleep(1)
        done.set()
        assert all(thread.result() > 3 for thread in reading)


def test_who_is_in_a_hurry_is_told_soon(server: ChromaServer, index: VectorIndex) -> None:
    index.upsert(IDS, VECTORS)
    hasty = VectorIndex(index._access, "tests", HASTY, create=False)
    assert hasty.count() == 4
    server.send(signal.SIGSTOP)
    begun = time.monotonic()
    with ThreadPoolExecutor(4) as threads:
        for _ in range(2):  # over the connection that there was, and over new ones
            errors = threads.map(lambda _: failure(hasty), range(4))
            assert all("does not answer" in it and "start it, or correct CHROMA_URL" in it for it in errors)
    assert time.monotonic() - begun < 15
    server.send(signal.SIGCONT)
    assert hasty.nearest(VECTORS[0], 1) == [("a", pytest.approx(1))]
    server.kill()
    begun = time.monotonic()
    with pytest.raises(VectorIndexError, match="does not answer"):
        hasty.nearest(VECTORS[0], 1)
    assert time.monotonic() - begun < 3
    hasty.close()


def test_a_missing_collection_is_not_made_in_passing(server: ChromaServer) -> None:
    index = VectorIndex(RemoteAccess(Address(server.url)), "nobodys", HASTY, create=False)
    for _ in range(2):
        with pytest.raises(VectorIndexError, match="has no vectors of these articles"):
            index.nearest(VECTORS[0], 1)
    assert httpx.get(f"{server.url}/api/v2/tenants/default_tenant/databases/default_database/collections").json() == []
    index.close()


@pytest.mark.parametrize(
    ("token", "name", "sent"),
    [
        ("ck-4711", "x-chroma-token", "ck-4711"),
        ("Bearer 4711", "authorization", "Bearer 4711"),
        ("Basic dTpw", "authorization", "Basic dTpw"),
    ],
)
def test_a_proxy_under_a_path_is_told_who_we_are(
    proxy: tuple[str, list[httpx.Headers], list[int]], token: str, name: str, sent: str
) -> None:
    url, seen, say = proxy
    index = VectorIndex(RemoteAccess(Address(f"{url}/", token)), "tests")
    index.upsert(IDS, VECTORS)
    say += [502, 503, 429]  # the server behind it starts again
    assert sorted(index.ids()) == IDS
    assert {headers.get(name) for headers in seen} == {sent}
    index.close()


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (401, r"refuses us \(401\): set CHROMA_TOKEN"),
        (403, r"refuses us \(403\): set CHROMA_TOKEN"),
        (404, r"there is no Chroma server \(it said 404\): correct CHROMA_URL"),
        (301, r"there is no Chroma server \(it said 301\)"),
        (200, r"there is no Chroma server \(it said 200\)"),
    ],
)
def test_what_a_proxy_says_instead_is_one_sentence(
    proxy: tuple[str, list[httpx.Headers], list[int]], status: int, told: str
) -> None:
    url, _, say = proxy
    say.append(status)
    index = VectorIndex(RemoteAccess(Address(url)), "tests")
    with pytest.raises(VectorIndexError, match=told):
        index.count()
    index.close()


@pytest.mark.parametrize("status", [401, 413, 500])
def test_a_proxy_that_begins_to_refuse_is_one_sentence_too(
    proxy: tuple[str, list[httpx.Headers], list[int]], status: int
) -> None:
    url, _, say = proxy
    index = VectorIndex(RemoteAccess(Address(url)), "tests")
    index.upsert(IDS, VECTORS)
    say.append(status)
    with pytest.raises(VectorIndexError, match=r"The vector server 127\.0\.0\.1:\d+ (refuses us|failed)"):
        index.count()
    index.close()


def test_an_unknown_tenant_is_named(server: ChromaServer) -> None:
    index = VectorIndex(RemoteAccess(Address(server.url, tenant="nobody")), "tests")
    with pytest.raises(VectorIndexError, match="no such database: correct CHROMA_TENANT"):
        index.count()


def test_a_proxy_of_the_environment_is_for_other_machines(
    server: ChromaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.setenv("NO_PROXY", "")
    assert RemoteAccess(Address(server.url)).version()
    with pytest.raises(VectorIndexError, match="does not answer"):
        RemoteAccess(Address("http://vectors.invalid:8000")).version()
