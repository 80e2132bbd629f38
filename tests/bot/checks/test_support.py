"""Claims against quotes: what is borne is kept, what is not is caught and named."""

from __future__ import annotations

import gzip
import json
import os
import random
import re
from datetime import date
from pathlib import Path

import pytest

from bot.checks.support import Statement, unsupported
from ingest.text.sentences import sentences

PUBLISHED = date(2024, 11, 8)
DEV = os.environ.get("DATELINE_DEV")
CASES = [
    tuple(cell.strip() for cell in line.split(" | "))
    for line in (Path(__file__).parent / "support_cases.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def faults(case: tuple[str, ...]) -> set[str]:
    _, claim_language, claim, quote_language, quote = case
    return {
        fault.reason
        for fault in unsupported(Statement(claim, claim_language), [Statement(quote, quote_language, PUBLISHED)])
    }


@pytest.mark.parametrize("case", [case for case in CASES if case[0] != "+"], ids=lambda case: f"{case[0]}-{case[2]}")
def test_catches_what_the_quote_does_not_bear(case: tuple[str, ...]) -> None:
    assert case[0] in faults(case)


def test_keeps_what_the_quote_bears() -> None:
    supported = [case for case in CASES if case[0] == "+"]
    flagged = [case[2] for case in supported if faults(case)]
    assert len(flagged) <= 0.02 * len(supported), flagged


def test_there_are_enough_cases_of_both_kinds() -> None:
    kept = sum(case[0] == "+" for case in CASES)
    assert len(CASES) >= 120
    assert min(kept, len(CASES) - kept) >= 60


def test_a_fault_says_where_and_why() -> None:
    claim = Statement("2,517 people were rescued.", "en")
    (fault,) = unsupported(claim, [Statement("There were 2,517 arrested, 3,222 rescued.", "en")])
    assert (fault.words, fault.reason) == ("2,517", "subject")
    assert claim.text[fault.start : fault.end] == fault.words


def test_any_of_several_quotes_may_bear_a_figure() -> None:
    quotes = [Statement("Police arrested 2,517 people.", "en"), Statement("Giải cứu 3.222 nạn nhân.", "vi")]
    assert not unsupported(Statement("2,517 people were arrested and 3,222 victims rescued.", "en"), quotes)


def test_a_figure_without_any_quote_is_a_fault() -> None:
    assert [fault.reason for fault in unsupported(Statement("12 people died.", "en"), [])] == ["value"]


def test_the_title_and_source_bear_names() -> None:
    quote = Statement("It arrested 5 people.", "en", about="Interpol raids · Example Daily")
    assert not unsupported(Statement("According to Interpol, 5 people were arrested.", "en"), [quote])


def altered(sentence: str, chance: random.Random) -> str:
    """Change one digit of ``sentence``."""
    digit = chance.choice(list(re.finditer(r"\d", sentence)))
    other = chance.choice([char for char in "0123456789" if char != digit.group()])
    return sentence[: digit.start()] + other + sentence[digit.end() :]


def news(language: str, count: int, chance: random.Random) -> list[Statement]:
    with gzip.open(Path(str(DEV)) / "articles" / f"news_{language}.jsonl.gz", "rt", encoding="utf-8") as stream:
        articles = [json.loads(line) for line in stream]
    chance.shuffle(articles)
    found = []
    for article in articles:
        texts = (span.of(article["text"]) for span in sentences(article["text"], language))
        spans = [text for text in texts if re.search(r"\d", text) and 40 < len(text) < 400]
        if spans and len(found) < count:
            published = date.fromisoformat(article["published"]) if article["published"] else None
            found.append(Statement(chance.choice(spans), language, published, article["title"]))
    return found


@pytest.mark.skipif(not DEV, reason="DATELINE_DEV names no folder of development articles")
def test_altered_figures_of_news_are_caught_and_unaltered_ones_kept() -> None:
    chance = random.Random(7)
    quotes = [*news("en", 500, chance), *news("vi", 500, chance)]
    kept = caught = 0
    for quote in quotes:
        kept += not unsupported(Statement(quote.text, quote.language, quote.published), [quote])
        caught += bool(unsupported(Statement(altered(quote.text, chance), quote.language, quote.published), [quote]))
    assert kept >= 0.99 * len(quotes)
    assert caught >= 0.995 * len(quotes)
