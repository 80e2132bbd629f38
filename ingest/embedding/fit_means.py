"""Fit the language means of the local embedder on development data.

    python -m ingest.embedding.fit_means --questions Q.jsonl… --articles A.jsonl[.gz]…

Questions need ``question`` and ``language``, articles ``title``, ``text``, ``language`` and ``published``. From each
language 800 sentences are drawn, two an article, under their titles as ingestion embeds them. The result
replaces ``means.json``; vectors made with other means are then an embedder's of another name.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from ingest.embedding.centring import ANY_LANGUAGE
from ingest.text.boilerplate import evidence
from ingest.text.passages import embedded_text
from ingest.text.sentences import sentences

Item = TypeVar("Item")
_ARTICLES, _SENTENCES_AN_ARTICLE = 400, 2


def main() -> None:
    """Fit, and write ``means.json`` beside this file."""
    parser = argparse.ArgumentParser(description="Fit the language means of the local embedder.")
    parser.add_argument("--questions", nargs="+", type=Path, required=True)
    parser.add_argument("--articles", nargs="+", type=Path, required=True)
    arguments = parser.parse_args()
    from ingest.embedding.local import LocalEmbedding

    model = LocalEmbedding()
    questions = _by_language((q["language"], q["question"]) for q in _lines(arguments.questions))
    passages = _by_language(_sampled_sentences(_lines(arguments.articles)))
    means = {
        "question": _means({lang: model._get_query_embeddings(texts) for lang, texts in questions.items()}),
        "passage": _means({lang: model.get_text_embedding_batch(texts) for lang, texts in passages.items()}),
    }
    target = Path(__file__).with_name("means.json")
    target.write_text(json.dumps({model.model_name: means}, separators=(",", ":")) + "\n")


def _lines(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            yield from map(json.loads, file)


def _sampled_sentences(articles: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    chance = random.Random(0)
    for language, rows in _by_language((a["language"], a) for a in articles).items():
        for row in chance.sample(rows, min(_ARTICLES, len(rows))):
            found = evidence(row["text"], row["title"], sentences(row["text"], language))
            for span in chance.sample(found, min(_SENTENCES_AN_ARTICLE, len(found))):
                yield language, embedded_text(row["title"], row["published"], span.of(row["text"]))


def _by_language(pairs: Iterable[tuple[str, Item]]) -> dict[str, list[Item]]:
    grouped: dict[str, list[Item]] = {}
    for language, item in pairs:
        grouped.setdefault(language, []).append(item)
    return grouped


def _means(vectors: dict[str, list[list[float]]]) -> dict[str, list[float]]:
    means = {language: np.mean(np.array(rows), axis=0) for language, rows in vectors.items()}
    means[ANY_LANGUAGE] = np.mean(list(means.values()), axis=0)
    return {language: [round(float(value), 5) for value in mean] for language, mean in means.items()}


if __name__ == "__main__":
    main()
