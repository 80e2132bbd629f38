"""The vectors, in Chroma. Derived: they can be made again from the store at any time."""

from ingest.index.access import ServerAccess
from ingest.index.collection import VectorIndex

__all__ = ["ServerAccess", "VectorIndex"]
