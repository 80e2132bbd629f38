"""Fit the ranker and the gate on development data, and write ``fitted.json``.

    python -m bot.fit --set QUESTIONS.jsonl ARTICLES.jsonl[.gz] [--set …] [--gate-set …]

The ranker (a linear listwise softmax) learns which sentence of a question's evidence holds an accepted
answer; the gate (a logistic regression) tells each question from itself asked with its articles hidden.
Thresholds are set on cross-validated log-odds, folds by article, so that at most one answerable
question in twenty is refused when the evidence is in the question's language, one in five when it is not.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot import evaluation
from bot.features import Features, gate_features, sentence_features
from bot.fitted import Fitted
from bot.gate import asks_another_figure
from bot.question import read_question
from bot.ranking import PASSAGES, Ranking, rank
from bot.retrieval import Evidence, PassageRetriever
from bot.scorecard import Row, holds
from ingest.embedding import KEYWORDS_ONLY, embedder_name
from ingest.library import Library
from ingest.pipeline import Pipeline
from ingest.settings import Settings
from ingest.sources import read
from ingest.text.folding import words

Array = npt.NDArray[np.float64]
_FOLDS = 4
_RANKER_STEPS, _RANKER_RATE, _RANKER_DECAY = 400, 0.05, 1e-3
_GATE_DECAY = 3.0
_FALSE_REFUSALS = {"same": 0.048, "cross": 0.195}
# Refusing what cannot be answered counts for more where the evidence is in the question's language, up to this.
_SAME_WEIGHT, _SAME_ENOUGH = 3.0, 0.952


@dataclass(frozen=True)
class Asked:
    """One question with the evidence found for it, and whether the evidence may hold the answer."""

    row: Row
    evidence: Evidence
    answerable: bool

    @property
    def fold(self) -> int:
        """Which part of the cross-validation its articles belong to."""
        return sha256(str(self.row["articles"][0]).encode()).digest()[0] % _FOLDS

    @property
    def kind(self) -> str:
        """``same`` or ``cross``, and in which language it is asked: ``vi cross``."""
        question, _, article = str(self.row.get("cell", "")).partition("->")
        return f"{self.evidence.question.language} {'same' if question == article else 'cross'}"


def main() -> None:
    """Fit for the configured embedder and for keywords alone."""
    parser = argparse.ArgumentParser(description="Fit the ranker and the gate on development data.")
    parser.add_argument(
        "--set", nargs=2, action="append", required=True, dest="sets", metavar=("QUESTIONS", "ARTICLES")
    )
    sets = parser.parse_args().sets
    target = Path(__file__).with_name("fitted.json")
    table = {}
    for choice in ("auto", KEYWORDS_ONLY):
        settings = Settings.load().model_copy(update={"embedder": choice})
        asked = [item for questions, articles in sets for item in _ask(settings, Path(questions), articles)]
        name = embedder_name(settings)
        table[name] = _fit(asked)
    target.write_text(json.dumps(table, indent=1) + "\n")


def _ask(settings: Settings, questions: Path, articles: str) -> list[Asked]:
    asked = []
    with tempfile.TemporaryDirectory(prefix="dateline-fit-") as folder:
        embedder = evaluation.cached_embedder(settings)
        library = Library(settings.apart(Path(folder)), embedder)
        try:
            Pipeline(library).add(read([articles]))
            for row in evaluation.read_questions(questions):
                question = read_question(row["question"])
                if row["answerable"]:
                    asked.append(Asked(row, PassageRetriever(library).search(question), answerable=True))
                hidden = PassageRetriever(library, hidden=frozenset(row["articles"] if row["answerable"] else ()))
                asked.append(Asked(row, hidden.search(question), answerable=False))
        finally:
            library.close()
            if embedder is not None:
                embedder.close()
    return [item for item in asked if item.evidence.passages]


def _fit(asked: Sequence[Asked]) -> dict[str, Any]:
    ranker = _fit_ranker([item for item in asked if item.answerable])
    half_fitted = Fitted(ranker, {}, 0.0, {})
    rankings = [rank(item.evidence, half_fitted) for item in asked]
    rows = [_gate_row(ranking) for ranking in rankings]
    truth = np.array([item.answerable for item in asked])
    names = list(rows[0])
    matrix = np.array([[row[name] for name in names] for row in rows])
    folds = np.array([item.fold for item in asked])
    log_odds = np.zeros(len(asked))
    for fold in range(_FOLDS):
        weights, intercept = _logistic(matrix[folds != fold], truth[folds != fold])
        log_odds[folds == fold] = matrix[folds == fold] @ weights + intercept
    weights, intercept = _logistic(matrix, truth)
    log_odds[[asks_another_figure(ranking) for ranking in rankings]] = -np.inf  # the gate refuses these in any case
    return {
        "ranker": _rounded(ranker),
        "gate": _rounded(dict(zip(names, weights, strict=True))),
        "intercept": round(float(intercept), 4),
        "thresholds": _thresholds(asked, rows, truth, log_odds),
    }


def _fit_ranker(asked: Sequence[Asked]) -> dict[str, float]:
    """Return the weights that make a sentence with an accepted answer likeliest within its evidence."""
    lists = []
    for item in asked:
        accepted = [words(answer) for answer in item.row["answers"]]
        sentences = item.evidence.sentences(PASSAGES)
        features = [sentence_features(item.evidence, sentence) for sentence in sentences]
        gold = np.array(
            [
                sentence.article.id in item.row["articles"] and holds(words(sentence.text), accepted)
                for sentence in sentences
            ]
        )
        if gold.any():
            lists.append((np.array([list(row.values()) for row in features]), gold))
    scale = np.concatenate([matrix for matrix, _ in lists]).std(axis=0) + 1e-6
    weights = np.zeros(len(scale))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _RANKER_STEPS + 1):
        slope = _RANKER_DECAY * weights
        for matrix, gold in lists:
            slope = slope + _listwise_slope(matrix / scale, gold, weights) / len(lists)
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2  # Adam
        weights -= _RANKER_RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return dict(zip(features[0], weights / scale, strict=True))


def _listwise_slope(matrix: Array, gold: npt.NDArray[np.bool_], weights: Array) -> Array:
    scores = matrix @ weights
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    wanted = chances * gold / (chances * gold).sum()
    slope: Array = matrix.T @ (chances - wanted)
    return slope


def _gate_row(ranking: Ranking) -> Features:
    best = ranking.candidates[0]
    return gate_features(ranking.evidence, best.sentence, best.score)


def _logistic(matrix: Array, truth: npt.NDArray[np.bool_]) -> tuple[Array, float]:
    """Fit a ridge-penalised logistic regression by Newton's method; return weights and intercept."""
    mean, scale = matrix.mean(axis=0), matrix.std(axis=0) + 1e-6
    design = np.column_stack([(matrix - mean) / scale, np.ones(len(matrix))])
    penalty = np.diag([_GATE_DECAY] * matrix.shape[1] + [0.0])
    weights = np.zeros(design.shape[1])
    for _ in range(30):
        chances = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (chances - truth) + penalty @ weights
        curvature = (design * (chances * (1 - chances))[:, None]).T @ design + penalty
        weights -= np.linalg.solve(curvature, slope)
    plain = weights[:-1] / scale
    return plain, float(weights[-1] - plain @ mean)


def _thresholds(
    asked: Sequence[Asked], rows: Sequence[Features], truth: npt.NDArray[np.bool_], log_odds: Array
) -> dict[str, float]:
    """Return thresholds by question language and side of the evidence, allowing the false refusals there may be.

    A grid over the pair (same, cross) of each language: of those that keep both bounds, the one that
    refuses most questions whose articles are hidden.
    """
    found = {}
    kinds = np.array([item.kind for item in asked])
    cross = np.array([row["cross"] > 0 for row in rows])
    languages = np.array([item.evidence.question.language for item in asked])
    for language in ("en", "vi"):
        grid = [
            (_pair_quality(log_odds, same, other, cross, truth, kinds, languages == language, language), same, other)
            for same in np.arange(-3, 3, 0.125)
            for other in np.arange(-3, 3, 0.125)
        ]
        _, same, other = max(grid)
        found[f"{language} same"], found[f"{language} cross"] = float(same), float(other)
    for side in ("same", "cross"):
        found[side] = max(found[f"en {side}"], found[f"vi {side}"])
    return found


def _pair_quality(
    log_odds: Array,
    same: float,
    other: float,
    cross: npt.NDArray[np.bool_],
    truth: npt.NDArray[np.bool_],
    kinds: npt.NDArray[np.str_],
    of_language: npt.NDArray[np.bool_],
    language: str,
) -> float:
    answered = log_odds >= np.where(cross, other, same)
    excess = 0.0
    quality = 0.0
    for side, bound in _FALSE_REFUSALS.items():
        of_kind = of_language & (kinds == f"{language} {side}")
        if not of_kind.any():
            continue
        refused = float((~answered[of_kind & truth]).mean())
        excess += max(0.0, refused - bound)
        right = float((~answered[of_kind & ~truth]).mean())
        quality += _SAME_WEIGHT * min(right, _SAME_ENOUGH) if side == "same" else right
    return quality - 100 * excess


def _rounded(weights: dict[str, float]) -> dict[str, float]:
    return {name: round(float(weight), 4) for name, weight in weights.items()}


if __name__ == "__main__":
    main()
