"""An answerer as the settings want it: with a language model where one is configured, otherwise with quotes."""

from __future__ import annotations

from bot.answering import Answerer
from bot.composers import Composer
from bot.composers.quotes import QuotesComposer
from ingest.library import Library
from ingest.settings import Settings


def open_answerer(settings: Settings, library: Library) -> Answerer:
    """Return an answerer over ``library``; close it before the library."""
    return Answerer(library, composer_for(settings, library), deadline=settings.answer_deadline)


def composer_for(settings: Settings, library: Library) -> Composer:
    """Return the configured composer. Nothing is loaded or asked before the first question."""
    if not settings.has_llm:
        return QuotesComposer()
    from bot.composers.llm import LLMComposer
    from bot.language_model.client import LanguageModel
    from bot.language_model.spending import Spending

    model = LanguageModel(settings, Spending(settings.data, settings.llm_daily_budget))
    model.warm_up()
    return LLMComposer(model, library)
