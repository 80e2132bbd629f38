"""The quotes of an answer, and how it came about."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from bot.answer import Comparison, Flaw, Timing
from bot.discord_app.quotes import show_quotes
from bot.discord_app.shown import Shown
from bot.discord_app.why import show_why
from prompts import LANGUAGES, say
from tests.bot.discord_app.answers import ANSWER, ARTICLES, FIRST, REFUSAL
from tests.bot.discord_app.dialect import parse, visible, walk


def test_each_quote_is_under_its_article_and_above_its_translation_which_is_marked() -> None:
    (message,) = show_quotes(ANSWER, "vi", ARTICLES).messages
    first, second = message.texts
    assert first.startswith("-# \\[1\\] [Storm floods the old town](<https://post.example/storm#:~:text=It%20flooded")
    assert first.splitlines()[1:] == ["> It flooded 1,240 houses and closed 12 schools in the old town."]
    assert second.splitlines() == [
        "-# \\[2\\] Cứu trợ sau bão · Báo Bến Sông · 2/5/2024",
        "> Khoảng 1.200 ngôi nhà bị ngập, theo thành phố.",
        "-# Dịch máy: About 1,200 houses were flooded.",
    ]


def test_a_quote_of_several_lines_is_one_quote_and_nothing_in_it_is_read_as_markdown() -> None:
    lines = "# One\n- *two*\n\n> three"
    (message,) = show_quotes(replace(ANSWER, citations=(replace(FIRST, quote=lines),)), "en").messages
    assert message.texts[0].splitlines()[1:] == ["> \\# One", "> \\- \\*two\\*", "> \\> three"]


def test_a_quote_longer_than_a_message_goes_on_as_a_quote() -> None:
    long = replace(ANSWER, citations=(replace(FIRST, quote="It rained. " * 800),))
    shown = show_quotes(long, "en")
    assert len(shown.messages) == 3
    assert all(line.startswith(("> ", "-# ")) for text in _texts(shown) for line in text.splitlines())
    assert sum(visible(parse(text)).count("It rained.") for text in _texts(shown)) == 800


def test_an_answer_without_quotes_says_so() -> None:
    assert _texts(show_quotes(REFUSAL, "en")) == ["This answer quotes nothing."]


def test_why_tells_what_was_checked_and_considered_and_how_long_it_took() -> None:
    asked = replace(ANSWER, ms=Timing(38.2, 120.5, 4.1, 1.7, 164.5))
    made, considered, took = _texts(show_why(asked, "en", ARTICLES))
    assert made.splitlines() == [
        "**How this answer came about**",
        "Quoted word for word; no language model was used.",
        "✓ Found in the article, letter for letter: \\[1\\]\\[2\\]",
        "✓ Sources compared: one figure is rounded \\[1\\]\\[2\\]",
    ]
    assert [visible(parse(line)) for line in considered.splitlines()] == [
        "Passages considered, by score",
        "1.31 Storm floods the old town [1]",
        "Harbour Post · May 1, 2024 · The storm came on Monday night. It flooded 1,240 houses and closed 12 schools in"
        " the old town. Nobody was…",
        "0.20 a passage of an article that is no longer here",
    ]
    (link,) = [node.target for node in walk(parse(considered)) if node.kind == "link"]
    assert link.startswith("https://post.example/storm#:~:text=The%20storm%20came")
    assert took == "-# 164 ms: searching 38, reading 120, writing 4, checking 2"


def test_why_tells_what_is_no_longer_as_it_was() -> None:
    moved = {"storm": replace(ARTICLES["storm"], text="Rewritten.")}
    made, *_ = _texts(show_why(ANSWER, "en", moved))
    assert "✗ The article has changed since: \\[1\\]\n✗ The article is no longer here: \\[2\\]" in made


def test_why_tells_what_a_language_model_took() -> None:
    usage = {"calls": 2, "cached_calls": 1, "repairs": 1, "input_tokens": 1200, "output_tokens": 80, "cost": 0.000123}
    written = replace(
        ANSWER, composer="llm:*my* model", usage=usage, comparisons=(Comparison("differ", "So.", (1, 2)),)
    )
    made, _, took = _texts(show_why(written, "en", ARTICLES))
    assert "Written by the language model \\*my\\* model; only what the quotes prove is kept." in made
    assert "✓ Every figure, unit, date, name and “not” is in the quotes." in made
    assert "✓ Sources compared: they differ \\[1\\]\\[2\\]" in made
    assert made.endswith("✓ Sentences that could not be proved went back to the model: 1")
    assert took.endswith("-# Language model: 2 calls (1 from the cache), 1200 tokens in, 80 out · $0.000123")
    free = replace(written, usage={**usage, "cost": None, "repairs": None})
    assert _texts(show_why(free, "en", ARTICLES))[-1].endswith("80 out")


def test_why_tells_what_was_dropped_and_never_what_it_said() -> None:
    written = replace(ANSWER, composer="llm:x", dropped=("figure", "quote", "figure"))
    made, *_ = _texts(show_why(written, "en", ARTICLES))
    assert made.splitlines()[-2:] == [
        "✗ A sentence of the model was dropped: a figure in it is not what the quotes say (× 2)",
        "✗ A sentence of the model was dropped: none of its quotes is in an article",
    ]
    for language in LANGUAGES:
        for flaw in get_args(Flaw):
            one = replace(written, dropped=(flaw,))
            assert say(f"d_flaw_{flaw}", language) in _texts(show_why(one, language, ARTICLES))[0]


def test_why_there_is_no_answer() -> None:
    made, took = _texts(show_why(REFUSAL, "vi"))
    assert made.splitlines()[1] == "Không dùng mô hình ngôn ngữ."
    assert made.splitlines()[2] == "✗ Không tìm thấy gì vừa trả lời được câu hỏi vừa chứng minh được."
    assert took.startswith("-# 0 ms")
    failed = replace(REFUSAL, status="error", error="The *store* is broken.")
    assert _texts(show_why(failed, "vi"))[0].splitlines()[2] == "✗ The \\*store\\* is broken."


def test_why_names_no_more_quotes_than_there_is_room_for() -> None:
    many = replace(ANSWER, citations=tuple(replace(FIRST, n=n) for n in range(1, 900)))
    assert "\\[50\\]…" in _texts(show_why(many, "en", ARTICLES))[0]


def _texts(shown: Shown) -> list[str]:
    return [text for message in shown.messages for text in message.texts]
