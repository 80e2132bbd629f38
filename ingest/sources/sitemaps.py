"""What sitemaps list: pages, the newest first, with what news sitemaps say of them."""

from __future__ import annotations

from ingest.addresses import normal
from ingest.parsing import Sitemap, SitemapEntry
from ingest.sources.feeds import Listed, seconds


def listed(sitemap: Sitemap) -> list[Listed]:
    """Return the pages that a sitemap lists, the newest first and those without a date last, each address once."""
    found: dict[str, Listed] = {}
    for entry in sorted(sitemap.entries, key=_moment, reverse=True):
        item = _listed(entry)
        found.setdefault(item.url, item)
    return list(found.values())


def _listed(entry: SitemapEntry) -> Listed:
    # When a sitemap says that a page changed is often when the sitemap was made: it is a reason to look, no more.
    hints = {
        "title": entry.title,
        "source": entry.source,
        "published": entry.published.isoformat() if entry.published else None,
        "language": entry.language,
    }
    known = {name: value for name, value in hints.items() if value}
    return Listed(normal(entry.url), "page", known, seconds(entry.modified))


def _moment(entry: SitemapEntry) -> float:
    return seconds(entry.modified) or seconds(entry.published) or 0.0
