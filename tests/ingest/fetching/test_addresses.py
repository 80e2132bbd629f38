from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import FetchError
from ingest.fetching.addresses import follow, parse, shown


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("http://example.com", "http://example.com/"),
        ("HTTPS://Example.COM:443/News?q=1#top", "https://example.com/News?q=1"),
        (" https://example.com./a b\tc\n", "https://example.com/a%20b%09c"),
        ("https://báo.example/tin-tức?từ=bão", "https://xn--bo-mia.example/tin-t%E1%BB%A9c?t%E1%BB%AB=b%C3%A3o"),
        ("http://example.com:8080/%7Euser/%e1", "http://example.com:8080/%7Euser/%e1"),
        ("http://example.com?page=2", "http://example.com/?page=2"),
        ("http://[2606:2800:0220:0001::1]:8080/", "http://[2606:2800:220:1::1]:8080/"),
        ("http://my_host.example/", "http://my_host.example/"),
        ("http://１９２.0.2.7/", "http://192.0.2.7/"),
        ("http://example.com/a\\b", "http://example.com/a%5Cb"),
    ],
)
def test_an_address_is_read_as_it_will_be_asked_for(written: str, read: str) -> None:
    assert str(parse(written)) == read


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "only http:// and https://"),
        ("news.txt", "only http:// and https://"),
        ("ftp://example.com/", "only http:// and https://"),
        ("file:///etc/passwd", "only http:// and https://"),
        ("javascript:alert(1)", "only http:// and https://"),
        ("java\nscript:alert(1)", "only http:// and https://"),
        ("gopher://127.0.0.1:6379/_FLUSHALL", "only http:// and https://"),
        ("http://user@example.com/", "user name or password"),
        ("http://example.com\\@127.0.0.1/", "user name or password"),
        ("http://example.com\\.evil.example/", "not a host name"),
        ("http:///path", "names no host"),
        ("http://:80/", "names no host"),
        ("http://[::1/", "not a web address"),
        ("http://[::1]x:80/", "(not a web address|names no host)"),
        ("http://[fe80::1%25eth0]/", "(not fetched|not an IPv6 address|not a web address)"),
        ("http://[127.0.0.1]/", "(not an IPv6 address|not a web address)"),
        ("http://exa mple.com/", "not a host name"),
        ("http://a..b/", "not a host name"),
        ("http://-a.example/", "not a host name"),
        (f"http://{'a' * 64}.example/", "not a host name"),
        (f"http://{'ä.' * 200}example/", "not a host name"),
        ("http://example.com:0/", "port 0"),
        ("http://example.com:22/", "port 22"),
        ("http://example.com:25/", "port 25"),
        ("http://example.com:99999/", "not a web address"),
        ("http://example.com:８０/", "not a web address"),
        ("http://2130706433/", "four decimal numbers"),
        ("http://127.1/", "four decimal numbers"),
        ("http://0x7f.1/", "four decimal numbers"),
        ("http://0x7f000001/", "four decimal numbers"),
        ("http://0177.0.0.1/", "four decimal numbers"),
        ("http://127.0.0.1.1/", "four decimal numbers"),
        ("http://①②⑦.①/", "four decimal numbers"),
        ("http://example.com/" + "a" * 9000, "more than 8000 characters"),
    ],
)
def test_what_is_not_fetched_is_refused_in_one_sentence(written: str, why: str) -> None:
    with pytest.raises(FetchError, match=why) as refused:
        parse(written)
    assert "\n" not in str(refused.value)
    assert refused.value.reason.endswith(".")


@given(st.text() | st.builds("http://{}/{}".format, st.text(max_size=20), st.text(max_size=20)))
def test_any_text_is_refused_or_read_the_same_again(text: str) -> None:
    try:
        address = parse(text)
    except FetchError:
        return
    assert parse(str(address)) == address
    assert str(address).isascii()


@pytest.mark.parametrize(
    ("location", "leads"),
    [
        ("/b", "http://example.com/b"),
        ("b?x", "http://example.com/a/b?x"),
        ("//other.example/", "http://other.example/"),
        ("HTTPS://other.example", "https://other.example/"),
        ("/tin-tức", "http://example.com/tin-t%E1%BB%A9c"),
        ("?p=2", "http://example.com/a/page?p=2"),
    ],
)
def test_a_redirect_is_read_beside_where_it_is_from(location: str, leads: str) -> None:
    assert str(follow(parse("http://example.com/a/page"), location)) == leads


@given(st.text() | st.builds("//{}".format, st.text()))
def test_any_redirect_leads_somewhere_or_is_refused(location: str) -> None:
    try:
        address = follow(parse("http://example.com/a/page"), location)
    except FetchError:
        return
    assert address.scheme in {"http", "https"}
    assert str(address).isascii()


def test_an_address_is_shown_without_a_password_and_in_one_line() -> None:
    assert shown("https://anna:secret@example.com/a\nb") == "https://example.com/a b"
    assert shown("http://example.com/\u202etxt.\x9b31m") == "http://example.com/ txt. 31m"
    assert len(shown("http://example.com/" + "a" * 9000)) == 200
