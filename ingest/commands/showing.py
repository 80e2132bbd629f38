"""``show``: one article, with what it was before."""

from __future__ import annotations

import argparse
import json
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ingest.command import FAILED, OK
from ingest.commands.parsers import Commands, command
from ingest.commands.printing import line, lines, what_changed

if TYPE_CHECKING:
    from datetime import datetime

    from ingest.article import Article
    from ingest.library import Library
    from ingest.store import Store


def register(commands: Commands) -> None:
    """Give the command to the parser."""
    it = command(
        commands, "show", "show one article and its versions", _show,
        "The article as it is, then its versions, the newest first, with what changed in each. Ten former ones are "
        "kept; answers never rest on them.",
        "show storm-1a2b3c4d", "show storm-1a2b3c4d --version 9f3c", "show storm-1a2b3c4d --json",
    )  # fmt: skip
    it.add_argument("id", metavar="ID")
    which = it.add_mutually_exclusive_group()
    which.add_argument("--version", metavar="V", help="the version whose name begins so, instead of the current one")
    which.add_argument("--all", action="store_true", help="the text of every version")
    it.add_argument("--json", action="store_true", help="one JSON object")


def _show(library: Library, options: argparse.Namespace) -> int:
    versions = _versions(library.store, options.id)
    if not versions:
        print(f"{options.id}: there is no article with this id; `python -m ingest list` shows all.", file=sys.stderr)
        return FAILED
    chosen = versions if options.all else versions[:1]
    if options.version is not None:
        chosen = [it for it in versions if it.name.startswith(options.version)]
        if len(chosen) != 1:
            many = "several versions begin" if chosen else "no version begins"
            print(f"{options.id}: {many} with {options.version}; `show` without --version names them.", file=sys.stderr)
            return FAILED
    addresses = library.store.addresses(options.id)
    if options.json:
        print(json.dumps(_as_json(versions, chosen, addresses), ensure_ascii=False))
    else:
        _print(versions, chosen, addresses)
    return OK


class _Version:
    """A version of an article, current (``until`` is None) or former, and what changed with it."""

    def __init__(self, name: str, article: Article, since: datetime | None, until: datetime | None) -> None:
        self.name, self.article, self.since, self.until = name, article, since, until
        self.before: Article | None = None

    def as_json(self) -> dict[str, Any]:
        from ingest.changes import compare

        moments = {"since": self.since, "until": self.until}
        return {
            "version": self.name,
            **{name: moment.isoformat() if moment else None for name, moment in moments.items()},
            "changes": compare(self.before, self.article).as_json() if self.before else None,
        }

    def __str__(self) -> str:
        from ingest.changes import compare

        since = f"{self.since:%Y-%m-%d %H:%M} UTC" if self.since else "----------------    "
        changed = what_changed(compare(self.before, self.article)) if self.before else "the first that is kept"
        return f"  {self.name}  {since}  {line(changed)}"


def _versions(store: Store, article_id: str) -> list[_Version]:
    """Return the current version and the former ones, the latest first; none when there is no such article."""
    article, version, entry = store.article(article_id), store.version(article_id), store.entry(article_id)
    if article is None or version is None or entry is None:
        return []
    former = [_Version(it.version, it.article, it.since, it.until) for it in store.former_versions(article_id)]
    versions = [_Version(version, article, entry.updated, None), *former]
    for newer, older in pairwise(versions):
        newer.before = older.article
    return versions


def _as_json(versions: list[_Version], chosen: list[_Version], addresses: list[str]) -> dict[str, Any]:
    told = [it.as_json() | ({"article": it.article.as_json()} if it in chosen else {}) for it in versions]
    return {"article": chosen[0].article.as_json(), "addresses": addresses, "versions": told}


def _print(versions: list[_Version], chosen: list[_Version], addresses: list[str]) -> None:
    for it in chosen:
        article = it.article
        modified = article.modified and f"modified {article.modified}"
        facts = (article.id, article.published, modified, article.language, article.source, *article.authors)
        print(line(article.title))
        print(line(" · ".join(str(fact) for fact in facts if fact)))
        for address in addresses or filter(None, [article.url]):
            print(line(address))
        print(f"\n{lines(article.text).strip()}\n")
    print("versions:")
    for it in versions:
        print(it)
