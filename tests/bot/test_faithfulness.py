from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.counterfactual import altered
from bot.faithfulness import faithfulness, summed
from ingest.article import Article

TEXT = "Police arrested 2,517 people. They rescued 3,222 victims. It rained for hours."
ARTICLE = Article("a", "A raid", TEXT, "en", date(2024, 11, 6))


def answer(claim: str, *quotes: str) -> dict[str, Any]:
    """Return an answer of one claim that cites all ``quotes``."""
    citations = [
        {"n": n, "article_id": "a", "quote": quote, "published": "2024-11-06"} for n, quote in enumerate(quotes, 1)
    ]
    numbers = [citation["n"] for citation in citations]
    marks = "".join(f"[{n}]" for n in numbers)
    usage = {"cost": 0.5, "repairs": 1, "calls": 2, "total_tokens": 30, "model_ms": 5.0}
    claims = [{"text": f"{claim} {marks}", "citations": numbers}]
    return {"claims": claims, "citations": citations, "language": "en", "composer": "llm:x", "usage": usage}


def test_a_claim_that_its_citation_carries_counts_in_full() -> None:
    counts = faithfulness(answer("Police arrested 2,517 people.", "Police arrested 2,517 people."), {"a": ARTICLE})
    assert counts == {"sentences": 1, "carried": 1, "citations": 1, "mattering": 1, "figures": 1, "supported": 1}


def test_a_wrong_figure_is_neither_carried_nor_supported() -> None:
    counts = faithfulness(answer("Police arrested 2,571 people.", "Police arrested 2,517 people."), {"a": ARTICLE})
    assert (counts["carried"], counts["supported"], counts["figures"]) == (0, 0, 1)


def test_a_citation_that_adds_nothing_does_not_matter() -> None:
    padded = answer("Police arrested 2,517 people.", "Police arrested 2,517 people.", "It rained for hours.")
    counts = faithfulness(padded, {"a": ARTICLE})
    assert (counts["citations"], counts["mattering"]) == (2, 1)


def test_sums_are_shares_and_costs() -> None:
    good = answer("Police arrested 2,517 people.", "Police arrested 2,517 people.")
    figures = summed([faithfulness(good, {"a": ARTICLE})], [good, {"composer": "quotes", "usage": None}])
    assert figures["citation recall"] == 1.0
    assert figures["fallbacks to quotes"] == 0.5
    assert (figures["cost"], figures["tokens"]) == (0.5, 30)
    assert summed([], [])["citation recall"] is None


def test_a_changed_article_has_the_new_figure_wherever_the_old_one_was() -> None:
    changed = altered(answer("Police arrested 2,517 people.", "Police arrested 2,517 people."), {"a": ARTICLE})
    assert changed is not None
    assert (changed.old, changed.new, changed.original) == ("2,517", "5,845", "a")
    assert changed.article.text == TEXT.replace("2,517", "5,845")
    assert changed.verdict(answer("Police arrested 5.845 people.")) == "followed"
    assert changed.verdict(answer("Police arrested 2,517 people.")) == "remembered"
    assert changed.verdict(answer("Police arrested people.")) == "neither"


@pytest.mark.parametrize("claim", ["It rained for hours.", "It rained for 3 hours."])
def test_without_a_figure_of_some_length_nothing_is_changed(claim: str) -> None:
    assert altered(answer(claim, "It rained for hours."), {"a": ARTICLE}) is None
