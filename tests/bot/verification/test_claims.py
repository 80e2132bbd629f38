"""Claims against quotes: figures, dates and codes that are borne are kept, others are caught and named."""

from __future__ import annotations

import gzip
import json
import os
import random
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.verification import Statement, unsupported
from ingest.text.sentences import sentences

FOLDER = Path(__file__).parent
PUBLISHED = date(2024, 11, 8)
DEV = os.environ.get("DATELINE_DEV")
PROVED_BY_CODE = frozenset({"value", "sharper", "unit", "date", "code"})
LEAST_KEPT, LEAST_CAUGHT = 0.99, 0.98


def cases() -> Iterator[tuple[str, Statement, Statement]]:
    """Yield "+" or the reason of a fault, a claim, and the quote that it is to rest on."""
    for line in _lines("support_cases.txt"):
        label, language, claim, quote_language, quote = line
        yield label, Statement(claim, language), Statement(quote, quote_language, PUBLISHED)
    quote = None
    for label, language, claim, *rest in _lines("wording_cases.txt"):
        if label == "=":
            quote = Statement(rest[0], language, PUBLISHED, claim)
        elif quote:
            yield label, Statement(claim, language), quote


def _lines(name: str) -> Iterator[list[str]]:
    for line in (FOLDER / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [cell.strip() for cell in line.split(" | ")]


def test_what_code_can_prove_is_kept_and_what_it_can_refute_is_caught() -> None:
    kept, caught = [], []
    for label, claim, quote in cases():
        faults = unsupported(claim, [quote])
        if label == "+":
            kept.append((not faults, claim.text, faults))
        elif label in PROVED_BY_CODE:
            caught.append((label in {fault.reason for fault in faults}, claim.text, faults))
    assert len(kept) >= 200
    assert len(caught) >= 140
    for found, least in ((kept, LEAST_KEPT), (caught, LEAST_CAUGHT)):
        wrong = [row for row in found if not row[0]]
        assert len(wrong) <= (1 - least) * len(found), wrong


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Garland scored three more than Lillard.", "Garland finished with 39 points, Lillard with 36."),
        ("Together they carried 75 people.", "One ship carried 40 people, the other 35 people."),
        ("It was the first win in ten years.", "It was the first win in a decade."),
        ("A gust of 162 km/h was measured.", "A gust of 101 mph was measured."),
        ("The club, founded in 1871, is 24 years older.", "Founded in 1871; the other club was founded in 1895."),
        ("Two-thirds of the 24 were men.", "Of 24 prisoners, 16 were men."),
    ],
)
def test_what_follows_from_quoted_figures_is_kept(claim: str, quote: str) -> None:
    assert not unsupported(Statement(claim, "en"), [Statement(quote, "en", PUBLISHED)])


def test_a_fault_says_where_and_why() -> None:
    claim = Statement("2,571 people were rescued.", "en")
    (fault,) = unsupported(claim, [Statement("There were 2,517 arrested, 3,222 rescued.", "en")])
    assert (fault.words, fault.reason) == ("2,571", "value")
    assert claim.text[fault.start : fault.end] == fault.words


def test_what_was_asked_may_be_said_again() -> None:
    quote = Statement("He said the ship was lost.", "en")
    assert not unsupported(Statement("No, flight 370 was not found.", "en"), [quote], "Was flight 370 found?")
    assert unsupported(Statement("No, flight 371 was not found.", "en"), [quote], "Was flight 370 found?")


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
