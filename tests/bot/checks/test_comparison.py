"""What sources say of one thing; silence wherever it is not sure."""

from __future__ import annotations

import gzip
import json
import os
import random
from datetime import date
from pathlib import Path

import pytest

from bot.checks.comparison import Report, compare
from ingest.text.sentences import sentences

SEEDS = Path(__file__).parents[3] / "seeds"
DEV = os.environ.get("DATELINE_DEV")
DAY = date(2024, 11, 8)
ENGLISH = "Operation Blue Tide was led by Captain Mara Lindqvist of Portwatch."
OTHERWISE = "Blue Tide, says Portwatch, has Mara Lindqvist in command."
VIETNAMESE = "Chiến dịch Blue Tide do đại úy Mara Lindqvist của Portwatch chỉ huy."


def report(
    citation: int, quote: str, language: str = "en", source: str | None = None, day: date = DAY, event: str = ""
) -> Report:
    known = VIETNAMESE if language == "vi" else ENGLISH if citation == 1 else OTHERWISE
    article = f"{event or known} {quote}"
    return Report(citation, quote, language, article, day, source or f"Paper {citation}")


def relations(*reports: Report) -> list[tuple[str, str]]:
    return [(finding.relation, finding.kind) for finding in compare(reports)]


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (("en", "Police arrested 2,517 people."), ("vi", "2.517 người bị bắt."), "agree"),
        (("en", "2,517 suspects were arrested."), ("en", "The force had detained 2,517 suspects."), "agree"),
        (("en", "Police arrested 2,517 people."), ("vi", "Hơn 2.500 đối tượng bị bắt giữ."), "rounded"),
        (("vi", "Giải cứu hơn 3.000 nạn nhân."), ("en", "They rescued 3,222 victims."), "rounded"),
        (("en", "About 40 homes were destroyed."), ("en", "The fire destroyed 41 homes."), "rounded"),
        (("en", "Police arrested 2,517 people."), ("vi", "2.157 người bị bắt."), "differ"),
        (("vi", "Vụ cháy làm 12 người chết."), ("en", "The fire killed 15 people."), "differ"),
    ],
)
def test_says_how_two_sources_stand(one: tuple[str, str], other: tuple[str, str], relation: str) -> None:
    assert relations(report(1, one[1], one[0]), report(2, other[1], other[0])) == [(relation, "figure")]


def test_names_both_figures_with_their_sources_and_dates_oldest_first() -> None:
    later = report(1, "Police arrested 2,517 people.")
    earlier = report(2, "2.157 người bị bắt.", "vi", day=date(2024, 11, 7))
    (finding,) = compare([later, earlier])
    assert [(saying.words, saying.citation, saying.published) for saying in finding.sayings] == [
        ("2.157", 2, date(2024, 11, 7)),
        ("2,517", 1, DAY),
    ]
    assert (finding.concept, finding.act) == ("person", "arrest")


def test_a_later_report_of_the_same_source_supersedes() -> None:
    first = report(1, "The fire killed 12 people.", source="Daily", day=date(2024, 11, 6))
    second = report(2, "Fifteen people were killed in the blaze.", source="Daily")
    assert relations(first, second) == [("superseded", "figure")]


def test_a_risen_toll_supersedes_whoever_reports_it() -> None:
    first = report(1, "Vụ cháy làm 12 người chết.", "vi", day=date(2024, 11, 6))
    assert relations(first, report(2, "The death toll has risen to 15.")) == [("superseded", "figure")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("en", "Police arrested 2,517 people."), ("vi", "Giải cứu 3.222 nạn nhân.")),
        (("en", "They rescued 30 victims."), ("en", "They rescued 12 migrants.")),
        (("en", "The fire killed 12 people."), ("en", "The fire injured 15 people.")),
        (("en", "The firm bought 5 planes."), ("en", "The firm sold 7 planes.")),
        (("en", "Police arrested 20 people on Monday."), ("en", "Police arrested 30 people on Tuesday.")),
        (("en", "Police arrested 20 people, then arrested 30 people."), ("en", "Police arrested 40 people.")),
        (("en", "Exports rose 5%."), ("en", "Exports rose 7%.")),
        (("en", "There were 12 trucks."), ("en", "There were 15 trucks.")),
    ],
)
def test_is_silent_when_it_is_not_the_same_thing(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert not relations(report(1, one[1], one[0]), report(2, other[1], other[0]))


def test_is_silent_with_one_source() -> None:
    one = report(1, "Police arrested 2,517 people.", source="Daily")
    assert not compare([one])
    assert not compare([one, report(2, "2,157 people were arrested.", source="Daily")])


def test_copies_of_one_wire_story_are_one_source() -> None:
    story = (
        "Rescue teams worked through the night after the river Sava broke its banks near the town of Brod, officials "
        "of the relief agency Medair told reporters, adding that the water was still rising in the lower streets."
    )
    one = Report(1, "It killed 12 people.", "en", f"{story} It killed 12 people.", DAY, "Daily")
    other = Report(2, "It killed 15 people.", "en", f"{story} It killed 15 people.", DAY, "Courier")
    assert not compare([one, other])


def test_is_silent_about_other_events_and_other_times() -> None:
    here = report(1, "Police arrested 20 people.")
    elsewhere = report(2, "Police arrested 30 people.", event="Sergeant Odile Marchetti spoke in Lyon.")
    assert not compare([here, elsewhere])
    assert not compare([here, report(2, "Police arrested 30 people.", day=date(2024, 3, 1))])


def test_dates_agree_across_languages_and_ranges_differ() -> None:
    english = report(1, "It ran from September 29 to October 4, 2024.")
    assert relations(english, report(2, "Diễn ra từ ngày 29/9 đến 4/10/2024.", "vi")) == [("agree", "date")]
    assert relations(english, report(2, "Diễn ra từ ngày 28/9 đến 4/10/2024.", "vi")) == [("differ", "date")]
    assert relations(report(1, "It ended on Wednesday."), report(2, "Kết thúc ngày 6/11.", "vi")) == [("agree", "date")]


def test_the_seed_articles_round_arrests_and_rescues_and_agree_on_dates() -> None:
    reports = []
    for number, path in enumerate(sorted(SEEDS.glob("*.txt")), start=1):
        about = json.loads(Path(f"{path}.json").read_text(encoding="utf-8"))
        text = path.read_text(encoding="utf-8")
        published = date.fromisoformat(about["published"])
        reports.append(Report(number, text, about["language"], text, published, about["source"]))
    found = {(finding.relation, finding.act or finding.kind) for finding in compare(reports)}
    assert found == {("rounded", "arrest"), ("rounded", "rescue"), ("agree", "date")}


@pytest.mark.skipif(not DEV, reason="DATELINE_DEV names no folder of development articles")
def test_never_speaks_of_unrelated_news() -> None:
    chance = random.Random(3)
    reports = []
    for language in ("en", "vi"):
        with gzip.open(Path(str(DEV)) / "articles" / f"news_{language}.jsonl.gz", "rt", encoding="utf-8") as stream:
            articles = [json.loads(line) for line in stream]
        for article in chance.sample(articles, 60):
            quote = max((span.of(article["text"]) for span in sentences(article["text"], language)), key=len)
            published = date.fromisoformat(article["published"]) if article["published"] else None
            reports.append(Report(len(reports), quote, language, article["text"], published, article["id"]))
    assert not [finding for finding in compare(reports) if finding.kind == "figure"]
