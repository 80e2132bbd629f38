from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.addresses import id_of_url, is_front_page, normal, site


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("HTTPS://News.Example:443/a?utm_source=x&id=7&UTM_Medium=y#top", "https://news.example/a?id=7"),
        ("http://news.example", "http://news.example/"),
        ("http://news.example:8080/?fbclid=1&gclid=2", "http://news.example:8080/"),
        ("https://user:secret@news.example/a", "https://news.example/a"),
        ("https://news.example/bão số 3", "https://news.example/b%C3%A3o%20s%E1%BB%91%203"),
        ("https://báo.example/a", "https://xn--bo-mia.example/a"),
        ("https://news.example/a?ref=utm_source", "https://news.example/a?ref=utm_source"),
        ("https://[::1]:8000/a", "https://[::1]:8000/a"),
        ("https://news.example:port/", "https://news.example:port/"),
    ],
)
def test_spellings_of_an_address_are_one(url: str, plain: str) -> None:
    assert normal(url) == plain


@given(st.text(max_size=60))
def test_a_normal_address_stays_as_it_is(rest: str) -> None:
    once = normal(f"https://news.example/{rest}")
    assert normal(once) == once


def test_doors_of_a_site_are_one_site() -> None:
    doors = (
        "https://www.news.example/a",
        "http://m.news.example/",
        "https://amp.news.example/x",
        "https://news.example",
    )
    assert {site(door) for door in doors} == {"news.example"}
    assert site("https://news.example.evil.example/") != "news.example"
    assert is_front_page("https://news.example/")
    assert not is_front_page("https://news.example/?p=12")


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://news.example/2024/05/pier-closed-after-storm.html", "pier-closed-after-storm"),
        ("https://news.example/world/12345", "world"),
        ("https://news.example/B%C3%A3o-s%E1%BB%91-3.htm", "bao-so-3"),
        ("https://www.news.example/", "news-example"),
    ],
)
def test_ids_are_readable_and_the_same_for_all_spellings(url: str, slug: str) -> None:
    id_ = id_of_url(url)
    assert id_.rpartition("-")[0] == slug
    assert len(id_.rpartition("-")[2]) == 8
    assert id_of_url(f"{url}#part") == id_
