"""The one way to the language model: a deadline, a budget, a cache, and whatever dialect the endpoint speaks."""

from __future__ import annotations

import asyncio
import hashlib
import json
import threading
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from bot.language_model.catalogue import Catalogue, read_catalogue
from bot.language_model.completion import MAX_RESPONSE_BYTES, Tokens, read_completion
from bot.language_model.dialect import Dialect
from bot.language_model.reply import T, read_reply
from bot.language_model.usage import Prices, Usage
from ingest.errors import LanguageModelError
from ingest.settings import Settings

if TYPE_CHECKING:
    from openai import AsyncOpenAI

    from bot.language_model.spending import Spending

Message = dict[str, str]
R = TypeVar("R")

_CACHED_REPLIES = 512
_PAUSE_SECONDS = 0.5
_END_SECONDS = 5.0
# A key is sent only to OpenAI itself or where one is set; the SDK wants one in any case.
_NO_KEY = "none"
# About as many characters a token in English; Vietnamese has fewer, so that the estimate is never too low there.
_CHARS_A_TOKEN = 3


@dataclass(frozen=True, slots=True)
class Reply(Generic[T]):
    """What the model wrote, what it means (None: it is no JSON of the schema), and what it took."""

    text: str
    value: T | None
    usage: Usage


class LanguageModel:
    """A chat model behind an OpenAI-compatible endpoint. Safe to use from several threads.

    Requests run on an event loop of their own thread, where a deadline ends them whatever the endpoint does.
    """

    def __init__(self, settings: Settings, spending: Spending) -> None:
        self.name = settings.llm_model
        self._settings = settings
        self._spending = spending
        self._prices = Prices(settings.llm_price_input, settings.llm_price_output)
        self._dialect = Dialect()
        self._cache: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()
        self._opening = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._client: AsyncOpenAI | None = None

    def warm_up(self) -> None:
        """Start to load the SDK, which takes a second, beside whatever else is being done."""
        self._start(self._opened)

    def ask(self, messages: Sequence[Message], schema: type[T], seconds: float) -> Reply[T]:
        """Return the model's reply within ``seconds``, from the cache when the same was asked before.

        Raises:
            LanguageModelError: the budget is spent, or the endpoint gave no reply in time.
        """
        key = hashlib.sha256(json.dumps([self.name, schema.__name__, *messages]).encode()).hexdigest()
        known = self._known(key)
        if known is not None:
            return Reply(known, read_reply(known, schema), Usage(cached=1))
        self._spending.check()
        self._opened()
        begun = time.perf_counter()
        text, tokens = read_completion(self._complete(messages, schema, min(seconds, self._settings.llm_timeout)))
        usage = self._usage(tokens, messages, text, (time.perf_counter() - begun) * 1000)
        self._spending.record(usage)
        value = read_reply(text, schema)
        if value is not None:
            self._keep(key, text)
        return Reply(text, value, usage)

    def catalogue(self, seconds: float) -> Catalogue:
        """Return what the endpoint says of itself; nothing is paid for that.

        Raises:
            LanguageModelError: it says nothing, or nothing that can be read, in time.
        """
        self._opened()
        return self._result(self._listed, seconds)

    def close(self) -> None:
        """Close the connections and end the threads."""
        with self._lock:
            loop, self._loop = self._loop, None
        if loop is not None:
            asyncio.run_coroutine_threadsafe(self._end(), loop).result(_END_SECONDS)
            loop.call_soon_threadsafe(loop.stop)
        for thread in self._threads:
            thread.join()
        self._spending.close()

    async def _end(self) -> None:
        """Give up what is being asked, and close the connections."""
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        if self._client is not None:
            await self._client.close()

    def _complete(self, messages: Sequence[Message], schema: type[T], seconds: float) -> str:
        return self._result(partial(self._asked_again, messages, schema.model_json_schema()), seconds)

    def _result(self, asking: Callable[[], Awaitable[R]], seconds: float) -> R:
        """Return what ``asking`` brings within ``seconds``; its failures become ours."""
        try:
            return asyncio.run_coroutine_threadsafe(_in_time(asking, seconds), self._running_loop()).result()
        except CancelledError as error:
            raise LanguageModelError("failed", "The language model was closed while it was asked.") from error

    async def _listed(self) -> Catalogue:
        response = await self._opened().models.with_raw_response.list()
        return read_catalogue(response.text, response.headers.get("Date"))

    async def _asked_again(self, messages: Sequence[Message], schema: dict[str, Any]) -> str:
        """Ask, and once more after a failure that may pass."""
        from bot.language_model.failures import is_passing

        try:
            return await self._asked(messages, schema)
        except Exception as error:
            if not is_passing(error):
                raise
        await asyncio.sleep(_PAUSE_SECONDS)
        return await self._asked(messages, schema)

    async def _asked(self, messages: Sequence[Message], schema: dict[str, Any]) -> str:
        """Ask in the dialect that worked before; where the endpoint refuses a parameter, leave it out from now on."""
        import openai

        from bot.language_model.failures import classify, complaint

        dialect = self._dialect
        while True:
            parameters = dialect.parameters(
                schema, self._settings.llm_reasoning_effort, self._settings.llm_max_output_tokens
            )
            try:
                response = await self._opened().chat.completions.with_raw_response.create(
                    model=self.name,
                    messages=cast("Any", messages),
                    **parameters,
                )
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                simpler = dialect.without(complaint(error))
                if classify(error).reason == "too_long" or simpler is None:
                    raise
                dialect = simpler
            else:
                self._dialect = dialect
                return str(response.text)

    def _opened(self) -> AsyncOpenAI:
        with self._opening:
            if self._client is None:
                self._client = self._open()
            return self._client

    def _open(self) -> AsyncOpenAI:
        import httpx
        from openai import AsyncOpenAI

        from ingest.bounded import bound

        settings = self._settings
        return AsyncOpenAI(
            api_key=settings.openai_api_key.get_secret_value() if settings.openai_api_key else _NO_KEY,
            base_url=str(settings.openai_base_url) if settings.openai_base_url else None,
            max_retries=0,
            timeout=settings.llm_timeout,
            # A redirect could carry the articles and the key to another host.
            http_client=httpx.AsyncClient(
                follow_redirects=False,
                timeout=settings.llm_timeout,
                headers={"Accept-Encoding": "identity"},
                event_hooks={"response": [bound(MAX_RESPONSE_BYTES)]},
            ),
        )

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._start(partial(_run, self._loop))
            return self._loop

    def _start(self, task: Callable[[], object]) -> None:
        thread = threading.Thread(target=task, name="language-model", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _usage(self, tokens: Tokens | None, messages: Sequence[Message], text: str, ms: float) -> Usage:
        """Return what a call took; where the endpoint does not count, tokens are estimated from characters."""
        asked = sum(len(message["content"]) for message in messages)
        used_in = tokens.prompt_tokens if tokens else asked // _CHARS_A_TOKEN
        used_out = tokens.completion_tokens if tokens else len(text) // _CHARS_A_TOKEN
        return Usage(1, used_in, used_out, self._prices.cost(used_in, used_out), ms)

    def _known(self, key: str) -> str | None:
        with self._lock:
            if key in self._cache:
                self._cache.move_to_end(key)
            return self._cache.get(key)

    def _keep(self, key: str, text: str) -> None:
        with self._lock:
            self._cache[key] = text
            while len(self._cache) > _CACHED_REPLIES:
                self._cache.popitem(last=False)


async def _in_time(asking: Callable[[], Awaitable[R]], seconds: float) -> R:
    from bot.language_model.failures import classify

    try:
        async with asyncio.timeout(seconds):
            return await asking()
    except LanguageModelError:
        raise
    except Exception as error:  # the SDK lets through what its parsers raise
        raise classify(error) from error


def _run(loop: asyncio.AbstractEventLoop) -> None:
    try:
        loop.run_forever()
    finally:
        loop.close()
