"""Files, folders, addresses and standard input: which reader an item gets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ingest.addresses import is_web, normal
from ingest.article import Article, Found
from ingest.errors import ItemError
from ingest.sources import html, jsonl, markdown, pdf, plain, sniffing, stdin
from ingest.sources.building import id_of_path
from ingest.sources.web import Web

Reader = Callable[[Path], Iterator[Article | ItemError]]
# The id of the article that is known under a normal address.
Known = Callable[[str], str | None]

_READERS: dict[str, Reader] = {
    ".txt": plain.read,
    ".md": markdown.read,
    ".html": html.read,
    ".htm": html.read,
    ".pdf": pdf.read,
    ".jsonl": jsonl.read,
    ".jsonl.gz": jsonl.read,
}
# Read when they are named, not when they are met in a folder: a .json there may be anything, such as a sidecar.
_FEEDS = (".xml", ".rss", ".atom", ".json")
_KINDS = "a folder, .txt, .md, .html, .pdf, .jsonl, .jsonl.gz, or a feed (.xml, .rss, .atom, .json)"
_STDIN = "-"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def read(items: Iterable[str], web: Web | None = None) -> Iterator[Found]:
    """Yield the articles of files and folders in the order given, a folder's files by name.

    In a folder only the kinds of file that Dateline reads are taken, hidden ones and READMEs are not. With ``web``,
    items may also be addresses and feeds; ``-`` is standard input.
    """
    for item in items:
        if is_web(item):
            yield from web.read(item) if web else [ItemError(item, "addresses are not read here.")]
        elif item == _STDIN:
            yield from _wanted(stdin.read(web), web)
        elif _SCHEME.match(item):
            yield ItemError(item, "addresses begin with http:// or https://; others are not fetched.")
        else:
            yield from _wanted(_local(item, web), web)


def _wanted(found: Iterator[Found], web: Web | None) -> Iterator[Found]:
    return found if web is None else web.wanted(found)


def paths(folder: Path) -> Iterator[Path]:
    """Yield the files in ``folder`` that are read, by name. Raises ``OSError``."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file() and _reader(path) is not None and path.stem.casefold() != "readme":
            yield path


def read_file(path: Path, web: Web | None = None, known: Known | None = None) -> Iterator[Found]:
    """Yield what is in one file.

    One that states an address and no id is the article that is ``known`` there, if any is.
    """
    for item in _read_file(path, web):
        yield _as_known(item, path, known) if isinstance(item, Article) and known is not None else item


def _as_known(article: Article, path: Path, known: Known) -> Article:
    if article.id != id_of_path(path) or not article.url or not is_web(article.url):
        return article
    return replace(article, id=known(normal(article.url)) or article.id)


def _read_file(path: Path, web: Web | None) -> Iterator[Found]:
    reader = _reader(path)
    if path.exists() and not path.is_file():
        yield ItemError(str(path), "it is not a file.")  # a pipe would be waited for without end
        return
    try:
        if reader is None and path.exists():
            yield from _feed(path, web)
        else:
            yield from (reader or plain.read)(path)
    except ItemError as error:
        yield error
    except FileNotFoundError:
        yield ItemError(str(path), "there is no such file.")
    except OSError as error:
        yield ItemError(str(path), f"it cannot be read ({error.strerror or error}).")


def _local(item: str, web: Web | None) -> Iterator[Found]:
    path = Path(item)
    try:
        known = web.known if web is not None else None
        yield from _folder(path, known) if path.is_dir() else read_file(path, web, known)
    except OSError as error:
        yield ItemError(item, f"it cannot be read ({error.strerror or error}).")


def _folder(folder: Path, known: Known | None) -> Iterator[Found]:
    found = False
    for path in paths(folder):
        found = True
        yield from read_file(path, known=known)
    if not found:
        yield ItemError(str(folder), "the folder has no .txt, .md, .html, .pdf, .jsonl or .jsonl.gz file.")


def _feed(path: Path, web: Web | None) -> Iterator[Found]:
    """Yield the articles of a feed or sitemap. Raises ``ItemError`` when it is neither."""
    body = plain.contents(path) if path.name.casefold().endswith(_FEEDS) else b""
    kind = sniffing.kind_of(body)
    if web is None or kind not in {"feed", "sitemap"}:
        raise ItemError(str(path), f"this kind of file is not read: give {_KINDS}.")
    yield from web.read_file(path, body, kind)


def _reader(path: Path) -> Reader | None:
    name = path.name.casefold()
    return next((reader for suffix, reader in _READERS.items() if name.endswith(suffix)), None)
