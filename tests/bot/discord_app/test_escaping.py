from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from bot.discord_app.escaping import escape, link_title, one_line, shortened
from tests.bot.discord_app.dialect import parse, visible, walk
from tests.bot.discord_app.hostile import hostile_text, skeleton

# What looks the same in Discord as it was written, and does nothing.
SHOWN_AS_WRITTEN = [
    # Ordinary writing.
    "It rained 3.5 cm in the U.S. on 1/2/2024, e.g. in St. Paul.",
    "snake_case, __init__.py and a_b_c stay",
    "Chữ_in_đậm, “Đà Nẵng” mưa 12.000 m³: hơn 50% số hộ (ước tính).",
    "5 * 3 * 2 = 30, 2**10 and f(x)*g(y)",
    "He said: 'no' - \"yes\" -- perhaps…",
    "A & B, AT&T, &amp; &#42; &copy;",
    "a < b > c <= d => e <b>bold</b> <!-- x -->",
    "at 12:30:45, ratio 1:2:3, 10:30: start",
    "C:\\new\\table \\n \\* \\\\",
    "¯\\_(ツ)_/¯",
    "50% of #1, No. 5 (#2); item - other + more",
    "you@example.org wrote to @someone @2pm",
    "a | b | c || d",
    "~5 km ~~ and ~10~",
    "it's 5`10`` tall",
    "x^2 {y} $5 = 3€ 100₫",
    "😀 flags 🇻🇳 and 👍🏽 ⭐",
    "中文，日本語。한국어 עברית العربية",
    # Emphasis, spoilers, code.
    "*em* **strong** ***both*** * not",
    "_em_ __under__ ___both___ _é_ ơ_đ_ơ",
    "~~struck~~ ||spoiler|| || half",
    "`code` ``co`de`` ```py fence```",
    "*un**even* _closed__ **",
    "\\*already\\* \\_escaped\\_ \\",
    # Lines that would be something else.
    "# heading", "## heading", "### heading", "-# subtext", "#hashtag", "- item", "-", "* item", "+ item", "1. item",
    "1) item", "2024. A year", "12.", "> quote", ">>> quote", ">quote", "--- rule", "=== rule", "***", "___", "```",
    "   # led by spaces",
    # Mentions, commands, times, emoji.
    "@everyone", "@here now", "@EVERYONE", "<@123456789012345678>", "<@!123456789012345678>",
    "<@&123456789012345678>", "<#123456789012345678>", "<t:1700000000>", "<t:1700000000:R>",
    "</ask:123456789012345678>", "</settings show:123456789012345678>", "<id:customize>", "<:pepe:123456789012345678>",
    "<a:dance:123456789012345678>",
    ":smile: :+1: :thumbs_up: :100: :a:b: ::", "<sound:0:1>", "@​everyone", "@every​one", "<@​1234>",
    # Links and addresses.
    "[title](https://evil.example)", "[title](<https://evil.example>)", "[a](javascript:alert(1))", "![x](https://e.example)",
    "[a [1] b](https://evil.example)", "[a]\\(https://evil.example)", "\\[a](https://evil.example)", "[ref]: https://x.example",
    "[1](https://evil.example)", "[[1]](https://evil.example)", "[1] [2](x)", "[]()", "[x]( <y> )",
    "https://evil.example/?a=1&b=2", "http://evil.example", "HTTPS://EVIL.EXAMPLE", "<https://evil.example>",
    "steam://run/1", "discord://x", "javascript://%0aalert(1)", "<mailto:a@b.example>", "<a@b.example>",
    "<tel:+123456>", "<+12345678>", "https://​evil.example", "discord.gg/abcdef", "https://discord.com/invite/abc",
    "www.evil.example",
]  # fmt: skip
# Of these something is left out that cannot be seen or that turns what can.
CLEANED = {
    "a\u202eb\u202cc": "abc",
    "a\u2066b\u2069 \u061cc": "ab c",
    "zero\u200b\u200c\u200d\ufeffwidth": "zerowidth",
    "soft\u00adhyphen": "softhyphen",
    "tag\U000e0041\U000e007f": "tag",
    "blank\u3164\u2800\u115f": "blank",
    "bell\x07 \x1b[2J nul\x00": "bell [2J nul",
    "half \ud83d pair": "half pair",
    "one\r\ntwo\u2028three\x85four\tfive": "one two three four five",
    "  many   spaces\u3000\u00a0 ": "many spaces",
    "Z" + "\u0321" * 60 + "algo": "Z" + "\u0321" * 4 + "algo",
    "❤\ufe0f": "❤",
    "Tie\u0302\u0301ng Vie\u0323\u0302t": "Tie\u0302\u0301ng Vie\u0323\u0302t",
    "": "",
    " \u200b\n": "",
}
PASSIVE = {"line", "text"}


def _commonmark(markdown: str) -> tuple[set[str], str]:
    """Return the sorts of things that CommonMark makes of a text, and its words."""
    # Discord has no entities and no lines under headings.
    reader = MarkdownIt("commonmark", {"html": False}).enable("strikethrough").disable(["entity", "lheading"])
    tokens = reader.parse(markdown)
    inner = [child for token in tokens for child in token.children or ()]
    sorts = {token.type for token in [*tokens, *inner]}
    return sorts, "".join(child.content for child in inner)


@pytest.mark.parametrize("text", SHOWN_AS_WRITTEN)
@pytest.mark.parametrize("before", ["", "-# ", "> ", "words before "])
def test_what_is_escaped_is_shown_as_it_was_written_and_does_nothing(text: str, before: str) -> None:
    nodes = parse(before + escape(text))
    assert {node.kind for node in walk(nodes)} <= PASSIVE | {"subtext", "quote"}
    assert visible(nodes) == before.removeprefix("-# ").removeprefix("> ") + " ".join(
        text.replace("\u200b", "").split()
    )


@pytest.mark.parametrize("text", SHOWN_AS_WRITTEN)
def test_a_reader_of_common_markdown_sees_the_same(text: str) -> None:
    sorts, words = _commonmark(escape(text))
    assert sorts <= {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}
    assert words.replace("\u200b", "") == " ".join(text.replace("\u200b", "").split())


@pytest.mark.parametrize(("text", "shown"), CLEANED.items())
def test_what_cannot_be_seen_is_left_out(text: str, shown: str) -> None:
    assert one_line(text) == shown
    assert visible(parse(escape(text))) == shown


@pytest.mark.parametrize(
    "text",
    ["It rained 3.5 cm in the U.S.", "“Đà Nẵng” (ước tính): 12.000 hộ, 50%", "a - b, 1/2, x = y; 10:30", "A & B's"],
)
def test_ordinary_writing_is_sent_without_a_backslash(text: str) -> None:
    assert escape(text) == text


@given(hostile_text())
def test_whatever_is_escaped_does_nothing_and_shows_all(text: str) -> None:
    markdown = escape(text)
    nodes = parse(markdown)
    assert {node.kind for node in walk(nodes)} <= PASSIVE
    assert skeleton(visible(nodes)) == skeleton(text)
    assert "\n" not in markdown
    sorts, words = _commonmark(markdown)
    assert sorts <= {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}
    assert skeleton(words) == skeleton(text)


TITLES = {
    "Old harbour bridge closes": "Old harbour bridge closes",
    "[Video] Storm [updated]": "(Video) Storm (updated)",
    "a](https://evil.example) [b": "a)(https://evil.example) (b",
    "*Breaking* `news` \\o/": "∗Breaking∗ ˋnewsˋ ∖o/",
    "snake_case _em_ __init__": "snake_case ˍemˍ ˍˍinitˍˍ",
    "chữ_in_đậm": "chữˍinˍđậm",
    "BBC | News || hidden": "BBC | News ∣∣ hidden",
    "~5 km ~~gone~~": "~5 km ∼∼gone∼∼",
    "<@123> @everyone <b>": "‹@123› @everyone ‹b›",
    "See https://evil.example :smile: 10:30:45": "See https://evil.example :smile: 10:30:45",
    "🔴 LIVE ⭐ 1\ufe0f\u20e3 ↔ ‼ ⁉ ℹ 〰 〽 ⤴ ◾ ▶ ㊗ ❤ 👍🏽: 30°C ™ → ✓": "LIVE 1 : 30°C ™ →",
    "discord.gg/abc": "discord.gg/abc",
    "# 1. > - x": "# 1. › - x",
    "two\nlines": "two lines",
    "🔴": "",
    "Giá cà phê 128.000 đồng/kg": "Giá cà phê 128.000 đồng/kg",
}


@pytest.mark.parametrize(("title", "shown"), TITLES.items())
def test_a_title_is_a_link_that_reads_as_it_was_written(title: str, shown: str) -> None:
    assert link_title(title).replace("\u200b", "") == shown
    if shown:
        _assert_one_link(title)


@given(hostile_text())
def test_whatever_is_a_title_makes_one_link_and_nothing_else(title: str) -> None:
    if link_title(title):
        _assert_one_link(title)


def _assert_one_link(title: str) -> None:
    nodes = parse(f"-# \\[1\\] [{link_title(title)}](<https://post.example>) · more")
    assert [node.target for node in walk(nodes) if node.kind == "link"] == ["https://post.example"]
    assert {node.kind for node in walk(nodes)} == {"subtext", "text", "link"}
    assert visible(nodes).endswith(" · more")


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("One two three", 100, "One two three"),
        ("One two three", 9, "One two…"),
        ("One\ntwo  three", 13, "One two three"),
        ("Unbreakable", 6, "Unbre…"),
        ("😀😀😀", 5, "😀😀…"),
        ("", 5, ""),
    ],
)
def test_labels_are_cut_before_a_word_and_never_within_a_character(text: str, limit: int, short: str) -> None:
    assert shortened(text, limit) == short


@given(hostile_text())
def test_labels_keep_their_limit(text: str) -> None:
    short = shortened(text, 100)
    assert len(short.encode("utf-16-le")) <= 200
    assert all(unicodedata.category(char) != "Cc" for char in short)
