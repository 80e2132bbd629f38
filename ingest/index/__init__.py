"""The vectors, in Chroma. Derived: they can be made again from the store at any time."""

from ingest.index.vectors import VectorIndex

__all__ = ["VectorIndex"]
