"""Which article a page is: a new one, one that is known, or a copy of one that is known under another address.

A page is the article of the address that brought it before. Else it is the article of its own address: the canonical
one that it states, if that is of the site the page came from, or where permanent redirects lead. A page whose own
address is another article's, or whose text is, is a copy of that one: it is remembered and changes nothing, for
otherwise the second page of a long article, or a page on somebody else's site, could take the place of the first. A
copy that is none any more is an article of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.addresses import id_of_url, is_front_page, normal, site
from ingest.store import Store
from ingest.visits import Visit


@dataclass(frozen=True, slots=True)
class Met:
    """A page that was met: what it was asked for as, where it was found, and what it states of itself.

    ``asked``, ``moved`` (where permanent redirects lead, else ``asked``) and ``landed`` are normal addresses;
    ``canonical`` is as stated; ``digest`` is that of the text; ``name`` is what its id is made of, else the address.
    """

    asked: str
    moved: str
    landed: str
    canonical: str | None
    digest: str
    name: str | None = None

    @property
    def claimed(self) -> str | None:
        """The canonical address, normal, unless it is that of the whole site: a common mistake."""
        claimed = normal(self.canonical) if self.canonical else None
        return None if claimed is None or (is_front_page(claimed) and not is_front_page(self.landed)) else claimed

    @property
    def own(self) -> str:
        """The page's own address. A page cannot claim one of another site."""
        claimed = self.claimed
        return claimed if claimed is not None and site(claimed) == site(self.landed) else self.moved


@dataclass(frozen=True, slots=True)
class Place:
    """The article a page is, or is a copy of; ``merged`` is an article that turned out to be the same one."""

    article_id: str
    is_copy: bool = False
    merged: str | None = None


class Copies:
    """Finds the places of the pages of one run, one after another, and remembers their addresses in ``store``."""

    def __init__(self, store: Store) -> None:
        self._store = store
        # What this run found is not in the store until its batch is written.
        self._found: set[str] = set()
        self._texts: dict[str, str] = {}

    def place(self, visit: Visit, met: Met) -> Place:
        """Return which article the page is that was met where ``visit`` says."""
        place = self._brought_before(visit, met) or self._known(visit, met) or Place(id_of_url(met.own, met.name))
        addresses = {met.asked, met.moved, met.own}
        if place.merged is not None:
            addresses.update(self._store.addresses(place.merged))
        self._remember(place.article_id, addresses)
        if not place.is_copy:
            self._found.add(place.article_id)
            self._texts.setdefault(met.digest, place.article_id)
        return place

    def is_there(self, article_id: str) -> bool:
        """Return whether an article is stored, or was found in this run."""
        return article_id in self._found or self._store.version(article_id) is not None

    def was_found(self, article_id: str) -> bool:
        """Return whether an article was found in this run."""
        return article_id in self._found

    def _brought_before(self, visit: Visit, met: Met) -> Place | None:
        before = visit.article_id
        if before is None or visit.outcome == "copy":
            return None
        address = self._address(before)
        is_of_its_site = address is None or site(met.asked) == site(address)
        if not is_of_its_site and site(met.own) != site(address or ""):
            return None  # it only led to an article of another site: what it is itself may not take that one's place
        other = self._store.article_at(met.own)
        if other not in (None, before) and self.is_there(other) and met.own == self._address(other):
            return Place(other, is_copy=True, merged=before if is_of_its_site else None)
        return Place(before, is_copy=before in self._found)

    def _known(self, visit: Visit, met: Met) -> Place | None:
        urls = [met.own, met.moved, met.asked]
        if visit.article_id is not None:  # what is remembered of its address is only what it was before
            urls = [url for url in urls if url != met.asked]
        found = next((known for url in urls if (known := self._store.article_at(url))), None)
        if found is not None:
            return Place(found, is_copy=found in self._found or self._is_elsewhere(found, met.asked))
        claimed = self._store.article_at(met.claimed) if met.claimed not in (None, met.asked) else None
        copied = claimed or self._texts.get(met.digest) or self._store.web_copy(met.digest)
        return Place(copied, is_copy=True) if copied is not None and self.is_there(copied) else None

    def _is_elsewhere(self, article_id: str, asked: str) -> bool:
        """Return whether an article is stored whose own address is another than the one asked for."""
        return self._address(article_id) not in (None, asked)

    def _address(self, article_id: str) -> str | None:
        """Return the normal address of a stored article."""
        article = self._store.article(article_id)
        return normal(article.url) if article and article.url else None

    def _remember(self, article_id: str, addresses: Iterable[str]) -> None:
        new = [url for url in addresses if self._store.article_at(url) != article_id]
        if new:
            self._store.remember_addresses(article_id, new)
