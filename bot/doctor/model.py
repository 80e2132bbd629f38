"""The language model: does its endpoint answer, does it take the key, does it have the model, what does it cost?"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel

from bot.doctor.check import NETWORK_SECONDS, NOT_CONFIGURED, Check, Finding, fails, passes, skips, warns
from bot.doctor.machine import own_folder
from bot.language_model.client import LanguageModel
from bot.language_model.spending import Spending
from bot.language_model.usage import Usage
from bot.opening import open_model
from ingest.errors import LanguageModelError, StoreError
from ingest.settings import Settings

_SECONDS = NETWORK_SECONDS - 0.5
_REQUEST = [{"role": "user", "content": 'Answer with the JSON object {"ok": true} and nothing else.'}]
# The least that the settings allow. Some endpoints refuse a single token.
_TOKENS = 50
_SHOWN_MODELS = 5
# Dollars for a million tokens. Nobody asks as little as the first; who sets it thinks of one token or a thousand.
_LEAST_PRICE, _MOST_PRICE = 0.001, 1_000.0
_ADVICE = {
    "unauthorised": "The endpoint {where} refuses the key: set OPENAI_API_KEY to a valid one.",
    "unreachable": "The endpoint {where} cannot be reached: start it, or correct OPENAI_BASE_URL.",
    "timeout": "The endpoint {where} does not answer within {seconds:.0f} s: if it was loading its model, look again.",
    "unknown_model": "The endpoint {where} has no model {model}: set LLM_MODEL to one that it has{names}.",
    "quota": "The account at {where} is used up: pay for more, or set another OPENAI_API_KEY.",
    "budget": "Today's LLM_DAILY_BUDGET is spent, so answers are quotes until midnight UTC: raise it if you want more.",
    "busy": "The endpoint {where} is too busy at present: look again in a minute.",
}
_FAILED = (
    "The endpoint {where} gives no answer that can be used: see what it logs, and whether OPENAI_BASE_URL is right."
)
# They pass by themselves.
_PASSING = {"budget", "busy"}


class _Ready(BaseModel):
    ok: bool


class ModelChecks:
    """The checks of one endpoint; each but the first needs that it can be reached.

    ``offsets`` is told by how many seconds our clock is ahead of the endpoint's.
    """

    def __init__(self, settings: Settings, offsets: dict[str, float]) -> None:
        self._settings = settings
        self._offsets = offsets
        self._names: tuple[str, ...] | None = None

    def checks(self) -> list[Check]:
        """Return them in order."""
        return [Check("endpoint", self._endpoint), Check("model", self._model), Check("budget", self._budget)]

    def _endpoint(self) -> Finding:
        if not self._settings.has_llm:
            return NOT_CONFIGURED
        try:
            with self._opened() as model:
                catalogue = model.catalogue(_SECONDS)
        except LanguageModelError as error:
            return self._without_catalogue(error)
        self._names = catalogue.names
        if catalogue.at is not None:
            self._offsets[self._where] = (datetime.now(UTC) - catalogue.at).total_seconds()
        return passes(f"{self._where} answers and takes the key.")

    def _without_catalogue(self, error: LanguageModelError) -> Finding:
        """Tell a dead endpoint from one that only has no list of models, which some do not."""
        if error.reason in ("unreachable", "unauthorised", "timeout"):
            return fails(self._advice(error.reason))
        self._names = ()
        return warns(f"{self._where} answers, but lists no models ({error.reason}): OPENAI_BASE_URL may lack its /v1.")

    def _model(self) -> Finding:
        if not self._settings.has_llm:
            return NOT_CONFIGURED
        if self._names is None:
            return skips("Not asked, since the endpoint did not pass.")
        try:
            with self._opened() as model:
                reply = model.ask(_REQUEST, _Ready, _SECONDS)
        except LanguageModelError as error:
            return (warns if error.reason in _PASSING else fails)(self._advice(error.reason))
        return passes(f"{model.name} answered in {reply.usage.ms:.0f} ms.")

    def _budget(self) -> Finding:
        settings = self._settings
        if not settings.has_llm:
            return NOT_CONFIGURED
        odd = _odd_prices(settings)
        spent = _spent(settings.data) if settings.data.is_dir() else 0.0
        if odd:
            return warns(odd)
        if settings.llm_daily_budget is None:
            return passes(f"${spent:.4f} were spent today; LLM_DAILY_BUDGET sets no bound.")
        if spent >= settings.llm_daily_budget:
            return warns(_ADVICE["budget"])
        return passes(f"${spent:.4f} of ${settings.llm_daily_budget:.2f} were spent today.")

    @contextmanager
    def _opened(self) -> Iterator[LanguageModel]:
        """Give the model; what it costs goes into the data folder's ledger where that is ours."""
        with tempfile.TemporaryDirectory() as nowhere:
            try:
                folder = own_folder(self._settings.data)
            except StoreError:
                folder = Path(nowhere)
            changed = {"data": folder, "llm_max_output_tokens": _TOKENS}
            model = open_model(self._settings.model_copy(update=changed))
            try:
                yield model
            finally:
                model.close()

    @property
    def _where(self) -> str:
        """The endpoint without what is secret in its address."""
        url = self._settings.openai_base_url
        return "api.openai.com" if url is None else f"{url.host}:{url.port}"

    def _advice(self, reason: str) -> str:
        names = f", such as {', '.join(self._names[:_SHOWN_MODELS])}" if self._names else ""
        return _ADVICE.get(reason, _FAILED).format(
            where=self._where, model=self._settings.llm_model, names=names, seconds=_SECONDS
        )


def _odd_prices(settings: Settings) -> str | None:
    """Return what is odd about the prices and the budget."""
    into, out = settings.llm_price_input, settings.llm_price_output
    if into is None or out is None:
        paid = settings.openai_base_url is None
        return "What answers cost is not counted: set LLM_PRICE_INPUT and LLM_PRICE_OUTPUT." if paid else None
    if any(0 < price < _LEAST_PRICE or price > _MOST_PRICE for price in (into, out)):
        return f"Prices of ${into:g} and ${out:g} are odd: LLM_PRICE_… are dollars for a million tokens."
    if out < into:
        return (
            f"The model would write (${out:g}) cheaper than it reads (${into:g}): are the prices the right way round?"
        )
    if settings.llm_daily_budget == 0:
        return "With LLM_DAILY_BUDGET=0 no question goes to the model: raise it, or unset the key and the endpoint."
    return None


def _spent(data: Path) -> float:
    """Return what was spent today, once it is sure that the ledger can be written."""
    spending = Spending(own_folder(data))
    try:
        spending.record(Usage())
        return spending.dollars()
    finally:
        spending.close()
