"""The embedders, and what makes their vectors comparable across languages."""

from ingest.embedding.embedder import KEYWORDS_ONLY, Embedder, embedder_name, open_embedder

__all__ = ["KEYWORDS_ONLY", "Embedder", "embedder_name", "open_embedder"]
