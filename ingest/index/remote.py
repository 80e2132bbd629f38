"""Reaching a Chroma server on another machine: ``chroma run``, a cluster, or Chroma Cloud."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from urllib.parse import quote, urlsplit

from ingest.errors import VectorIndexError
from ingest.index.connection import sessions

if TYPE_CHECKING:
    import httpx
    from chromadb.api.client import Client

_LOOK_SECONDS = 5.0
_MOST_TOLD = 100
# What Chroma calls them where nothing else is said.
_TENANT, _DATABASE = "default_tenant", "default_database"
# What a request may write or read: Chroma's own bound is 5,461 records; that of its Cloud is 300
# (docs.trychroma.com/cloud/quotas-limits).
_BATCH, _CLOUD_BATCH = 1_000, 300
_CLOUD = "trychroma.com"
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_REFUSED = (401, 403)
# Too busy, or a proxy whose server is starting again: it is worth another try.
_PASSING = (429, 502, 503, 504)
_SCHEMES = ("basic", "bearer")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a Chroma server is (``url`` may have a path) and what it is told of us."""

    url: str
    token: str | None = None
    tenant: str | None = None
    database: str | None = None


class RemoteAccess:
    """The way to a server that somebody else runs. Safe to use from several threads."""

    def __init__(self, address: Address) -> None:
        parts = urlsplit(address.url)
        self._address = address
        self._host = parts.hostname or ""
        self.where = parts.netloc.rpartition("@")[2]
        self.is_cloud = self._host == _CLOUD or self._host.endswith(f".{_CLOUD}")
        self.batch = _CLOUD_BATCH if self.is_cloud else _BATCH

    def client(self) -> Client:
        """Return a new connection."""
        import chromadb
        import httpx
        from chromadb.config import Settings
        from chromadb.errors import ChromaError

        self._version()
        self._find_database()
        try:
            client = chromadb.HttpClient(
                host=self._address.url,
                headers=self._headers(),
                # Chroma Cloud knows by the key which tenant, and often which database, is meant.
                settings=Settings(chroma_overwrite_singleton_tenant_database_access_from_auth=self.is_cloud),
                tenant=self._address.tenant or _TENANT,
                database=self._address.database or _DATABASE,
            )
        except ChromaError as error:
            raise self.failed(error) from error
        except Exception as error:  # it went between the look and here: chromadb tells nothing more of it
            raise httpx.ConnectError(" ".join(str(error).split())[:_MOST_TOLD]) from error
        for session in sessions(cast("Client", client)):
            session.event_hooks = {"response": [self._judge]}
        return cast("Client", client)

    def prepare(self) -> None:
        """Look whether a Chroma server answers. Raises ``VectorIndexError``."""
        self.version()

    def version(self) -> str:
        """Return the server's version. Raises ``VectorIndexError``."""
        import httpx

        try:
            return self._version()
        except httpx.TransportError as error:
            raise self.silent(error) from error

    def _version(self) -> str:
        response = self._get("version")
        version = response.text.strip().strip('"')
        if response.is_success and version[:1].isdigit() and len(version) < _MOST_TOLD:
            return version
        raise VectorIndexError(
            f"At {self.where} there is no Chroma server (it said {response.status_code}): correct CHROMA_URL."
        )

    def _find_database(self) -> None:
        """Look for the database that is configured: the client that meets none leaves its connections open."""
        tenant, database = self._address.tenant, self._address.database
        if (tenant or database) and not (tenant is None and self.is_cloud):
            path = f"tenants/{quote(tenant or _TENANT, safe='')}/databases/{quote(database or _DATABASE, safe='')}"
            if not self._get(path).is_success:
                raise VectorIndexError(
                    f"The vector server {self.where} has no such database: correct CHROMA_TENANT and CHROMA_DATABASE."
                )

    def _get(self, path: str) -> httpx.Response:
        import httpx

        if self._host in _LOOPBACK:
            pass_by_proxies(self._host)
        try:
            with httpx.Client(headers=self._headers(), timeout=_LOOK_SECONDS) as session:
                response = session.get(f"{self._address.url.rstrip('/')}/api/v2/{path}")
        except httpx.ConnectError as error:
            if "CERTIFICATE_VERIFY_FAILED" in str(error):
                raise VectorIndexError(
                    f"The certificate of the vector server {self.where} is not trusted ({error}): if it is your own, "
                    "name its authority's file in SSL_CERT_FILE."
                ) from error
            raise
        self._judge(response)
        return response

    def silent(self, reason: object) -> VectorIndexError:
        """Return the error that says that the server does not answer."""
        told = str(reason) or type(reason).__name__
        return VectorIndexError(
            f"The vector server {self.where} does not answer ({told}): start it, or correct CHROMA_URL."
        )

    def failed(self, reason: object) -> VectorIndexError:
        """Return the error that says that the server could not do what was asked."""
        return VectorIndexError(f"The vector server {self.where} failed ({reason}): see its log.")

    def empty(self) -> None:
        """Do nothing: what else is on the server is not ours."""

    def close(self) -> None:
        """Do nothing: the server goes on."""

    def _headers(self) -> dict[str, str]:
        """Return what shows who we are: a proxy wants "Bearer …" or "Basic …", Chroma Cloud a key alone."""
        token = (self._address.token or "").strip()
        if not token:
            return {}
        scheme = token.partition(" ")[0].casefold()
        return {"Authorization": token} if scheme in _SCHEMES else {"x-chroma-token": token}

    def _judge(self, response: httpx.Response) -> None:
        """Raise what chromadb would not tell apart."""
        import httpx

        status = response.status_code
        if status in _REFUSED:
            raise VectorIndexError(f"The vector server {self.where} refuses us ({status}): set CHROMA_TOKEN.")
        if status in _PASSING:
            raise httpx.ConnectError(f"it said {status}")


def pass_by_proxies(host: str) -> None:
    """Keep the proxy of the environment for other machines: ``host`` is this one.

    Chroma's client cannot be told so in any other way.
    """
    passed = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    if host not in passed.split(","):
        os.environ["no_proxy"] = ",".join(filter(None, [passed, host]))
