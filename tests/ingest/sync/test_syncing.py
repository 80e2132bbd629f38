from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from ingest.library import Library
from ingest.sources.schedule import DAY, HOUR
from ingest.sync.plan import Plan
from ingest.sync.syncing import BusyError, sync_lock
from ingest.visits import Visits
from tests.hashing import HashingEmbedding
from tests.ingest.sync.conftest import Round, counts
from tests.site import Reply, Site
from tests.stories import story
from tests.whole import check_whole

Write = Callable[[str], Plan]


def news(site: Site, count: int = 6) -> str:
    """Put up a feed of ``count`` pages and return the plan that names it."""
    for n in range(count):
        site.page(f"/story-{n}", f"Pier {n} closed", story(n), published=None)
    site.feed("/rss.xml", [f"/story-{n}" for n in range(count)])
    return f'[[feed]]\nurl = "{site.url("/rss.xml")}"\n'


def test_a_feed_is_read_and_one_with_nothing_new_costs_one_request(
    site: Site, plan: Write, sync: Round, shelf: Library, hashing: HashingEmbedding
) -> None:
    feed = plan(news(site))
    assert counts(sync(feed)) == (6, 0, 0, 0, 0)
    check_whole(shelf, list(shelf.store.articles()))
    site.asked()
    assert counts(sync(feed)) == (0, 0, 0, 0, 0)
    assert site.asked() == {}, "it is not due"
    embedded = len(hashing.embedded)
    assert counts(sync(feed, later=16 * 60)) == (0, 0, 0, 0, 0)
    assert site.requests == [("/rss.xml", 304)]
    assert len(hashing.embedded) == embedded


def test_a_feed_that_gives_the_same_bytes_without_validators_is_no_work(site: Site, plan: Write, sync: Round) -> None:
    feed = plan(news(site))
    sync(feed)
    site.asked()
    site.tags = False
    assert counts(sync(feed, later=16 * 60)) == (0, 0, 0, 0, 0)
    assert site.requests == [("/rss.xml", 200)]


def test_new_items_are_fetched_and_known_ones_are_not(site: Site, plan: Write, sync: Round) -> None:
    feed = plan(news(site))
    sync(feed)
    site.asked()
    site.page("/story-new", "Pier 50 closed", story(50))
    site.feed("/rss.xml", ["/story-new", *(f"/story-{n}" for n in range(6))])
    assert counts(sync(feed, later=16 * 60)) == (1, 0, 0, 0, 0)
    assert site.asked() == {"/rss.xml": 1, "/story-new": 1}


def test_known_pages_are_asked_for_again_ever_less_often(site: Site, plan: Write, sync: Round, visits: Visits) -> None:
    feed = plan(news(site, 1))
    sync(feed)
    waits = []
    for _ in range(12):
        visit = visits.of(site.url("/story-0"))
        waits.append((visit.due - visit.asked) / HOUR)
        site.asked()
        sync(feed, later=visit.due - visit.asked + 1)
        assert ("/story-0", 304) in site.requests
    assert waits[0] == pytest.approx(1, abs=0.1)
    assert waits == sorted(waits)
    assert waits[-1] > 24
    site.page("/story-0", "Pier 0 closed", story(0, edition=4), published=None)
    assert counts(sync(feed, later=40 * DAY)) == (0, 1, 0, 0, 0)
    visit = visits.of(site.url("/story-0"))
    assert (visit.due - visit.asked) / HOUR == pytest.approx(1, abs=0.1)


def test_a_page_that_changed_and_one_that_was_withdrawn(site: Site, plan: Write, sync: Round, shelf: Library) -> None:
    feed = plan(news(site))
    sync(feed)
    site.page("/story-1", "Pier 1 closed", story(1, edition=5), published=None)
    site.gone("/story-2", 410)
    report = sync(feed, later=2 * HOUR)
    assert counts(report) == (0, 1, 1, 4, 0)
    check_whole(shelf, list(shelf.store.articles()))
    assert counts(sync(feed, everything=True)) == (0, 0, 0, 5, 0)


def test_a_page_that_is_not_found_is_waited_for_a_week(site: Site, plan: Write, sync: Round, shelf: Library) -> None:
    feed = plan(news(site, 2))
    sync(feed)
    page = site.replies.pop("/story-1")
    for day in range(7):
        report = sync(feed, later=DAY if day else 2 * HOUR)
        assert (report.removed, len(report.failed)) == (0, 1)
    assert len(shelf.store.ids()) == 2
    assert sync(feed, later=DAY).removed == 1
    assert len(shelf.store.ids()) == 1
    site.replies["/story-1"] = page
    site.feed("/rss.xml", ["/story-1", "/story-0"])
    assert counts(sync(feed, later=2 * DAY))[0] == 1


def test_a_failure_that_passes_is_tried_again_soon_and_one_that_stays_later(
    site: Site, plan: Write, sync: Round, visits: Visits
) -> None:
    site.page("/story-0", "Pier 0 closed", story(0))
    site.replies["/picture"] = Reply(b"\x89PNG", "image/png")
    site.gone("/busy", 503)
    site.feed("/rss.xml", ["/story-0", "/busy", "/picture"])
    feed = plan(f'[[feed]]\nurl = "{site.url("/rss.xml")}"')
    assert counts(sync(feed)) == (1, 0, 0, 0, 2)
    waits = {path: visits.of(site.url(path)).due - visits.of(site.url(path)).asked for path in ("/busy", "/picture")}
    assert (waits["/busy"], waits["/picture"]) == (pytest.approx(900), pytest.approx(DAY))
    site.page("/busy", "Pier 1 closed", story(1))
    report = sync(feed, later=1000)
    assert counts(report) == (1, 0, 0, 0, 0)


def test_a_feed_that_fails_is_named_and_the_others_are_read(site: Site, plan: Write, sync: Round) -> None:
    site.replies["/broken.xml"] = Reply(b"<html>not a feed</html>")
    site.endless("/endless.xml")
    lines = [f'[[feed]]\nurl = "{site.url(path)}"' for path in ("/broken.xml", "/endless.xml", "/nowhere.xml")]
    feed = plan("\n".join([*lines, news(site, 2)]))
    report = sync(feed)
    assert counts(report) == (2, 0, 0, 0, 3)
    assert {error.item for error in report.failed} == {
        site.url(path) for path in ("/broken.xml", "/endless.xml", "/nowhere.xml")
    }


def test_sitemaps_pages_and_what_the_operator_says_of_them(
    site: Site, plan: Write, sync: Round, shelf: Library
) -> None:
    for n in range(4):
        site.page(f"/story-{n}", f"Pier {n} closed", story(n))
    site.sitemap("/one.xml", ["/story-0", "/story-1"])
    site.sitemap("/sitemap.xml", ["/one.xml"], index=True)
    sources = plan(
        f'[[sitemap]]\nurl = "{site.url("/sitemap.xml")}"\nsource = "Harbour Office"\n'
        f'[[page]]\nurl = "{site.url("/story-3")}"\nevery = "10m"\nlanguage = "vi"\n'
    )
    assert counts(sync(sources)) == (3, 0, 0, 0, 0)
    assert {(it.title, it.source, it.language) for it in shelf.store.articles()} == {
        ("Pier 0 closed", "Harbour Office", "en"),
        ("Pier 1 closed", "Harbour Office", "en"),
        ("Pier 3 closed", "The Norbury Post", "vi"),
    }
    site.asked()
    sync(sources, later=11 * 60)
    assert site.asked() == {"/story-3": 1}
    site.sitemap("/one.xml", ["/story-0", "/story-1", "/story-2"])
    assert sync(sources, later=HOUR).added == 1


def test_items_without_a_page_change_with_their_feed(site: Site, plan: Write, sync: Round, shelf: Library) -> None:
    notes = [{"id": f"n{n}", "title": f"Note {n}", "content_text": story(n)} for n in range(3)]
    site.json_feed("/feed.json?all=1", notes)
    feed = plan(f'[[feed]]\nurl = "{site.url("/feed.json?all=1")}"')
    assert counts(sync(feed)) == (3, 0, 0, 0, 0)
    notes[1]["content_text"] = story(1, edition=7)
    site.json_feed("/feed.json?all=1", notes)
    assert counts(sync(feed, later=16 * 60)) == (0, 1, 0, 0, 0)
    assert story(1, edition=7).split("\n")[0] in "".join(article.text for article in shelf.store.articles())
    assert counts(sync(feed, later=16 * 60)) == (0, 0, 0, 0, 0)


def test_what_the_operator_removed_stays_away(
    site: Site, plan: Write, sync: Round, shelf: Library, visits: Visits
) -> None:
    feed = plan(news(site, 2))
    sync(feed)
    (gone, kept) = shelf.store.ids()
    visits.leave_out(gone)
    shelf.store.remove(gone)
    assert sync(feed, everything=True).added == 0
    assert shelf.store.ids() == [kept]


def test_a_store_that_lost_its_articles_gets_them_again(site: Site, plan: Write, sync: Round, shelf: Library) -> None:
    feed = plan(news(site, 3))
    sync(feed)
    for id_ in shelf.store.ids():
        shelf.store.remove(id_)
    shelf.store.set_meta(sequence="0")  # as a backup from before has it
    assert sync(feed).added == 3


def test_two_feeds_that_list_one_page_are_one_article(site: Site, plan: Write, sync: Round) -> None:
    both = news(site, 3)
    site.feed("/other.xml", ["/story-2", "/story-1?utm_source=other"], title="Other news")
    sources = plan(f'{both}[[feed]]\nurl = "{site.url("/other.xml")}"')
    assert counts(sync(sources)) == (3, 0, 0, 0, 0)
    assert counts(sync(sources, everything=True)) == (0, 0, 0, 3, 0)


def test_only_one_process_keeps_a_folder_up_to_date(shelf: Library) -> None:
    told: list[str] = []

    def second() -> None:
        try:
            with sync_lock(shelf.store):
                told.append("entered")
        except BusyError as error:
            told.append(str(error))

    with sync_lock(shelf.store):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
    assert told == [f"Another process keeps {shelf.store.folder} up to date already."]
