"""A trunk of transformer layers on onnxruntime: rows of pieces in, whatever its head makes of them out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from ingest.encoder.files import VERSION, model_file
from ingest.encoder.words import padded, shared_words
from ingest.errors import ModelFileError

Rows: TypeAlias = Sequence[Sequence[int]]
BEGIN, PAD, END = 0, 1, 2
# Rows of one batch are of like length, and it has no more pieces than this: larger ones are slower for their padding.
_MOST_PIECES = 512
_MOST_THREADS = 4


class Encoder:
    """One model. Safe to use from several threads, which share its own."""

    def __init__(self, name: str) -> None:
        """Load the model file ``name``. Raises ``ModelFileError``."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = min(_cores(), _MOST_THREADS)
        # Threads that spin while they wait take the other questions' time.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        # Batches are of many shapes: an arena would keep the largest of each.
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        path = model_file(name)
        try:
            self._session: Any = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime's errors have no common type but this
            raise ModelFileError(name, f"cannot be read ({type(error).__name__})") from error
        version = self._session.get_modelmeta().custom_metadata_map.get("version")
        if version != VERSION:
            raise ModelFileError(name, f"is of version {version}, not {VERSION}")
        self._words = shared_words()

    def run(self, rows: Rows) -> list[tuple[npt.NDArray[np.float32], ...]]:
        """Return for each row what the model's head says of it, in the order of ``rows``.

        An output of a value for each piece has as many as the row has pieces.
        """
        found: list[tuple[npt.NDArray[np.float32], ...]] = [()] * len(rows)
        for batch in _batches(rows):
            ids, mask = padded([rows[n] for n in batch], PAD)
            outputs = self._session.run(None, {"embeds": self._words.vectors(ids), "mask": mask})
            for place, n in enumerate(batch):
                length = len(rows[n])
                found[n] = tuple(it[place][:length] if it.ndim == 3 else it[place] for it in outputs)
        return found


def _batches(rows: Rows) -> Iterator[list[int]]:
    """Yield the numbers of the rows of each batch, the shortest rows first."""
    batch: list[int] = []
    for n in sorted(range(len(rows)), key=lambda n: len(rows[n])):
        if batch and (len(batch) + 1) * len(rows[n]) > _MOST_PIECES:
            yield batch
            batch = []
        batch.append(n)
    if batch:
        yield batch


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
