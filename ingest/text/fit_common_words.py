"""List the English words that articles write in lower case, so that names can be told from them.

    python -m ingest.text.fit_common_words --articles A.jsonl[.gz]… [--output FILE]

Articles need ``text`` and ``language``. The result, words in alphabetical order and no text, replaces
``common_words.txt.gz`` beside this file.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.text.common_words import DATA

_WORD = re.compile(r"(?<=[a-z,] )([A-Za-z][a-z]{2,})(?![\w-]|[’'][a-z]{2})")
# In so many articles, and not much less often than with a capital within a sentence.
_LEAST_ARTICLES = 5
_LEAST_SHARE = 0.25


def main() -> None:
    """Count, and write the list."""
    parser = argparse.ArgumentParser(description="List the common words of English articles.")
    parser.add_argument("--articles", nargs="+", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=DATA)
    arguments = parser.parse_args()
    with gzip.GzipFile(arguments.output, "wb", mtime=0) as file:
        file.write("\n".join(sorted(fit(_texts(arguments.articles)))).encode())


def fit(texts: Iterable[str]) -> set[str]:
    """Return the words of ``texts`` that are no names."""
    articles: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts:
        found = _WORD.findall(text)
        lower.update(word for word in found if word.islower())
        capital.update(word.lower() for word in found if not word.islower())
        articles.update({word for word in found if word.islower()})
    return {
        word
        for word, count in articles.items()
        if count >= _LEAST_ARTICLES and lower[word] >= _LEAST_SHARE * capital[word]
    }


def _texts(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            for article in map(json.loads, file):
                if article["language"] == "en":
                    yield article["text"]


if __name__ == "__main__":
    main()
