"""Pages of the web: asked for by several threads, each then settled as an article, a copy, a removal or a failure."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import itemgetter

from ingest.addresses import host_name, is_front_page, normal, site
from ingest.article import Article, Found, Removal, Unchanged
from ingest.errors import GoneError, ItemError, MissingError, TransientFetchError
from ingest.fetching import Fetched, Fetcher, Kinds, Validators
from ingest.parsing import Page, Parser
from ingest.parsing.decoding import NotTextError, decode
from ingest.sources.ahead import done_ahead
from ingest.sources.building import build
from ingest.sources.copies import Copies, Met, Place
from ingest.sources.feeds import seconds
from ingest.sources.html import metadata
from ingest.sources.schedule import DAY, Schedule
from ingest.sources.sniffing import kind_of_answer
from ingest.store import Store
from ingest.text.language import normalize_code
from ingest.visits import Visit, Visits

# Where the page cannot be read for another reason, the text in the feed does.
_GIVEN_BY_THE_PAGE_ALONE = (TransientFetchError, MissingError, GoneError)


@dataclass(frozen=True, slots=True)
class Answer:
    """What asking for a page gave: a page, an error, or neither when it is as it was."""

    visit: Visit
    fetched: Fetched | None = None
    page: Page | None = None
    error: ItemError | None = None


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the operator says of all articles of one source, whatever they say themselves."""

    source: str | None = None
    language: str | None = None

    def on(self, article: Article) -> Article:
        """Return ``article`` with what is given here."""
        language = normalize_code(self.language) if self.language else article.language
        return replace(article, source=self.source or article.source, language=language)


class Pages:
    """Turns visits into articles. What became of them is kept until ``settled`` takes it.

    ``overrides`` are by the address of the feed, sitemap or page that the operator named.
    """

    def __init__(
        self,
        store: Store,
        visits: Visits,
        fetcher: Fetcher,
        parser: Parser,
        schedule: Schedule | None = None,
        overrides: Mapping[str, Overrides] | None = None,
    ) -> None:
        self._store = store
        self._visits = visits
        self._fetcher = fetcher
        self._parser = parser
        self._schedule = schedule or Schedule()
        self._overrides = overrides or {}
        self._copies = Copies(store)
        self._settled: list[Visit] = []

    def settled(self) -> list[Visit]:
        """Return what became of the visits since this was last called, to be recorded once the articles are in."""
        settled, self._settled = self._settled, []
        return settled

    def read(self, visits: Iterable[Visit]) -> Iterator[Found]:
        """Ask for pages, those of several hosts in turn, and yield what they give, as it comes."""
        tasks = [(visit, self._validators(visit)) for visit in _hosts_in_turn(visits)]
        for answer in done_ahead(lambda task: self._ask(*task), tasks):
            yield from self.settle(answer)

    def settle(self, answer: Answer) -> Iterator[Found]:
        """Yield what an answer means."""
        visit, error, now = answer.visit, answer.error, time.time()
        text = str((visit.hints or {}).get("text", ""))
        if error is not None and (not text or isinstance(error, _GIVEN_BY_THE_PAGE_ALONE)):
            yield from self._failed(visit, error, now)
        elif error is not None or answer.page is not None:
            yield from self._met(answer, answer.page or Page(text), now)
        else:
            self._settled.append(self._schedule.seen(visit, now, visit.outcome, visit.changed or now))
            if visit.article_id is not None:
                yield Unchanged(visit.article_id)

    def answer(self, visit: Visit, fetched: Fetched) -> Answer:
        """Return the article of what was fetched, or why there is none."""
        try:
            return Answer(visit, fetched, self._parsed(fetched))
        except ItemError as error:
            return Answer(visit, fetched, error=error)

    def _validators(self, visit: Visit) -> Validators | None:
        """Return what was seen, if its article is still there: else the page is wanted, changed or not."""
        if visit.article_id is None or self._store.version(visit.article_id) is None:
            return None
        return Validators(visit.etag, visit.last_modified)

    def _ask(self, visit: Visit, validators: Validators | None) -> Answer:
        if visit.kind == "entry":
            return Answer(visit, page=Page(str((visit.hints or {}).get("text", ""))))
        try:
            fetched = self._fetcher.get(visit.url, accept=Kinds.PAGE, validators=validators)
        except ItemError as error:
            return Answer(visit, error=error)
        return Answer(visit) if fetched is None else self.answer(visit, fetched)

    def _parsed(self, fetched: Fetched) -> Page:
        item = fetched.requested
        if is_front_page(fetched.url) and not is_front_page(fetched.requested):
            raise MissingError(item, "it leads to the front page of its site: the article is not there any more.")
        kind = kind_of_answer(fetched.body, fetched.media_type, fetched.url)
        if kind == "pdf":
            return self._parser.pdf(item, fetched.body)
        if kind != "text":
            return self._parser.page(item, fetched.body, charset=fetched.charset, url=fetched.url)
        try:
            return Page(decode(fetched.body))
        except NotTextError as error:
            raise ItemError(item, f"it is not text ({error}).") from error

    def _failed(self, visit: Visit, error: ItemError, now: float) -> Iterator[Found]:
        if isinstance(error, GoneError):
            after = self._schedule.gone(visit, now)
        elif isinstance(error, MissingError):
            after = self._schedule.missing(visit, now)
        elif isinstance(error, TransientFetchError):
            after = self._schedule.failed(visit, now, passing=True, wait=error.retry_after)
        else:
            after = self._schedule.failed(visit, now, passing=False)
        self._settled.append(after)
        if after.outcome == "gone" and self._brought(visit):
            yield Removal(str(visit.article_id), f"{error.item}: {error.reason}")
        elif visit.outcome not in {"copy", "gone"}:
            yield error

    def _brought(self, visit: Visit) -> bool:
        """Return whether the article that is there was brought by this visit and by nothing in this run."""
        id_ = visit.article_id
        copy = visit.outcome == "copy"
        return id_ is not None and not copy and not self._copies.was_found(id_) and self._copies.is_there(id_)

    def _met(self, answer: Answer, page: Page, now: float) -> Iterator[Found]:
        visit = answer.visit
        try:
            draft = self._article(visit, page, _landed(answer))
        except ItemError as error:
            yield from self._failed(visit, error, now)
            return
        met = _meeting(answer, page, draft)
        place = self._copies.place(visit, met)
        visit = _noted(visit, answer.fetched, place)
        if visit.origin is not None and self._visits.is_left_out(place.article_id):
            self._settled.append(replace(visit, outcome="left out", asked=now, due=None))
            return
        self._settled.append(self._seen(visit, draft, place, now))
        url = None if visit.kind == "entry" else met.own
        yield from self._placed(replace(draft, id=place.article_id, url=url), place)

    def _placed(self, article: Article, place: Place) -> Iterator[Found]:
        if place.merged is not None and not self._copies.was_found(place.merged):
            yield Removal(place.merged, f"it is the same article as {place.article_id}.")
        yield Unchanged(place.article_id) if place.is_copy else article

    def _article(self, visit: Visit, page: Page, landed: str) -> Article:
        """Return the article with what the page says, else the feed, else its host; its id is not known yet."""
        hints = {name: value for name, value in (visit.hints or {}).items() if name != "text"}
        host = host_name(landed)
        stated = {name: value for name, value in metadata(page).items() if (name, value) != ("source", host)}
        guesses = {"source": host} if visit.kind == "page" else {}
        article = build(visit.url, "-", page.text, {**guesses, **hints, **stated, "url": None})
        overrides = self._overrides.get(visit.origin or "")
        return article if overrides is None else overrides.on(article)

    def _seen(self, visit: Visit, article: Article, place: Place, now: float) -> Visit:
        if visit.digest is None:
            changed = _published(article, now)
        else:
            changed = visit.changed or now if visit.digest == article.digest else now
        visit = replace(visit, digest=article.digest)
        return self._schedule.seen(visit, now, "copy" if place.is_copy else "article", changed)


def _landed(answer: Answer) -> str:
    """Return the normal address at which the page was found."""
    return normal(answer.fetched.url) if answer.fetched else answer.visit.url


def _meeting(answer: Answer, page: Page, draft: Article) -> Met:
    """Return what tells which article the page is."""
    visit, fetched = answer.visit, answer.fetched
    moved = normal(fetched.moved_to) if fetched and fetched.moved_to else visit.url
    name = draft.title if visit.kind == "entry" else None
    return Met(visit.url, moved, _landed(answer), page.url, draft.digest, name)


def _noted(visit: Visit, fetched: Fetched | None, place: Place) -> Visit:
    """Return ``visit`` with the article it brought and what the server said to know it by."""
    known_by = fetched.validators if fetched else Validators()
    return replace(visit, article_id=place.article_id, etag=known_by.etag, last_modified=known_by.last_modified)


def _published(article: Article, now: float) -> float:
    """Return when an article was published: at the end of its day, or now if that is not over or not known."""
    day = seconds(article.published)
    return now if day is None else min(now, day + DAY)


def _hosts_in_turn(visits: Iterable[Visit]) -> list[Visit]:
    """Return the first page of each host, then the second of each, so that no thread waits while others could work."""
    met: Counter[str] = Counter()
    turns: list[tuple[int, Visit]] = []
    for visit in visits:
        host = site(visit.url)
        turns.append((met[host], visit))
        met[host] += 1
    return [visit for _, visit in sorted(turns, key=itemgetter(0))]
