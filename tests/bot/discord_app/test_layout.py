from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.answer import Citation, Claim, Comparison, Nearest
from bot.discord_app.layout import show_answer
from bot.discord_app.shown import Rule, Shown, Text
from tests.bot.discord_app.answers import ANSWER, ARTICLES, FIRST, REFUSAL
from tests.bot.discord_app.dialect import parse, visible

FLOODED = "https://post.example/storm#:~:text=It%20flooded%201%2C240%20houses%20and%20closed%2012%20schools%20in%20the%20old%20town."


def test_an_answer_has_its_text_what_sources_say_together_and_a_line_for_each_source() -> None:
    (message,) = show_answer(ANSWER, "en").messages
    text, rule, sources = message.blocks
    assert isinstance(rule, Rule)
    assert text == Text(
        "“It flooded 1,240 houses and closed 12 schools in the old town.”\u00a0\\[1\\]\n\n"
        "“Khoảng 1.200 ngôi nhà bị ngập, theo thành phố.”\u00a0\\[2\\]\n\n"
        "≈ The same figure, once rounded: “1,240”\u00a0\\[1\\], “1.200”\u00a0\\[2\\]."
    )
    assert sources == Text(
        f"-# \\[1\\] [Storm floods the old town](<{FLOODED}>) · Harbour Post · May 1, 2024\n"
        "-# \\[2\\] Cứu trợ sau bão · Báo Bến Sông · May 2, 2024"
    )


def test_dates_and_words_around_are_in_the_language_of_the_persons_interface() -> None:
    bare = replace(
        ANSWER, citations=(replace(FIRST, title="", source=None), replace(FIRST, article_id="b", published=None))
    )
    (message,) = show_answer(bare, "vi").messages
    first, second = message.texts[-1].splitlines()
    assert first == "-# \\[1\\] Bài không có tiêu đề · 1/5/2024"
    assert second.endswith("· Harbour Post · không rõ ngày")


def test_written_sentences_are_one_paragraph_and_any_other_text_is_shown_line_by_line() -> None:
    claims = (Claim("It rained. [1]", (1,)), Claim("It stopped. [1]", (1,)))
    written = replace(ANSWER, composer="llm:m", claims=claims, text="It rained. [1] It stopped. [1]", comparisons=())
    assert _first(show_answer(written, "en")) == "It rained.\u00a0\\[1\\] It stopped.\u00a0\\[1\\]"
    assert _first(show_answer(replace(written, text="- One\n\n- Two"), "en")) == "\\- One\n\n\\- Two"
    assert _first(show_answer(replace(written, text=" "), "en")) == "This answer has no text."


def test_the_question_is_above_where_it_is_wanted() -> None:
    assert _first(show_answer(ANSWER, "en", question=True)).startswith("> How many houses were flooded?\n\n“It flooded")
    long = show_answer(replace(ANSWER, question="*why* " * 200), "en", question=True)
    assert visible(parse(_first(long).partition("\n")[0])) == "*why* " * 49 + "*why*…"


def test_an_article_that_is_quoted_twice_has_one_line_and_one_link_to_both_quotes() -> None:
    twice = replace(
        ANSWER, citations=(FIRST, replace(FIRST, n=2, quote="Nobody was hurt.", start=94, end=110)), comparisons=()
    )
    (message,) = show_answer(twice, "en", ARTICLES).messages
    assert message.texts[-1].startswith(
        f"-# \\[1\\]\\[2\\] [Storm floods the old town](<{FLOODED}&text=Nobody%20was%20hurt.>)"
    )


def test_words_around_a_short_quote_are_in_its_link_while_its_article_is_as_it_was() -> None:
    start = ARTICLES["storm"].text.index("12 schools")
    short = replace(ANSWER, citations=(replace(FIRST, quote="12 schools", start=start, end=start + 10),))
    assert "text=houses%20and%20closed-,12%20schools,-in%20the%20old" in str(show_answer(short, "en", ARTICLES))
    moved = {"storm": replace(ARTICLES["storm"], text="It flooded 12 schools.")}
    assert "text=12%20schools>" in str(show_answer(short, "en", moved))


def test_notes_are_small_below_the_text() -> None:
    noted = replace(ANSWER, comparisons=(), notes=("The model is *busy*.",))
    assert _first(show_answer(noted, "en")).endswith("\\[2\\]\n-# The model is \\*busy\\*.")


@pytest.mark.parametrize(("relation", "sign"), [("agree", "="), ("rounded", "≈"), ("differ", "≠"), ("superseded", "↻")])
def test_each_relation_of_sources_has_a_sign(relation: str, sign: str) -> None:
    compared = replace(ANSWER, comparisons=(Comparison(relation, "So it is.", (1, 2)),))  # type: ignore[arg-type]
    assert f"\n\n{sign} So it is." in _first(show_answer(compared, "en"))


def test_a_refusal_lists_the_nearest_articles_linked_and_the_days_covered() -> None:
    (message,) = show_answer(REFUSAL, "en", ARTICLES).messages
    assert message.texts == (
        "The articles do not say.",
        "**Nearest articles**\n"
        "- [Storm floods the old town](<https://post.example/storm>) · Harbour Post · May 1, 2024\n"
        "- Cứu trợ sau bão · Báo Bến Sông · May 2, 2024\n\n"
        "-# The articles are from May 1, 2024 to May 2, 2024.\n"
        "-# Naming a place, a person or a date may help; `/sources` lists all articles.",
    )


def test_a_refusal_without_what_is_stored_still_names_what_is_near() -> None:
    (message,) = show_answer(replace(REFUSAL, dates_covered=None), "vi").messages
    assert message.texts[1].startswith("**Những bài gần nhất**\n- Storm floods the old town · 1/5/2024\n- Cứu trợ")
    empty = replace(
        REFUSAL, nearest=(), text="The articles do not say. Nearest: .", dates_covered=(date(2024, 5, 1),) * 2
    )
    assert show_answer(empty, "en").messages[0].texts == (
        "The articles do not say.",
        "-# The articles are from May 1, 2024.\n"
        "-# Naming a place, a person or a date may help; `/sources` lists all articles.",
    )


def test_a_refusal_that_quotes_what_is_said_has_its_source_last() -> None:
    said = replace(REFUSAL, text="The articles do not say. They do say: “It flooded” [1]", citations=(FIRST,))
    texts = show_answer(said, "en").messages[0].texts
    assert [text.split()[0] for text in texts] == ["The", "-#", "-#"]
    assert "Nearest" not in "".join(texts)
    assert texts[-1].startswith("-# \\[1\\] [Storm")


def test_an_error_is_its_sentence() -> None:
    told = "Run `python -m ingest add ITEM` first."
    failed = replace(REFUSAL, status="error", text=told, nearest=(), error=told)
    assert show_answer(failed, "en").messages[0].texts == ("Run \\`python -m ingest add ITEM\\` first.",)


def test_long_lists_of_sources_have_pages_that_change_the_last_message_only() -> None:
    many = replace(ANSWER, citations=tuple(_citation(n) for n in range(1, 24)))
    shown = [show_answer(many, "en", page=page) for page in (1, 2, 3)]
    assert [(it.page, it.pages) for it in shown] == [(1, 3), (2, 3), (3, 3)]
    assert [visible(parse(it.messages[-1].texts[-1])).splitlines()[-1] for it in shown] == [
        "Sources 1–8 of 23", "Sources 9–16 of 23", "Sources 17–23 of 23",
    ]  # fmt: skip
    assert len({it.messages[:-1] for it in shown}) == 1
    assert show_answer(many, "en", page=99) == shown[2]
    assert show_answer(many, "en", page=-1) == shown[0]


def test_a_long_answer_goes_on_in_a_further_message_and_keeps_its_claims_whole() -> None:
    claims = tuple(Claim(f"“{'It rained. ' * 60}” [{n}]", (n,)) for n in range(1, 10))
    long = replace(ANSWER, claims=claims, text=" ".join(claim.text for claim in claims), comparisons=())
    shown = show_answer(long, "en")
    assert len(shown.messages) == 2
    assert all(text.count("“") == text.count("”") for message in shown.messages for text in message.texts)
    assert shown.messages[-1].texts[-1].startswith("-# \\[1\\]")


def test_a_hostile_title_cannot_name_another_address() -> None:
    evil = replace(FIRST, title="x](https://evil.example) [y", url="javascript:alert(1)")
    near = replace(REFUSAL, nearest=(Nearest("?", "a](https://evil.example)", None),))
    for shown in (show_answer(replace(ANSWER, citations=(evil,)), "en"), show_answer(near, "en")):
        assert "https://" not in str(shown)


def _citation(n: int) -> Citation:
    return replace(FIRST, n=n, article_id=f"article {n}", title=f"Report {n}")


def _first(shown: Shown) -> str:
    return shown.messages[0].texts[0]
