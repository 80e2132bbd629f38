"""``sources.toml``: what is to be kept up to date, and how often to look.

[[feed]]                                # RSS, Atom or JSON Feed: its items are fetched as pages
url = "https://news.example/rss.xml"
every = "15m"                           # s, m, h or d; the default differs: feed 15m, sitemap 1h, folder 1m
source = "The Example"                  # optional: the publisher of all its articles
language = "en"                         # optional: their language

[[sitemap]]                             # a sitemap, a news sitemap or an index of sitemaps
url = "https://news.example/sitemap.xml"

[[page]]                                # one page; without `every`, the more often the newer it is
url = "https://news.example/live"

[[folder]]                              # everything `add` reads in a folder; deleted files are removed
path = "news"                           # from the folder that sources.toml is in
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from ingest.addresses import is_web, normal
from ingest.errors import SettingsError
from ingest.sources.pages import Overrides
from ingest.sources.schedule import DAY, HOUR, MINUTE, Schedule
from ingest.visits import Kind

_UNITS = {"s": 1.0, "m": MINUTE, "h": HOUR, "d": DAY}
_LONGEST = 365 * DAY


def _seconds(value: object) -> float:
    match = re.fullmatch(r"(\d{1,6})\s*([smhd])", value.strip()) if isinstance(value, str) else None
    if match is None or not 0 < (seconds := int(match[1]) * _UNITS[match[2]]) <= _LONGEST:
        raise ValueError('a time is written like "30s", "15m", "2h" or "1d"')
    return seconds


def _address(value: str) -> str:
    if not is_web(value):
        raise ValueError("an address begins with http:// or https://")
    return normal(value)


_Every = Annotated[float, BeforeValidator(_seconds)]
_Url = Annotated[str, AfterValidator(_address)]


class _Source(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    source: str | None = Field(None, min_length=1)
    language: str | None = Field(None, pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$")

    @property
    def overrides(self) -> Overrides:
        """What is said of all its articles."""
        return Overrides(self.source, self.language)


class WebSource(_Source):
    """Something on the web, asked for every ``every`` seconds."""

    url: _Url
    every: _Every | None = None


class FeedSource(WebSource):
    """A feed."""

    every: _Every = 15 * MINUTE


class SitemapSource(WebSource):
    """A sitemap, or an index of sitemaps."""

    every: _Every = HOUR


class PageSource(WebSource):
    """A page; without ``every`` it is asked for as pages of feeds are."""


class FolderSource(_Source):
    """A folder; ``every`` is how often ``watch`` looks in it although it hears of changes."""

    path: Path = Field(strict=False)
    every: _Every = MINUTE


class Plan(BaseModel):
    """All sources. ``feed``, ``sitemap``, ``page`` and ``folder`` are named as they are in the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    feed: tuple[FeedSource, ...] = ()
    sitemap: tuple[SitemapSource, ...] = ()
    page: tuple[PageSource, ...] = ()
    folder: tuple[FolderSource, ...] = ()

    @property
    def web(self) -> tuple[WebSource, ...]:
        """All that is on the web."""
        return (*self.feed, *self.sitemap, *self.page)

    @property
    def origins(self) -> list[str]:
        """The addresses of all feeds, sitemaps and pages."""
        return [source.url for source in self.web]

    @property
    def schedule(self) -> Schedule:
        """How often to look at each address that has an interval."""
        return Schedule({source.url: source.every for source in self.web if source.every is not None})

    @property
    def overrides(self) -> Mapping[str, Overrides]:
        """What is said of all articles of an address."""
        return {source.url: source.overrides for source in self.web}

    def listings(self) -> Iterator[tuple[str, Kind]]:
        """Yield the addresses of feeds and sitemaps, and which they are."""
        yield from ((source.url, "feed") for source in self.feed)
        yield from ((source.url, "sitemap") for source in self.sitemap)

    @classmethod
    def load(cls, path: Path) -> Plan:
        """Read ``sources.toml``; the paths in it are taken from its folder.

        Raises:
            SettingsError: it is missing, is not TOML, or has a name or value that is not known.
        """
        try:
            plan = cls.model_validate(tomllib.loads(path.read_text("utf-8")))
        except FileNotFoundError as error:
            told = f"There is no {path}: write one as README.md shows, or name yours with --sources FILE."
            raise SettingsError(told) from error
        except OSError as error:
            raise SettingsError(f"{path} cannot be read ({error.strerror}).") from error
        except ValidationError as error:
            raise SettingsError(f"{path}: {_explained(error)}") from error
        except ValueError as error:  # not TOML, or not UTF-8
            raise SettingsError(f"{path} is not TOML ({error}).") from error
        return plan._checked(path)

    def _checked(self, path: Path) -> Plan:
        folders = [
            source.model_copy(update={"path": (path.parent / source.path.expanduser()).resolve()})
            for source in self.folder
        ]
        named = [*self.origins, *(str(source.path) for source in folders)]
        twice = next((name for name in named if named.count(name) > 1), None)
        if twice is not None:
            raise SettingsError(f"{path}: {twice} is named twice.")
        inner = next(((a.path, b.path) for a in folders for b in folders if a.path in b.path.parents), None)
        if inner is not None:
            raise SettingsError(
                f"{path}: the folder {inner[1]} is in {inner[0]}, which is read whole: name one of them."
            )
        if not named:
            raise SettingsError(f"{path} names no source: README.md shows how.")
        return self.model_copy(update={"folder": tuple(folders)})


_EXPECTED: dict[str, Literal["is not known", "is missing"]] = {
    "extra_forbidden": "is not known",
    "missing": "is missing",
}


def _explained(error: ValidationError) -> str:
    """Return one sentence for the first thing that is wrong, with its place as it stands in the file."""
    first: Any = error.errors()[0]
    kind, *rest = first["loc"]
    number = next((part + 1 for part in rest if isinstance(part, int)), None)
    names = [part for part in rest if isinstance(part, str)]
    place = f" in [[{kind}]] number {number}" if number is not None else ""
    name = f'"{names[-1] if names else kind}"{place}'
    if first["type"] == "tuple_type":
        return f"{kind} is written [[{kind}]], with two brackets."
    if first["type"] in _EXPECTED:
        return f"{name} {_EXPECTED[first['type']]}."
    return f"{name} is wrong ({first['msg'].removeprefix('Value error, ')})."
