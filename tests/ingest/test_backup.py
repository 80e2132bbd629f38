"""A backup is made beside everything, holds no secret, and comes back whole or not at all."""

from __future__ import annotations

import io
import json
import os
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.backup import back_up, restore
from ingest.database import Database
from ingest.embedding import Embedder
from ingest.errors import StoreError
from ingest.library import Library
from ingest.pipeline import Pipeline
from ingest.settings import Settings
from tests.articles import article, articles
from tests.conftest import Run, settings_for
from tests.hashing import HashingEmbedding
from tests.whole import check_whole


@pytest.fixture
def filled(shelf: Library) -> Library:
    Pipeline(shelf).add(articles(20))
    Pipeline(shelf).add(articles(5, edition=1))
    return shelf


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Library]:
    library = Library(settings_for(tmp_path / "other"), Embedder(HashingEmbedding()))
    yield library
    library.close()


NOW = [*articles(5, edition=1), *articles(20)[5:]]


def quiet(done: int, total: int) -> None:
    assert 0 < done <= total


def test_what_is_backed_up_comes_back_with_vectors_and_versions(
    filled: Library, other: Library, tmp_path: Path
) -> None:
    archive = tmp_path / "a.tar.gz"
    assert back_up(filled, archive).articles == 20
    assert archive.stat().st_mode & 0o077 == 0
    assert restore(other, archive, quiet).articles == 20
    check_whole(other, NOW)
    assert [it.article for it in other.store.former_versions("news-0")] == [article(0)]
    assert Pipeline(other).add(NOW).unchanged == 20


def test_only_what_belongs_in_it_is_in_it(filled: Library, tmp_path: Path) -> None:
    folder = filled.store.folder
    for name in ("secret", ".env", "commands.sha256", "spending.db"):
        (folder / name).write_text("hush")
    Database(folder / "bot.db", "CREATE TABLE asked (question TEXT)").close()
    back_up(filled, tmp_path / "a.tar.gz")
    back_up(filled, tmp_path / "b.tar.gz", journal=True)
    found = []
    for name in ("a", "b"):
        with tarfile.open(tmp_path / f"{name}.tar.gz") as tar:
            found.append(tar.getnames())
            assert {(member.uname, member.uid, member.isreg()) for member in tar} == {("", 0, True)}
    assert found == [["manifest.json", "store.db"], ["manifest.json", "store.db", "bot.db"]]


def test_articles_are_only_replaced_when_asked(filled: Library, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "a.tar.gz")
    Pipeline(filled).add(articles(9, edition=2))
    with pytest.raises(StoreError, match=r"has articles already: .*--replace"):
        restore(filled, tmp_path / "a.tar.gz", quiet)
    assert filled.store.article("news-0") == article(0, 2)
    restore(filled, tmp_path / "a.tar.gz", quiet, replacing=True)
    check_whole(filled, NOW)
    Pipeline(filled).add(articles(9, edition=2))
    assert filled.store.article("news-0") == article(0, 2)


def test_a_reader_sees_the_old_articles_and_then_the_restored_ones(filled: Library, other: Library, tmp_path) -> None:
    Pipeline(other).add([replace(article(n), id=f"other-{n}") for n in range(8)])
    back_up(filled, tmp_path / "a.tar.gz")
    reader = Library(settings_for(other.store.folder), Embedder(HashingEmbedding()))
    vector, seen, done = reader.embedder.question(article(7).text, "vi"), set[str](), threading.Event()

    def read() -> None:
        while not done.is_set():
            found = reader.store.passages_of_vectors([id_ for id_, _ in reader.nearest(vector, 4)])
            seen.update(id_.split("-")[0] for id_ in found)

    thread = threading.Thread(target=read)
    thread.start()
    try:
        restore(other, tmp_path / "a.tar.gz", quiet, replacing=True)
    finally:
        done.set()
        thread.join()
        reader.close()
    assert seen >= {"other"}
    check_whole(other, NOW)


def test_a_backup_beside_an_ingest_is_whole(filled: Library, other: Library, tmp_path: Path) -> None:
    thread = threading.Thread(target=lambda: Pipeline(filled).add(articles(200)))
    thread.start()
    counts = [back_up(filled, tmp_path / "a.tar.gz").articles]
    thread.join()
    assert 20 <= restore(other, tmp_path / "a.tar.gz", quiet).articles == counts[0] <= 200
    check_whole(other, list(other.store.articles()))


def manifest(tar: tarfile.TarFile) -> dict[str, object]:
    return json.loads(tar.extractfile("manifest.json").read())


def pack(path: Path, members: list[tuple[tarfile.TarInfo | str, bytes]]) -> None:
    with tarfile.open(path, "w:gz") as tar:
        for info, content in members:
            member = tarfile.TarInfo(info) if isinstance(info, str) else info
            member.size = len(content) if member.isreg() else 0
            tar.addfile(member, io.BytesIO(content))


def link(name: str, target: str, kind: bytes = tarfile.SYMTYPE) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, target
    return member


@contextmanager
def words_only(folder: Path) -> Iterator[Library]:
    """Give a library without vectors, which opens at once."""
    library = Library(Settings(_env_file=None, data=folder, embedder="none"))
    try:
        yield library
    finally:
        library.close()


Members = list[tuple[tarfile.TarInfo | str, bytes]]
HOSTILE: dict[str, Callable[[bytes, bytes], Members]] = {
    "no manifest": lambda facts, store: [("store.db", store)],
    "no store": lambda facts, store: [("manifest.json", facts)],
    "another name": lambda facts, store: [("manifest.json", facts), ("../store.db", store)],
    "another absolute name": lambda facts, store: [("manifest.json", facts), ("/tmp/store.db", store)],
    "a link": lambda facts, store: [("manifest.json", facts), (link("store.db", "/etc/passwd"), b"")],
    "a hard link": lambda facts, store: [
        ("manifest.json", facts),
        (link("store.db", "manifest.json", tarfile.LNKTYPE), b""),
    ],
    "a manifest that names others": lambda facts, store: [("manifest.json", facts.replace(b"store.db", b"../ab.db"))],
    "a newer format": lambda facts, store: [("manifest.json", facts.replace(b'"format": 1', b'"format": 2'))],
    "a damaged store": lambda facts, store: [
        ("manifest.json", facts),
        ("store.db", store[:5_000] + b"?" * len(store[5_000:])),
    ],
    "a cut store": lambda facts, store: [("manifest.json", facts), ("store.db", store[:-9])],
    "no JSON": lambda facts, store: [("manifest.json", b"[]"), ("store.db", store)],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_backup_changes_nothing(name: str, tmp_path: Path) -> None:
    with words_only(tmp_path / "one") as one, words_only(tmp_path / "other") as other:
        Pipeline(one).add(articles(9))
        Pipeline(other).add(articles(2))
        back_up(one, tmp_path / "a.tar.gz")
        with tarfile.open(tmp_path / "a.tar.gz") as tar:
            facts, store = (tar.extractfile(member).read() for member in ("manifest.json", "store.db"))
        pack(tmp_path / "b.tar.gz", HOSTILE[name](facts, store))
        with pytest.raises(StoreError, match="is not a backup of Dateline, or is damaged"):
            restore(other, tmp_path / "b.tar.gz", quiet, replacing=True)
        assert list(other.store.articles()) == articles(2)
    assert {path.name for path in tmp_path.iterdir()} == {"a.tar.gz", "b.tar.gz", "one", "other"}
    assert not list((tmp_path / "other").glob(".*"))


@pytest.mark.parametrize("content", [b"", b"no archive", os.urandom(4_000)])
def test_a_file_that_is_no_archive_is_named(content: bytes, other: Library, tmp_path: Path) -> None:
    (tmp_path / "b.tar.gz").write_bytes(content)
    with pytest.raises(StoreError, match=r"b\.tar\.gz"):
        restore(other, tmp_path / "b.tar.gz", quiet)
    with pytest.raises(StoreError, match=r"There is no file .*nowhere"):
        restore(other, tmp_path / "nowhere", quiet)


def test_the_commands_say_what_they_did(run: Run, data: Path, tmp_path: Path) -> None:
    plain = {**os.environ, "DATELINE_EMBEDDER": "none"}
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(it.as_json()) + "\n" for it in articles(3)))
    assert run("ingest", "add", "a.jsonl", env=plain).returncode == 0
    said = run("ingest", "backup", "b.tar.gz", env=plain).stdout
    assert said.startswith("3 articles are in b.tar.gz (")
    told = json.loads(run("ingest", "backup", "b.tar.gz", "--json", env=plain).stdout)
    assert (told["articles"], told["contains"][0]) == (3, "store.db")
    refused = run("ingest", "restore", "b.tar.gz", env=plain)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert run("ingest", "--data", "fresh", "restore", "b.tar.gz", "--quiet", env=plain).stdout == ""
    assert run("ingest", "--data", "fresh", "export", env=plain).stdout == (tmp_path / "a.jsonl").read_text()
    nowhere = run("ingest", "backup", "no/where.tar.gz", env=plain)
    assert nowhere.returncode == 1
    assert nowhere.stderr == "The backup no/where.tar.gz cannot be written (No such file or directory).\n"
    folder = run("ingest", "backup", ".", env=plain)
    assert (folder.returncode, folder.stderr) == (1, "The backup . cannot be written (it is a folder).\n")
