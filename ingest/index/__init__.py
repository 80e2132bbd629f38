"""The vectors, in Chroma. Derived: they can be made again from the store at any time."""

from ingest.index.access import ServerAccess
from ingest.index.collection import VectorIndex
from ingest.index.connection import HASTY, PATIENT, Access, Patience
from ingest.index.records import Record, Records, collections_named
from ingest.index.remote import Address, RemoteAccess

__all__ = [
    "HASTY",
    "PATIENT",
    "Access",
    "Address",
    "Patience",
    "Record",
    "Records",
    "RemoteAccess",
    "ServerAccess",
    "VectorIndex",
    "collections_named",
]
