from __future__ import annotations

import io
import json
import os
import textwrap
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from ingest.article import Article
from ingest.embedding import Embedder
from ingest.library import Library
from ingest.pipeline import Pipeline, Report
from ingest.settings import Settings
from ingest.sources import read
from ingest.sources.web import Web
from tests.articles import write_jsonl
from tests.hashing import HashingEmbedding
from tests.ingest.parsing.pdf_writer import column, document
from tests.site import Reply, Site
from tests.stories import story


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


@pytest.fixture
def shelf(data: Path, hashing: HashingEmbedding) -> Iterator[Library]:
    library = Library(Settings(_env_file=None, data=data, private_networks=True), Embedder(hashing))
    yield library
    library.close()


def add(library: Library, *items: object) -> Report:
    with Web(library) as web:
        return Pipeline(library).add(read(map(str, items), web))


def counts(report: Report) -> tuple[int, int, int, int, int]:
    return report.added, report.updated, report.removed, report.unchanged, len(report.failed)


def only(library: Library) -> Article:
    (article,) = library.store.articles()
    return article


def test_a_page_is_an_article_with_what_it_says_of_itself(shelf: Library, site: Site) -> None:
    site.page("/news/pier-closed.html", "Pier closed", story(1))
    report = add(shelf, site.url("/news/pier-closed.html?utm_source=letter&fbclid=1#top"))
    assert counts(report) == (1, 0, 0, 0, 0)
    found = only(shelf)
    assert (found.title, found.source, str(found.published), found.language) == (
        *("Pier closed", "The Norbury Post", "2024-05-03", "en"),
    )
    assert found.url == site.url("/news/pier-closed.html")
    assert found.id.startswith("pier-closed-")
    assert "40 boats" in found.text
    assert site.asked() == {"/news/pier-closed.html": 1}


def test_a_page_without_a_publisher_is_its_hosts(shelf: Library, site: Site) -> None:
    site.page("/a", "Pier closed", story(1), source=None)
    add(shelf, site.url("/a"))
    assert only(shelf).source == "127.0.0.1"


def test_a_feed_gives_its_pages_and_names_each_that_fails(shelf: Library, site: Site) -> None:
    for n in range(12):
        site.page(f"/story-{n}", f"Pier {n} closed", story(n), source=None, published=None)
    site.replies["/picture"] = Reply(b"\x89PNG", "image/png")
    site.replies["/empty"] = Reply(b"<html><body><script>1</script></body></html>")
    site.feed("/rss.xml", [*(f"/story-{n}" for n in range(12)), "/nowhere", "/picture", "/empty", "/story-3"])
    report = add(shelf, site.url("/rss.xml"))
    assert counts(report) == (12, 0, 0, 0, 3)
    assert {error.item for error in report.failed} == {site.url(path) for path in ("/nowhere", "/picture", "/empty")}
    assert {article.source for article in shelf.store.articles()} == {"Norbury news"}
    site.asked()
    again = add(shelf, site.url("/rss.xml"))
    assert counts(again) == (0, 0, 0, 12, 3)
    assert sum(status == 304 for _, status in site.requests) == 12


def test_a_feed_item_without_a_page_is_read_from_the_feed(shelf: Library, site: Site) -> None:
    site.gone("/broken", 403)
    site.json_feed(
        "/feed.json",
        [
            {"id": "n1", "title": "A note", "content_text": story(1), "date_published": "2024-05-04T10:00:00Z"},
            {"id": "n3", "title": "A second note", "content_text": story(3)},
            {"id": "n2", "url": site.url("/broken"), "title": "Behind a wall", "content_text": story(2)},
        ],
    )
    assert counts(add(shelf, site.url("/feed.json"))) == (3, 0, 0, 0, 0)
    titles = {article.title: article for article in shelf.store.articles()}
    assert (str(titles["A note"].published), titles["A note"].url) == ("2024-05-04", None)
    assert titles["Behind a wall"].url == site.url("/broken")
    assert titles["A second note"].id.startswith("a-second-note-")
    assert counts(add(shelf, site.url("/feed.json"))) == (0, 0, 0, 3, 0)


def test_a_sitemap_and_an_index_of_sitemaps_give_their_pages(shelf: Library, site: Site) -> None:
    for n in range(4):
        site.page(f"/story-{n}", f"Pier {n} closed", story(n))
    site.sitemap("/one.xml", ["/story-0", "/story-1"])
    site.sitemap("/two.xml", ["/story-2", "/story-3", "/story-0"])
    site.sitemap("/sitemap.xml", ["/one.xml", "/two.xml", "/three.xml", "/sitemap.xml"], index=True)
    report = add(shelf, site.url("/sitemap.xml"))
    assert report.added == 4
    assert [error.item for error in report.failed] == [site.url("/three.xml")]
    assert site.asked()["/sitemap.xml"] <= 2


def test_plain_text_and_what_is_no_article_are_told_apart(shelf: Library, site: Site) -> None:
    site.replies["/notice.txt"] = Reply(story(5).encode(), "text/plain")
    site.replies["/table"] = Reply(b"PK", "application/zip")
    report = add(shelf, site.url("/notice.txt"), site.url("/table"), "http://")
    assert (report.added, len(report.failed)) == (1, 2)
    assert only(shelf).text == story(5)


def test_a_pdf_document_is_read_from_the_web_and_from_a_folder(shelf: Library, site: Site, tmp_path: Path) -> None:
    lines = textwrap.wrap("The harbour of Norbury closed two piers on Friday. " * 4, 60)
    report = document([column(lines)], information={"Title": "Report on the piers", "CreationDate": "D:20240304"})
    site.replies["/report.pdf"] = Reply(report, "application/pdf")
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / "storm.pdf").write_bytes(report)
    (tmp_path / "saved" / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    assert counts(add(shelf, site.url("/report.pdf"), tmp_path / "saved")) == (2, 0, 0, 0, 1)
    for article in shelf.store.articles():
        assert (article.title, str(article.published)) == ("Report on the piers", "2024-03-04")
        assert article.text.startswith("The harbour of Norbury closed two piers on Friday.")


def test_a_vietnamese_feed_is_read_as_it_is(shelf: Library, site: Site) -> None:
    text = (
        "Cảng Norbury đóng cửa hai bến tàu từ sáng thứ Sáu sau khi gió giật đứt dây neo của 40 chiếc thuyền.\n\n"
        "Không ai bị thương, nhưng việc sửa chữa sẽ kéo dài 12 tuần, theo thông báo của ban quản lý cảng."
    )
    site.page("/tin-tức/bến-tàu-đóng-cửa", "Bến tàu đóng cửa", text, language="vi")
    site.replies[quote("/tin-tức/bến-tàu-đóng-cửa")] = site.replies["/tin-tức/bến-tàu-đóng-cửa"]
    site.feed("/rss.xml", ["/tin-tức/bến-tàu-đóng-cửa"], title="Tin cảng")
    assert counts(add(shelf, site.url("/rss.xml"))) == (1, 0, 0, 0, 0)
    found = only(shelf)
    assert (found.title, found.language) == ("Bến tàu đóng cửa", "vi")
    assert found.id.startswith("ben-tau-dong-cua-")
    assert text.split("\n")[0] in found.text


def test_copies_under_several_addresses_are_one_article(shelf: Library, site: Site) -> None:
    site.page("/story", "Pier closed", story(1), canonical="/story")
    site.page("/amp/story", "Pier closed - AMP", story(1) + "\n\nSubscribe.", canonical="/story")
    site.redirect("/old/story", "/story")
    site.page("/syndicated", "PIER CLOSED", story(1), canonical=None)
    first = add(shelf, site.url("/story"))
    assert counts(first) == (1, 0, 0, 0, 0)
    id_ = only(shelf).id
    for path in ("/amp/story", "/old/story", "/syndicated", "/story"):
        assert counts(add(shelf, site.url(path))) == (0, 0, 0, 1, 0), path
    assert only(shelf).id == id_
    paths = ("/story", "/amp/story", "/old/story", "/syndicated")
    assert set(shelf.store.addresses(id_)) == {site.url(path) for path in paths}


def test_copies_within_one_feed_are_one_article(shelf: Library, site: Site) -> None:
    for path in ("/story", "/story-again", "/third"):
        site.page(path, "Pier closed", story(1))
    site.feed("/rss.xml", ["/story", "/story-again", "/third"])
    assert counts(add(shelf, site.url("/rss.xml"))) == (1, 0, 0, 2, 0)
    assert counts(add(shelf, site.url("/rss.xml"))) == (0, 0, 0, 3, 0)


def test_an_article_keeps_its_id_when_it_changes_and_when_it_moves(shelf: Library, site: Site) -> None:
    site.page("/draft-title", "Pier closed", story(1))
    add(shelf, site.url("/draft-title"))
    id_ = only(shelf).id
    site.page("/better-title", "Pier closed for months", story(1, edition=3))
    site.redirect("/draft-title", "/better-title")
    assert counts(add(shelf, site.url("/draft-title"))) == (0, 1, 0, 0, 0)
    assert counts(add(shelf, site.url("/better-title"))) == (0, 0, 0, 1, 0)
    assert (only(shelf).id, only(shelf).url) == (id_, site.url("/better-title"))


def test_a_copy_that_becomes_another_article_is_one_of_its_own(shelf: Library, site: Site) -> None:
    for path in ("/story", "/live"):
        site.page(path, "Pier closed", story(1))
        add(shelf, site.url(path))
    site.page("/live", "Ferry late", story(8))
    assert counts(add(shelf, site.url("/live"))) == (1, 0, 0, 0, 0)
    assert {article.title for article in shelf.store.articles()} == {"Pier closed", "Ferry late"}


def test_nobody_can_take_the_place_of_an_article_of_another_site(shelf: Library, site: Site) -> None:
    site.page("/story", "Pier closed", story(1))
    add(shelf, site.url("/story"))
    with Site() as other:
        other.page("/fake", "Pier open", story(9))
        html = other.replies["/fake"].body.decode()
        link = f'<link rel="canonical" href="{site.url("/story")}"></head>'
        other.replies["/fake"] = Reply(html.replace("</head>", link).encode())
        assert counts(add(shelf, other.url("/fake"))) == (0, 0, 0, 1, 0)
    assert "pier 1" in only(shelf).text


def test_an_address_that_led_to_another_site_cannot_change_its_article(shelf: Library, site: Site) -> None:
    site.page("/story", "Pier closed", story(1), canonical="/story")
    with Site() as other:
        other.redirect("/out", site.url("/story"), 302)
        assert counts(add(shelf, other.url("/out"))) == (1, 0, 0, 0, 0)
        assert only(shelf).url == site.url("/story")
        other.page("/out", "Pier open", story(9))
        assert counts(add(shelf, other.url("/out"))) == (1, 0, 0, 0, 0)
    site.page("/story", "Pier closed", story(1, edition=2), canonical="/story")
    assert counts(add(shelf, site.url("/story"))) == (0, 1, 0, 0, 0)
    assert {article.title for article in shelf.store.articles()} == {"Pier closed", "Pier open"}


def test_two_stored_articles_that_turn_out_to_be_one_become_one(shelf: Library, site: Site) -> None:
    site.page("/story", "Pier closed", story(1))
    site.page("/print/story", "Pier closed, for printing", story(1) + "\n\nPrinted on recycled paper in Norbury.")
    assert counts(add(shelf, site.url("/story"), site.url("/print/story"))) == (2, 0, 0, 0, 0)
    site.page("/print/story", "Pier closed, for printing", story(1), canonical="/story")
    assert counts(add(shelf, site.url("/print/story"))) == (0, 0, 1, 1, 0)
    assert only(shelf).url == site.url("/story")


def test_two_pages_that_call_themselves_the_front_page_are_two_articles(shelf: Library, site: Site) -> None:
    for n in range(2):
        site.page(f"/story-{n}", f"Pier {n} closed", story(n), canonical="/")
    site.feed("/rss.xml", ["/story-0", "/story-1"])
    assert counts(add(shelf, site.url("/rss.xml"))) == (2, 0, 0, 0, 0)


def test_an_article_that_leads_to_the_front_page_is_missing(shelf: Library, site: Site) -> None:
    site.page("/", "The Norbury Post", story(7))
    site.redirect("/story", "/", 302)
    report = add(shelf, site.url("/story"))
    assert "front page" in str(report.failed[0])


def test_a_withdrawn_page_takes_its_article_along(shelf: Library, site: Site) -> None:
    site.page("/story", "Pier closed", story(1))
    add(shelf, site.url("/story"))
    site.gone("/story", 404)
    assert counts(add(shelf, site.url("/story"))) == (0, 0, 0, 0, 1)
    site.gone("/story", 410)
    assert counts(add(shelf, site.url("/story"))) == (0, 0, 1, 0, 0)
    assert list(shelf.store.articles()) == []


def test_a_file_that_states_its_address_is_the_page_and_one_that_does_not_is_not(
    shelf: Library, site: Site, tmp_path: Path
) -> None:
    site.page("/story", "Pier closed", story(1))
    site.page("/other", "Pier 2 closed", story(2))
    lines = [
        {
            "id": "told",
            "title": "Pier closed",
            "text": "An older text of it, of a sentence.",
            "url": site.url("/story"),
        },
        {"id": "untold", "title": "Pier 2 closed", "text": story(2)},
    ]
    write_jsonl(tmp_path / "a.jsonl", lines)
    assert counts(add(shelf, tmp_path / "a.jsonl")) == (2, 0, 0, 0, 0)
    assert counts(add(shelf, site.url("/story"), site.url("/other"))) == (1, 1, 0, 0, 0)
    ids = {article.id for article in shelf.store.articles()}
    assert len(ids) == 3
    assert {"told", "untold"} < ids


def test_a_saved_page_is_the_article_of_the_address_it_states(shelf: Library, site: Site, tmp_path: Path) -> None:
    site.page("/story", "Pier closed", story(1), canonical="/story")
    (tmp_path / "saved.html").write_bytes(site.replies["/story"].body)
    add(shelf, site.url("/story"))
    id_ = only(shelf).id
    assert counts(add(shelf, tmp_path / "saved.html")) == (0, 0, 0, 1, 0)
    assert counts(add(shelf, tmp_path)) == (0, 0, 0, 1, 0)
    (tmp_path / "saved.html.json").write_text('{"id": "mine"}')
    assert counts(add(shelf, tmp_path)) == (1, 0, 0, 0, 0)
    assert {article.id for article in shelf.store.articles()} == {id_, "mine"}


def test_a_feed_in_a_file_is_read(shelf: Library, site: Site, tmp_path: Path) -> None:
    site.page("/story", "Pier closed", story(1))
    site.feed("/rss.xml", ["/story"])
    (tmp_path / "feed.xml").write_bytes(site.replies["/rss.xml"].body)
    site.json_feed("/feed", [{"id": "n1", "title": "A note", "content_text": story(2)}])
    (tmp_path / "feed.json").write_bytes(site.replies["/feed"].body)
    (tmp_path / "other.json").write_text("[1]")
    report = add(shelf, tmp_path / "feed.xml", tmp_path / "feed.json", tmp_path / "other.json")
    assert counts(report) == (2, 0, 0, 0, 1)
    assert "this kind of file is not read" in str(report.failed[0])


@pytest.mark.parametrize("path", ["/loop", "/endless", "/secret"])
def test_a_hostile_item_is_one_failure(shelf: Library, site: Site, path: str) -> None:
    site.page("/story", "Pier closed", story(1))
    site.redirect("/loop", "/loop")
    site.endless("/endless")
    site.redirect("/secret", "file:///etc/passwd")
    site.feed("/rss.xml", [path, "/story"])
    report = add(shelf, site.url("/rss.xml"))
    assert counts(report) == (1, 0, 0, 0, 1)
    assert report.failed[0].item == site.url(path)


def test_private_addresses_are_refused_unless_the_operator_allows_them(data: Path, hashing, site: Site) -> None:
    site.page("/story", "Pier closed", story(1))
    library = Library(Settings(_env_file=None, data=data), Embedder(hashing))
    report = add(library, site.url("/story"))
    library.close()
    assert counts(report) == (0, 0, 0, 0, 1)
    assert site.asked() == {}


def test_a_feed_cannot_lead_into_private_networks(data: Path, hashing, site: Site, tmp_path: Path) -> None:
    site.page("/story", "Pier closed", story(1))
    port = site.url("").rpartition(":")[2]
    hosts = ("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "0.0.0.0")
    site.feed("/rss.xml", [f"http://{host}:{port}/story" for host in hosts])
    (tmp_path / "feed.xml").write_bytes(site.replies["/rss.xml"].body)
    library = Library(Settings(_env_file=None, data=data), Embedder(hashing))
    report = add(library, tmp_path / "feed.xml")
    library.close()
    assert counts(report) == (0, 0, 0, 0, len(hosts))
    assert site.requests == []


def test_standard_input_is_read_by_what_it_looks_like(shelf: Library, site: Site, monkeypatch) -> None:
    site.page("/story", "Pier closed", story(1), canonical="/story")
    line = {"id": "line", "title": "Pier 2 closed", "text": story(2)}
    inputs = {
        site.replies["/story"].body: (1, 0),
        f"{json.dumps(line)}\nnonsense\n".encode(): (1, 1),
        story(3).encode(): (1, 0),
        b"": (0, 1),
        bytes(range(256)) * 40: (0, 1),
    }
    for body, (added, failed) in inputs.items():
        read_end, write_end = os.pipe()
        os.write(write_end, body)
        os.close(write_end)
        with io.TextIOWrapper(os.fdopen(read_end, "rb")) as stdin:
            monkeypatch.setattr("sys.stdin", stdin)
            report = add(shelf, "-")
        assert (report.added, len(report.failed)) == (added, failed), body[:40]
    assert counts(add(shelf, site.url("/story"))) == (0, 0, 0, 1, 0)


def test_a_broken_feed_in_a_file_is_named_as_it_was_given(shelf: Library, tmp_path: Path) -> None:
    broken = tmp_path / "rss.xml"
    broken.write_text('<rss version="2.0"><channel>')
    (error,) = add(shelf, broken).failed
    assert error.item == str(broken)
