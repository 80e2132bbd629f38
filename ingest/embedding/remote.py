"""An endpoint's model as an embedder: calibrated once for a data folder, and never paid twice for a text."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ingest.embedding.calibration import Calibration, calibrate, calibration_texts
from ingest.embedding.centring import Centring
from ingest.embedding.embedder import Embedder
from ingest.embedding.endpoint import EndpointEmbedding
from ingest.embedding.names import embedder_name
from ingest.embedding.received import ReceivedVectors
from ingest.errors import DatelineError, EmbeddingError
from ingest.settings import Settings
from ingest.vectors import Vectors

_FACT = "calibration"


class RemoteEmbedder(Embedder):
    """An endpoint's model with the centring that it was found to need. Nothing is asked before it is used."""

    is_remote = True
    unrelated = 0.0  # its vectors are centred

    def __init__(self, settings: Settings, path: Path | None = None, *, keep: bool = False) -> None:
        """Keep what was received in ``path``, by default in the data folder; with ``keep``, for other folders too."""
        self.name = embedder_name(settings)
        self._kept = ReceivedVectors(path or settings.data / "received.db", self.name)
        self._keep = keep
        self._endpoint = EndpointEmbedding(settings, self._kept)
        self._model = self._endpoint
        self.at_once = self._endpoint.at_once
        self._found: Centring | None = None
        self._finding = threading.Lock()
        self._thread: threading.Thread | None = None

    @property
    def centring(self) -> Centring:
        """What takes the language out of its vectors, found at the first use. Raises ``EmbeddingError``."""
        with self._finding:
            if self._found is None:
                self._found = self._calibration().centring
            return self._found

    def question(self, text: str, language: str) -> Vectors:
        """Return the vector of a question, shape (dimensions,), soon. Raises ``EmbeddingError``."""
        self._be_calibrated(self._endpoint.question_seconds)
        return super().question(text, language)

    def drop(self, texts: Sequence[str]) -> None:
        """Forget the vectors that were received for ``texts``."""
        if not self._keep:
            self._endpoint.drop(texts)

    def tidy(self) -> None:
        """Forget what was received long ago."""
        if not self._keep:
            self._kept.tidy()

    def close(self) -> None:
        """Close the connections and the file."""
        self._endpoint.close()
        if self._thread is not None:
            self._thread.join()
        self._kept.close()

    def _calibration(self) -> Calibration:
        known = self._kept.fact(_FACT)
        if known is None:
            known = calibrate(self._endpoint.queries, self._endpoint.passages)
            self._kept.set_fact(_FACT, known)
            for texts in calibration_texts().values():
                self._endpoint.drop(texts.sentences, texts.questions)
        return Calibration(*known)

    def _be_calibrated(self, seconds: float) -> None:
        """Wait until the embedder is calibrated, which an ingest has done before, but only for so long."""
        if self._found is not None:
            return
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._calibrate, name="calibration", daemon=True)
            self._thread.start()
        self._thread.join(seconds)
        if self._found is None:
            raise EmbeddingError(f"The embedder {self.name} is not calibrated yet: ask again in a minute.")

    def _calibrate(self) -> None:
        with suppress(DatelineError):  # whoever needs it next says what is wrong
            _ = self.centring
