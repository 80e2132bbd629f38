"""One connection to a Chroma server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from ingest.errors import VectorIndexError

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

# What Chroma calls them where nothing else is said.
TENANT, DATABASE = "default_tenant", "default_database"
_MOST_COLLECTIONS = 100
# With Chroma's 16 links a vector, a search misses one in two hundred of a thousand near copies, to which no other
# links any more (chroma issue 7758); with 64 hardly one in a thousand, for 0.06 ms more a write and 400 bytes a vector.
_LINKS = 64


class Client:
    """Chroma's client over an HTTP session of ours: its own is neither bounded in time nor ever closed.

    Every method raises ``httpx.TransportError`` when the connection is lost and ``ChromaError`` when the server fails.
    """

    def __init__(
        self,
        url: str,
        session: httpx.Client,
        tenant: str = TENANT,
        database: str = DATABASE,
        *,
        links: bool = True,
    ) -> None:
        """Connect to ``url`` by ``session``, which is ours from now on.

        Without ``links`` new collections have as many as the server likes: Chroma Cloud has another kind of index.
        """
        from chromadb.api.fastapi import FastAPI
        from chromadb.config import Settings, System

        # The port is in the address; Chroma wants one all the same.
        system = System(Settings(chroma_server_host=url, chroma_server_http_port=80))
        self._server = system.instance(FastAPI)
        self._server._session.close()
        session.headers.update(self._server._session.headers)
        self._server._session = session
        self._session = session
        self._graph = {"space": "cosine"} | ({"max_neighbors": _LINKS} if links else {})
        self._place = {"tenant": tenant, "database": database}

    def within(self, seconds: float) -> None:
        """Let no request take longer from now on."""
        self._session.timeout = httpx.Timeout(seconds)

    def settle(self) -> None:
        """Use the tenant and the database that the server knows us by, as Chroma Cloud does by the key."""
        identity = self._server.get_user_identity()
        databases = set(identity.databases or ()) - {"*"}
        if identity.tenant and identity.tenant != "*":
            self._place["tenant"] = identity.tenant
        if self._place["database"] == DATABASE and databases:
            if len(databases) > 1:
                raise VectorIndexError("The key for the vector server is for several databases: set CHROMA_DATABASE.")
            self._place["database"] = databases.pop()

    def find_database(self) -> None:
        """Raise ``ChromaError`` if there is no database of that name in the tenant."""
        self._server.get_database(self._place["database"], tenant=self._place["tenant"])

    def collection(self, name: str, *, create: bool) -> Collection:
        """Return the collection ``name``; with ``create``, make it, compared by cosine, if it is not there."""
        from chromadb.api.models.Collection import Collection

        if create:
            graph = {"hnsw": self._graph}
            model = self._server.get_or_create_collection(name, configuration=graph, **self._place)  # type: ignore[arg-type]
        else:
            model = self._server.get_collection(name, **self._place)
        return Collection(self._server, model, embedding_function=None)  # else Chroma would fetch a model

    def delete(self, name: str) -> None:
        """Delete the collection ``name``."""
        self._server.delete_collection(name, **self._place)

    def collections(self) -> list[str]:
        """Return the names of all collections."""
        names: list[str] = []
        while page := self._server.list_collections(limit=_MOST_COLLECTIONS, offset=len(names), **self._place):
            names += [collection.name for collection in page]
        return names

    def close(self) -> None:
        """Disconnect."""
        self._session.close()
