"""Untrusted pages, feeds and documents to data, in worker processes with time and memory limits.

``Parser`` starts the workers when they are first needed; ``shared()`` is the one of this process.
"""

from ingest.parsing.pool import Parser, shared
from ingest.parsing.types import Entry, Feed, Page, Sitemap, SitemapEntry

__all__ = ["Entry", "Feed", "Page", "Parser", "Sitemap", "SitemapEntry", "shared"]
