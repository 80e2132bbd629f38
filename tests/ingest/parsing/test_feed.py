from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from ingest.errors import ItemError
from ingest.parsing import Entry, Feed, Parser, feed
from ingest.parsing.types import ParseError
from tests.ingest.parsing.hostile import EXTERNAL, LAUGHS, QUADRATIC

AT = "https://herald.example/feeds/news.xml"
HANOI = timezone(timedelta(hours=7))
FERRY = Entry(
    url="https://herald.example/ferry?from=feed&n=1",
    id="tag:herald.example,2024:1",
    title="Phà & cầu: <chạy> dày hơn",
    published=date(2024, 3, 5),
    modified=datetime(2024, 3, 6, 8, 0, tzinfo=HANOI),
    authors=("Ines Falk", "Trần Thị Mận"),
    text="The ferry will run every forty minutes.\nUntil then it leaves once an hour.",
)
HTML = (
    "<p>The ferry will run <b>every forty</b>\nminutes.</p><script>count()</script>"
    "<!-- quay --><p>Until then&nbsp;it leaves once an hour.</p>"
)
ESCAPED = HTML.replace("&", "&amp;").replace("<", "&lt;")
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>Elsholm &amp;amp; Bay Herald</title><link>https://herald.example/</link><language>vi-VN</language>
<item><title>Phà &amp;amp; cầu: &amp;lt;chạy&amp;gt; dày hơn</title><link>/ferry?from=feed&amp;n=1</link>
<guid isPermaLink="false">tag:herald.example,2024:1</guid><pubDate>Tue, 05 Mar 2024 00:30:00 +0700</pubDate>
<atom:updated>2024-03-06T08:00:00+07:00</atom:updated>
<dc:creator>Ines Falk</dc:creator><dc:creator>Trần Thị Mận</dc:creator>
<description>More ferries.</description><content:encoded><![CDATA[{HTML}]]></content:encoded></item>
</channel></rss>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi"
 xml:base="https://herald.example/"><title type="html">Elsholm &amp;amp; Bay Herald</title>
<link href="https://herald.example/"/><entry><id>tag:herald.example,2024:1</id>
<title type="text">Phà &amp; cầu: &lt;chạy&gt; dày hơn</title>
<link rel="self" href="/entries/1"/><link rel="enclosure" href="/ferry.mp3"/><link rel="alternate"
 type="application/json" href="/ferry.json"/><link rel="alternate" type="text/html" href="ferry?from=feed&amp;n=1"/>
<published>2024-03-05T00:30:00+07:00</published><updated>2024-03-06T08:00:00+07:00</updated>
<author><name>Ines Falk</name><email>ines@herald.example</email></author><author><name>Trần Thị Mận</name></author>
<summary>More ferries.</summary><content type="html">{ESCAPED}</content></entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Elsholm & Bay Herald",
        "language": "vi",
        "feed_url": AT,
        "items": [
            {
                "id": "tag:herald.example,2024:1",
                "url": "/ferry?from=feed&n=1",
                "title": FERRY.title,
                "content_html": HTML,
                "date_published": "2024-03-05T00:30:00+07:00",
                "date_modified": "2024-03-06T08:00:00+07:00",
                "authors": [{"name": "Ines Falk"}, {"name": "Trần Thị Mận", "url": "https://herald.example/man"}],
            }
        ],
    }
)
WHOLE = Feed("Elsholm & Bay Herald", "vi", (FERRY,))


def parse(text: str, **options: str) -> Feed:
    return feed.parse(text.encode(), url=AT, **options)


def item(inner: str, namespaces: str = "") -> Entry:
    """Return the one entry of an RSS feed whose item is ``inner``."""
    (entry,) = parse(f'<rss version="2.0" {namespaces}><channel><item>{inner}</item></channel></rss>').entries
    return entry


def entry(inner: str, attributes: str = "") -> Entry:
    """Return the one entry of an Atom feed."""
    (found,) = parse(f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><entry>{inner}</entry></feed>').entries
    return found


@pytest.mark.parametrize("text", [RSS, ATOM, JSON_FEED], ids=["rss", "atom", "json"])
def test_every_kind_says_the_same(text: str) -> None:
    assert parse(text) == WHOLE


def test_rdf_and_atom_of_old_are_read() -> None:
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Herald</title></channel>'
        "<item><title>More ferries</title><link>https://herald.example/ferry</link>"
        "<dc:date>2024-03-05T00:30:00+07:00</dc:date></item></rdf:RDF>"
    )
    expected = Entry("https://herald.example/ferry", title="More ferries", published=date(2024, 3, 5))
    assert parse(rdf).entries == (expected,)
    atom = (
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title mode="escaped" type="text/html">'
        "More &lt;i>ferries&lt;/i></title><issued>2024-03-05T00:30:00+07:00</issued>"
        '<link rel="alternate" type="text/html" href="https://herald.example/ferry"/></entry></feed>'
    )
    assert parse(atom).entries == (expected,)


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("<link>https://herald.example/a</link><guid>https://herald.example/b</guid>", "https://herald.example/a"),
        ("<guid>https://herald.example/b</guid>", "https://herald.example/b"),
        ('<guid isPermaLink="true">https://herald.example/b</guid>', "https://herald.example/b"),
        ('<guid isPermaLink="false">https://herald.example/b</guid>', None),
        ("<guid>herald 2</guid>", "https://herald.example/feeds/herald%202"),
        ("<link>ferry.html</link>", "https://herald.example/feeds/ferry.html"),
        ("<link>\n https://herald.example/a?x=1&y=2 \n</link>", "https://herald.example/a?x=1&y=2"),
        ("<link><![CDATA[https://herald.example/a?x=1&y=2]]></link>", "https://herald.example/a?x=1&y=2"),
        ("<link>//herald.example/a</link>", "https://herald.example/a"),
        ("<link>javascript:steal()</link>", None),
        ("<link>file:///etc/passwd</link>", None),
        ("<link>mailto:ines@herald.example</link>", None),
        ("<link>http://[herald</link>", None),
        ("<link>http://herald.example:quay/</link>", None),
    ],
)
def test_addresses_are_absolute_and_of_the_web(given: str, url: str | None) -> None:
    assert item(f"<title>Ferry</title>{given}").url == url


def test_a_tracker_tells_where_the_article_is() -> None:
    given = "<link>https://track.example/1</link><fb:origLink>https://herald.example/a</fb:origLink>"
    found = item(given, 'xmlns:fb="http://rssnamespace.org/feedburner/ext/1.0"')
    assert found.url == "https://herald.example/a"


def test_bases_are_followed_inwards() -> None:
    assert entry('<link href="c"/>', 'xml:base="https://other.example/a/"').url == "https://other.example/a/c"
    assert entry('<link href="passwd"/>', 'xml:base="file:///etc/"').url is None


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("More &lt;b&gt;ferries&lt;/b&gt;", "More ferries"),
        ("<![CDATA[More <b>ferries</b>]]>", "More ferries"),
        ("Tide &amp;lt; 2 m", "Tide < 2 m"),
        ("Tide &lt; 2 m", "Tide < 2 m"),
        ("Falk &amp; Aune", "Falk & Aune"),
        ("Falk & Aune", "Falk & Aune"),
        ("Ph&agrave; ch&#7841;y", "Phà chạy"),
        ("&#147;Phà&#148; &#xD800;&#0;&#8;ch&#x1EA1;y &#60;3", "“Phà” \ufffd\ufffdchạy <3"),
        ("  More\n   ferries ", "More ferries"),
        ("More\x00\x07 ferries", "More ferries"),
        ("", None),
    ],
)
def test_titles_are_plain_text(given: str, title: str | None) -> None:
    assert item(f"<title>{given}</title><link>/a</link>").title == title


@pytest.mark.parametrize(
    ("given", "authors"),
    [
        ("<author>ines@herald.example (Ines Falk)</author>", ("Ines Falk",)),
        ("<author>Ines Falk</author>", ("Ines Falk",)),
        ("<author>Ines Falk (staff)</author>", ("Ines Falk (staff)",)),
        ("<author>ines@herald.example</author>", ()),
        ("<dc:creator><![CDATA[Ines Falk]]></dc:creator><dc:creator>Ines Falk</dc:creator>", ("Ines Falk",)),
    ],
)
def test_authors_have_names(given: str, authors: tuple[str, ...]) -> None:
    assert item(given, 'xmlns:dc="http://purl.org/dc/elements/1.1/"').authors == authors


@pytest.mark.parametrize(
    ("given", "published", "modified"),
    [
        ("<pubDate>Tue, 05 Mar 2024 23:30:00 -0800</pubDate>", date(2024, 3, 5), None),
        ("<pubDate>Thứ Ba, 05/03/2024 00:30</pubDate>", date(2024, 3, 5), None),
        ("<dc:date>2024-03-05</dc:date>", date(2024, 3, 5), None),
        ("<pubDate>soon</pubDate>", None, None),
        ("<pubDate></pubDate>", None, None),
        ("<title>Ferry</title>", None, None),
    ],
)
def test_the_day_is_that_of_the_feed(given: str, published: date | None, modified: datetime | None) -> None:
    found = item(given, 'xmlns:dc="http://purl.org/dc/elements/1.1/"')
    assert (found.published, found.modified) == (published, modified)


def test_an_entry_that_only_says_when_it_changed_was_published_then() -> None:
    found = entry("<updated>2024-03-05T10:00:00Z</updated>")
    assert (found.published, found.modified) == (date(2024, 3, 5), datetime(2024, 3, 5, 10, tzinfo=UTC))


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('<content type="text">Tide &lt; 2 m</content>', "Tide < 2 m"),
        (
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content>',
            "One.\nTwo.",
        ),
        ('<content type="html">A&lt;br>B&lt;ul>&lt;li>C&lt;li>D&lt;/ul></content>', "A\nB\nC\nD"),
        ('<content type="image/png">iVBORw0KGgo=</content>', ""),
        ('<content src="https://herald.example/a.html"/>', ""),
        ("<summary>Only a summary.</summary>", ""),
    ],
)
def test_full_content_is_plain_text(content: str, text: str) -> None:
    assert entry(content).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_seen_whatever_is_declared(encoding: str) -> None:
    assert feed.parse(RSS.encode(encoding), url=AT, charset="iso-8859-1") == WHOLE


@pytest.mark.parametrize(
    ("title", "encoding", "declared", "charset"),
    [
        ("Café à l’île", "cp1252", "windows-1252", None),
        ("Café à l’île", "cp1252", "iso-8859-1", None),
        ("Café à l’île", "cp1252", "utf-8", None),
        ("Café à l’île", "cp1252", "no-such-set", "no-such-set-either"),
        ("Паром чаще", "koi8-r", "koi8-r", "iso-8859-1"),
        ("Паром чаще", "koi8-r", "utf-8", "koi8-r"),
        ("渡輪班次增加", "big5", "utf-8", "big5"),
        ("渡し船が増える", "shift_jis", "shift_jis", None),
        ("渡し船が増える", "iso-2022-jp", "iso-2022-jp", None),
    ],
)
def test_other_encodings_are_read_by_what_is_right(
    title: str, encoding: str, declared: str, charset: str | None
) -> None:
    text = (
        f'<?xml version="1.0" encoding="{declared}"?><rss><channel><item><title>{title}</title></item></channel></rss>'
    )
    (found,) = feed.parse(text.encode(encoding), charset=charset).entries
    assert found.title == title


def test_a_few_broken_letters_do_not_spoil_the_others() -> None:
    body = RSS.encode().replace("hơn".encode(), b"h\xc6n")
    (found,) = feed.parse(body, url=AT).entries
    assert found.title == "Phà & cầu: <chạy> dày h\ufffdn"


def test_an_encoding_that_says_nothing_is_guessed() -> None:
    sentence = "Паром между островом и материком будет ходить каждые сорок минут, сообщила администрация порта."
    text = f"<rss><channel><item><title>{sentence}</title></item></channel></rss>"
    found = feed.parse(text.encode("cp1251"))
    assert found.entries[0].title == sentence
    assert found.damage == "its letters are in an encoding that it does not name: some may be wrong."


@pytest.mark.parametrize(
    "text",
    [
        RSS.removesuffix("</channel></rss>"),
        RSS.replace("</item>", ""),
        RSS.replace("<description>More ferries.</description>", "<description>Falk & Aune<br></description>"),
        "\n\n  " + RSS,
        "\ufeff" + RSS,
        RSS.replace(' xmlns:dc="http://purl.org/dc/elements/1.1/"', ""),
        RSS.replace("<rss", "<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' 'http://127.0.0.1:9/rss.dtd'><rss"),
        RSS.replace("<channel>", "<channel><title>&nbsp;&unknown;</title>").replace("</channel>", "\x0b</channel>"),
        RSS + "<!-- cached --> and more",
    ],
    ids=["cut off", "item open", "html", "space", "mark", "namespace", "dtd", "entities", "after the end"],
)
def test_an_ill_formed_feed_is_read_as_far_as_it_goes(text: str) -> None:
    (found,) = parse(text).entries
    assert (found.url, found.id, found.published) == (FERRY.url, FERRY.id, FERRY.published)
    assert (found.title, found.text) == (FERRY.title, FERRY.text)


@pytest.mark.parametrize(
    ("text", "damage"),
    [
        (RSS, None),
        (RSS.replace("More ferries.", "Falk & Aune&nbsp;"), None),
        (RSS.removesuffix("</channel></rss>"), "its XML is broken (line 10): entries may be missing."),
    ],
)
def test_what_could_not_be_mended_is_said(text: str, damage: str | None) -> None:
    assert parse(text).damage == damage
    assert len(parse(text).entries) == 1


def test_a_feed_may_be_empty() -> None:
    assert parse("<rss><channel><title>Herald</title></channel></rss>") == Feed("Herald")
    assert parse('{"version": "https://jsonfeed.org/version/1", "title": "Herald", "items": []}') == Feed("Herald")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", r"it is empty\."),
        (" \n", r"it is empty\."),
        ("<!DOCTYPE html><html><head><title>Not found</title></head></html>", r"it is a web page, not a feed\."),
        ("Not found", r"it is not a feed: neither RSS nor Atom nor JSON Feed\."),
        ("<!-- <rss> --><html><p>Not found</p></html>", "it is a web page"),
        ("<urlset><url><loc>https://herald.example/1</loc></url></urlset>", "it is not a feed"),
        ("<rss version='2.0'>\n<channel>\n<title>Herald</title></chan", r"its XML is broken \(line \d\), and no entry"),
        ("{", r"it is not JSON\."),
        ("[" * 100_000, r"it is not a feed"),
        ('{"items": ' + "[" * 100_000, r"it is not JSON\."),
        ('{"title": "Herald"}', r"it is JSON, but not a JSON Feed\."),
        ('{"title": "Herald", "items": {"id": 1}}', r"it is JSON, but not a JSON Feed\."),
        (LAUGHS.format("<rss>&l9;</rss>"), r"entities that grow when they are read, as an attack does\."),
        (QUADRATIC.format(f"<rss>{'&a;' * 50_000}</rss>"), "entities that grow"),
    ],
)
def test_what_cannot_be_read_is_named(text: str, reason: str) -> None:
    with pytest.raises(ParseError, match=reason):
        parse(text)


def test_pictures_are_no_feeds() -> None:
    with pytest.raises(ParseError, match="it is not a feed"):
        feed.parse(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)


def test_nothing_outside_is_looked_up() -> None:
    text = EXTERNAL.format("<rss><channel><item><title>&secret;</title></item></channel></rss>")
    assert parse(text).entries[0].title == "&secret;"


def test_entities_that_do_not_grow_are_replaced() -> None:
    declared = '<!DOCTYPE rss [<!ENTITY island "Elsholm"><!ENTITY dash "&#8211;">]>'
    assert parse(RSS.replace("Elsholm", "&island;").replace("<rss", f"{declared}<rss")) == WHOLE
    titled = '<!DOCTYPE rss [<!ENTITY i "Els&amp;holm">]><rss><channel><item><title>&i;</title></item></channel></rss>'
    assert parse(titled).entries[0].title == "Els&holm"


@pytest.mark.parametrize(
    "item_",
    [{}, {"id": 7}, {"url": 5, "title": ["x"], "authors": "me"}, {"authors": [None, {"name": 4}]}, {"id": "\ud800"}],
)
def test_items_of_json_may_hold_anything(item_: dict[str, object]) -> None:
    (found,) = parse(json.dumps({"version": "1", "items": [item_, None, "x"]})).entries
    assert found.url is None


def test_json_is_known_by_its_type_or_its_look() -> None:
    body = JSON_FEED.encode("utf-8-sig")
    assert feed.parse(body, url=AT) == feed.parse(body, url=AT, media_type="application/feed+json") == WHOLE


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser() as parser:
        yield parser


def test_workers_read_feeds(parser: Parser) -> None:
    assert parser.feed(AT, RSS.encode(), url=AT, media_type="application/rss+xml", charset="utf-8") == WHOLE


@pytest.mark.parametrize(
    "text",
    [
        LAUGHS.format("<rss>&l9;</rss>"),
        QUADRATIC.format(f"<rss>{'&a;' * 50_000}</rss>"),
        RSS.replace("<channel>", "<channel>" + "<a>" * 50_000),
        RSS.replace("<channel>", f'<channel a="{"x" * 20_000_000}">'),
        '{"items": ' + "[" * 5_000_000,
    ],
    ids=["laughs", "quadratic", "depth", "attribute", "json"],
)
def test_bombs_do_no_harm(parser: Parser, text: str) -> None:
    try:
        assert len(parser.feed(AT, text.encode(), url=AT).entries) == 1
    except ItemError as error:
        assert error.reason.endswith(".")  # noqa: PT017  (either outcome is right; a third is not)
    assert parser.feed(AT, RSS.encode(), url=AT) == WHOLE
