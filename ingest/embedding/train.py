"""Train the local embedder further, on questions and the sentences that answer them.

    python -m ingest.embedding.train --questions Q.jsonl[.gz] --articles A.jsonl[.gz]… --out embedder.pt

Questions are rows with ``split`` (``train`` is used), ``answerable``, ``question``, ``article`` and ``sentence``
(offsets into the article's text), articles as they are ingested. A question is brought nearer to its sentence than to
the others of its batch and to two that the embedder as it is finds near: one of the same article, one of another one.
Questions and articles are of several languages, and so are those in a batch: what tells a sentence from the others is
then what it means, not its language. The loss is InfoNCE (van den Oord et al. 2018) over cosines. Then

    python -m ingest.embedding.export --trained embedder.pt --share 0.8

writes the model file, and ``names.LOCAL`` has to change. Needs the dependency group ``train``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from ingest.embedding.export import published_file
from ingest.embedding.local import PASSAGE, QUERY, LocalEmbedding
from ingest.encoder import BEGIN, END, PAD, shared_words
from ingest.encoder.published import read_published
from ingest.encoder.trunk import Trunk, half_precision
from ingest.encoder.words import padded
from ingest.text.passages import embedded_text
from ingest.text.sentences import sentences
from ingest.vectors import Vectors

_MOST_PIECES = 160
_NEAR = slice(1, 24)
_LOGGED_STEPS = 20


@dataclass(frozen=True)
class Sentence:
    """A sentence as it is embedded, and its article."""

    text: str
    article: str


@dataclass(frozen=True)
class Example:
    """A question with the sentence that answers it, those of the article and of others that look as if they did."""

    question: str
    answer: int
    own: list[int]
    others: list[int]


def main() -> None:
    """Train, and write a checkpoint each epoch."""
    parser = argparse.ArgumentParser(description="Train the local embedder further.")
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--articles", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--published", type=Path, default=published_file())
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--epochs", type=float, default=2)
    parser.add_argument("--batch", type=int, default=48)
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--temperature", type=float, default=0.02)
    parser.add_argument("--frozen", type=int, default=2, help="how many of the lowest layers stay as they are")
    parser.add_argument("--others", type=int, default=4, help="sentences drawn from each article besides")
    parser.add_argument("--half", action="store_true", help="compute in bfloat16")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    random.seed(arguments.seed)
    torch.manual_seed(arguments.seed)
    pool, examples = read_examples(arguments)
    print(f"{len(examples)} questions, {len(pool)} sentences", flush=True)
    train(Trunk(read_published(arguments.published)), pool, examples, arguments)


def read_examples(arguments: Any) -> tuple[list[Sentence], list[Example]]:
    """Return all sentences and the questions, which name theirs by number."""
    rows = [row for row in _lines(arguments.questions) if row["split"] == "train"]
    articles = {row["article"] for row in rows}
    texts = {
        article["id"]: article for path in arguments.articles for article in _lines(path) if article["id"] in articles
    }
    numbers: dict[tuple[str, int], int] = {}
    pool: list[Sentence] = []

    def number(article: dict[str, Any], start: int, end: int) -> int:
        key = article["id"], start
        if key not in numbers:
            numbers[key] = len(pool)
            text = embedded_text(article["title"], article.get("published"), article["text"][start:end])
            pool.append(Sentence(text, article["id"]))
        return numbers[key]

    answerable = [row for row in rows if row["answerable"]]
    answers = [number(texts[row["article"]], *row["sentence"]) for row in answerable]
    for article in texts.values():
        spans = sentences(article["text"], article["language"])
        for span in random.sample(spans, min(arguments.others, len(spans))):
            number(article, span.start, span.end)
    return pool, list(_mined(answerable, answers, pool))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def _mined(rows: Sequence[dict[str, Any]], answers: Sequence[int], pool: Sequence[Sentence]) -> Iterator[Example]:
    model = LocalEmbedding()
    vectors: Vectors = np.array(model.get_text_embedding_batch([it.text for it in pool]), dtype=np.float32)
    asked = np.array(model._get_query_embeddings([row["question"] for row in rows]), dtype=np.float32)
    owners = np.array([it.article for it in pool])
    for row, answer, vector in zip(rows, answers, asked, strict=True):
        cosines = vectors @ vector
        same = owners == row["article"]
        own = [int(n) for n in np.flatnonzero(same)[np.argsort(-cosines[same])] if n != answer]
        cosines[same] = -1
        near = np.argpartition(-cosines, _NEAR.stop)[: _NEAR.stop]
        yield Example(row["question"], answer, own[:3], [int(n) for n in near])


def train(model: Trunk, pool: Sequence[Sentence], examples: list[Example], arguments: Any) -> None:
    """Train ``model`` until its epochs or minutes are over."""
    model.freeze(arguments.frozen)
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=arguments.rate, weight_decay=0.01, betas=(0.9, 0.98))
    steps = int(arguments.epochs * len(examples) / arguments.batch)
    begun, losses, order = time.monotonic(), list[float](), list[Example]()
    for step in range(steps):
        done = max(step / steps, (time.monotonic() - begun) / (60 * arguments.minutes))
        if done >= 1:
            break
        if len(order) < arguments.batch:
            order = random.sample(examples, len(examples))
            torch.save(model.state_dict(), arguments.out)
        batch, order = order[: arguments.batch], order[arguments.batch :]
        for group in optimizer.param_groups:
            group["lr"] = arguments.rate * min(1, (step + 1) / 30) * (1 - done)
        with half_precision(arguments.half):
            loss = loss_of_batch(model, pool, batch, arguments.temperature)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        losses.append(loss.item())
        if (step + 1) % _LOGGED_STEPS == 0:
            mean = sum(losses[-_LOGGED_STEPS:]) / _LOGGED_STEPS
            print(f"step {step + 1} of {steps}, loss {mean:.4f}, {time.monotonic() - begun:.0f} s", flush=True)
    torch.save(model.state_dict(), arguments.out)


def loss_of_batch(model: Trunk, pool: Sequence[Sentence], batch: Sequence[Example], temperature: float) -> torch.Tensor:
    """Return the mean of minus the log of the share of each question's own sentence among all of the batch."""
    near = [n for it in batch for n in (*random.sample(it.own, min(1, len(it.own))), random.choice(it.others))]
    numbers = list(dict.fromkeys([*(it.answer for it in batch), *near]))
    questions = _vectors(model, [QUERY + it.question for it in batch])
    found = _vectors(model, [PASSAGE + pool[n].text for n in numbers])
    return functional.cross_entropy(
        questions @ found.T / temperature, torch.tensor([numbers.index(it.answer) for it in batch])
    )


def _vectors(model: Trunk, texts: Sequence[str]) -> torch.Tensor:
    """Return the vectors of ``texts``, of unit length, (texts, width); short and long ones are read apart."""
    rows = [[BEGIN, *shared_words().ids(text)[:_MOST_PIECES], END] for text in texts]
    order = sorted(range(len(rows)), key=lambda n: len(rows[n]))
    parts = []
    for start in range(0, len(order), 24):
        ids, mask = padded([rows[n] for n in order[start : start + 24]], PAD)
        known = torch.from_numpy(mask).float()
        states = model.states(torch.from_numpy(shared_words().vectors(ids)), known)
        parts.append(functional.normalize(model.mean(states.float(), known), dim=1))
    return torch.cat(parts)[torch.argsort(torch.tensor(order))]


if __name__ == "__main__":
    main()
