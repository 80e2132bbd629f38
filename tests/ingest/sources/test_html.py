from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ingest.errors import ItemError
from ingest.sources import html

PARAGRAPHS = [
    "The lighthouse of Port Lindley was lit again on Thursday evening, eleven years after a storm broke its lamp.",
    "Volunteers had collected 48,200 crowns for the repair, and a retired watchmaker built the new clockwork by hand.",
    "“We could see it from the far side of the bay,” said Ines Falk, who keeps a diary of the light every night.",
]
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Lighthouse shines again | Lindley Herald</title>
<meta charset="utf-8"><meta property="og:title" content="Lighthouse shines again">
<meta property="og:site_name" content="Lindley Herald">
<link rel="canonical" href="https://herald.example/lighthouse">
<meta property="article:published_time" content="2021-09-17T18:00:00Z"></head>
<body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav>
<article><h1>Lighthouse shines again</h1>{paragraphs}</article>
<aside><a href="/1">Ten more lighthouses</a></aside><footer>All rights reserved</footer>
<script>track("reader")</script></body></html>"""


def page(paragraphs: list[str] = PARAGRAPHS) -> str:
    return PAGE.format(paragraphs="".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "saved.html"


def test_a_saved_page_becomes_its_article(file: Path) -> None:
    file.write_text(page(), "utf-8")
    (article,) = html.read(file)
    assert (article.title, article.published) == ("Lighthouse shines again", date(2021, 9, 17))
    assert (article.source, article.language) == ("Lindley Herald", "en")
    assert article.url == "https://herald.example/lighthouse"
    assert all(paragraph in article.text for paragraph in PARAGRAPHS)


def test_authors_and_changes_are_those_the_page_states(file: Path) -> None:
    head = (
        '<meta name="author" content="By Ines Falk and Jo Brand">'
        '<meta property="article:modified_time" content="2021-09-18T00:10:00+02:00"></head>'
    )
    file.write_text(page().replace("</head>", head), "utf-8")
    (article,) = html.read(file)
    assert (article.authors, article.modified) == (("Ines Falk", "Jo Brand"), date(2021, 9, 18))


@pytest.mark.parametrize("furniture", ["Sport", "Ten more lighthouses", "All rights reserved", "track("])
def test_what_surrounds_the_article_is_left_behind(file: Path, furniture: str) -> None:
    file.write_text(page(), "utf-8")
    (article,) = html.read(file)
    assert furniture not in article.text


def test_a_sidecar_wins_over_what_the_page_says(file: Path) -> None:
    file.write_text(page(), "utf-8")
    file.with_name("saved.html.json").write_text('{"published": "2021-09-18", "id": "light"}')
    (article,) = html.read(file)
    assert (article.id, article.published, article.title) == ("light", date(2021, 9, 18), "Lighthouse shines again")


@pytest.mark.parametrize(
    "content",
    ["<html><body></body></html>", "<script>go()</script>", "<!-- nothing -->", "<p>", "{}"],
)
def test_a_page_without_an_article_is_named(file: Path, content: str) -> None:
    file.write_text(content)
    with pytest.raises(ItemError, match=r"no article was found on the page\.") as caught:
        list(html.read(file))
    assert caught.value.item == str(file)


def test_a_picture_named_html_is_not_text(file: Path) -> None:
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    with pytest.raises(ItemError, match="it is not text"):
        list(html.read(file))


def test_stray_control_characters_do_not_hide_the_article(file: Path) -> None:
    file.write_bytes(page().replace("Ines Falk", "Ines\x00 \x07Falk").encode())
    (article,) = html.read(file)
    assert PARAGRAPHS[1] in article.text


def test_a_page_that_is_cut_off_still_gives_what_it_has(file: Path) -> None:
    whole = page()
    file.write_text(whole[: whole.index("said Ines")], "utf-8")
    (article,) = html.read(file)
    assert PARAGRAPHS[0] in article.text
