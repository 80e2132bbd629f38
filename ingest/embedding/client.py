"""The one way to an embedding endpoint: batches, several in flight, patience with limits, and a deadline for each.

Requests run on an event loop of their own thread, where a deadline ends them whatever the endpoint does.
"""

from __future__ import annotations

import asyncio
import random
import threading
import time
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import CancelledError
from typing import Any, TypeVar

import httpx
from openai import AsyncOpenAI

from ingest.bounded import bound
from ingest.embedding.batches import batches, halves
from ingest.embedding.failures import Failure, Remedy, classify
from ingest.embedding.response import UnusableResponseError, read_vectors
from ingest.errors import DatelineError, EmbeddingError
from ingest.settings import Settings
from ingest.vectors import Vectors

Received = Callable[[list[str], Vectors], None]
R = TypeVar("R")

# More of either are no faster: an endpoint works on the texts of a request side by side.
IN_FLIGHT, MOST_TEXTS = 4, 128
# After so many faults in a row of one request, and after so long without an answer to any, it is given up.
_TRIES = 6
_PATIENCE_SECONDS = 600.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
_QUESTION_TRIES = 2
# Vectors of 4,096 dimensions written out in full; where they come to more, fewer texts are sent.
_MOST_RESPONSE_BYTES = 64 << 20
# A text is cut in half while it is too long, but not down to nothing.
_LEAST_CHARS = 100
# Without a key none is sent to OpenAI either; the SDK wants one in any case.
_NO_KEY = "none"
_END_SECONDS = 5.0
_GO_ON = " What it gave until now is kept: run the command again to go on."


class _RefusedError(Exception):
    """A request that was given up."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.told)
        self.failure = failure


class EndpointClient:
    """A client of the endpoint that ``settings`` name. Safe to use from several threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._encoding: str | None = "base64"
        self._most_texts = MOST_TEXTS
        self._held_until = self._answered_at = 0.0
        self._opening = threading.Lock()
        self._client = _open(settings)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    @property
    def where(self) -> str:
        """The endpoint without what is secret in its address."""
        return self._settings.embedding_url.split("://")[-1].split("/")[0].rsplit("@")[-1]

    def embed(self, texts: Sequence[str], received: Received) -> None:
        """Embed ``texts``; ``received`` is called with each part as soon as its vectors are there.

        Raises:
            EmbeddingError: the endpoint gives up, or is given up. What was in flight is received all the same.
        """
        self._result(self._embed_all(texts, received))

    def embed_one(self, text: str, seconds: float) -> Vectors:
        """Return the vector of one text, shape (dimensions,), within ``seconds``. Raises ``EmbeddingError``."""
        vectors: Vectors = self._result(self._in_time(text, seconds))[0]
        return vectors

    def close(self) -> None:
        """Close the connections and end the thread."""
        with self._opening:
            loop, self._loop = self._loop, None
        if loop is None or self._thread is None:
            return
        asyncio.run_coroutine_threadsafe(self._end(), loop).result(_END_SECONDS)
        loop.call_soon_threadsafe(loop.stop)
        self._thread.join()

    async def _end(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await self._client.close()

    async def _embed_all(self, texts: Sequence[str], received: Received) -> None:
        waiting = deque(batches(texts, self._most_texts))
        failures: list[DatelineError] = []

        async def work() -> None:
            while waiting and not failures:
                try:
                    await self._embed_batch(waiting.popleft(), received)
                except DatelineError as error:
                    failures.append(error)
                except _RefusedError as error:
                    failures.append(self._explained(error.failure, _GO_ON))

        await asyncio.gather(*(work() for _ in range(IN_FLIGHT)))
        if failures:
            raise failures[0]

    async def _embed_batch(self, texts: list[str], received: Received) -> bool:
        """Embed a batch, in parts where the endpoint takes no more. Return whether it took this one as it is."""
        try:
            vectors = await self._patiently(texts)
        except _RefusedError as error:
            if error.failure.remedy is not Remedy.LESS:
                raise
            if len(texts) == 1:
                vectors = await self._shortened(texts[0])
                received(texts, vectors)
            elif all([await self._embed_batch(half, received) for half in halves(texts)]):
                self._most_texts = min(self._most_texts, len(texts) // 2)  # it was their number
            return False
        received(texts, vectors)
        return True

    async def _shortened(self, text: str) -> Vectors:
        """Return the vector of as much of the beginning of ``text`` as the endpoint takes."""
        while True:
            text = text[: len(text) // 2]
            try:
                return await self._patiently([text])
            except _RefusedError as error:
                if error.failure.remedy is not Remedy.LESS or len(text) < _LEAST_CHARS:
                    raise

    async def _patiently(self, texts: Sequence[str]) -> Vectors:
        """Ask until there is an answer, or until waiting longer makes no sense."""
        begun, tries = time.monotonic(), 0
        while True:
            await asyncio.sleep(max(0.0, self._held_until - time.monotonic()))
            try:
                vectors = await self._asked(texts, self._settings.embedding_timeout)
            except Exception as error:  # the SDK lets through what its parsers raise
                failure = classify(error)
            else:
                self._answered_at = time.monotonic()
                return vectors
            if self._encodes_otherwise(failure):
                continue
            tries += 1
            pause = self._pause(failure, tries, max(begun, self._answered_at))
            await asyncio.sleep(pause)

    def _pause(self, failure: Failure, tries: int, since: float) -> float:
        """Return for how long to wait before the next try. Raises ``_RefusedError`` when there is to be none."""
        backoff = min(_FIRST_PAUSE * 2.0 ** (tries - 1), _LONGEST_PAUSE) * random.uniform(0.8, 1.2)
        pause = backoff if failure.seconds is None else failure.seconds
        in_patience = time.monotonic() + pause - since < _PATIENCE_SECONDS
        if failure.remedy is Remedy.WAIT and in_patience:
            self._held_until = max(self._held_until, time.monotonic() + pause)  # the others wait, too
            return pause
        if failure.remedy is Remedy.RETRY and tries < _TRIES and in_patience:
            return pause
        raise _RefusedError(failure)

    async def _in_time(self, text: str, seconds: float) -> Vectors:
        """Ask for a person who waits: within ``seconds``, and twice at most."""
        until = time.monotonic() + seconds
        for last in (False, True):
            try:
                return await self._asked([text], until - time.monotonic())
            except Exception as error:
                failure = classify(error)
                hopeless = failure.remedy not in (Remedy.RETRY, Remedy.FLOATS)
                if last or hopeless or time.monotonic() > until - _FIRST_PAUSE:
                    raise self._explained(failure) from error
                if not self._encodes_otherwise(failure):
                    await asyncio.sleep(_FIRST_PAUSE)
        raise AssertionError

    async def _asked(self, texts: Sequence[str], seconds: float) -> Vectors:
        body: dict[str, Any] = {"model": self._settings.embedding_model, "input": list(texts)}
        if self._encoding is not None:
            body["encoding_format"] = self._encoding
        if self._settings.embedding_dimensions is not None:
            body["dimensions"] = self._settings.embedding_dimensions
        async with asyncio.timeout(seconds):
            response = await self._client.post("/embeddings", cast_to=httpx.Response, body=body)
        vectors = read_vectors(response.content, len(texts))
        wanted = self._settings.embedding_dimensions
        if wanted is not None and vectors.shape[1] != wanted:
            raise UnusableResponseError(
                f"it gives vectors of {vectors.shape[1]} dimensions, not the {wanted} of EMBEDDING_DIMENSIONS"
            )
        return vectors

    def _encodes_otherwise(self, failure: Failure) -> bool:
        """Change to what the endpoint may know, if it complained and something is left: base64, float, nothing said."""
        if failure.remedy is not Remedy.FLOATS or self._encoding is None:
            return False
        self._encoding = "float" if self._encoding == "base64" else None
        return True

    def _explained(self, failure: Failure, advice: str = "") -> EmbeddingError:
        later = "" if failure.seconds is None else f"; it asks to wait {failure.seconds:.0f} s"
        return EmbeddingError(
            f"The embedding endpoint {self.where} gives no vectors, as {failure.told}{later}.{advice}"
        )

    def _result(self, asking: Coroutine[Any, Any, R]) -> R:
        try:
            return asyncio.run_coroutine_threadsafe(asking, self._running_loop()).result()
        except CancelledError as error:
            raise EmbeddingError("The embedder was closed while it was asked.") from error

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        with self._opening:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=_run, args=[self._loop], name="embedding", daemon=True)
                self._thread.start()
            return self._loop


def _open(settings: Settings) -> AsyncOpenAI:
    key = settings.embedding_key
    return AsyncOpenAI(
        api_key=key.get_secret_value() if key else _NO_KEY,
        base_url=settings.embedding_url,
        max_retries=0,
        # A redirect could carry the articles and the key to another host.
        http_client=httpx.AsyncClient(
            follow_redirects=False,
            timeout=settings.embedding_timeout,
            headers={"Accept-Encoding": "identity"},
            event_hooks={"response": [bound(_MOST_RESPONSE_BYTES)]},
        ),
    )


def _run(loop: asyncio.AbstractEventLoop) -> None:
    try:
        loop.run_forever()
    finally:
        loop.close()
