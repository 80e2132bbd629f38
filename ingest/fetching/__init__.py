"""Bytes from addresses of the web that nobody has vouched for, safely and politely."""

from ingest.fetching.connecting import Resolve, system_resolver
from ingest.fetching.fetcher import Fetcher
from ingest.fetching.types import Fetched, Kinds, Limits, Validators

__all__ = ["Fetched", "Fetcher", "Kinds", "Limits", "Resolve", "Validators", "system_resolver"]
