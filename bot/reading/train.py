"""Train the reader.

    python -m bot.reading.train --examples EXAMPLES.jsonl… --claims CLAIMS.jsonl --out reader.pt [--minutes 60]

It starts from the embedder's published weights, or from a checkpoint of its own (``.pt``, or ``.npz`` in half
precision), which is written every five minutes and at the end; run again with ``--start`` to go on. Then

    python -m bot.reading.train --export reader.pt

writes the model file, and ``calibrate.py`` has to be run. A question is trained on together with all its windows: one
softmax over them and "none of these", as it is answered from the best of a dozen (``loss_of_question``). Twins, two
questions of which one window answers one, are in the same batch, and the answered one has to score higher. The judge,
which has the same trunk, is trained beside it on ``--claims`` (of ``claims.py``), a share of all steps.

Needs the dependency group ``train``.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import torch
from torch import nn
from torch.nn import functional

from bot.reading.entailment import LABELS
from bot.reading.reader import CLAIM, MODEL_FILE, MOST_PIECES, make_input
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
Item = TypeVar("Item")
Size: TypeAlias = Callable[[Item], tuple[int, int]]


class ReaderModel(Trunk):
    """The trunk with the reader's heads."""

    def __init__(self, published: Published) -> None:
        super().__init__(published)
        width = published.weights["segment"].shape[0]
        self.answers, self.spans, self.judges = nn.Linear(width, 1), nn.Linear(width, 2), nn.Linear(width, len(LABELS))

    def forward(self, embeds: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return logits that a window answers, (rows,), and of where the answer starts and ends, (rows, pieces, 2)."""
        states = self.states(embeds, mask)
        return self.answers(self._pooled(states, mask)).squeeze(-1), self.spans(states)

    def judged(self, embeds: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the logits of ``LABELS`` for claims, (rows, labels)."""
        logits: torch.Tensor = self.judges(self._pooled(self.states(embeds, mask), mask))
        return logits

    def _pooled(self, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return states[:, 0] + self.mean(states, mask)


@dataclass(frozen=True)
class Row:
    """A question with one window: its pieces, and the first and last of those that answer, if any do."""

    ids: list[int]
    answer: tuple[int, int] | None


Questions = list[list[Row]]
"""The rows of one question, or of two that are twins."""


@dataclass(frozen=True)
class Claim:
    """A claim with its evidence: its pieces, and the number of its label."""

    ids: list[int]
    label: int


Claims = list[Claim]
"""A claim, or claims that are twins."""


def main() -> None:
    """Train, or write the model file."""
    parser = argparse.ArgumentParser(description="Train the reader.")
    parser.add_argument("--examples", type=Path, nargs="+", default=[])
    parser.add_argument("--claims", type=Path, nargs="*", default=[])
    parser.add_argument("--claims-share", type=float, default=0.3, help="of all steps")
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
    claims = [claim for path in arguments.claims for claim in read_claims(path)]
    begun = saved = time.monotonic()
    losses: dict[str, list[float]] = {"questions": [], "claims": []}
    steps = max(1, int(arguments.epochs * len(batches(examples, arguments.pieces, _size))))
    print(f"{len(examples)} questions or twins, {len(claims)} claims or twins, {steps} steps of questions", flush=True)
    asked, claimed = _endless(examples, arguments.pieces, _size), _endless(claims, arguments.pieces, _claims_size)
    while True:
        now = time.monotonic()
        done = max(len(losses["questions"]) / steps, (now - begun) / (60 * arguments.minutes))
        if done >= 1 or now - saved > _CHECKPOINT_SECONDS:
            torch.save(model.state_dict(), arguments.out)
            saved = now
        if done >= 1:
            return
        step = sum(map(len, losses.values()))
        share = arguments.end_rate + (1 - arguments.end_rate) * (1 - done)
        for group in optimizer.param_groups:
            group["lr"] = arguments.rate * min(1, (step + 1) / 50) * share
        is_claims = bool(claims) and random.random() < arguments.claims_share
        with half_precision(arguments.half):
            if is_claims:
                loss = loss_of_claims(model, next(claimed))
            else:
                loss = loss_of_batch(model, next(asked), arguments.twins)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        losses["claims" if is_claims else "questions"].append(loss.item())
        if (step + 1) % _LOGGED_STEPS == 0:
            means = {name: sum(it[-_LOGGED_STEPS:]) / max(1, len(it[-_LOGGED_STEPS:])) for name, it in losses.items()}
            told = ", ".join(f"{name} {mean:.4f}" for name, mean in means.items())
            print(f"step {step + 1}, {done:.0%}, loss of {told}, {now - begun:.0f} s", flush=True)


def _endless(examples: Sequence[Item], most: int, size: Size[Item]) -> Iterator[list[Item]]:
    while examples:
        yield from batches(examples, most, size)


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


def read_claims(path: Path) -> list[Claims]:
    """Return the claims of a file of ``claims.py``, twins together."""
    found: dict[str, Claims] = {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        given = make_input(shared_words(), row["claim"], row["title"], row["published"], row["text"], CLAIM)
        found.setdefault(row["group"], []).append(Claim(given.row, LABELS.index(row["label"])))
    return list(found.values())


def batches(examples: Sequence[Item], most: int, size: Size[Item]) -> list[list[Item]]:
    """Return the examples in batches of at most ``most`` pieces, those of like length together, in random order.

    ``size`` returns how many rows an example has, and how many pieces the longest.
    """
    found: list[list[Item]] = []
    order = random.sample(examples, len(examples))
    for start in range(0, len(order), _POOL):
        batch: list[Item] = []
        rows = longest = 0
        for example in sorted(order[start : start + _POOL], key=lambda it: size(it)[1]):
            count, length = size(example)
            if batch and (rows + count) * max(longest, length) > most:
                found.append(batch)
                batch, rows, longest = [], 0, 0
            batch.append(example)
            rows, longest = rows + count, max(longest, length)
        found.append(batch)
    random.shuffle(found)
    return found


def _size(questions: Questions) -> tuple[int, int]:
    return sum(map(len, questions)), max(len(row.ids) for rows in questions for row in rows)


def _claims_size(claims: Claims) -> tuple[int, int]:
    return len(claims), max(len(claim.ids) for claim in claims)


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


def loss_of_claims(model: ReaderModel, batch: Sequence[Claims]) -> torch.Tensor:
    """Return the loss of labels, and of which of several twins is the supported one."""
    rows = [claim for claims in batch for claim in claims]
    ids, mask = padded([claim.ids for claim in rows], PAD)
    known = torch.from_numpy(mask).float()
    logits = model.judged(torch.from_numpy(shared_words().vectors(ids)), known).float()
    loss = functional.cross_entropy(logits, torch.tensor([claim.label for claim in rows]))
    support = logits[:, 0] - torch.logsumexp(logits[:, 1:], 1)
    orders, start = [], 0
    for claims in batch:
        supported = [n for n, claim in enumerate(claims) if claim.label == 0]
        if len(supported) == 1 and len(claims) > 1:
            orders.append(-functional.log_softmax(support[start : start + len(claims)], 0)[supported[0]])
        start += len(claims)
    return loss + torch.stack(orders).sum() / len(batch) if orders else loss


def loss_of_question(scores: torch.Tensor, rows: Sequence[Row]) -> torch.Tensor:
    """Return minus the log of the share of the windows that answer, or of none of them, whose logit is 0."""
    everything = torch.cat([scores, scores.new_zeros(1)])
    answers = torch.tensor([row.answer is not None for row in rows])
    right = scores[answers] if bool(answers.any()) else everything[-1:]
    return torch.logsumexp(everything, 0) - torch.logsumexp(right, 0)


if __name__ == "__main__":
    main()
