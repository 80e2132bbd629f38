"""Fit how readings are weighed, and the thresholds, on questions that the reader was not trained on.

    python -m bot.reading.calibrate --data DIR --questions Q.jsonl[.gz] [--report-only] [--json FILE]

The articles are those of the data folder DIR. Questions are rows with ``split`` (``dev`` is used), ``article``,
``question``, ``language``, ``article_language``, ``answerable`` and, where that is so, ``sentence`` and ``answer``,
offsets into the article's text. Half of them, by article, fit ``calibration.json``; the figures are of the others.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.question import read_question
from bot.reading.judging import (
    Calibration,
    Features,
    Logistic,
    log_odds,
    ordered,
    question_features,
    window_features,
)
from bot.reading.reader import Reading, shared_reader
from bot.reading.windows import choose_windows
from bot.retrieval import Evidence, PassageRetriever
from ingest.article import Span
from ingest.library import Library
from ingest.progress import Progress
from ingest.settings import Settings
from ingest.text.folding import words

Array = npt.NDArray[np.float64]
Row = dict[str, Any]
_DECAY = 1.0
# Of what cannot be answered, so much may be answered; of what is found, so much may be refused outright. A bound on
# what is wrong among all answers would depend on how much of what people ask has no answer: of these questions, half.
_MOST_FALSE, _MOST_REFUSED = 0.35, 0.003


@dataclass
class Asked:
    """A question with its readings."""

    row: Row
    evidence: Evidence
    readings: list[Reading]
    answer: str = ""

    @property
    def kind(self) -> str:
        """Whether question and article share a language."""
        return "same" if self.row["language"] == self.row["article_language"] else "across"

    def is_gold(self, reading: Reading) -> bool:
        """Tell whether the sentence of a reading is the one that is known to answer."""
        if not self.row["answerable"] or reading.article.id != self.row["article"]:
            return False
        return reading.sentence.overlaps(Span(*self.row["sentence"]))

    def is_right(self, reading: Reading) -> bool:
        """Tell whether the sentence of a reading answers: it is that one, or another one with its words."""
        if not self.row["answerable"]:
            return False
        said, wanted = (" ".join(words(text)) for text in (reading.sentence.of(reading.article.text), self.answer))
        return self.is_gold(reading) or (bool(wanted) and f" {wanted} " in f" {said} ")


def main() -> None:
    """Fit and report."""
    parser = argparse.ArgumentParser(description="Fit the weights and thresholds of the reader.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--report-only", action="store_true", help="leave calibration.json as it is")
    parser.add_argument("--json", type=Path, help="where the figures go")
    arguments = parser.parse_args()
    rows = [row for row in read_rows(arguments.questions) if row["split"] == "dev"][: arguments.limit]
    target = Path(__file__).with_name("calibration.json")
    found: dict[str, Any] = json.loads(target.read_text("utf-8")) if target.exists() else {}
    report = {}
    for name in ("vectors", "keywords"):
        # Fewer tell enough of the search by words alone, which is what is left when something is broken.
        asked = ask(arguments.data, rows if name == "vectors" else rows[::3], has_vectors=name == "vectors")
        fitting, judged = ([it for it in asked if in_first_half(it.row["article"]) is half] for half in (True, False))
        if not arguments.report_only:
            fitted = fit(fitting)
            # What is found by words alone is never answered more lightly, nor refused sooner.
            by_meaning = found.get("vectors", fitted) if name == "keywords" else fitted
            fitted["sure"] = max(fitted["sure"], by_meaning["sure"])
            fitted["unsure"] = min(fitted["unsure"], by_meaning["unsure"])
            found[name] = fitted
        report[name] = figures(judged, found[name])
        print(name, json.dumps(report[name], indent=1))
    if not arguments.report_only:
        target.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    if arguments.json:
        arguments.json.write_text(json.dumps(report, indent=1) + "\n", "utf-8")


def read_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a file of JSON lines, which may be compressed."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def in_first_half(article: str) -> bool:
    """Tell which half of the articles one is in: the first is fitted on, the second is reported on."""
    return hashlib.sha256(article.encode()).digest()[0] % 2 == 0


def ask(data: Path, rows: Sequence[Row], *, has_vectors: bool) -> list[Asked]:
    """Return the readings of all questions."""
    library = Library(Settings.load(data))
    retriever = PassageRetriever(library, by_words=not has_vectors)
    progress = Progress()
    found = []
    try:
        for done, row in enumerate(rows, 1):
            evidence = retriever.search(read_question(row["question"]))
            readings = shared_reader().read(evidence.question.embedded_text, choose_windows(evidence))
            article = library.store.article(row["article"]) if row["answerable"] else None
            answer = Span(*row["answer"]).of(article.text) if article else ""
            found.append(Asked(row, evidence, readings, answer))
            progress.share(done, len(rows), "questions")
    finally:
        progress.finish()
        library.close()
    return found


def fit(asked: Sequence[Asked]) -> Calibration:
    """Return both regressions and the thresholds."""
    pairs = [(window_features(it.evidence, reading), it.is_right(reading)) for it in asked for reading in it.readings]
    window = _logistic([features for features, _ in pairs], np.array([right for _, right in pairs], dtype=float))
    ranked = [(it, candidates) for it in asked if (candidates := ordered(it.evidence, it.readings, window))]
    features = [question_features(it.evidence, candidates) for it, candidates in ranked]
    right = np.array([it.is_right(candidates[0].reading) for it, candidates in ranked], dtype=float)
    question = _logistic(features, right)
    chances = _sigmoid(np.array([log_odds(question, row) for row in features]))
    answerable = np.array([it.row["answerable"] for it, _ in ranked])
    sure = float(np.quantile(chances[~answerable], 1 - _MOST_FALSE))
    unsure = min(sure, float(np.quantile(chances[right > 0], _MOST_REFUSED)))
    return {"window": window, "question": question, "sure": round(sure, 4), "unsure": round(unsure, 4)}


def figures(asked: Sequence[Asked], calibration: Calibration) -> dict[str, Any]:
    """Return what the calibration comes to over questions that it was not fitted on."""
    report: dict[str, Any] = {"sure": calibration["sure"], "unsure": calibration["unsure"]}
    scored = [(it, *_scored(it, calibration)) for it in asked]
    for name in ("same", "across", "all"):
        group = [row for row in scored if name in (row[0].kind, "all")]
        report[name] = _group(group, calibration)
    chances = np.array([chance for _, chance, _, _ in scored])
    right = np.array([is_right for _, _, is_right, _ in scored], dtype=float)
    report["ece"] = round(expected_calibration_error(chances, right), 4)
    report["reliability"] = reliability(chances, right)
    report["risk by coverage"] = risk_coverage(chances, right)
    return report


Scored = tuple[Asked, float, bool, float]


def _scored(asked: Asked, calibration: Calibration) -> tuple[float, bool, float]:
    """Return the probability of a question's best candidate, whether it is right, and the reader's best logit."""
    candidates = ordered(asked.evidence, asked.readings, calibration["window"])
    if not candidates:
        return 0.0, False, -99.0
    odds = log_odds(calibration["question"], question_features(asked.evidence, candidates))
    alone = max(it.logit for it in asked.readings)
    return float(_sigmoid(np.array(odds))), asked.is_right(candidates[0].reading), alone


def _group(rows: Sequence[Scored], calibration: Calibration) -> dict[str, Any]:
    answerable = [row for row in rows if row[0].row["answerable"]]
    others = [row for row in rows if not row[0].row["answerable"]]
    found: dict[str, Any] = {
        "questions": len(rows),
        "sentence in a window": _mean([any(map(it.is_gold, it.readings)) for it, *_ in answerable]),
        "right sentence first": _mean([_is_first(it, calibration) for it, *_ in answerable]),
        "answer in the first sentence": _mean([right for _, _, right, _ in answerable]),
        "right sentence first by the reader alone": _mean([_alone_right(it) for it, *_ in answerable]),
        "span F1 where right": _mean(
            [_span_f1(it, calibration) for it, *_ in answerable if _is_first(it, calibration)]
        ),
        "false answers at 10 % false refusals": _false_answers(
            [row[1] for row in answerable], [row[1] for row in others]
        ),
        "false answers by the reader alone": _false_answers([row[3] for row in answerable], [row[3] for row in others]),
    }
    for kind in ("near", "missing", "false"):
        of_kind = [row[1] for row in others if row[0].row["kind"] == kind]
        found[f"false answers, {kind}"] = _false_answers([row[1] for row in answerable], of_kind)
    sure, unsure = calibration["sure"], calibration["unsure"]
    answered = [row for row in rows if row[1] >= sure]
    found |= {
        "answered": _mean([row[1] >= sure for row in answerable]),
        "unsure": _mean([unsure <= row[1] < sure for row in answerable]),
        "refused": _mean([row[1] < unsure for row in answerable]),
        "unanswerable answered": _mean([row[1] >= sure for row in others]),
        "wrong among answered": _mean([not row[2] for row in answered]),
    }
    return found


def _is_first(asked: Asked, calibration: Calibration) -> bool:
    return any(asked.is_gold(it.reading) for it in ordered(asked.evidence, asked.readings, calibration["window"])[:1])


def _alone_right(asked: Asked) -> bool:
    best = max(asked.readings, key=lambda it: it.logit, default=None)
    return best is not None and asked.is_gold(best)


def _false_answers(can: Sequence[float], cannot: Sequence[float]) -> float | None:
    """Return the share of the scores ``cannot`` above the score below which a tenth of ``can`` are."""
    if not can or not cannot:
        return None
    threshold = float(np.quantile(can, 0.1))
    return _mean([score >= threshold for score in cannot])


def _span_f1(asked: Asked, calibration: Calibration) -> float:
    """Return the F1 of characters between the words found and those that answer."""
    span = ordered(asked.evidence, asked.readings, calibration["window"])[0].answer
    start, end = map(int, asked.row["answer"])
    shared = max(0, min(span.end, end) - max(span.start, start))
    return 2 * shared / (span.end - span.start + end - start)


def expected_calibration_error(chances: Array, right: Array, bins: int = 10) -> float:
    """Return it over bins of equal width (Naeini et al. 2015)."""
    found = np.clip((chances * bins).astype(int), 0, bins - 1)
    gaps = [abs(chances[found == n].mean() - right[found == n].mean()) * (found == n).mean() for n in set(found)]
    return float(sum(gaps))


def reliability(chances: Array, right: Array, bins: int = 10) -> list[dict[str, float]]:
    """Return a row for each bin of probability: how many are in it, how sure they are, how often right."""
    found = np.clip((chances * bins).astype(int), 0, bins - 1)
    return [
        {
            "from": n / bins,
            "questions": int((found == n).sum()),
            "probability": round(float(chances[found == n].mean()), 3),
            "right": round(float(right[found == n].mean()), 3),
        }
        for n in sorted(set(found.tolist()))
    ]


def risk_coverage(chances: Array, right: Array) -> dict[str, float]:
    """Return the share of wrong answers when only the surest tenth, fifth … of all questions is answered."""
    order = np.argsort(-chances)
    shares = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
    return {f"{share:.0%}": round(1 - float(right[order[: int(len(order) * share)]].mean()), 3) for share in shares}


def _logistic(rows: Sequence[Features], truth: Array) -> Logistic:
    """Fit a ridge-penalised logistic regression by Newton's method."""
    names = list(rows[0])
    matrix = np.array([[row[name] for name in names] for row in rows])
    mean, scale = matrix.mean(axis=0), matrix.std(axis=0) + 1e-6
    design = np.column_stack([(matrix - mean) / scale, np.ones(len(matrix))])
    penalty = np.diag([_DECAY] * len(names) + [0.0])
    weights = np.zeros(design.shape[1])
    for _ in range(30):
        chances = _sigmoid(design @ weights)
        slope = design.T @ (chances - truth) + penalty @ weights
        curvature = (design * (chances * (1 - chances))[:, None]).T @ design + penalty
        weights -= np.linalg.solve(curvature, slope)
    plain = weights[:-1] / scale
    found = {name: round(float(weight), 5) for name, weight in zip(names, plain, strict=True)}
    return {"intercept": round(float(weights[-1] - plain @ mean), 5), "weights": found}


def _sigmoid(values: Array) -> Array:
    chances: Array = 1 / (1 + np.exp(-np.clip(values, -30, 30)))
    return chances


def _mean(values: Sequence[float]) -> float | None:
    return round(float(np.mean(values)), 4) if values else None


if __name__ == "__main__":
    main()
