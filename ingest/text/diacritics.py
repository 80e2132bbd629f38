"""Vietnamese diacritics put back where they were not typed.

``Co bao nhieu quoc gia`` has thousands of readings, of which one is meant. The likeliest is found by a Viterbi
search under a model of three syllables: absolute discounting, interpolated with pairs and, below them, with
Kneser and Ney's continuation counts (Chen and Goodman, 1999). The counts come from ``fit_diacritics``.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.text.folding import fold, has_diacritics

Numbers = npt.NDArray[Any]

DATA = Path(__file__).with_name("diacritics.npz")
# What stands in a row of syllables without being one: the end of a clause, a number, any other word.
KINDS = BREAK, NUMBER, OTHER = "<break>", "<number>", "<other>"
# Numbers with separators, words (one with a dot or an @ before a small letter is an address), marks that end a clause.
_TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*(?!\w)|\w+(?:[.@:](?=[a-z\d_])\w+)*|[^\w\s'’/–-]")
# hoà, thuỷ → hòa, thủy: two spellings of one syllable are counted as one.
_NEW_SPELLING = re.compile(r"(.*)(o)([áàảãạéèẻẽẹ])|((?:.*[^q])?)(u)([ýỳỷỹỵ])")
# What every count of a pair, of a triple gives up for what was never seen. On held-out news 0.5 was 0.2 points worse.
_DISCOUNTS = (0.75, 0.85)


def restore(text: str) -> str:
    """Return ``text`` with the diacritics that its syllables most likely have.

    The length, the case and all else stay as they are; so do words that are no syllables of the news, a syllable
    alone, and any text that has diacritics already. It takes half a millisecond a question, and 20 ms at first.
    """
    if has_diacritics(text):
        return text
    model = _model()
    found = list(tokens(text))
    known = [kind in model.readings and kind not in KINDS for _, kind in found]
    if sum(known) < 2:  # nothing around a lone syllable tells what it means
        return text
    slots = [model.readings.get(kind, model.others) for _, kind in found]
    restored = list(text)
    for (match, _), is_known, best in zip(found, known, model.best(slots), strict=True):
        if is_known:
            restored[match.start() : match.end()] = _with_case(model.syllables[best], match.group())
    return "".join(restored)


def tokens(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield each word, number and clause mark with its syllable in lower case, or ``BREAK``, ``NUMBER``, ``OTHER``."""
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token.isalpha():
            yield match, spelling(token.lower())
        else:
            yield match, NUMBER if token[0].isdigit() else OTHER if token[0].isalpha() else BREAK


def spelling(syllable: str) -> str:
    """Return ``syllable`` (NFC, lower case) with its tone on the first of two open vowels: ``hoà`` → ``hòa``."""
    match = _NEW_SPELLING.fullmatch(syllable)
    if not match:
        return syllable
    onset, first, second = (part for part in match.groups() if part is not None)
    vowel = unicodedata.normalize("NFD", second)
    return onset + unicodedata.normalize("NFC", first + vowel[1]) + vowel[0]


def _with_case(syllable: str, typed: str) -> str:
    return "".join(new.upper() if old.isupper() else new for new, old in zip(syllable, typed, strict=True))


class _Model:
    """Counts of pairs and triples of syllables. A row of a table is found by its key, first · V + second."""

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as data:
            self.syllables: list[str] = data["syllables"].tobytes().decode().split()
            self._pairs, self._triples = _keys(data["pairs"]), _keys(data["triples"])
            pairs, triples = data["pair_counts"].astype(float), data["triple_counts"].astype(float)
        self._size = len(self.syllables)
        first, second = np.divmod(self._pairs, self._size)
        before = np.bincount(second, minlength=self._size) + 0.5
        self._single = before / before.sum()
        totals = np.bincount(first, pairs, self._size)
        self._pair, self._pair_rest = _discounted(pairs, first, totals, _DISCOUNTS[0])
        self._triple, self._triple_rest = _discounted(triples, self._triples // self._size, pairs, _DISCOUNTS[1])
        self.readings = self._readings()
        self.others = self.readings[OTHER]

    def _readings(self) -> dict[str, Numbers]:
        found: dict[str, list[int]] = {}
        for number, syllable in enumerate(self.syllables):
            found.setdefault(fold(syllable), []).append(number)
        return {folded: np.array(numbers) for folded, numbers in found.items()}

    def best(self, slots: Sequence[Numbers]) -> list[int]:
        """Return the likeliest choice of one syllable a slot."""
        start = self.readings[BREAK]
        score, back = np.zeros((1, 1)), []
        rows, here = self._pair_rows(start, start), start
        for slot in [*slots, start]:
            following = self._pair_rows(here, slot)
            total = score[:, :, None] + np.log(self._probability(rows, here, following, slot))
            back.append(total.argmax(axis=0))
            score, rows, here = total.max(axis=0), following, slot
        chosen = [int(score[:, 0].argmax()), 0]
        for steps in reversed(back[1:]):
            chosen.insert(0, int(steps[chosen[0], chosen[1]]))
        return [int(slot[which]) for slot, which in zip(slots, chosen[1:-1], strict=True)]

    def _probability(self, rows: Numbers, here: Numbers, following: Numbers, slot: Numbers) -> Numbers:
        """Return P(slot | before, here), shape (before, here, slot); ``rows`` are those of the pairs (before, here)."""
        pair = self._pair_rest[here][:, None] * self._single[slot] + np.where(following < 0, 0, self._pair[following])
        triples = _find(self._triples, rows[:, :, None] * self._size + slot)
        seen = np.where((triples < 0) | (rows < 0)[:, :, None], 0, self._triple[triples])
        rest = np.where(rows < 0, 1, self._triple_rest[rows])
        return np.asarray(seen + rest[:, :, None] * pair)

    def _pair_rows(self, first: Numbers, second: Numbers) -> Numbers:
        return _find(self._pairs, first[:, None] * self._size + second)


def _keys(differences: Numbers) -> Numbers:
    """Return sorted keys from their differences, stored as four rows of bytes, lowest first, which pack better."""
    return np.cumsum(np.ascontiguousarray(differences.T).view("<u4").ravel(), dtype=np.int64)


def _find(keys: Numbers, wanted: Numbers) -> Numbers:
    """Return the rows of ``wanted`` in sorted ``keys``, -1 where there is none."""
    rows = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[rows] == wanted, rows, -1)


def _discounted(counts: Numbers, contexts: Numbers, totals: Numbers, discount: float) -> tuple[Numbers, Numbers]:
    """Return the probability of each count in its context, and what each context leaves for the order below."""
    probabilities = (counts - discount) / totals[contexts]
    return probabilities, 1 - np.bincount(contexts, probabilities, len(totals))


@functools.cache
def _model() -> _Model:
    return _Model(DATA)
