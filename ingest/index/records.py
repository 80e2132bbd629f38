"""Documents with metadata by id, in a Chroma collection that nobody searches."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from ingest.index.collection import slices
from ingest.index.connection import HASTY, Access, Connection

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

Value = str | int
# A page of ids sought by `get`: few enough for any server, and their documents for memory.
_MOST_RECORDS = 100


@dataclass(frozen=True, slots=True)
class Record:
    """A document of at most 16,384 bytes of UTF-8 (the limit of Chroma Cloud) with what is said of it."""

    id: str
    document: str
    facts: dict[str, Value]


class Records(Connection):
    """Records by id. Safe to use from several threads; every operation may be repeated without harm."""

    missing = (
        "The vector server has no articles of the store that is followed: bring some in on the machine that is "
        "followed, with the same CHROMA_URL, or correct DATELINE_FOLLOW."
    )

    def upsert(self, records: Sequence[Record]) -> None:
        """Write records, replacing those of the same ids."""
        for part in slices(records, _MOST_RECORDS):
            self._call(partial(_upsert, part))

    def get(self, ids: Sequence[str]) -> dict[str, Record]:
        """Return those of ``ids`` that exist."""
        found: dict[str, Record] = {}
        for part in slices(ids, _MOST_RECORDS):
            found |= self._call(partial(_get, part))
        return found

    def delete(self, ids: Sequence[str]) -> None:
        """Remove the records of ``ids``; ids that do not exist are no error."""
        for part in slices(ids, _MOST_RECORDS):
            self._call(partial(_delete, part))


def collections_named(access: Access, prefix: str) -> list[str]:
    """Return the names of the collections that begin with ``prefix``, in order. Raises ``VectorIndexError``."""

    directory = Connection(access, prefix, HASTY)
    try:
        names = directory._try(lambda: directory._connected_client().collections())
    finally:
        directory.close()
    return sorted(name for name in names if name.startswith(prefix))


def _upsert(records: list[Record], collection: Collection) -> None:
    # Chroma wants vectors. These are never searched, but equal ones would be a strain on its graph.
    angles = np.array([zlib.crc32(record.id.encode()) % 10_000 for record in records], dtype=np.float32)
    collection.upsert(
        ids=[record.id for record in records],
        embeddings=np.stack([np.cos(angles), np.sin(angles)], axis=1),
        documents=[record.document for record in records],
        metadatas=[dict(record.facts) for record in records],
    )


def _get(ids: list[str], collection: Collection) -> dict[str, Record]:
    found = collection.get(ids=ids, include=["documents", "metadatas"])
    documents, facts = found["documents"] or [], found["metadatas"] or []
    return {
        id_: Record(id_, document, dict(known))  # type: ignore[arg-type]  # what we wrote
        for id_, document, known in zip(found["ids"], documents, facts, strict=True)
    }


def _delete(ids: list[str], collection: Collection) -> None:
    collection.delete(ids=ids)
