from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from ingest.article import Article
from ingest.errors import ItemError
from ingest.sources import jsonl
from tests.articles import article, articles, write_jsonl

GOOD = article(1).as_json()


def errors(path: Path) -> list[str]:
    return [str(item) for item in jsonl.read(path) if isinstance(item, ItemError)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "news.jsonl"


def test_what_export_prints_is_read_back_as_it_was(file: Path) -> None:
    assert list(jsonl.read(write_jsonl(file, articles(9)))) == articles(9)


def test_a_gzipped_file_is_the_same(tmp_path: Path) -> None:
    plain = write_jsonl(tmp_path / "a.jsonl", articles(3))
    packed = tmp_path / "a.jsonl.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert list(jsonl.read(packed)) == articles(3)


def test_a_line_needs_no_more_than_id_title_and_text(file: Path) -> None:
    write_jsonl(file, [{"id": 7, "title": None, "text": "A heron nested on the town hall."}])
    assert list(jsonl.read(file)) == [
        Article("7", "A heron nested on the town hall.", "A heron nested on the town hall.", "en")
    ]


def test_times_and_empty_values_are_understood(file: Path) -> None:
    write_jsonl(file, [{**GOOD, "published": "2024-02-03T04:05:06Z", "source": "", "url": None, "language": "en-US"}])
    (found,) = jsonl.read(file)
    assert (found.published, found.source, found.url, found.language) == (date(2024, 2, 3), None, None, "en")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{broken", "the line is not JSON."),
        ('{"id": "a"} {"id": "b"}', "the line is not JSON."),
        pytest.param("[" * 100_000, "the line is not JSON.", id="nested"),
        ("[1, 2]", "the line is not a JSON object."),
        ("null", "the line is not a JSON object."),
        ({"title": "t", "text": "words"}, '"id" is missing.'),
        ({"id": "a", "text": "words"}, '"title" is missing.'),
        ({"id": "a", "title": "t"}, '"text" is missing.'),
        ({**GOOD, "id": ""}, '"id" is empty.'),
        ({**GOOD, "id": "  "}, '"id" is empty.'),
        ({**GOOD, "id": "\0"}, '"id" is empty.'),
        ({**GOOD, "id": None}, '"id" is empty.'),
        ({**GOOD, "id": ["a"]}, 'its "id" is list, not text.'),
        ({**GOOD, "text": 5}, '"text" is not text.'),
        ({**GOOD, "text": None}, '"text" is not text.'),
        ({**GOOD, "text": ""}, "it holds no text."),
        ({**GOOD, "text": "\0\x01\x02\x1b" * 50}, "it holds no text."),
        ({**GOOD, "title": {}}, 'its "title" is dict, not text.'),
        ({**GOOD, "published": "5/6/2024"}, "its \"published\" is '5/6/2024', not a date such as 2024-11-06."),
        ({**GOOD, "published": 20.5}, "its \"published\" is '20.5', not a date such as 2024-11-06."),
        ({**GOOD, "language": 1}, 'its "language" is int, not text.'),
        ({**GOOD, "author": "x"}, '"author" is not a field of an article.'),
    ],
)
def test_a_wrong_line_is_named_and_the_others_are_read(file: Path, line: object, reason: str) -> None:
    write_jsonl(file, [article(0), "", line, article(2)])
    assert errors(file) == [f"{file}:3: {reason}"]
    assert [item for item in jsonl.read(file) if isinstance(item, Article)] == [article(0), article(2)]


def test_a_line_in_another_encoding_is_named(file: Path) -> None:
    file.write_bytes(json.dumps({**GOOD, "title": "Café"}, ensure_ascii=False).encode("cp1252") + b"\n")
    assert errors(file) == [f"{file}:1: the line is not UTF-8."]


def test_a_byte_order_mark_is_no_part_of_the_first_line(file: Path) -> None:
    write_jsonl(file, articles(2))
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert list(jsonl.read(file)) == articles(2)


def test_half_characters_are_replaced(file: Path) -> None:
    write_jsonl(
        file, [r'{"id": "a\ud800", "title": "t\udc00", "text": "An owl \ud83e was seen. A whole one: \ud83e\udd89"}']
    )
    (found,) = jsonl.read(file)
    assert (found.id, found.title) == ("a\ufffd", "t\ufffd")
    assert found.text == "An owl \ufffd was seen. A whole one: \U0001f989"


def test_control_characters_within_a_text_are_kept(file: Path) -> None:
    write_jsonl(file, [{**GOOD, "text": "A heron\0 nested\x1b[2J on the roof."}])
    assert next(jsonl.read(file)).text == "A heron\0 nested\x1b[2J on the roof."


@pytest.mark.parametrize("data", [b"", b"\n \n\n"])
def test_a_file_without_a_line_is_empty(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    assert errors(file) == [f"{file}: it is empty."]


def test_what_came_before_the_damage_of_a_gzipped_file_is_in(tmp_path: Path) -> None:
    plain = write_jsonl(tmp_path / "a.jsonl", articles(2_000))
    packed = tmp_path / "a.jsonl.gz"
    whole = gzip.compress(plain.read_bytes())
    packed.write_bytes(whole[: len(whole) // 2])
    *found, last = jsonl.read(packed)
    assert found[:5] == articles(5)
    assert str(last) == f"{packed}: the compressed file is damaged; what came before the damage is in."


@pytest.mark.parametrize("data", [b"no gzip at all", gzip.compress(b"{}\n")[:12]])
def test_a_file_that_only_claims_to_be_gzipped_is_damaged(tmp_path: Path, data: bytes) -> None:
    packed = tmp_path / "a.jsonl.gz"
    packed.write_bytes(data)
    assert errors(packed) == [f"{packed}: the compressed file is damaged; what came before the damage is in."]


def test_a_line_of_fifty_megabytes_is_one_error(file: Path) -> None:
    write_jsonl(file, [article(0), {**GOOD, "text": "walnut " * 7_200_000}])
    assert errors(file) == [f"{file}:2: the line is too long for an article; the rest of the file was not read."]


def test_a_text_that_is_too_long_is_one_error_and_the_rest_is_read(file: Path) -> None:
    write_jsonl(file, [{**GOOD, "text": "walnut " * 400_000}, article(2)])
    assert errors(file) == [f"{file}:1: it has 2.8 million characters, an article may have 2: split it."]
    assert list(jsonl.read(file))[1:] == [article(2)]
