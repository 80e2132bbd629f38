"""Files and folders: which reader a path gets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ingest.article import Article
from ingest.errors import ItemError
from ingest.sources import html, jsonl, markdown, plain

Reader = Callable[[Path], Iterator[Article | ItemError]]

_READERS: dict[str, Reader] = {
    ".txt": plain.read,
    ".md": markdown.read,
    ".html": html.read,
    ".htm": html.read,
    ".jsonl": jsonl.read,
    ".jsonl.gz": jsonl.read,
}
_KINDS = "a folder, .txt, .md, .html, .jsonl or .jsonl.gz"


def read(items: Iterable[str]) -> Iterator[Article | ItemError]:
    """Yield the articles of files and folders in the order given, a folder's files by name.

    In a folder only the kinds of file that Dateline reads are taken, hidden ones and READMEs are not.
    """
    for item in items:
        path = Path(item)
        try:
            yield from _folder(path) if path.is_dir() else _file(path)
        except OSError as error:
            yield ItemError(item, f"it cannot be read ({error.strerror or error}).")


def _folder(folder: Path) -> Iterator[Article | ItemError]:
    found = False
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if hidden or not path.is_file() or _reader(path) is None or path.stem.casefold() == "readme":
            continue
        found = True
        yield from _file(path)
    if not found:
        yield ItemError(str(folder), "the folder has no .txt, .md, .html, .jsonl or .jsonl.gz file.")


def _file(path: Path) -> Iterator[Article | ItemError]:
    reader = _reader(path)
    if path.exists() and not path.is_file():
        yield ItemError(str(path), "it is not a file.")  # a pipe would be waited for without end
        return
    if reader is None and path.exists():
        yield ItemError(str(path), f"this kind of file is not read: give {_KINDS}.")
        return
    try:
        yield from (reader or plain.read)(path)
    except ItemError as error:
        yield error
    except FileNotFoundError:
        yield ItemError(str(path), "there is no such file.")
    except OSError as error:
        yield ItemError(str(path), f"it cannot be read ({error.strerror or error}).")


def _reader(path: Path) -> Reader | None:
    name = path.name.casefold()
    return next((reader for suffix, reader in _READERS.items() if name.endswith(suffix)), None)
