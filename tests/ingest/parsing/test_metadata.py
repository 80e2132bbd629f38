from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring

from ingest.parsing.canonical import choose
from ingest.parsing.metadata import Metadata
from ingest.parsing.types import Page

URL = "https://www.herald.example/coast/lighthouse-shines-again"
TITLE = "Lighthouse shines again"
TEXT = "The lighthouse was lit again. " * 20


def read(head: str = "", body: str = "", *, url: str | None = URL, lang: str = "", text: str = TEXT) -> Page:
    attribute = f' lang="{lang}"' if lang else ""
    return Metadata(document_fromstring(f"<html{attribute}><head>{head}</head><body>{body} </body></html>"), url).page(
        text
    )


def ld(value: object) -> str:
    return f'<script type="application/ld+json">{value if isinstance(value, str) else json.dumps(value)}</script>'


def meta(**values: str) -> str:
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in values.items())


ARTICLE: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": "2021-09-17T23:30:00-05:00",
    "dateModified": "2021-09-19T08:00:00-05:00",
    "author": [{"@type": "Person", "name": "Ines Falk"}, {"@type": "Person", "name": "Trần Thị Mận"}],
    "publisher": {"@type": "Organization", "name": "Lindley Herald"},
    "inLanguage": "en-GB",
}
EXPECTED = (TITLE, "Lindley Herald", ("Ines Falk", "Trần Thị Mận"), date(2021, 9, 17), date(2021, 9, 19))


def stated(page: Page) -> tuple[object, ...]:
    return (page.title, page.source, page.authors, page.published, page.modified)


def test_json_ld_comes_before_open_graph_and_meta_tags() -> None:
    others = meta(og__title="Other", og__site_name="Other", article__published_time="2020-01-01", author="Other")
    assert stated(read(others + ld(ARTICLE))) == EXPECTED


def test_open_graph_comes_before_meta_tags_and_these_before_the_visible_page() -> None:
    graph = meta(og__title="Graph", og__site_name="The Graph", article__published_time="2020-01-01T10:00:00+07:00")
    named = '<meta name="dc.title" content="Named"><meta name="date" content="2020-02-02">'
    visible = "<h1>Visible</h1><article><time datetime='2020-03-03'>3 March</time></article>"
    assert (read(named + graph, visible).title, read(named + graph, visible).published) == ("Graph", date(2020, 1, 1))
    assert (read(named, visible).title, read(named, visible).published) == ("Named", date(2020, 2, 2))
    assert (read("", visible).title, read("", visible).published) == ("Visible", date(2020, 3, 3))


@pytest.mark.parametrize(
    "written",
    [
        json.dumps([ARTICLE]),
        json.dumps({"@graph": [{"@type": "WebPage", "name": "Coast"}, ARTICLE]}),
        json.dumps([{"@type": "BreadcrumbList", "itemListElement": [{"name": "Coast"}]}, ARTICLE]),
        json.dumps(ARTICLE)[:-1] + ",}",
        f"<!-- {json.dumps(ARTICLE)} -->",
        f"//<![CDATA[\n{json.dumps(ARTICLE)}\n//]]>",
        f"/*<![CDATA[*/{json.dumps(ARTICLE)}/*]]>*/",
        json.dumps(ARTICLE) + ";",
        json.dumps({"@type": "WebSite"}) + "\n" + json.dumps(ARTICLE),
        json.dumps(ARTICLE).replace('"', "&quot;"),
        json.dumps(ARTICLE).replace("again", "\n again"),
        json.dumps({**ARTICLE, "headline": f"<b>{TITLE}</b>"}),
        json.dumps({**ARTICLE, "@type": ["Thing", "ReportageNewsArticle"]}),
    ],
)
def test_broken_json_ld_is_understood(written: str) -> None:
    assert stated(read(ld(written))) == EXPECTED


@pytest.mark.parametrize("deep", ["[" * 100_000, '{"a":' * 50_000 + "1" + "}" * 50_000, "{", "null", "7", '"x"', "[]"])
def test_json_ld_that_is_none_is_passed_over(deep: str) -> None:
    assert stated(read(ld(deep) + ld(ARTICLE))) == EXPECTED


def test_of_several_articles_the_one_with_the_headline_of_the_page_is_taken() -> None:
    other = {**ARTICLE, "headline": "Ferry runs again", "datePublished": "2011-01-01"}
    several = [other, {"@type": "ItemList", "itemListElement": [{"item": other}]}, ARTICLE]
    assert stated(read(ld(several), f"<h1>{TITLE}</h1>")) == EXPECTED


def test_an_author_or_publisher_may_stand_elsewhere_in_the_graph() -> None:
    graph = [
        {**ARTICLE, "author": {"@id": "#ines"}, "publisher": {"@id": "#herald"}},
        {"@type": "Person", "@id": "#ines", "name": "Ines Falk"},
        {"@type": "Organization", "@id": "#herald", "name": "Lindley Herald"},
    ]
    page = read(ld({"@graph": graph}))
    assert (page.authors, page.source) == (("Ines Falk",), "Lindley Herald")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from([*ARTICLE, "@id", "@graph", "name", "@value"]), inner, max_size=6)
        ),
    )
)
def test_no_json_ld_makes_it_fail(value: object) -> None:
    assert isinstance(read(ld({"@type": "NewsArticle", "x": value}) + ld(json.dumps(value)), "<h1>Coast</h1>"), Page)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-11-06T23:30:00+07:00", date(2024, 11, 6)),
        ("2024-11-07T00:30:00Z", date(2024, 11, 7)),
        ("2024-11-06 10:15", date(2024, 11, 6)),
        ("Wed, 06 Nov 2024 23:30:00 -0800", date(2024, 11, 6)),
        ("6/11/2024 10:15", date(2024, 11, 6)),
    ],
)
def test_a_date_is_the_day_in_the_zone_in_which_it_is_written(written: str, day: date) -> None:
    assert read(meta(article__published_time=written)).published == day


def test_a_date_that_is_none_is_passed_over() -> None:
    head = ld({**ARTICLE, "datePublished": "soon"}) + meta(article__published_time="2021-09-18")
    assert read(head).published == date(2021, 9, 18)


def test_a_change_before_the_publication_is_none() -> None:
    assert read(ld({**ARTICLE, "dateModified": "2019-01-01"})).modified is None


def test_the_address_tells_the_date_when_nothing_else_does() -> None:
    assert read(url="https://herald.example/2021/9/17/light.html").published == date(2021, 9, 17)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("(21. November 2022) The lamp was lit again.", date(2022, 11, 21)),
        ("Sept. 17, 2021 – The lamp was lit again.", date(2021, 9, 17)),
        ("17/09/2021: Ngọn hải đăng được thắp sáng trở lại.", date(2021, 9, 17)),
        ("The lamp was lit again.", None),
    ],
)
def test_the_day_with_which_the_text_begins_is_better_than_none(text: str, day: date | None) -> None:
    assert read(text=text).published == day


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Lighthouse shines again | Lindley Herald", TITLE),
        ("Lighthouse shines again - Lindley Herald", TITLE),
        ("Lighthouse shines again – herald.example", TITLE),
        ("Lighthouse shines again | Coast | Lindley Herald", f"{TITLE} | Coast"),
        ("Storm – the night it broke the lamp", "Storm – the night it broke the lamp"),
    ],
)
def test_a_title_loses_the_name_of_its_publisher_and_nothing_else(written: str, title: str) -> None:
    assert read(f"<title>{written}</title>" + meta(og__site_name="Lindley Herald")).title == title


def test_a_title_loses_whatever_follows_the_heading_of_the_page() -> None:
    assert read(f"<title>{TITLE} · Coast · News</title>", f"<h1>{TITLE}</h1><h1>More</h1>").title == TITLE


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ("By Ines Falk and Jo Brand", ("Ines Falk", "Jo Brand")),
        ("Theo Trần Thị Mận, Lê Văn Sáu", ("Trần Thị Mận", "Lê Văn Sáu")),
        ("https://facebook.example/ines", ()),
        ("ines@herald.example", ()),
        ("Ines Falk, Ines Falk", ("Ines Falk",)),
    ],
)
def test_authors_are_names(written: str, authors: tuple[str, ...]) -> None:
    assert read(meta(author=written)).authors == authors


@pytest.mark.parametrize(
    ("lang", "text", "language"),
    [
        ("vi-VN", TEXT, "vi"),
        ("pt_BR", TEXT, "pt"),
        ("", "Ngọn hải đăng ở cảng được thắp sáng trở lại vào tối thứ Năm sau mười một năm.", "vi"),
        ("en", "Ngọn hải đăng ở cảng được thắp sáng trở lại vào tối thứ Năm. " * 20, "vi"),
        ("english", TEXT, "en"),
    ],
)
def test_the_language_is_the_declared_one_unless_that_is_an_english_template(
    lang: str, text: str, language: str
) -> None:
    assert read(lang=lang, text=text).language == language


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("https://www.herald.example/light", "https://www.herald.example/light"),
        ("/light#comments", "https://www.herald.example/light"),
        ("//m.herald.example/light", "https://m.herald.example/light"),
        ("https://www.herald.example/", URL),
        ("https://www.herald.example/index.html", URL),
        ("https://elsewhere.example/light", URL),
        ("https://agency.example/wire/lighthouse-shines-again", "https://agency.example/wire/lighthouse-shines-again"),
        ("javascript:alert(1)", URL),
        ("https://user:secret@www.herald.example/light", URL),
        ("http://[::1", URL),
        ("", URL),
    ],
)
def test_a_canonical_address_is_taken_if_it_can_be_the_page(canonical: str, url: str) -> None:
    assert read(f'<link rel="canonical" href="{canonical}">').url == url


def test_a_saved_page_has_the_address_it_states() -> None:
    assert choose(["/light", "https://herald.example/", "https://herald.example/light"], None) == (
        "https://herald.example/light"
    )
    assert choose(["https://herald.example/"], None) is None


def test_a_site_below_a_shared_name_is_another_site() -> None:
    assert choose(["https://tide.co.uk/a"], "https://herald.co.uk/b") == "https://herald.co.uk/b"
    assert choose(["https://news.herald.co.uk/a"], "https://herald.co.uk/b") == "https://news.herald.co.uk/a"


def test_a_page_that_states_nothing_still_has_its_host_as_source() -> None:
    page = read()
    assert (page.title, page.source, page.authors, page.published) == (None, "herald.example", (), None)
