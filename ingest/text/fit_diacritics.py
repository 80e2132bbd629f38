"""Count the syllables of Vietnamese articles, so that diacritics can be restored.

    python -m ingest.text.fit_diacritics --articles A.jsonl[.gz]… [--output FILE]

Articles need ``title``, ``text`` and ``language``. The result, counts of pairs and triples of syllables and no text,
replaces ``diacritics.npz`` beside this file.
"""

from __future__ import annotations

import argparse
import gzip
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from ingest.text.diacritics import BREAK, DATA, KINDS, OTHER, Numbers, tokens
from ingest.text.folding import fold
from ingest.text.language import is_syllable

# A syllable seen once is as likely a slip of the keyboard; triples seen twice would add 180 KB for 0.1 points.
_LEAST_SYLLABLE, _LEAST_TRIPLE = 2, 3
_MOST = np.iinfo(np.uint16).max


def main() -> None:
    """Count, and write the file of counts."""
    parser = argparse.ArgumentParser(description="Count the syllables of Vietnamese articles.")
    parser.add_argument("--articles", nargs="+", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=DATA)
    arguments = parser.parse_args()
    fit([syllables(text) for text in _texts(arguments.articles)], arguments.output)


def fit(rows: list[list[str]], output: Path) -> None:
    """Write the counts of ``rows`` of syllables."""
    counts = Counter(syllable for row in rows for syllable in row)
    kept = [syllable for syllable, count in counts.most_common() if count >= _LEAST_SYLLABLE]
    numbers = {syllable: n for n, syllable in enumerate(dict.fromkeys([*KINDS, *kept]))}
    size, other = len(numbers), numbers[OTHER]
    coded = [[numbers.get(syllable, other) for syllable in row] for row in rows]
    pairs = Counter(a * size + b for row in coded for a, b in pairwise(row))
    keys = sorted(pairs)
    place = {key: n for n, key in enumerate(keys)}
    triples = Counter(
        place[a * size + b] * size + c for row in coded for a, b, c in zip(row, row[1:], row[2:], strict=False)
    )
    often = sorted(key for key, count in triples.items() if count >= _LEAST_TRIPLE)
    np.savez_compressed(
        output,
        syllables=np.frombuffer(" ".join(numbers).encode(), dtype=np.uint8),
        pairs=_differences(keys),
        pair_counts=_capped(pairs[key] for key in keys),
        triples=_differences(often),
        triple_counts=_capped(triples[key] for key in often),
    )


def syllables(text: str) -> list[str]:
    """Return the syllables of ``text``; other words, numbers and the ends of clauses as the names of their kinds."""
    found = (kind for _, kind in tokens(unicodedata.normalize("NFC", text)))
    return [BREAK, BREAK, *(kind if kind in KINDS or _is_vietnamese(kind) else OTHER for kind in found), BREAK]


def _is_vietnamese(word: str) -> bool:
    folded = fold(word)
    return len(folded) == len(word) and is_syllable(folded)


def _texts(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            for article in map(json.loads, file):
                if article["language"] == "vi":
                    yield f"{article['title']}\n.\n{article['text']}"


def _differences(keys: list[int]) -> Numbers:
    found = np.diff(np.array(keys, dtype=np.int64), prepend=0).astype("<u4")
    return np.ascontiguousarray(found.view(np.uint8).reshape(-1, 4).T)


def _capped(counts: Iterable[int]) -> np.ndarray[Any, Any]:
    return np.minimum(np.fromiter(counts, dtype=np.int64), _MOST).astype(np.uint16)


if __name__ == "__main__":
    main()
