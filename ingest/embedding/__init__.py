"""The embedders, and what makes their vectors comparable across languages."""

from ingest.embedding.embedder import Embedder, open_embedder
from ingest.embedding.names import KEYWORDS_ONLY, embedder_name, is_calibrated

__all__ = ["KEYWORDS_ONLY", "Embedder", "embedder_name", "is_calibrated", "open_embedder"]
