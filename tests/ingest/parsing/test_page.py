from __future__ import annotations

import json

import pytest

from ingest.parsing import page
from ingest.parsing.types import ParseError

TITLE = "Lighthouse of Port Lindley shines again"
STANDFIRST = "A retired watchmaker and 212 volunteers brought back a light that sailors had missed for eleven years."
BODY = [
    "The lighthouse of Port Lindley was lit again on Thursday evening, eleven years after a storm broke its lamp.",
    "Volunteers had collected 48,200 crowns for the repair, and a retired watchmaker built the new clockwork by hand.",
    "“We could see it from the far side of the bay,” said Ines Falk, who keeps a diary of the light every night.",
    "The town council will decide in March whether the tower may be climbed by visitors on summer weekends.",
]
VIETNAMESE = [
    "Ngọn hải đăng ở cảng Lâm Bình được thắp sáng trở lại vào tối thứ Năm, mười một năm sau trận bão làm vỡ đèn.",
    "Người dân đã quyên góp 482 triệu đồng để sửa chữa, còn bộ máy mới do một thợ đồng hồ về hưu tự tay chế tạo.",
    "“Chúng tôi nhìn thấy ánh đèn từ bờ bên kia vịnh”, bà Trần Thị Mận, người ghi nhật ký ngọn đèn mỗi đêm, cho biết.",
]


def paragraphs(texts: list[str], class_: str = "") -> str:
    return "".join(f'<p class="{class_}">{text}</p>' for text in texts)


def html(article: str, *, head: str = "", before: str = "", after: str = "") -> bytes:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} | Herald</title>{head}</head>'
        f"<body><nav><a href='/'>Home</a></nav>{before}<main><article><h1>{TITLE}</h1>{article}</article></main>{after}"
        "<footer>Herald Publishing House</footer></body></html>"
    ).encode()


def text(*arguments: str, **parts: str) -> str:
    return page.parse(html(*arguments, **parts)).text


def test_an_article_is_one_line_a_paragraph_without_its_headline() -> None:
    assert text(paragraphs(BODY)) == "\n".join(BODY)


def test_headings_lists_and_tables_stay() -> None:
    within = (
        "<h2>What it cost</h2><ul><li>The lamp took 18,000 crowns of the sum that was collected.</li>"
        "<li>The clockwork took the remaining 30,200 crowns.</li></ul>"
        "<table><tr><th>Year</th><th>Ships guided</th></tr><tr><td>2009</td><td>4,118</td></tr></table>"
    )
    lines = text(paragraphs(BODY[:2]) + within + paragraphs(BODY[2:])).split("\n")
    assert "What it cost" in lines
    assert "The clockwork took the remaining 30,200 crowns." in lines
    assert "2009 | 4,118" in lines


@pytest.mark.parametrize(
    "line",
    [
        "<a href='/1'>Ten more lighthouses that were saved by their towns</a>",
        "READ MORE: <a href='/2'>Ferry to Elsholm runs again</a>",
        "Sign up for our morning letter and never miss a story from the coast.",
        "Get the latest news from the coast in your inbox.",
        "Advertisement",
        "Photo: Ines Falk",
        "Xem thêm: Phà ra đảo chạy lại từ tháng Ba",
        "Mời độc giả theo dõi kênh của chúng tôi",
        "Đăng ký nhận bản tin buổi sáng",
        "Lesen Sie auch: Die Fähre fährt wieder",
        "Abonnez-vous à notre lettre du matin.",
    ],
)
def test_lines_that_lead_elsewhere_go(line: str) -> None:
    assert text(paragraphs([*BODY[:2], line, *BODY[2:]])) == "\n".join(BODY)


def test_a_sentence_that_only_begins_or_ends_like_such_a_line_stays() -> None:
    sentence = "Watchmen who read the newsletter of the harbour had known for weeks: " + "the lamp would be lit. " * 5
    assert sentence.strip() in text(paragraphs([*BODY[:2], sentence, *BODY[2:]]))


def test_labels_go_from_both_ends_and_stay_between() -> None:
    within = [*BODY[:2], "What they say", *BODY[2:]]
    assert text(paragraphs(["Coast", "Ines Falk", *within, "2–1", "To the archive"])) == "\n".join([*within, "2–1"])


@pytest.mark.parametrize("heading", ["Related stories", "More from the Herald", "Tin liên quan", "Bình luận (12)"])
def test_what_follows_the_article_goes_with_its_heading(heading: str) -> None:
    teaser = "The ferry to Elsholm runs again after the ice has left the sound."
    assert text(f"{paragraphs(BODY)}<h3>{heading}</h3><p>{teaser}</p>") == "\n".join(BODY)


def test_teasers_below_the_column_go_by_their_markup_alone() -> None:
    teasers = [
        "FERRY: The boat to Elsholm runs again after the ice has left the sound, and the first trip was full.",
        "HERRING: Fewer boats went out this winter than in any year since the war, and prices doubled.",
    ]
    below = "".join(f'<div class="card"><p>{teaser}</p></div>' for teaser in teasers)
    column = f'<div class="column">{paragraphs(BODY)}</div><div class="below">{below}</div>'
    assert text(column) == "\n".join(BODY)


def test_the_standfirst_is_found_by_the_description() -> None:
    head = f'<meta property="og:description" content="{STANDFIRST[:60]} …">'
    assert text(paragraphs(BODY), head=head).startswith(BODY[0])
    found = page.parse(
        html(f'<header><div class="x7">{STANDFIRST}</div></header><div>{paragraphs(BODY)}</div>', head=head)
    )
    assert found.text == "\n".join([STANDFIRST, *BODY])


@pytest.mark.parametrize("class_", ["article__standfirst", "sapo", "entry-summary", "chapeau"])
def test_the_standfirst_is_found_by_its_mark(class_: str) -> None:
    marked = f'<header><div class="{class_}">{STANDFIRST}</div></header><div>{paragraphs(BODY)}</div>'
    assert text(marked) == "\n".join([STANDFIRST, *BODY])


def test_paragraphs_that_look_like_those_extracted_are_found_again() -> None:
    long = [f"{sentence} That was in chapter {n}." for n in range(6) for sentence in BODY]
    half = len(long) // 2
    chunks = "".join(f'<div class="chunk">{paragraphs(part, "body-text")}</div>' for part in (long[:half], long[half:]))
    page_ = f"<html><body><h1>{TITLE}</h1><div><div>{chunks}</div></div></body></html>".encode()
    assert page.parse(page_).text == "\n".join(long)


def test_text_that_only_json_ld_has_is_taken_where_the_page_shows_next_to_nothing() -> None:
    stated = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": " ".join(BODY)})
    head = f'<script type="application/ld+json">{stated}</script>'
    assert text("<p>Loading the article of today …</p>", head=head) == " ".join(BODY)
    assert text(paragraphs(BODY), head=head) == "\n".join(BODY)


def test_a_vietnamese_page_is_read_alike() -> None:
    body = paragraphs([*VIETNAMESE, "Theo dõi chúng tôi trên các nền tảng"])
    found = page.parse(f"<html><body><article>{body}</article></body></html>".encode())
    assert found.text == "\n".join(VIETNAMESE)
    assert found.language == "vi"


@pytest.mark.parametrize(
    ("encoding", "charset", "declared"),
    [
        ("utf-8", None, None),
        ("utf-8", None, "iso-8859-1"),
        ("utf-8", "windows-1252", None),
        ("utf-16", None, None),
        ("cp1252", "windows-1252", None),
        ("cp1252", "utf-8", "windows-1252"),
    ],
)
def test_bytes_are_read_by_what_they_are_and_what_is_said_of_them(
    encoding: str, charset: str | None, declared: str | None
) -> None:
    meta = f'<meta charset="{declared}">' if declared else ""
    source = (
        f"<html><head>{meta}</head><body><article>{paragraphs(BODY)}<p>Crème brûlée à volonté.</p></article></body>"
    )
    found = page.parse(source.encode(encoding), charset=charset)
    assert found.text == "\n".join([*BODY, "Crème brûlée à volonté."])


def test_eastern_pages_that_do_not_say_their_encoding_are_read() -> None:
    russian = "Маяк в порту снова зажгли в четверг вечером, через одиннадцать лет после бури, разбившей его лампу."
    source = f"<html><body><article>{paragraphs([russian] * 2)}<p>{russian[::-1]}</p></article></body></html>"
    assert russian in page.parse(source.encode("cp1251")).text


def test_a_few_damaged_bytes_cost_a_few_letters() -> None:
    body = html(paragraphs(VIETNAMESE)).replace("trận".encode(), b"tr\xe1\xban", 1)
    assert VIETNAMESE[1] in page.parse(body).text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"<html>",
        b"<html><body></body></html>",
        b"<!-- nothing -->",
        b"<?xml version='1.0' encoding='utf-8'?><html/>",
        b"<html><body><script>go()</script></body></html>",
        b"<html><head><script type='application/ld+json'>[[[[</script></head></html>",
    ],
)
def test_a_page_without_an_article_says_so(body: bytes) -> None:
    with pytest.raises(ParseError, match=r"^no article was found on the page\.$"):
        page.parse(body)


@pytest.mark.parametrize("name", ["unicode_escape", "punycode", "idna", "zip", "no-such-set", "x" * 300])
def test_a_page_cannot_ask_for_a_codec_that_is_no_character_set(name: str) -> None:
    body = (
        html(paragraphs(BODY))
        .replace(b"utf-8", name.encode())
        .replace("“".encode(), b"\x93")
        .replace("”".encode(), b"\x94")
    )
    assert "“We could see it" in page.parse(body, charset=name).text
