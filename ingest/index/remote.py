"""Reaching a Chroma server on another machine: ``chroma run``, a cluster, or Chroma Cloud."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from ingest.errors import VectorIndexError
from ingest.index.client import DATABASE, TENANT, Client

_LOOK_SECONDS = 5.0
_MOST_VERSION_CHARS = 20
# What a request may write or read: Chroma's own bound is 5,461 records; that of its Cloud is 300
# (docs.trychroma.com/cloud/quotas-limits).
_BATCH, _CLOUD_BATCH = 1_000, 300
_CLOUD = "trychroma.com"
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
# For what httpx may know a proxy from the environment.
_PROXIED = ("all://", "http://", "https://")
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
        host = parts.hostname or ""
        # The proxies of the environment are for other machines.
        self._mounts = dict.fromkeys(_PROXIED) if host in _LOOPBACK else None
        self.where = parts.netloc.rpartition("@")[2]
        self.is_cloud = host == _CLOUD or host.endswith(f".{_CLOUD}")
        self.batch = _CLOUD_BATCH if self.is_cloud else _BATCH

    def client(self) -> Client:
        """Return a new connection."""
        client = self._connected()
        try:
            self._find_database(client)
        except BaseException:
            client.close()
            raise
        return client

    def _connected(self) -> Client:
        self._version()
        session = httpx.Client(headers=self._headers(), mounts=self._mounts, event_hooks={"response": [self._judge]})
        address = self._address
        tenant, database = address.tenant or TENANT, address.database or DATABASE
        return Client(address.url, session, tenant, database, links=not self.is_cloud)

    def _find_database(self, client: Client) -> None:
        from chromadb.errors import ChromaError

        if self.is_cloud and self._address.tenant is None:
            client.settle()
        elif self._address.tenant or self._address.database:
            try:
                client.find_database()
            except ChromaError as error:
                raise VectorIndexError(
                    f"The vector server {self.where} has no such database: correct CHROMA_TENANT and CHROMA_DATABASE."
                ) from error

    def prepare(self) -> None:
        """Look whether a Chroma server answers. Raises ``VectorIndexError``."""
        self.version()

    def version(self) -> str:
        """Return the server's version. Raises ``VectorIndexError``."""
        try:
            return self._version()
        except httpx.TransportError as error:
            raise self.silent(error) from error

    def _version(self) -> str:
        response = self._looked()
        version = response.text.strip().strip('"')
        if response.is_success and version[:1].isdigit() and len(version) < _MOST_VERSION_CHARS:
            return version
        raise VectorIndexError(
            f"At {self.where} there is no Chroma server (it said {response.status_code}): correct CHROMA_URL."
        )

    def _looked(self) -> httpx.Response:
        try:
            with httpx.Client(headers=self._headers(), timeout=_LOOK_SECONDS, mounts=self._mounts) as session:
                response = session.get(f"{self._address.url.rstrip('/')}/api/v2/version")
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
        status = response.status_code
        if status in _REFUSED:
            raise VectorIndexError(f"The vector server {self.where} refuses us ({status}): set CHROMA_TOKEN.")
        if status in _PASSING:
            raise httpx.ConnectError(f"it said {status}")
