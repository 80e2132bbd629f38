"""Every text that Dateline speaks, as Markdown files, and the one function that fills them.

``interface.en.md`` and ``interface.vi.md`` hold one text under each ``# name`` heading, with ``{placeholders}``;
each other file is one text for the language model.
"""

from __future__ import annotations

import functools
import hashlib
from importlib.resources import files

LANGUAGES = ("en", "vi")
_FALLBACK = "en"
_MODEL_TEXTS = ("answer", "repair", "rewrite", "verify")
_VERSION_DIGITS = 8


def say(name: str, language: str, **values: object) -> str:
    """Return the interface text ``name`` in ``language``, English where there is none, filled with ``values``.

    Raises:
        KeyError: no text has this name, or a placeholder has no value.
    """
    texts = _texts(language if language in LANGUAGES else _FALLBACK)
    return texts[name].format(**values)


@functools.cache
def model_text(name: str) -> str:
    """Return what the language model is told: ``answer``, ``repair``, ``rewrite`` or ``verify``."""
    return _read(name).strip()


@functools.cache
def version() -> str:
    """Return a name of what the language model is told, which changes with every letter of it."""
    told = "\0".join(map(model_text, _MODEL_TEXTS))
    return hashlib.sha256(told.encode()).hexdigest()[:_VERSION_DIGITS]


@functools.cache
def _texts(language: str) -> dict[str, str]:
    sections = _read(f"interface.{language}").split("\n# ")[1:]
    return {name.strip(): body.strip() for name, _, body in (section.partition("\n") for section in sections)}


def _read(name: str) -> str:
    return files("prompts").joinpath(f"{name}.md").read_text("utf-8")
