"""How near two statements are in meaning, for claims whose words alone leave doubt."""

from __future__ import annotations

from bot.checks.statement import Statement
from ingest.embedding import Embedder
from ingest.vectors import Vectors


def open_similarity(embedder: Embedder | None) -> StatementSimilarity | None:
    """Return the similarity by ``embedder``; None where its cosines are not those that claims are judged by.

    Those were fitted on the local embedder. A remote one would also cost a wait and money for every answer.
    """
    return None if embedder is None or embedder.is_remote else StatementSimilarity(embedder)


class StatementSimilarity:
    """The cosine of two statements' centred vectors. Each text is embedded once; one of these serves one answer."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._vectors: dict[tuple[str, str], Vectors] = {}

    def __call__(self, one: Statement, other: Statement) -> float:
        """Return it, from -1 to 1. Raises ``EmbeddingError`` when the embedder fails."""
        missing = [it for it in (one, other) if (it.text, it.language) not in self._vectors]
        if missing:
            vectors = self._embedder.sentences([it.text for it in missing], [it.language for it in missing])
            self._vectors.update({(it.text, it.language): vector for it, vector in zip(missing, vectors, strict=True)})
        return float(self._vectors[one.text, one.language] @ self._vectors[other.text, other.language])
