"""Train the reader.

    python -m bot.reading.train --examples EXAMPLES.jsonl… --out reader.pt [--start reader.pt] [--minutes 60]

It starts from the embedder's published weights, or from a checkpoint of its own (``.pt``, or ``.npz`` in half
precision), which is written every five minutes and at the end; run again with ``--start`` to go on. Then

    python -m bot.reading.train --export reader.pt

writes the model file, and ``calibrate.py`` has to be run. A question is trained on together with all its windows: one
softmax over them and "none of these", as it is answered from the best of a dozen (``loss_of_question``). Twins, two
questions of which one window answers one, are in the same batch, and the answered one has to score higher.

Needs the dependency group ``train``.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from bot.reading.reader import MODEL_FILE, MOST_PIECES, make_input
from ingest.embedding.export import largest_channels, published_file, write_manifest
from ingest.encoder import PAD, shared_words
from ingest.encoder.files import FOLDER, VERSION
from ingest.encoder.graph import Graph
from ingest.encoder.published import Published, read_published
from ingest.encoder.trunk import Trunk, half_precision
from ingest.encoder.words import padded

_CHECKPOINT_SECONDS = 300
_LOGGED_STEPS = 50
_POOL = 500


class ReaderModel(Trunk):
    """The trunk with the reader's heads."""

    def __init__(self, published: Published) -> None:
        super().__init__(published)
        width = published.weights["segment"].shape[0]
        self.answers, self.spans = nn.Linear(width, 1), nn.Linear(width, 2)

    def forward(self, embeds: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return logits that a window answers, (rows,), and of where the answer starts and ends, (rows, pieces, 2)."""
        states = self.states(embeds, mask)
        return self.answers(states[:, 0] + self.mean(states, mask)).squeeze(-1), self.spans(states)


@dataclass(frozen=True)
class Row:
    """A question with one window: its pieces, and the first and last of those that answer, if any do."""

    ids: list[int]
    answer: tuple[int, int] | None


Questions = list[list[Row]]
"""The rows of one question, or of two that are twins."""


def main() -> None:
    """Train, or write the model file."""
    parser = argparse.ArgumentParser(description="Train the reader.")
    parser.add_argument("--examples", type=Path, nargs="+", default=[])
    parser.add_argument("--start", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--export", type=Path, help="write the model file from this checkpoint instead")
    parser.add_argument("--published", type=Path, default=published_file())
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--epochs", type=float, default=1)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--end-rate", type=float, default=0.0, help="the share of the rate that is left at the end")
    parser.add_argument("--pieces", type=int, default=3_600, help="in a batch")
    parser.add_argument("--frozen", type=int, default=4, help="how many of the lowest layers stay as they are")
    parser.add_argument("--twins", type=float, default=0.5, help="the weight of the order of twins")
    parser.add_argument("--half", action="store_true", help="compute in bfloat16")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    random.seed(arguments.seed)
    torch.manual_seed(arguments.seed)
    published = read_published(arguments.published)
    model = ReaderModel(published)
    if arguments.start or arguments.export:
        model.load(arguments.start or arguments.export)
    if arguments.export:
        export(model, published)
    else:
        train(model, arguments)


def export(model: ReaderModel, published: Published) -> None:
    """Write the model file and the manifest."""
    weights = model.weights()
    weights["positions"] = weights["positions"][: MOST_PIECES + 32]
    shape = published.layers, published.heads, published.epsilon
    graph = Graph(weights, *shape, largest_channels(weights, *shape))
    graph.save(FOLDER / MODEL_FILE, graph.reading(), VERSION)
    write_manifest()


def train(model: ReaderModel, arguments: Any) -> None:
    """Train ``model`` until its epochs or minutes are over, and write checkpoints."""
    model.freeze(arguments.frozen)
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=arguments.rate, weight_decay=0.01, betas=(0.9, 0.98))
    examples = [question for path in arguments.examples for question in read_examples(path)]
    begun = saved = time.monotonic()
    step, losses = 0, list[float]()
    steps = max(1, int(arguments.epochs * len(batches(examples, arguments.pieces))))
    print(f"{len(examples)} questions or twins, {steps} steps", flush=True)
    while True:
        for batch in batches(examples, arguments.pieces):
            now = time.monotonic()
            done = max(step / steps, (now - begun) / (60 * arguments.minutes))
            if done >= 1 or now - saved > _CHECKPOINT_SECONDS:
                torch.save(model.state_dict(), arguments.out)
                saved = now
            if done >= 1:
                return
            share = arguments.end_rate + (1 - arguments.end_rate) * (1 - done)
            for group in optimizer.param_groups:
                group["lr"] = arguments.rate * min(1, (step + 1) / 50) * share
            with half_precision(arguments.half):
                loss = loss_of_batch(model, batch, arguments.twins)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(trained, 1.0)
            optimizer.step()
            step += 1
            losses.append(loss.item())
            if step % _LOGGED_STEPS == 0:
                mean = sum(losses[-_LOGGED_STEPS:]) / _LOGGED_STEPS
                print(f"step {step} of {steps}, loss {mean:.4f}, {now - begun:.0f} s", flush=True)


def read_examples(path: Path) -> list[Questions]:
    """Return the questions of a file of ``examples.py``, twins together."""
    found: dict[str, Questions] = {}
    for line in path.read_text("utf-8").splitlines():
        example = json.loads(line)
        rows = [_row(example["question"], window) for window in example["windows"]]
        found.setdefault(example["pair"] or example["id"], []).append([row for row in rows if row is not None])
    return [questions for questions in found.values() if all(questions)]


def _row(question: str, window: dict[str, Any]) -> Row | None:
    given = make_input(shared_words(), question, window["title"], window["published"], window["text"])
    if window["answer"] is None:
        return Row(given.row, None)
    start, end = window["answer"]
    inside = [n for n, piece in enumerate(given.pieces) if piece.end > start and piece.start < end]
    return Row(given.row, (given.start + inside[0], given.start + inside[-1])) if inside else None


def batches(examples: Sequence[Questions], most: int) -> list[list[Questions]]:
    """Return the examples in batches of at most ``most`` pieces, those of like length together, in random order."""
    found: list[list[Questions]] = []
    order = random.sample(examples, len(examples))
    for start in range(0, len(order), _POOL):
        batch: list[Questions] = []
        size = longest = 0
        for questions in sorted(order[start : start + _POOL], key=_longest):
            count = sum(map(len, questions))
            if batch and (size + count) * max(longest, _longest(questions)) > most:
                found.append(batch)
                batch, size, longest = [], 0, 0
            batch.append(questions)
            size, longest = size + count, max(longest, _longest(questions))
        found.append(batch)
    random.shuffle(found)
    return found


def _longest(questions: Questions) -> int:
    return max(len(row.ids) for rows in questions for row in rows)


def loss_of_batch(model: ReaderModel, batch: Sequence[Questions], twins: float) -> torch.Tensor:
    """Return the loss of answering, of the order of twins, and of the spans."""
    rows = [row for questions in batch for of_one in questions for row in of_one]
    ids, mask = padded([row.ids for row in rows], PAD)
    known = torch.from_numpy(mask).float()
    read = model(torch.from_numpy(shared_words().vectors(ids)), known)
    logits, spans = (output.float() for output in read)
    losses, orders = [], []
    for questions, scores in zip(batch, _split(logits, batch), strict=True):
        losses += [loss_of_question(score, of_one) for score, of_one in zip(scores, questions, strict=True)]
        best = {any(row.answer for row in of_one): s.max() for s, of_one in zip(scores, questions, strict=True)}
        if len(best) == 2 and len(questions) == 2:
            orders.append(functional.softplus(best[False] - best[True]))
    loss = torch.stack(losses).mean()
    if orders:
        loss = loss + twins * torch.stack(orders).sum() / len(losses)
    places = [(n, row.answer) for n, row in enumerate(rows) if row.answer]
    if places:
        own = torch.tensor([n for n, _ in places])
        ends = torch.tensor([answer for _, answer in places])
        within = spans[own] + (1 - known[own])[..., None] * -1e4
        wrong = functional.cross_entropy(within[..., 0], ends[:, 0]) + functional.cross_entropy(
            within[..., 1], ends[:, 1]
        )
        loss = loss + 0.5 * wrong * len(places) / len(rows)
    return loss


def _split(logits: torch.Tensor, batch: Sequence[Questions]) -> Iterator[list[torch.Tensor]]:
    start = 0
    for questions in batch:
        parts = []
        for rows in questions:
            parts.append(logits[start : start + len(rows)])
            start += len(rows)
        yield parts


def loss_of_question(scores: torch.Tensor, rows: Sequence[Row]) -> torch.Tensor:
    """Return minus the log of the share of the windows that answer, or of none of them, whose logit is 0."""
    everything = torch.cat([scores, scores.new_zeros(1)])
    answers = torch.tensor([row.answer is not None for row in rows])
    right = scores[answers] if bool(answers.any()) else everything[-1:]
    return torch.logsumexp(everything, 0) - torch.logsumexp(right, 0)


if __name__ == "__main__":
    main()
