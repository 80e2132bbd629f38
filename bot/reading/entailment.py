"""The judge: do the sentences that are quoted support a claim?

It has the reader's trunk and a head of its own over ``claim: CLAIM </s></s> passage: TITLE. DATE. </s> EVIDENCE``.
``claims.py`` makes what it is trained on and fits from which probability a claim counts as supported.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal, TypeAlias, get_args

import numpy as np

from bot.reading.reader import CLAIM, make_input, shared_reader
from ingest.encoder import shared_words

Label: TypeAlias = Literal["supported", "contradicted", "not stated"]
LABELS: tuple[Label, ...] = get_args(Label)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Sentences of an article, with its title and date (``YYYY-MM-DD``, or empty)."""

    title: str
    published: str
    text: str


@dataclass(frozen=True, slots=True)
class Support:
    """How likely evidence supports a claim, contradicts it, or does not state it; the sum is 1."""

    supported: float
    contradicted: float
    not_stated: float

    @property
    def label(self) -> Label:
        """What is likeliest."""
        shares = (self.supported, self.contradicted, self.not_stated)
        return LABELS[shares.index(max(shares))]

    def is_doubted(self, *, across: bool) -> bool:
        """Tell whether a claim is less likely supported than nearly all that are; ``across`` languages that is less."""
        return self.supported < least_support()["across" if across else "same"]


def judge_claims(claims: Sequence[tuple[str, Evidence]]) -> list[Support]:
    """Return how far each claim is supported by its evidence. Raises ``ModelFileError``."""
    reader = shared_reader()
    rows = [make_input(shared_words(), claim, it.title, it.published, it.text, CLAIM).row for claim, it in claims]
    found = []
    for _, _, logits in reader.encoder.run(rows):
        weights = np.exp(logits - logits.max())
        found.append(Support(*map(float, weights / weights.sum())))
    return found


@functools.cache
def least_support() -> dict[str, float]:
    """Return below which probability of support a claim is doubted, within a language and across."""
    found: dict[str, float] = json.loads(files("bot.reading").joinpath("judge.json").read_text("utf-8"))
    return found
