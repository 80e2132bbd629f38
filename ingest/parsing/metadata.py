"""What a page states about its article, in this order of trust.

1. JSON-LD: what the publisher tells search engines, bound to the article.
2. Open Graph: what it tells those who share the page.
3. Meta tags: Dublin Core, Parsely, citation and plain names.
4. The visible page: ``<time>``, ``<h1>``, ``rel=author``, microdata.
5. The address, the day with which the text begins, and what a guess from all of the page finds.

The language is the other way round, since every page has ``<html lang>``: that, then JSON-LD, then detection.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from ingest.parsing import dates, jsonld
from ingest.parsing.canonical import choose, site
from ingest.parsing.types import Page
from ingest.text.folding import words
from ingest.text.language import detect, normalize_code

_TITLE_NAMES = ("dc.title", "dcterms.title", "citation_title", "parsely-title", "sailthru.title", "title")
_SOURCE_NAMES = ("citation_journal_title", "dc.publisher", "dcterms.publisher", "publisher", "application-name")
_AUTHOR_NAMES = (
    *("author", "parsely-author", "dc.creator", "dcterms.creator", "citation_author", "sailthru.author"),
    *("article:author_name", "byl", "authors"),
)
_PUBLISHED_NAMES = (
    *("parsely-pub-date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date"),
    *("citation_publication_date", "citation_online_date", "sailthru.date", "publishdate", "publish-date", "pubdate"),
    *("publish_date", "published_date", "publication_date", "datepublished", "article.published", "date"),
)
_MODIFIED_NAMES = ("dcterms.modified", "dc.date.modified", "datemodified", "last-modified", "lastmod", "revised")
_OG_PUBLISHED = ("article:published_time", "og:published_time", "og:article:published_time", "article:published")
_OG_MODIFIED = ("article:modified_time", "og:modified_time", "og:updated_time", "article:modified")

_TAIL_BEGINS = re.compile(r"\s+(?:[|–—•·»›:]|::|-|\|\|)\s+")
_TAIL = re.compile(rf"^(.+?){_TAIL_BEGINS.pattern}([^|–—•·»›]+)$")
_BYLINE = re.compile(r"^(?:by|von|por|par|di|da|door|av|af|theo|bài|tác giả)\s*:?\s+(?=\S)", re.IGNORECASE)
_BETWEEN_AUTHORS = re.compile(r"\s*[,;|/]\s*|\s+(?:and|und|et|y|và|&)\s+", re.IGNORECASE)
_NO_NAME = re.compile(r"https?://|www\.|@|\d{4}|[<>{}]")
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=\D)")
_DATELINE = re.compile(
    r"[\W_]{0,3}(\d{1,2}\.? [^\W\d]{3,12}\.? \d{4}|[^\W\d]{3,12}\.? \d{1,2}, \d{4}|\d{1,2}[./]\d{1,2}[./]\d{4})"
    r"\s?[).:,–—|-]"
)
_CODE = re.compile(r"[a-z]{2,3}")
_MAX_TITLE_CHARS, _MAX_NAME_CHARS, _MAX_AUTHORS = 500, 100, 20
# A template's `lang="en"` is often left as it was; so much text tells better.
_TELLING_CHARS = 500


class Metadata:
    """The statements of one page; ``url`` is where it was found, if that is known."""

    def __init__(self, tree: HtmlElement, url: str | None) -> None:
        self._tree = tree
        self._url = url
        self._meta = _meta_tags(tree)
        self._headings = [_content(heading) for heading in tree.iter("h1")]
        self._title_tag = next(map(_content, tree.xpath("//head/title|//title")), "")
        titles = [*self._headings, *self._named("og:title"), self._title_tag]
        self._article, self._known = jsonld.article(tree, titles)
        self._address = self._canonical()
        self._source = self._publisher()
        self.title = self._headline()

    @property
    def descriptions(self) -> list[str]:
        """What the page says of its article in a sentence or two."""
        stated = [self._stated("description", "alternativeHeadline"), *self._named("og:description", "description")]
        return [description for description in stated if description]

    @property
    def text(self) -> str | None:
        """The article's text as JSON-LD has it, which is without paragraphs."""
        return self._stated("articleBody")

    def page(self, text: str) -> Page:
        """Return the page whose article is ``text``."""
        published = self._published(text)
        modified = _first_day([self._stated("dateModified"), *self._named(*_OG_MODIFIED, *_MODIFIED_NAMES)])
        return Page(
            text=text,
            title=self.title,
            source=self._source,
            authors=self._authors(),
            published=published,
            modified=modified if modified and published and modified >= published else None,
            url=self._address,
            language=self._language(text),
        )

    def _named(self, *names: str) -> list[str]:
        return [value for name in names for value in self._meta.get(name, ())]

    def _stated(self, *names: str) -> str | None:
        return next(filter(None, (jsonld.text(self._article.get(name)) for name in names)), None)

    def _headline(self) -> str | None:
        stated = [self._stated("headline"), *self._named("og:title", *_TITLE_NAMES, "twitter:title")]
        lone = self._headings if len(self._headings) == 1 else []
        for candidate in (*stated, *lone, self._title_tag, *self._headings):
            title = " ".join((candidate or "")[:_MAX_TITLE_CHARS].split())
            if title:
                return self._without_tail(title)
        return None

    def _without_tail(self, title: str) -> str:
        """Return ``title`` without " | Publisher": a tail that names the site, or whatever follows the heading."""
        for heading in self._headings:
            if heading and title.startswith(heading) and _TAIL_BEGINS.match(title, len(heading)):
                return heading
        named = [self._source, *self._named("og:site_name", "application-name"), *self._site_names()]
        names = {_key(name) for name in named} - {""}
        match = _TAIL.match(title)
        while match and _key(match[2]) in names:
            title = match[1]
            match = _TAIL.match(title)
        return title

    def _site_names(self) -> tuple[str, ...]:
        if self._address is None:
            return ()
        return (urlsplit(self._address).hostname or "").removeprefix("www."), site(self._address).split(".")[0]

    def _publisher(self) -> str | None:
        publisher = self._resolved(self._article.get("publisher"))
        stated = [jsonld.text(publisher), *self._named("og:site_name", *_SOURCE_NAMES)]
        microdata = self._tree.xpath("//*[@itemprop='publisher']//*[@itemprop='name']")
        named = [*stated, *(element.get("content") or _content(element) for element in microdata[:1])]
        for name in named:
            if name and len(name) <= _MAX_NAME_CHARS and "://" not in name:
                return name.split(" | ")[0]
        return (urlsplit(self._address or "").hostname or "").removeprefix("www.") or None

    def _resolved(self, value: object) -> object:
        """Return what an ``@id`` stands for."""
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, dict) and "name" not in value:
            return self._known.get(str(value.get("@id")), value)
        return value

    def _authors(self) -> tuple[str, ...]:
        stated = self._article.get("author") or self._article.get("creator")
        listed = stated if isinstance(stated, list) else [stated]
        visible = self._tree.xpath("//*[@itemprop='author' or @rel='author']")[:_MAX_AUTHORS]
        for candidates in (
            [name for author in listed for name in _names_of(self._resolved(author))],
            self._named("article:author", "og:article:author"),
            self._named(*_AUTHOR_NAMES),
            [element.get("content") or _content(element) for element in visible],
        ):
            found = tuple(dict.fromkeys(name for candidate in candidates for name in _names(candidate)))
            if found:
                return found[:_MAX_AUTHORS]
        return ()

    def _published(self, text: str) -> date | None:
        stated = [self._stated("datePublished", "dateCreated"), *self._named(*_OG_PUBLISHED, *_PUBLISHED_NAMES)]
        return (
            _first_day(stated)
            or _first_day(self._times())
            or self._day_of_address()
            or _dateline(text)
            or self._guessed()
        )

    def _times(self) -> Iterator[str]:
        """Yield the times that are visible: those marked as publication first, then that of the article's head."""
        marked = "//*[@itemprop='datePublished'] | //time[@pubdate]"
        plain = "(//article//time | //main//time)[@datetime][1]"
        for path in (marked, plain):
            for element in self._tree.xpath(path)[:3]:
                yield element.get("datetime") or element.get("content") or _content(element)[:100]

    def _day_of_address(self) -> date | None:
        match = _URL_DATE.search(self._address or "")
        return _first_day(["-".join(match.groups())]) if match else None

    def _guessed(self) -> date | None:
        from htmldate import find_date

        try:
            found = find_date(self._tree, original_date=True, extensive_search=True, url=self._url)
        except (ValueError, TypeError, AttributeError, OverflowError):  # it is not prepared for all that pages hold
            return None
        return date.fromisoformat(found) if found else None

    def _canonical(self) -> str | None:
        links = self._tree.xpath("//link[translate(@rel, 'CANOIL', 'canoil')='canonical']/@href")[:3]
        stated = jsonld.text(self._article.get("url"))
        return choose([*links, *self._named("og:url"), stated], self._url)

    def _language(self, text: str) -> str | None:
        declared = [self._tree.get("lang"), self._tree.get("xml:lang"), self._stated("inLanguage")]
        declared += self._named("og:locale", "content-language", "dc.language", "language")
        codes = (normalize_code(code) for code in declared if code)
        code = next((code for code in codes if _CODE.fullmatch(code)), None)
        if code is None or (code == "en" and len(text) >= _TELLING_CHARS):
            return detect(text)
        return code


def _meta_tags(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = html.unescape((element.get("content") or "").strip())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, []).append(" ".join(content.split()))
    return found


def _content(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _key(name: str | None) -> str:
    return "".join(words(name or ""))


def _first_day(stated: Iterable[str | None]) -> date | None:
    """Return the day of the first value that states one, in the zone in which it is written."""
    moments = (dates.parse(value) for value in stated if value)
    return next((moment.date() for moment in moments if moment), None)


def _dateline(text: str) -> date | None:
    """Return the day with which an article begins: ``(21. November 2022) …``."""
    match = _DATELINE.match(text)
    return _first_day([match[1]]) if match else None


def _names_of(author: object) -> list[str]:
    """Return the name of an author of JSON-LD; only a plain string may hold several."""
    if isinstance(author, dict) and isinstance(author.get("name"), list):
        return [name for name in author["name"] if isinstance(name, str)]
    name = jsonld.text(author)
    return [name] if name else []


def _names(stated: str) -> Iterator[str]:
    if _NO_NAME.search(stated):
        return
    for part in _BETWEEN_AUTHORS.split(_BYLINE.sub("", " ".join(stated.split())[:2_000])):
        name = _BYLINE.sub("", part.strip(" .-–—\"'“”"))
        if 1 < len(name) <= _MAX_NAME_CHARS:
            yield name
