"""What embedders are called: known without loading a model or asking an endpoint.

A name changes with whatever changes vectors, so that those of different makers are never compared.
"""

from __future__ import annotations

import hashlib
from importlib.util import find_spec

from ingest.embedding.calibration import calibration_version
from ingest.errors import SettingsError
from ingest.settings import Settings

KEYWORDS_ONLY = "none"
NO_BUILD = "The local embedder has no build for this machine: set DATELINE_EMBEDDER=none to search by keywords."
# Changes with the weights of the model file: vectors of others are then made anew.
LOCAL = "e5-small-news-1"
_ENDPOINT = "openai:"


def embedder_name(settings: Settings) -> str:
    """Return the name that ``open_embedder(settings)`` would have.

    Raises:
        SettingsError: the local embedder is asked for by name and is not installed.
    """
    choice = settings.embedder
    if choice == "openai":
        return f"{endpoint_model(settings)}/{calibration_version()}"
    has_engine = find_spec("onnxruntime") is not None and find_spec("sentencepiece") is not None
    if choice == KEYWORDS_ONLY or (choice == "auto" and not has_engine):
        return KEYWORDS_ONLY
    if not has_engine:
        raise SettingsError(NO_BUILD)
    return LOCAL


def endpoint_model(settings: Settings) -> str:
    """Return what makes the vectors of an endpoint: its model and all that is sent with a text.

    The address is no part of it: one model may move. Nor are dimensions that nobody asked for: the model has them.
    """
    prefixes = settings.embedding_query_prefix, settings.embedding_passage_prefix
    parts = [f"{_ENDPOINT}{settings.embedding_model}"]
    if settings.embedding_dimensions is not None:
        parts.append(str(settings.embedding_dimensions))
    if any(prefixes):
        parts.append(hashlib.sha256("\0".join(prefixes).encode()).hexdigest()[:8])
    return ":".join(parts)


def is_calibrated(name: str) -> bool:
    """Tell whether the embedder called ``name`` is one whose cosines are brought to the local embedder's scale."""
    return name.startswith(_ENDPOINT)
