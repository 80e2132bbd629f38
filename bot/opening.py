"""What the settings want: an answerer, with a language model or with quotes, and articles of another machine."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.answering import Answerer
from bot.composers.quotes import QuotesComposer
from bot.rewriting import ModelRewriter
from ingest.errors import ModelFileError
from ingest.library import Library
from ingest.settings import Settings

if TYPE_CHECKING:
    from bot.language_model.client import LanguageModel
    from ingest.following import Following


def open_answerer(settings: Settings, library: Library) -> Answerer:
    """Return an answerer over ``library``; close it before the library. The reader loads meanwhile."""
    threading.Thread(target=_warm_up, name="reader").start()
    if not settings.has_llm:
        return Answerer(library, QuotesComposer(), deadline=settings.answer_deadline)
    from bot.composers.llm import LLMComposer

    model = open_model(settings)
    composer, rewriter = LLMComposer(model, verify=settings.llm_verify), ModelRewriter(model)
    return Answerer(library, composer, deadline=settings.answer_deadline, rewriter=rewriter)


def _warm_up() -> None:
    from bot.reading import shared_reader

    with suppress(ModelFileError):  # the first answer says so
        shared_reader()


def open_following(library: Library) -> Following | None:
    """Begin to keep ``library`` current from the machine it follows, if it does; close that before the library."""
    if library.follow is None:
        return None
    from ingest.following import Following

    following = Following(library)
    following.start()
    return following


def open_model(settings: Settings) -> LanguageModel:
    """Return the configured language model. Nothing is asked of it before the first question."""
    from bot.language_model.client import LanguageModel
    from bot.language_model.spending import Spending

    model = LanguageModel(settings, Spending(settings.data, settings.llm_daily_budget))
    model.warm_up()
    return model
