"""What is asked."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.text.diacritics import restore
from ingest.text.folding import has_diacritics
from ingest.text.language import detect


@dataclass(frozen=True, slots=True)
class Question:
    """A question that stands alone. ``language`` is an ISO 639-1 code."""

    text: str
    language: str

    @property
    def lacks_diacritics(self) -> bool:
        """Whether it is Vietnamese typed in ASCII, which an embedder hardly understands."""
        return self.language == "vi" and not has_diacritics(self.text)

    @property
    def embedded_text(self) -> str:
        """The text as an embedder understands it best: with the diacritics it lacks put back."""
        return restore(self.text) if self.lacks_diacritics else self.text


def read_question(text: str) -> Question:
    """Return the question that ``text`` asks."""
    cleaned = " ".join(text.replace("\0", " ").split())
    return Question(cleaned, detect(cleaned))
