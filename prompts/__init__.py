"""Every text that Dateline speaks, as Markdown files, and the one function that fills them.

``interface.en.md`` and ``interface.vi.md`` hold one text under each ``# name`` heading, with ``{placeholders}``.
"""

from __future__ import annotations

import functools
from importlib.resources import files

LANGUAGES = ("en", "vi")
_FALLBACK = "en"


def say(name: str, language: str, **values: object) -> str:
    """Return the interface text ``name`` in ``language``, English where there is none, filled with ``values``.

    Raises:
        KeyError: no text has this name, or a placeholder has no value.
    """
    texts = _texts(language if language in LANGUAGES else _FALLBACK)
    return texts[name].format(**values)


@functools.cache
def _texts(language: str) -> dict[str, str]:
    source = files("prompts").joinpath(f"interface.{language}.md").read_text("utf-8")
    sections = source.split("\n# ")[1:]
    return {name.strip(): body.strip() for name, _, body in (section.partition("\n") for section in sections)}
