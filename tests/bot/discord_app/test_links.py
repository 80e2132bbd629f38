from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.links import Quoted, address_of, link
from tests.bot.discord_app.dialect import parse, visible, walk
from tests.bot.discord_app.hostile import hostile_text

PAGE = "https://post.example/a"

LINKED = {
    PAGE: PAGE,
    "http://post.example": "http://post.example",
    "HTTPS://Post.Example/A": "https://post.example/A",
    "https://post.example:8443/a?b=1&c=%20d#top": "https://post.example:8443/a?b=1&c=%20d#top",
    "https://en.wiki.example/wiki/Storm_(2024)": "https://en.wiki.example/wiki/Storm_%282024%29",
    "https://post.example/a)": "https://post.example/a%29",
    "https://post.example/a[b]<c>\"d'e`f|g*h^{i}": "https://post.example/a%5Bb%5D%3Cc%3E%22d%27e%60f%7Cg%2Ah%5E%7Bi%7D",
    "https://post.example/@everyone/1": "https://post.example/%40everyone/1",
    "https://báo.example/bài-viết?từ=mưa": "https://xn--bo-mia.example/b%C3%A0i-vi%E1%BA%BFt?t%E1%BB%AB=m%C6%B0a",
    "https://pаypal.example/": "https://xn--pypal-4ve.example/",
    "https://127.0.0.1:80/x": "https://127.0.0.1:80/x",
    "https://post.example//double": "https://post.example//double",
    "https://post.example?x=https://other.example": "https://post.example?x=https://other.example",
    "https://post.example/a#:~:text=old": PAGE,
    "https://post.example/a#part:~:text=old": PAGE + "#part",
}
UNLINKED = [
    None, "", " ", "post.example/a", "//post.example/a", "/a", "https:", "https://", "https:///a",
    "https:/post.example", "https:post.example", "javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd", "ftp://post.example/a", "mailto:a@post.example", "discord://x", "steam://run/1",
    "https://user@post.example/", "https://user:word@post.example/", "https://post.example@evil.example/",
    "https://@post.example/", "https://post.example\\@evil.example", "https:\\\\post.example",
    "https://post.example/a b", "https://post.example/a\\b",
    " https://post.example/a", "https://post.example/a\n", "https://post.example/\x00", "https://post.example/\x1b[2J",
    "https://post.example/\u202egpj", "https://post\u200b.example/", "https://post.example/\ud800",
    "https://post.example:port/", "https://post.example:99999/", "https://[::1]/", "https://[bad/", "https://a..b/",
    "https://-bad-.example/", "https://exa%6dple.com/", "https://post.example/" + "a" * 700,
    "https://" + "a" * 260 + ".example",
    "https://post.example/" + "ư" * 200,
]  # fmt: skip
DIRECTIVES = [
    (Quoted("It rained for two hours and then it stopped."),
     "text=It%20rained%20for%20two%20hours%20and%20then%20it%20stopped."),
    (Quoted("A well-known man, a woman & two-year-olds came by"),
     "text=A%20well%2Dknown%20man%2C%20a%20woman%20%26%20two%2Dyear%2Dolds%20came%20by"),
    (Quoted("Mưa lớn ở Đà Nẵng và Huế"),
     "text=M%C6%B0a%20l%E1%BB%9Bn%20%E1%BB%9F%20%C4%90%C3%A0%20N%E1%BA%B5ng%20v%C3%A0%20Hu%E1%BA%BF"),
    (Quoted("It  rained\u00a0for two hours and then it stopped."),
     "text=It%20rained%20for%20two%20hours%20and%20then%20it%20stopped."),
    (Quoted("one two three four five six seven eight nine ten eleven twelve thirteen"),
     "text=one%20two%20three%20four%20five,nine%20ten%20eleven%20twelve%20thirteen"),
    (Quoted("One line\nand another"), "text=One%20line,and%20another"),
    (Quoted("116 countries", "It involved police in ", " on Wednesday."),
     "text=involved%20police%20in-,116%20countries,-on%20Wednesday."),
    (Quoted("116 countries", "", " took part"), "text=116%20countries,-took%20part"),
    (Quoted("116 countries", "In "), "text=In-,116%20countries"),
    (Quoted("one two three four five six seven", "before", "after"),
     "text=one%20two%20three%20four%20five%20six%20seven"),
    (Quoted(""), ""),
    (Quoted(" \n "), ""),
    (Quoted("x" * 600), ""),
    (Quoted("x" * 200 + " one two three four five six seven eight nine ten eleven twelve thirteen"), ""),
]  # fmt: skip


@pytest.mark.parametrize(("url", "address"), LINKED.items())
def test_an_address_is_linked_as_it_is_with_all_that_could_end_a_link_encoded(url: str, address: str) -> None:
    assert address_of(url) == address
    assert _targets(link("Title", address)) == [address]


@pytest.mark.parametrize("url", UNLINKED)
def test_what_is_no_plain_web_address_is_not_linked(url: str | None) -> None:
    assert address_of(url, [Quoted("It rained.")]) is None


def test_without_an_address_a_title_is_only_shown() -> None:
    assert link("A [title] *here*", None) == "A \\[title\\] \\*here\\*"
    assert link("🔴", PAGE) == "🔴"
    assert link(" ", PAGE) == ""
    assert link("word " * 50, PAGE) == f"[{'word ' * 29}word…](<{PAGE}>)"


@pytest.mark.parametrize(("quoted", "directive"), DIRECTIVES)
def test_a_link_lands_on_the_quote(quoted: Quoted, directive: str) -> None:
    assert address_of(PAGE, [quoted]) == (f"{PAGE}#:~:{directive}" if directive else PAGE)


def test_a_link_keeps_the_part_of_the_page_it_had() -> None:
    assert address_of(PAGE + "#part", [Quoted("It rained.")]) == f"{PAGE}#part:~:text=It%20rained."
    assert address_of(PAGE + "#part:~:text=old", [Quoted("It rained.")]) == f"{PAGE}#part:~:text=It%20rained."


def test_a_link_marks_every_quote_of_its_article_once_while_there_is_room() -> None:
    rained, stopped = Quoted("It rained."), Quoted("It stopped.")
    assert address_of(PAGE, [rained, stopped, rained]) == f"{PAGE}#:~:text=It%20rained.&text=It%20stopped."
    many = address_of(PAGE, [Quoted(f"Sentence number {n} of this article.") for n in range(200)])
    assert many is not None
    assert len(many) <= len(PAGE) + 4 + 500
    assert many.endswith(".")


@given(
    st.one_of(hostile_text(), st.text().map("https://post.example/".__add__), st.text().map("https://".__add__)),
    hostile_text(),
)
def test_whatever_is_linked_leads_where_its_url_does(url: str, words: str) -> None:
    address = address_of(url, [Quoted(words, words, words)])
    if address is None:
        return
    given_parts, parts = urlsplit(url), urlsplit(address)
    assert parts.scheme in {"http", "https"}
    assert parts.username is None
    assert parts.hostname == (given_parts.hostname or "").encode("idna").decode()
    assert (parts.port, unquote(parts.path)) == (given_parts.port, unquote(given_parts.path))
    assert unquote(parts.query) == unquote(given_parts.query)
    assert address.isascii()
    assert not set(address) & set(" \n()<>[]\"'`*\\|")
    assert len(address) <= 1_204
    assert _targets(link(words + "x", address)) == [address]
    assert visible(parse(link("x", address))) == "x"


def _targets(markdown: str) -> list[str]:
    return [node.target for node in walk(parse(markdown)) if node.kind != "line" and node.target]
