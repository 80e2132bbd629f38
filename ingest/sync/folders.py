"""Folders: files that are new or changed are read, and the articles of files that were deleted are removed."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ingest.article import Article, Found, Removal
from ingest.errors import ItemError
from ingest.sources.files import Known, paths, read_file
from ingest.sources.pages import Overrides
from ingest.sync.writing import is_being_written
from ingest.visits import SeenFile, Visits

# A file that changed within this time may still be written to.
QUIET_SECONDS = 1.0
# A larger one is read line by line, not at once.
_WHOLE_BYTES = 16 << 20


@dataclass(frozen=True, slots=True)
class _State:
    """What tells that a file, or the sidecar beside it, has changed."""

    size: int
    modified: int


class Folder:
    """One folder as it is now, compared with what was read of it.

    ``unsettled`` tells after ``read`` how many files were left for later, as they are being written; ``settle``
    records the rest.
    """

    def __init__(self, path: Path, visits: Visits, known: Known, overrides: Overrides | None = None) -> None:
        self._path = path
        self._known = known
        self._visits = visits
        self._overrides = overrides or Overrides()
        self._read: list[SeenFile] = []
        self._gone: list[str] = []
        self._left_out: set[str] = set()
        self.unsettled = 0

    def read(self) -> Iterator[Found]:
        """Yield the articles of files that are new or changed, and the removals of those that are gone."""
        self.unsettled = 0
        before = self._visits.files(str(self._path))
        self._left_out = self._visits.left_out()
        try:
            there = {str(path): path for path in paths(self._path)} if self._path.is_dir() else None
        except OSError as error:
            yield ItemError(str(self._path), f"it cannot be read ({error.strerror or error}).")
            return
        if there is None or (not there and before and self._visits.identity(str(self._path)) != self._identity()):
            yield ItemError(str(self._path), "the folder is not there: its articles stay until it is back.")
            return
        for name, path in there.items():
            yield from self._file(path, before.get(name))
        yield from self._removals([seen for name, seen in before.items() if name not in there])

    def settle(self) -> None:
        """Record what was read, once it is in."""
        if self._read or self._gone:
            self._visits.record_files(str(self._path), self._identity(), self._read, self._gone)
        self._read, self._gone = [], []

    def _file(self, path: Path, seen: SeenFile | None) -> Iterator[Found]:
        state = _state(path)
        if state is None or (seen is not None and (seen.size, seen.modified) == (state.size, state.modified)):
            return
        if not _is_quiet(state) or is_being_written(path):
            self.unsettled += 1
            return
        found: Iterable[Found] = read_file(path, known=self._known)
        if state.size <= _WHOLE_BYTES:
            found = list(found)
            if _state(path) != state:
                self.unsettled += 1  # it changed while it was read: what was read may be half of each
                return
        yield from self._found(path, state, found, seen)

    def _found(self, path: Path, state: _State, found: Iterable[Found], seen: SeenFile | None) -> Iterator[Found]:
        ids: dict[str, None] = {}
        for item in found:
            if isinstance(item, Article):
                ids[item.id] = None
                if item.id not in self._left_out:
                    yield self._overrides.on(item)
            else:
                ids |= dict.fromkeys(seen.articles if seen else ())  # what it held before may be in what failed
                yield item
        if _state(path) == state:
            self._read.append(SeenFile(str(path), str(self._path), state.size, state.modified, tuple(ids)))
        else:
            self.unsettled += 1

    def _removals(self, gone: Iterable[SeenFile]) -> Iterator[Removal]:
        files = {seen.path: seen for seen in gone}
        if not files:
            return
        self._gone += files
        held = {id_: path for path, seen in files.items() for id_ in seen.articles}
        kept = self._visits.held_elsewhere(held, files) | {id_ for seen in self._read for id_ in seen.articles}
        for id_, path in held.items():
            if id_ not in kept:
                yield Removal(id_, f"its file {path} was deleted.")

    def _identity(self) -> str:
        """Return what tells the folder from another in its place, such as that under a disk that is not mounted."""
        state = self._path.stat()
        return f"{state.st_dev}:{state.st_ino}"


def _state(path: Path) -> _State | None:
    """Return the state of a file together with that of its sidecar; None when it is gone."""
    try:
        states = [path.stat()]
    except OSError:
        return None
    with suppress(OSError):
        states.append(path.with_name(f"{path.name}.json").stat())
    return _State(sum(state.st_size for state in states), max(state.st_mtime_ns for state in states))


def _is_quiet(state: _State) -> bool:
    since = time.time() - state.modified / 1e9
    return since < 0 or since >= QUIET_SECONDS  # a time in the future says nothing


def wait_until_quiet() -> None:
    """Wait until files that were just written may be read."""
    time.sleep(QUIET_SECONDS)
