"""A backup: the articles, and on request the journal, in one file; and back again.

Neither needs anything to stop. Vectors are in the store, so that the index is made from it: Chroma's folder is not in
a backup. Nor is any secret: no settings, no tokens, not the key of the journal.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from ingest.database import copy_database, is_sound
from ingest.errors import StoreError
from ingest.library import Library
from ingest.rebuild import Progress, fill
from ingest.store import Store

STORE, VISITS, JOURNAL = "store.db", "visits.db", "bot.db"
_MANIFEST, _FORMAT = "manifest.json", 1
_MOST_MANIFEST_BYTES = 100_000
_PIECE = 1 << 20
_ROOM = ".restore-"
_QUICK = 3  # vectors hardly get smaller however long one tries


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds; ``files`` has the size in bytes and the SHA-256 of each by name."""

    made: str
    articles: int
    passages: int
    embedder: str | None
    files: dict[str, tuple[int, str]]


def back_up(library: Library, target: Path, *, journal: bool = False) -> Contents:
    """Write a backup to ``target``, in whose place anything else stays until it is whole.

    ``journal`` adds the questions and answers of Discord, which are private.

    Raises:
        StoreError: something cannot be read, or the file not be written.
    """
    folder = library.store.folder
    if not target.name:
        raise StoreError(f"The backup {target} cannot be written (it is a folder).")
    names = [name for name in (STORE, VISITS, *([JOURNAL] if journal else [])) if (folder / name).exists()]
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with _room_beside(target) as room:
            for name in names:
                copy_database(folder / name, room / name)
            contents = _contents(room, names)
            _pack(room, contents, draft)
        draft.replace(target)
    except OSError as error:
        raise StoreError(f"The backup {target} cannot be written ({error.strerror or error}).") from error
    finally:
        draft.unlink(missing_ok=True)
    return contents


def restore(library: Library, archive: Path, progress: Progress, *, replacing: bool = False) -> Contents:
    """Put a backup in the place of what the data folder has. The caller holds the writer lock.

    The archive is checked, and its vectors are in a collection of their own, before one transaction switches to it: a
    bot that is running answers from the old articles until then, and from the restored ones at once.

    Raises:
        StoreError: the archive is no backup, or damaged; or the folder has articles and ``replacing`` is not set.
    """
    store = library.store
    if not replacing and store.counts()[0]:
        raise StoreError(
            f"The data folder {store.folder} has articles already: restore into another, or --replace them."
        )
    for left in store.folder.glob(f"{_ROOM}*"):
        shutil.rmtree(left, ignore_errors=True)  # by a restore that died
    with tempfile.TemporaryDirectory(prefix=_ROOM, dir=store.folder) as room:
        contents = _unpacked(archive, Path(room))
        if not replacing and JOURNAL in contents.files and (store.folder / JOURNAL).exists():
            raise StoreError(f"{store.folder} has a journal already: --replace puts the other in its place.")
        restored = Store(Path(room))
        try:
            _check_counts(restored, contents, archive)
            _take_in(library, restored, progress)
        finally:
            restored.close()
        for name in contents.files.keys() - {STORE}:
            copy_database(Path(room) / name, store.folder / name)
    return contents


def _take_in(library: Library, restored: Store, progress: Progress) -> None:
    """Fill a new collection from the restored store, and switch to both."""
    live = library.store
    has_vectors = bool(restored.ids()) and restored.meta("embedder") not in (None, "none")
    generations = (int(it.meta("generation") or 0) for it in (live, restored))
    restored.set_meta(generation=str(max(generations) + 1), mended=restored.meta("sequence") or "0", deleted="0")
    old = library.index
    if has_vectors:
        library.repair()
        new = library.collection_of(restored)
        try:
            fill(restored, new, progress)
        finally:
            new.close()
    copy_database(restored.path, live.path)
    if has_vectors:
        old.drop()
    library.publish()


@contextmanager
def _room_beside(target: Path) -> Iterator[Path]:
    """Give a folder for drafts where ``target`` is to be: the disk that has room for it."""
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as room:
        yield Path(room)


def _contents(room: Path, names: list[str]) -> Contents:
    copy = Store(room)
    try:
        articles, passages, _ = copy.counts()
        embedder = copy.meta("embedder")
    finally:
        copy.close()
    files = {name: ((room / name).stat().st_size, _digest(room / name)) for name in names}
    return Contents(datetime.now(UTC).isoformat(timespec="seconds"), articles, passages, embedder, files)


def _pack(room: Path, contents: Contents, draft: Path) -> None:
    manifest = {"format": _FORMAT, **asdict(contents)}
    (room / _MANIFEST).write_text(json.dumps(manifest, indent=1), "utf-8")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        with tarfile.open(fileobj=file, mode="w:gz", compresslevel=_QUICK) as tar:
            for name in (_MANIFEST, *contents.files):
                tar.add(room / name, name, filter=_anonymous)
        file.flush()
        os.fsync(file.fileno())


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Say nothing of who made the backup."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member


def _unpacked(archive: Path, room: Path) -> Contents:
    """Put the files of a backup into ``room``, each checked, and nothing else. Raises ``StoreError``."""
    try:
        with tarfile.open(archive, "r:gz") as tar:
            contents = _manifest(tar)
            for name in contents.files:
                _extract(tar, name, room / name, contents)
    except FileNotFoundError as error:
        raise StoreError(f"There is no file {archive}.") from error
    except OSError as error:
        raise StoreError(f"The backup {archive} cannot be read or unpacked ({error.strerror or error}).") from error
    except (tarfile.TarError, EOFError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{archive} is not a backup of Dateline, or is damaged ({error}).") from error
    return contents


def _manifest(tar: tarfile.TarFile) -> Contents:
    member = tar.next()
    if member is None or member.name != _MANIFEST or not member.isreg() or member.size > _MOST_MANIFEST_BYTES:
        raise ValueError("it does not begin with its manifest")
    file = tar.extractfile(member)
    manifest = json.loads(file.read() if file else b"")
    if manifest.pop("format") != _FORMAT:
        raise ValueError("it was made by a newer version of Dateline")
    files = {str(name): (int(size), str(digest)) for name, (size, digest) in manifest.pop("files").items()}
    if STORE not in files or not files.keys() <= {STORE, VISITS, JOURNAL}:
        raise ValueError("it names files that no backup has")
    return Contents(files=files, **manifest)


def _extract(tar: tarfile.TarFile, name: str, place: Path, contents: Contents) -> None:
    """Write the next member, which has to be the regular file ``name`` as the manifest has it, to ``place``."""
    member = tar.next()
    size, digest = contents.files[name]
    if member is None or member.name != name or not member.isreg() or member.size != size:
        raise ValueError(f"{name} is missing, or not what the manifest says")
    source = tar.extractfile(member)
    with place.open("xb") as file:
        while source is not None and (piece := source.read(_PIECE)):
            file.write(piece)
    if _digest(place) != digest or not is_sound(place):
        raise ValueError(f"{name} is not as it was")


def _check_counts(restored: Store, contents: Contents, archive: Path) -> None:
    if restored.counts()[:2] != (contents.articles, contents.passages):
        raise StoreError(f"{archive} does not hold as many articles as it says.")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
