"""Make what the judge is trained on, and measure it: claims, each with the sentences that it is to rest on.

    python -m bot.reading.claims --claims C.jsonl[.gz]… --data DIR --out CLAIMS.jsonl [--split train]
    python -m bot.reading.claims --measure CLAIMS.jsonl [--report-only]

A row has ``claim``, ``label`` (supported, contradicted or not stated; SUPPORTS and REFUTES are read as well) and
``evidence``: offsets into the text of ``article``, one of the data folder DIR, or the sentences themselves. Rows with
an ``article`` follow each other in threes of twins: one supported claim and two wrong ones in nearly the same words.

What was made of the split ``dev`` measures it: half of the articles fit ``judge.json``, the probability of support that
all but a twentieth of the supported claims have; the figures are of the other half.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from bot.reading.calibrate import in_first_half, read_rows
from bot.reading.entailment import LABELS, Evidence, Support, judge_claims
from ingest.article import Span
from ingest.errors import ItemError
from ingest.library import Library
from ingest.settings import Settings

_KNOWN: dict[str, str] = {"SUPPORTS": "supported", "REFUTES": "contradicted", **dict(zip(LABELS, LABELS, strict=True))}
_TWINS = 3
# Of the claims with sentences of their own, so many are set beside those of another one: nothing is stated there.
_MISPLACED = 0.2
_DROPPED = 0.05
_MOST_CHARS = 900
_TOKENS = {
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
    "``": '"',
    "''": '"',
    " ,": ",",
    " .": ".",
    " 's": "'s",
}


def main() -> None:
    """Write one JSON object a claim: ``group``, ``claim``, ``title``, ``published``, ``text``, ``label``."""
    parser = argparse.ArgumentParser(description="Make the claims that the judge is trained on.")
    parser.add_argument("--claims", type=Path, nargs="+", default=[])
    parser.add_argument("--data", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--split", default="train")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--measure", type=Path)
    parser.add_argument("--report-only", action="store_true")
    arguments = parser.parse_args()
    if arguments.measure:
        measure(arguments.measure, write=not arguments.report_only)
        return
    chance = random.Random(arguments.seed)
    library = Library(Settings.load(arguments.data))
    try:
        with arguments.out.open("w", encoding="utf-8") as file:
            for path in arguments.claims:
                rows = [row for row in read_rows(path) if row.get("split", arguments.split) == arguments.split]
                has_articles = "article" in rows[0]
                made = _of_articles(rows, library) if has_articles else _of_sentences(rows, path.stem, chance)
                for claim in made:
                    file.write(json.dumps(claim, ensure_ascii=False) + "\n")
    finally:
        library.close()


def _of_articles(rows: Sequence[dict[str, Any]], library: Library) -> Iterator[dict[str, Any]]:
    for n, row in enumerate(rows):
        article = library.store.article(row["article"])
        if article is None:
            raise ItemError(str(row["id"]), "its article is not in the data folder.")
        yield {
            "group": f"{row['article']}/{n // _TWINS}",
            "claim": row["claim"],
            "title": article.title,
            "published": article.published.isoformat() if article.published else "",
            "text": " ".join(Span(*span).of(article.text) for span in row["evidence"])[:_MOST_CHARS],
            "label": row["label"],
            "kind": row["type"],
            "pair": "same" if row["language"] == row["article_language"] else "across",
        }


def _of_sentences(rows: Sequence[dict[str, Any]], name: str, chance: random.Random) -> Iterator[dict[str, Any]]:
    for n, row in enumerate(rows):
        misplaced = chance.random() < _MISPLACED
        evidence = chance.choice(rows) if misplaced else row
        sentences = [
            it if isinstance(it, str) else it["text"] for it in evidence.get("gold_evidence") or evidence["evidence"]
        ]
        yield {
            "group": f"{name}/{n}",
            "claim": _plain(row.get("claim") or row["text"]),
            "title": "",
            "published": "",
            "text": _plain(" ".join(sentences))[:_MOST_CHARS],
            "label": "not stated" if misplaced else _KNOWN[row["label"]],
        }


def measure(path: Path, *, write: bool) -> None:
    """Fit and report, within a language and across."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    found = judge_claims([(row["claim"], Evidence(row["title"], row["published"], row["text"])) for row in rows])
    least = {}
    for pair in ("same", "across"):
        own = [(row, support) for row, support in zip(rows, found, strict=True) if row["pair"] == pair]
        fitted = [it for it in own if in_first_half(it[0]["group"].split("/")[0])]
        others = [it for it in own if not in_first_half(it[0]["group"].split("/")[0])]
        least[pair] = round(float(np.quantile([it.supported for row, it in fitted if _is_good(row)], _DROPPED)), 4)
        print(f"{pair}: {len(others)} claims, AUROC {_auroc(others):.3f}, doubted below {least[pair]}")
        for dropped in (0.02, 0.05, 0.1, 0.2):
            bound = float(np.quantile([it.supported for row, it in others if _is_good(row)], dropped))
            print(f"  {dropped:.0%} of the supported dropped: {_passed(others, bound)}")
        print(f"  at the fitted bound: {_passed(others, least[pair])}")
        print(f"  by type: {_by_kind(others, least[pair])}")
    if write:
        Path(__file__).with_name("judge.json").write_text(json.dumps(least) + "\n")


Judged: TypeAlias = tuple[dict[str, Any], Support]


def _is_good(row: dict[str, Any]) -> bool:
    return bool(row["label"] == "supported")


def _auroc(judged: Sequence[Judged]) -> float:
    good = [it.supported for row, it in judged if _is_good(row)]
    bad = [it.supported for row, it in judged if not _is_good(row)]
    return float(np.mean([(one > two) + 0.5 * (one == two) for one in good for two in bad]))


def _passed(judged: Sequence[Judged], bound: float) -> dict[str, float]:
    """Return the share of the claims of each label that are not doubted."""
    groups: dict[str, list[bool]] = {}
    for row, support in judged:
        groups.setdefault(row["label"], []).append(support.supported >= bound)
    return {label: round(float(np.mean(passed)), 3) for label, passed in sorted(groups.items())}


def _by_kind(judged: Sequence[Judged], bound: float) -> dict[str, str]:
    groups: dict[str, list[bool]] = {}
    for row, support in judged:
        if not _is_good(row):
            groups.setdefault(row["kind"], []).append(support.supported >= bound)
    return {kind: f"{sum(passed)}/{len(passed)} passed" for kind, passed in sorted(groups.items())}


def _plain(text: str) -> str:
    """Return text that was cut into tokens as people write it."""
    for token, plain in _TOKENS.items():
        text = text.replace(token, plain)
    return text


if __name__ == "__main__":
    main()
