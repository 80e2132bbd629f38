"""One request and its answer, over connections that are checked, kept for the next request, and bounded."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping
from functools import cache

import httpcore

from ingest.errors import FetchError, TransientFetchError
from ingest.fetching.addresses import Address
from ingest.fetching.answers import NOT_MODIFIED, READ, Answer, lowered
from ingest.fetching.budget import Budget
from ingest.fetching.connecting import PinnedBackend, Resolve, current
from ingest.fetching.decoding import ACCEPTED, GZIP_MAGIC, decoded, gunzipped
from ingest.fetching.types import Kinds, Limits

# The name that robots.txt calls it by is the first word.
USER_AGENT = "Dateline/0.1 (reads news articles; in robots.txt: Dateline)"
_KEPT_CONNECTIONS = 32
_KEPT_SECONDS = 15.0
_SMALL = 16 << 10  # bytes of an error page that are rather read than a new connection made


class Exchange:
    """Asks servers; safe to use from several threads.

    It sends no cookies, no referrer and no credentials. ``met`` is as in ``PinnedBackend``.
    """

    def __init__(
        self,
        limits: Limits,
        resolve: Resolve,
        *,
        private: bool,
        met: Callable[[str, bool], None],
        ssl_context: ssl.SSLContext | None,
    ) -> None:
        self._limits = limits
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl_context or _trust(),
            max_keepalive_connections=_KEPT_CONNECTIONS,
            keepalive_expiry=_KEPT_SECONDS,
            network_backend=PinnedBackend(resolve, private=private, idle_seconds=limits.idle_seconds, met=met),
        )

    def ask(self, budget: Budget, address: Address, headers: Mapping[str, str], kinds: Kinds | None = None) -> Answer:
        """Return the answer to one GET request, with its body only when the status is 200 or 203.

        Raises:
            FetchError: the address is refused, or the answer too large, damaged, or not of these ``kinds``.
            TransientFetchError: there was no whole answer.
        """
        budget.refill()
        token = current.set(budget)
        try:
            return self._asked(budget, address, headers, kinds)
        except httpcore.TimeoutException:
            budget.left()
            idle = self._limits.idle_seconds
            raise TransientFetchError(
                budget.item, f"{address.host} said nothing for {idle:g} seconds: try again later."
            ) from None
        except httpcore.ConnectError as error:
            raise _insecure(budget, address, error) from None
        except (httpcore.NetworkError, httpcore.ProtocolError):
            if budget.stale:
                return self.ask(budget, address, headers, kinds)  # ends when no connection is left that was kept
            raise TransientFetchError(
                budget.item, f"{address.host} gave no whole answer in HTTP: try again later."
            ) from None
        finally:
            current.reset(token)

    def _asked(self, budget: Budget, address: Address, headers: Mapping[str, str], kinds: Kinds | None) -> Answer:
        url = httpcore.URL(scheme=address.scheme, host=address.host, port=address.port, target=address.target)
        sent = {
            "Host": address.authority,
            "User-Agent": USER_AGENT,
            "Accept-Encoding": ACCEPTED,
            **headers,
        }
        with self._pool.stream("GET", url, headers=[(k.encode(), v.encode("latin-1")) for k, v in sent.items()]) as got:
            answer = Answer(got.status, lowered(got.headers))
            if answer.status in READ:
                return _read(budget, answer, got, kinds)
            if answer.status == NOT_MODIFIED or (answer.length is not None and answer.length <= _SMALL):
                for _ in got.iter_stream():  # to its end, which frees the connection for the next request
                    pass
            return answer

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


def _read(budget: Budget, answer: Answer, got: httpcore.Response, kinds: Kinds | None) -> Answer:
    if kinds is not None and not kinds.take(answer.media_type):
        raise FetchError(budget.item, f"it is {answer.media_type}, which is not read here: leave it out.")
    if answer.length is not None:
        budget.expect(answer.length)
    body = decoded(budget, got.iter_stream(), answer.headers.get("content-encoding", ""))
    if body.startswith(GZIP_MAGIC):  # a file that is compressed, such as sitemap.xml.gz
        return Answer(answer.status, {**answer.headers, "content-type": ""}, gunzipped(budget, body))
    return Answer(answer.status, answer.headers, body)


@cache
def _trust() -> ssl.SSLContext:
    """Return whom to trust, as certifi, the system and ``SSL_CERT_FILE`` list them: reading that takes a while."""
    return httpcore.default_ssl_context()


def _insecure(budget: Budget, address: Address, error: httpcore.ConnectError) -> FetchError:
    """Return what a failed handshake means: connections that are not made at all have been dealt with below."""
    cause = error.args[0] if error.args else None
    if isinstance(cause, ssl.SSLCertVerificationError):
        told = cause.verify_message.rstrip(".")
        return FetchError(budget.item, f"the certificate of {address.host} is not valid ({told}): tell its operator.")
    return TransientFetchError(budget.item, f"{address.host} makes no secure connection: try again later.")
