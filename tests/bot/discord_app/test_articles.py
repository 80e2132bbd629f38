from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.discord_app.articles import show_article, show_articles
from ingest.store import Heading
from tests.bot.discord_app.answers import RELIEF, STORM

ALL = [
    Heading("c", "Newest *of* all", "_Gazette_", date(2024, 6, 1), "https://gazette.example/new"),
    Heading("a", "A", "Post", date(2024, 5, 1), "javascript:alert(1)"),
    Heading("b", "B", "Post", date(2024, 5, 1), None),
    Heading("d", "No date", None, None, None),
]


def test_a_card_tells_of_what_an_article_is_and_how_it_begins() -> None:
    (message,) = show_article(STORM, "en").messages
    assert message.texts == (
        "### [Storm floods the old town](<https://post.example/storm>)\n-# Harbour Post · May 1, 2024 · in English",
        " ".join(STORM.text.splitlines()),
        "**Key figures:** 1,240 houses · 12 schools",
    )


def test_a_card_of_an_article_in_another_language() -> None:
    (message,) = show_article(RELIEF, "vi").messages
    assert message.texts[0] == "### Cứu trợ sau bão\n-# Báo Bến Sông · 2/5/2024 · bằng tiếng Việt"
    assert message.texts[2] == "**Con số chính:** Khoảng 1.200 ngôi nhà"
    french = replace(RELIEF, language="fr", text="", published=None, source=None)
    assert show_article(french, "en").messages[0].texts == ("### Cứu trợ sau bão\n-# undated · fr",)


def test_a_card_has_a_few_sentences_and_figures_of_a_long_article_each_once() -> None:
    text = "It rained. " * 4 + " ".join(f"They saw {n} boats and 3 boats." for n in range(40, 60)) + " x" * 5_000
    _, opening, figures = show_article(replace(STORM, text=text), "en").messages[0].texts
    assert opening == "It rained. It rained. It rained."
    assert figures.count("·") == 5
    assert figures.count("· 3 boats") == 1
    endless = show_article(replace(STORM, text="long " * 900), "en").messages[0].texts
    assert len(endless[1]) <= 1_000


def test_the_list_is_by_day() -> None:
    part = show_articles(ALL, "en")
    assert (part.start, part.stop, part.total) == (0, 4, 4)
    assert part.message.texts == (
        "### Articles (4)\n\n**June 1, 2024**\n- [Newest ∗of∗ all](<https://gazette.example/new>) · \\_Gazette\\_\n\n"
        "**May 1, 2024**\n- A · Post\n- B · Post\n\n**undated**\n- No date",
    )


def test_a_long_list_is_shown_by_tens_forth_and_back() -> None:
    many = [Heading(f"{n}", f"Report {n:02}", None, date(2024, 1, 1), None) for n in range(23)]
    shown = [show_articles(many, "vi", at=at) for at in (0, 10, 20, -20, -10, -3, 99, -99)]
    assert [(it.start, it.stop) for it in shown] == [
        (0, 10), (10, 20), (20, 23), (10, 20), (0, 10), (0, 3), (22, 23), (13, 23),
    ]  # fmt: skip
    assert shown[0].message.texts[0].endswith("- Report 09\n\n-# 1–10 trong 23")
    assert shown[2].message.texts[0].count("Report") == 3


def test_a_part_of_the_list_has_as_many_articles_as_there_is_room_for_with_their_links() -> None:
    url = f"https://gazette.example/{'a' * 600}"
    many = [Heading(f"{n}", f"Report {n:02}", None, date(2024, 1, 1), url) for n in range(23)]
    forth, back = [show_articles(many, "en")], [show_articles(many, "en", at=-23)]
    while forth[-1].stop < 23:
        forth.append(show_articles(many, "en", at=forth[-1].stop))
    while back[0].start > 0:
        back.insert(0, show_articles(many, "en", at=-back[0].start))
    for parts in (forth, back):
        text = "".join(part.message.texts[0] for part in parts)
        assert text.count(url) == len(many)
        assert len(parts) < len(many) / 3


def test_a_list_says_what_was_searched_for_and_when_there_is_nothing() -> None:
    assert show_articles([], "en").message.texts == ("### No articles yet",)
    assert show_articles([], "vi", matching="*bão*").message.texts == ("### Không có bài báo nào có “\\*bão\\*”",)
    assert show_articles(ALL[:1], "en", matching="b").message.texts[0].startswith("### Articles with “b” (1)")
