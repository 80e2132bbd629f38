"""From answers to figures: judging each, summing up, and comparing with an earlier result. Pure."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean
from typing import Any

from ingest.article import Article
from ingest.text.folding import words

Row = Mapping[str, Any]

# Of these more is better; of those in _LOWER_IS_BETTER less. The rest (quotes, words, times) is not judged.
_HIGHER_IS_BETTER = (
    *("hit@1", "hit@5", "passage@1", "passage@5", "gold in first quote", "gold in any quote"),
    *("text <= 80 words", "citations exact", "score"),
)
_RESAMPLES = 1_000
# What an unanswerable question asks: what the article has for something else, a detail it lacks, what is not so.
KINDS = ("near", "missing", "false")
_BINS = 10
_LOWER_IS_BETTER = ("false refusals", "false answers", "errors")


def regressions(now: Mapping[str, Any], before: Mapping[str, Any], tolerance: float) -> list[str]:
    """Return one sentence for each figure of ``all`` that is worse than ``before`` by more than ``tolerance``."""
    worse = []
    for name in (*_HIGHER_IS_BETTER, *_LOWER_IS_BETTER):
        new, old = now["all"].get(name), before["all"].get(name)
        if new is None or old is None:
            continue
        loss = old - new if name in _HIGHER_IS_BETTER else new - old
        if loss > tolerance:
            worse.append(f"{name} was {old} and is {new}.")
    return worse


def table(figures: Mapping[str, Any]) -> str:
    """Return the figures as lines for people."""
    columns = {**figures["groups"], "all": figures["all"]}
    names = list(next(iter(columns.values())))
    width = max(map(len, names)) + 2
    lines = [" " * width + "".join(f"{column:>10}" for column in columns)]
    for name in names:
        cells = [values[name] for values in columns.values()]
        lines.append(f"{name:<{width}}" + "".join(f"{_cell(cell):>10}" for cell in cells))
    others = {**figures.get("llm", {}), **figures["ms"]}
    lines += [f"{name:<{width}}{_cell(value):>10}" for name, value in others.items()]
    return "\n".join(lines)


def _cell(value: float | int | str | None) -> str:
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def judge(question: Row, answer: Row, texts: Mapping[str, Article], baseline: str) -> dict[str, Any]:
    """Return what one answer (as JSON) to one row of questions got right.

    ``baseline`` is the sentence that a plain keyword search would have quoted.
    """
    gold, accepted = set(question["articles"]), [words(answer) for answer in question.get("answers", [])]
    ranked = list(dict.fromkeys(item["article_id"] for item in answer["retrieved"]))
    quotes = [words(citation["quote"]) for citation in answer["citations"]]
    held = [
        item["article_id"] in gold
        and holds(words(texts[item["article_id"]].text[item["start"] : item["end"]]), accepted)
        for item in answer["retrieved"]
    ]
    return {
        "group": question.get("cell") or question.get("language") or answer["language"],
        "kind": question.get("kind"),
        "confidence": answer.get("confidence"),
        "span": _span_f1(question, answer),
        "right": _is_sentence(question, answer, gold) if "sentence" in question else None,
        "answerable": question["answerable"],
        "gold": sorted(gold),
        "answered": answer["status"] == "answered",
        "unsure": answer["status"] == "unsure",
        "error": answer["status"] == "error",
        "rank": next((rank for rank, id_ in enumerate(ranked, 1) if id_ in gold), None),
        "passage": next((rank for rank, holding in enumerate(held, 1) if holding), None) if accepted else None,
        "has_answers": bool(accepted),
        "first": _right(quotes[:1], answer["citations"][:1], accepted, gold),
        "any": _right(quotes, answer["citations"], accepted, gold),
        "baseline": holds(words(baseline), accepted),
        "exact": [_is_exact(citation, texts) for citation in answer["citations"]],
        "words": sum(map(len, quotes)),
        "text_words": len(answer["text"].split()),
        "ms": answer["ms"],
    }


def _is_sentence(question: Row, answer: Row, gold: set[str]) -> bool:
    """Tell whether the first quote is from the sentence that answers."""
    start, end = question["sentence"]
    first = answer["citations"][:1]
    return any(it["article_id"] in gold and it["start"] < end and start < it["end"] for it in first)


def _span_f1(question: Row, answer: Row) -> float | None:
    """Return the F1 of characters between the first answering words and the known ones, if both are in one place."""
    first: Row = next(iter(answer["citations"]), {})
    found = first.get("answer")
    if not found or "answer" not in question or first["article_id"] not in question["articles"]:
        return None
    start, end = question["answer"]
    shared = min(found["end"], end) - max(found["start"], start)
    total = found["end"] - found["start"] + end - start
    return 2 * shared / total if shared > 0 else None


def _right(
    quotes: Sequence[list[str]], citations: Sequence[Row], accepted: Sequence[list[str]], gold: set[str]
) -> bool:
    """Tell whether a quote holds an accepted answer, or, where none is known, is from an article that does."""
    if accepted:
        return any(holds(quote, accepted) for quote in quotes)
    return any(citation["article_id"] in gold for citation in citations)


def holds(text: Sequence[str], accepted: Iterable[Sequence[str]]) -> bool:
    """Tell whether folded words contain one of the accepted answers, word by word."""
    joined = f" {' '.join(text)} "
    return any(answer and f" {' '.join(answer)} " in joined for answer in accepted)


def _is_exact(citation: Row, texts: Mapping[str, Article]) -> bool:
    article = texts.get(citation["article_id"])
    return article is not None and article.text[citation["start"] : citation["end"]] == citation["quote"]


def figures(rows: Sequence[Row]) -> dict[str, float | int | None]:
    """Return the figures of one group of judged questions."""
    answerable = [row for row in rows if row["answerable"]]
    known = [row for row in answerable if row["has_answers"]]
    answered = [row for row in rows if row["answered"]]
    # Asked with nothing to answer from: the unanswerable ones, and the others with their articles hidden.
    others = [row for row in rows if not row["answerable"]]
    hidden = [row["hidden_answered"] for row in answerable if "hidden_answered" in row]
    hidden += [row["answered"] for row in others]
    points = [(1 if row["any"] else -1) if row["answered"] else 0 for row in answerable]
    return {
        "questions": len(rows),
        "hit@1": _mean(row["rank"] == 1 for row in answerable),
        "hit@5": _mean(row["rank"] is not None and row["rank"] <= 5 for row in answerable),
        "mrr": _mean(1 / row["rank"] if row["rank"] else 0.0 for row in answerable),
        "passage@1": _mean(row["passage"] == 1 for row in known),
        "passage@5": _mean(row["passage"] is not None and row["passage"] <= 5 for row in known),
        # What is shown as the closest is shown, and claims nothing.
        "gold in first quote": _mean(row["first"] for row in answerable),
        "gold in any quote": _mean(row["any"] for row in answerable),
        "right sentence in first quote": _mean(row["right"] for row in answerable if row["right"] is not None),
        "span F1": _mean(row["span"] for row in answerable if row["span"] is not None and row["right"]),
        "answered right": _mean(row["answered"] and row["any"] for row in answerable),
        "unsure": _mean(row["unsure"] for row in answerable),
        "gold in best BM25 sentence": _mean(row["baseline"] for row in known),
        "quotes": _mean(len(row["exact"]) for row in answered),
        "quoted words": _mean(row["words"] for row in answered),
        "text <= 80 words": _mean(row["text_words"] <= 80 for row in answered),
        "citations exact": _mean(exact for row in rows for exact in row["exact"]),
        "false refusals": _mean(not row["answered"] and not row["unsure"] for row in answerable),
        "false answers": _mean(hidden),
        "false answers, unanswerable": _mean(row["answered"] for row in others),
        **{f"false answers, {kind}": _mean(r["answered"] for r in others if r["kind"] == kind) for kind in KINDS},
        "wrong among answered": _mean(not (row["answerable"] and row["first"]) for row in answered),
        **_calibration(rows),
        "score": _mean([*points, *(-1 if wrong else 0 for wrong in hidden)]),
        "score of best BM25 sentence": _mean([*(1 if r["baseline"] else -1 for r in known), *(-1 for _ in known)]),
        "any quote minus BM25, low": _difference(known)[0],
        "any quote minus BM25, high": _difference(known)[1],
        "errors": sum(row["error"] for row in rows),
    }


def _calibration(rows: Sequence[Row]) -> dict[str, float | None]:
    """Return how far confidence is from how often the first quote is right, and the risk of answering the surest half.

    The expected calibration error is over bins of equal width (Naeini et al. 2015).
    """
    pairs = sorted((row["confidence"], float(row["answerable"] and row["first"])) for row in rows if row["confidence"])
    bins: dict[int, list[tuple[float, float]]] = {}
    for confidence, right in pairs:
        bins.setdefault(min(int(confidence * _BINS), _BINS - 1), []).append((confidence, right))
    error = sum(abs(sum(confidence - right for confidence, right in found)) for found in bins.values())
    return {
        "calibration error": round(error / len(pairs), 4) if pairs else None,
        "wrong in the surest half": _mean(1 - right for _, right in pairs[len(pairs) // 2 :]),
    }


def _difference(rows: Sequence[Row]) -> tuple[float | None, float | None]:
    """Return a 95 % bootstrap interval of how much oftener a quote than the baseline holds the answer."""
    if not rows:
        return None, None
    gains = [row["any"] - row["baseline"] for row in rows]
    chance = random.Random(0)
    means = sorted(fmean(chance.choices(gains, k=len(gains))) for _ in range(_RESAMPLES))
    return round(means[int(0.025 * _RESAMPLES)], 4), round(means[int(0.975 * _RESAMPLES)], 4)


def _mean(values: Iterable[float]) -> float | None:
    found = [float(value) for value in values]
    return round(fmean(found), 4) if found else None


def timing(rows: Sequence[Row], embedding: float | None) -> dict[str, float]:
    """Return p50 and p95 of each stage in ms, and the whole beside one embedding of a question."""
    timing: dict[str, float] = {}
    for stage in ("retrieve", "read", "compose", "check", "total"):
        values = sorted(row["ms"][stage] for row in rows)
        timing[f"{stage} p50 ms"] = round(values[len(values) // 2], 2)
        timing[f"{stage} p95 ms"] = round(values[int(len(values) * 0.95)], 2)
    if embedding:
        timing["one embedding p50 ms"] = round(embedding, 2)
        timing["total p50 / embedding"] = round(timing["total p50 ms"] / embedding, 2)
    return timing
