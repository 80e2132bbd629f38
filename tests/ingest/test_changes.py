"""What is said of two versions of an article: a table of what must be, and of what must not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ingest.article import Article
from ingest.changes import MOST_FIGURES, FieldChange, compare
from tests.articles import articles

DAY = date(2025, 3, 14)
# language | before | after | what is said, one after the other, separated by " & "
CHANGED = """
en | Police arrested 214 people. | Police arrested 231 people. | Police arrested 214 → 231 people
en | The toll rose to 45, officials said. | The toll rose to 51, officials said. | The toll rose to 45 → 51
en | About 300 homes burned down. | 312 homes burned down. | About 300 → 312 homes burned down
en | More than 40 miners are missing. | At least 38 miners are missing. | More than 40 → At least 38 miners are missing
en | Twelve sailors drowned. | Fourteen sailors drowned. | Twelve → Fourteen sailors drowned
en | The bridge cost $3.5 million. | The bridge cost $4.1 million. | The bridge cost $3.5 million → $4.1 million
en | Rents rose 12% last year. | Rents rose 14 percent last year. | Rents rose 12% → 14 percent
en | The trial begins at 6:30 p.m. | The trial begins at 7 p.m. | The trial begins at 6:30 p.m. → 7 p.m.
en | The vote is on 3 May. | The vote is on 10 May. | The vote is on 3 May → 10 May
en | The vote is on Monday. | The vote is on Thursday. | The vote is on Monday → Thursday
en | The mill closed in 1987. | The mill closed in 1989. | The mill closed in 1987 → 1989
en | Gusts of 120 km/h felled trees. | Gusts of 131 km/h felled trees. | Gusts of 120 km/h → 131 km/h felled trees
en | Number of arrests: 214. | Number of arrests: 231. | Number of arrests 214 → 231
en | Rovers beat United 3-1 on Sunday. | Rovers beat United 3-2 on Sunday. | Rovers beat United 3-1 → 3-2
en | It was her third title. | It was her fourth title. | It was her third → fourth title
en | A 34-year-old man was held. | A 43-year-old man was held. | A 34-year-old → 43-year-old man was held
en | The fire burned for three days. | The fire burned for five days. | The fire burned for three days → five days
en | 5 dead, 17 injured in a crash. | 6 dead, 19 injured in a crash. | 5 → 6 dead & 17 → 19 injured
en | A storm came. It hit 9 towns. | It hit 11 towns. A storm came. | It hit 9 → 11 towns
en | Rescuers found 8 hikers alive. | Rescuers have found 10 hikers alive. | Rescuers have found 8 → 10 hikers alive
en | A ferry sank. | A ferry sank. 19 people drowned. | new: 19 people drowned
en | A ferry sank. 19 people drowned. | A ferry sank. | gone: 19 people drowned
en | Five people died in Norbury. | Three people died in Westwick. | gone: Five people died & new: Three people died
en | It cost €2bn and took 4 years. | It cost €3bn and took 4 years. | It cost €2bn → €3bn
en | A storm hit Norbury on Monday and killed 12. | A storm hit Norbury on Monday and killed 15. | killed 12 → 15
vi | Bão vào ngày 3/9 và làm 12 người chết. | Bão vào ngày 3/9 và làm 15 người chết. | làm 12 → 15 người chết
vi | Cảnh sát bắt giữ 214 người. | Cảnh sát bắt giữ 231 người. | Cảnh sát bắt giữ 214 → 231 người
vi | Hơn 2.500 người bị bắt. | 2.530 người bị bắt. | Hơn 2.500 → 2.530 người bị bắt
vi | Số người chết tăng lên 45. | Số người chết tăng lên 51. | người chết tăng lên 45 → 51
vi | Giá vàng đạt 82,5 triệu đồng. | Giá vàng đạt 83,1 triệu đồng. | Giá vàng đạt 82,5 triệu đồng → 83,1 triệu đồng
vi | Vụ cháy xảy ra lúc 18h30. | Vụ cháy xảy ra lúc 19h. | cháy xảy ra lúc 18h30 → 19h
vi | Lễ khai mạc diễn ra ngày 6/11. | Lễ khai mạc diễn ra ngày 8/11. | khai mạc diễn ra ngày 6/11 → ngày 8/11
vi | Lũ cuốn trôi ba ngôi nhà. | Lũ cuốn trôi bảy ngôi nhà. | Lũ cuốn trôi ba → bảy ngôi nhà
vi | Lạm phát tăng 3,2%. | Lạm phát tăng 3,5%. | Lạm phát tăng 3,2% → 3,5%
vi | Tàu cá bị chìm. | Tàu cá bị chìm. Có 6 ngư dân mất tích. | new: Có 6 ngư dân mất tích
vi | Ít nhất 12 em bị thương. | Ít nhất 15 em bị thương. | Ít nhất 12 → Ít nhất 15 em bị thương
"""
UNCHANGED = """
en | Police held 2,517 people. | Police held 2517 people.
en | Police held 2,517 people. | Police held 2\u202f517 people.
en | Police held twelve people. | Police held 12 people.
en | It cost $3.5 million. | It cost $3,500,000.
en | It cost $3.5m to build. | It cost $3.5 million to build.
en | Rents rose 12%. | Rents rose 12 percent.
en | A storm came. It hit 9 towns. | It hit 9 towns. A storm came.
en | It hit 9 towns.\\n\\nA storm came. | It  hit 9 towns. A storm came.
en | The vote is on 3 May. | The vote is on May 3.
en | The vote is on May 3. | The vote is on Saturday, May 3, 2025.
en | The hearing begins at 6:30 p.m. today. | The hearing begins at 18:30 today.
en | Roughly 300 homes burned. | About 300 homes burned.
en | The mayor was pleased. | The mayor was furious.
en | Covid-19 wards were full. | COVID-19 wards were full.
en | Nine towns were hit, the mayor said. | The mayor said nine towns were hit.
en | Officials counted 1,684 eagles there. | Officials counted 1684 eagles there.
vi | Có 2.517 người bị bắt. | Có 2517 người bị bắt.
vi | Có 2.517 người bị bắt. | Có 2,517 người bị bắt.
vi | Có ba ngôi nhà bị cuốn trôi. | Có 3 ngôi nhà bị cuốn trôi.
vi | Vụ cháy xảy ra lúc 18h30. | Vụ cháy xảy ra lúc 18:30.
vi | Lễ diễn ra ngày 6/11. | Lễ diễn ra ngày 6 tháng 11.
vi | Khoảng 300 nhà bị ngập. Mưa to. | Mưa to. Chừng 300 nhà bị ngập.
vi | Giá đạt 2 tỷ đồng. | Giá đạt 2 tỉ đồng.
vi | Đường sá hư hỏng nặng. | Đường sá hư hỏng nhẹ.
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip().replace("\\n", "\n") for cell in row.split(" | ")] for row in table.strip().splitlines()]


def edition(text: str, language: str, title: str = "News") -> Article:
    return Article("a", title, text, language, DAY)


@pytest.mark.parametrize(("language", "before", "after", "said"), rows(CHANGED))
def test_a_figure_that_changed_is_said(language: str, before: str, after: str, said: str) -> None:
    found = compare(edition(before, language), edition(after, language))
    assert " & ".join(map(str, found.figures)) == said
    assert found.text


@pytest.mark.parametrize(("language", "before", "after"), rows(UNCHANGED))
def test_another_way_to_write_the_same_is_no_change(language: str, before: str, after: str) -> None:
    for one, other in ((before, after), (after, before)):
        assert compare(edition(one, language), edition(other, language)).figures == ()


def test_what_title_and_text_say_both_is_said_once() -> None:
    before, after = (
        edition(f"The crash killed {n} people. Of {n} people killed, two were children.", "en", f"{n} people killed")
        for n in (21, 24)
    )
    found = compare(before, after)
    assert [str(change) for change in found.figures] == ["21 → 24 people killed"]
    assert found.fields == (FieldChange("title", "21 people killed", "24 people killed"),)


def test_equal_numbers_of_different_things_are_said_each() -> None:
    before, after = (edition(f"{n} houses burned. {n} cows died.", "en") for n in (5, 6))
    assert [str(change) for change in compare(before, after).figures] == ["5 → 6 houses burned", "5 → 6 cows died"]


def test_changed_facts_are_said_and_the_same_article_says_nothing() -> None:
    before = replace(edition("A ferry sank.", "en"), authors=("Ann Lee",))
    after = replace(before, published=date(2025, 3, 15), authors=("Ann Lee", "Bo Ek"), source="Post")
    assert compare(before, before).as_json() == {"id": "a", "title": "News", "figures": [], "fields": [], "text": False}
    assert compare(before, after).as_json()["fields"] == [
        {"what": "published", "before": "2025-03-14", "after": "2025-03-15"},
        {"what": "source", "before": None, "after": "Post"},
        {"what": "authors", "before": "Ann Lee", "after": "Ann Lee, Bo Ek"},
    ]


def test_another_article_altogether_is_bounded() -> None:
    lines = (
        " ".join(f"Town {chr(97 + n % 26)}{n} counted {n * edition} sheep." for n in range(2, 900))
        for edition in (7, 11)
    )
    before, after = (edition(text, "en") for text in lines)
    assert 0 < len(compare(before, after).figures) <= MOST_FIGURES


def test_every_edition_of_the_tests_articles_differs_in_its_figures() -> None:
    for one, other in zip(articles(12), articles(12, edition=1), strict=True):
        assert [change for change in compare(one, other).figures if change.before and change.after]
