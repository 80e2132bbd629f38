"""Keeping the articles as their sources are: the feeds, sitemaps, pages and folders that ``sources.toml`` names."""
