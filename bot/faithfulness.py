"""How faithful written answers are to what they cite: figures, citation precision and recall. Pure.

Precision and recall of citations as in Gao et al. 2023, "Enabling Large Language Models to Generate Text with
Citations" (ALCE), with Dateline's own support check in the place of an entailment model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from statistics import fmean
from typing import Any

from bot.verification import Fault, Statement, unsupported
from ingest.article import Article
from ingest.text.figures import read_figures

_MARKS = re.compile(r"(?:\s*\[\d+\])+$")
_ABOUT_FIGURES = frozenset({"value", "sharper", "unit"})


def faithfulness(answer: Mapping[str, Any], texts: Mapping[str, Article]) -> dict[str, Any]:
    """Return counts over one answer (as JSON): sentences, citations and figures, and those that hold."""
    faults_of = partial(unsupported, question=answer.get("question", ""))
    quotes = {citation["n"]: _statement(citation, texts[citation["article_id"]]) for citation in answer["citations"]}
    counts = dict.fromkeys(("sentences", "carried", "citations", "mattering", "figures", "supported"), 0)
    for claim in answer["claims"]:
        said = Statement(_MARKS.sub("", claim["text"]), answer["language"])
        cited = [quotes[n] for n in claim["citations"]]
        faults = faults_of(said, cited)
        wrong = sum(fault.reason in _ABOUT_FIGURES for fault in faults)
        figures = len(read_figures(said.text, said.language))
        counts["sentences"] += 1
        counts["carried"] += not faults
        counts["figures"] += figures
        counts["supported"] += max(figures - wrong, 0)
        counts["citations"] += len(cited)
        counts["mattering"] += sum(_matters(said, quote, cited, faults_of) for quote in cited)
    return counts


def _matters(
    claim: Statement,
    quote: Statement,
    cited: Sequence[Statement],
    faults_of: Callable[[Statement, Sequence[Statement]], list[Fault]],
) -> bool:
    """Tell whether a quote bears the claim alone, or the others do not bear it without it."""
    others = [other for other in cited if other is not quote]
    return not faults_of(claim, [quote]) or (bool(others) and bool(faults_of(claim, others)))


def _statement(citation: Mapping[str, Any], article: Article) -> Statement:
    published = date.fromisoformat(citation["published"]) if citation["published"] else None
    return Statement(citation["quote"], article.language, published, f"{article.title}\n{article.source or ''}")


def summed(counts: Sequence[Mapping[str, Any]], answers: Sequence[Mapping[str, Any]]) -> dict[str, float | None]:
    """Return the shares over all answers, and what they took of the model."""
    total = {name: sum(count[name] for count in counts) for name in counts[0]} if counts else {}
    used = [answer["usage"] for answer in answers if answer["usage"]]
    costs = [usage["cost"] for usage in used if usage["cost"] is not None]
    return {
        "figures supported": _share(total, "supported", "figures"),
        "citation recall": _share(total, "carried", "sentences"),
        "citation precision": _share(total, "mattering", "citations"),
        "fallbacks to quotes": _mean([answer["composer"] == "quotes" for answer in answers]),
        "repairs": _mean([usage["repairs"] for usage in used]),
        "calls": _mean([usage["calls"] for usage in used]),
        "tokens": _mean([usage["total_tokens"] for usage in used]),
        "model p50 ms": sorted(usage["model_ms"] for usage in used)[len(used) // 2] if used else None,
        "cost": round(sum(costs), 6) if costs else None,
    }


def _share(total: Mapping[str, int], part: str, whole: str) -> float | None:
    return round(total[part] / total[whole], 4) if total.get(whole) else None


def _mean(values: Sequence[float]) -> float | None:
    return round(fmean(values), 4) if values else None
