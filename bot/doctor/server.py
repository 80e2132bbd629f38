"""A vector server that others run, and the machine whose articles come in from there."""

from __future__ import annotations

import time

from bot.doctor.check import NOT_CONFIGURED, Finding, passes, warns
from bot.doctor.machine import own_folder
from ingest.following import Follower
from ingest.library import Library
from ingest.settings import Settings


def server(settings: Settings) -> Finding:
    """Check that the configured server answers, and takes us for who we are."""
    if settings.chroma_url is None:
        return NOT_CONFIGURED
    library = Library(settings.model_copy(update={"data": own_folder(settings.data)}))
    try:
        assert library.remote is not None  # noqa: S101  # CHROMA_URL is set
        begun = time.perf_counter()
        version = library.remote.version()
        library.collections("")
        took = (time.perf_counter() - begun) * 1000
        return passes(f"{library.remote.where} runs Chroma {version} and answered in {took:.0f} ms{_store(library)}.")
    finally:
        library.close()


def following(settings: Settings) -> Finding:
    """Check that articles of the other machine come in."""
    if settings.follow is None:
        return NOT_CONFIGURED
    library = Library(settings.model_copy(update={"data": own_folder(settings.data)}))
    follower = Follower(library)
    try:
        lag = follower.lag()
        if lag.followed < lag.published:
            return warns(
                f"{lag.published - lag.followed} of {lag.published} changes are still to come in: start the bot, or "
                "look again in a minute."
            )
        return passes(f"All {lag.published} changes of the store {library.store.meta('follows')} are in.")
    finally:
        follower.close()
        library.close()


def _store(library: Library) -> str:
    return "" if library.follow else f"; this store is {library.store.meta('store')}"
