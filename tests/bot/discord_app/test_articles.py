from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.discord_app.articles import Listed, show_article, show_articles
from tests.bot.discord_app.answers import RELIEF, STORM

ALL = [
    Listed("B", "Post", date(2024, 5, 1)),
    Listed("No date"),
    Listed("Newest *of* all", "_Gazette_", date(2024, 6, 1), "https://gazette.example/new"),
    Listed("A", "Post", date(2024, 5, 1), "javascript:alert(1)"),
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


def test_the_list_has_the_newest_first_by_day_and_the_undated_last() -> None:
    (message,) = show_articles(ALL, "en").messages
    assert message.texts == (
        "### Articles (4)\n\n**June 1, 2024**\n- [Newest ∗of∗ all](<https://gazette.example/new>) · \\_Gazette\\_\n\n"
        "**May 1, 2024**\n- A · Post\n- B · Post\n\n**undated**\n- No date",
    )


def test_a_long_list_has_pages_of_ten() -> None:
    many = [Listed(f"Report {n:02}", published=date(2024, 1, 1)) for n in range(23)]
    shown = [show_articles(many, "vi", page=page) for page in (1, 3, 9)]
    assert [(it.page, it.pages) for it in shown] == [(1, 3), (3, 3), (3, 3)]
    assert shown[0].messages[0].texts[0].endswith("- Report 09\n\n-# 1–10 trong 23")
    assert shown[1].messages[0].texts[0].count("Report") == 3


def test_a_list_says_what_was_searched_for_and_when_there_is_nothing() -> None:
    assert show_articles([], "en").messages[0].texts == ("### No articles yet",)
    assert show_articles([], "vi", matching="*bão*").messages[0].texts == ("### Không có bài báo nào có “\\*bão\\*”",)
    assert show_articles(ALL[:1], "en", matching="b").messages[0].texts[0].startswith("### Articles with “b” (1)")
