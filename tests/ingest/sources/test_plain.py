from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from ingest.errors import ItemError
from ingest.sources import plain

TEXT = "Orchard sold\r\n\r\nThe old orchard at Harrowby was sold on Friday.\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "orchard.txt"
    path.write_bytes(TEXT.encode())
    return path


def beside(file: Path, content: object) -> Path:
    sidecar = file.with_name(f"{file.name}.json")
    sidecar.write_text(content if isinstance(content, str) else json.dumps(content))
    return sidecar


def test_the_text_is_stored_as_it_is_with_its_line_ends(file: Path) -> None:
    (article,) = plain.read(file)
    assert article.text == TEXT
    assert (article.title, article.language, article.published) == ("Orchard sold", "en", None)


def test_the_id_stays_as_long_as_the_file_stays(file: Path) -> None:
    (first,) = plain.read(file)
    file.write_text("Something else happened at Harrowby.")
    (second,) = plain.read(file)
    assert first.id == second.id
    assert first.id.startswith("orchard-")


def test_files_of_one_name_in_two_folders_are_two_articles(file: Path) -> None:
    other = file.parent / "other" / file.name
    other.parent.mkdir()
    other.write_text(TEXT)
    assert next(plain.read(file)).id != next(plain.read(other)).id


def test_a_sidecar_says_what_the_text_does_not(file: Path) -> None:
    beside(
        file,
        {
            "id": "o-1",
            "title": "An orchard",
            "published": "2024-05-01",
            "source": "Post",
            "url": "u",
            "language": "vi-VN",
        },
    )
    (article,) = plain.read(file)
    assert (article.id, article.title, article.published) == ("o-1", "An orchard", date(2024, 5, 1))
    assert (article.source, article.url, article.language) == ("Post", "u", "vi")
    assert article.text == TEXT


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{broken", "not JSON"),
        ("", "not JSON"),
        pytest.param("[" * 100_000, "not JSON", id="nested"),
        ("[1]", "not a JSON object"),
        ({"titel": "x"}, '"titel" is not known'),
        ({"text": "x"}, '"text" is not known'),
    ],
)
def test_a_sidecar_that_is_not_understood_is_named(file: Path, content: object, reason: str) -> None:
    sidecar = beside(file, content)
    with pytest.raises(ItemError, match=reason) as caught:
        list(plain.read(file))
    assert caught.value.item == str(sidecar)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({"published": "yesterday"}, "\"published\" is 'yesterday', not a date"),
        ({"published": [1]}, '"published"'),
        ({"title": ["x"]}, '"title" is list, not text'),
        ({"source": 7}, '"source" is int, not text'),
        ({"id": True}, '"id" is bool, not text'),
    ],
)
def test_a_wrong_value_in_a_sidecar_is_named(file: Path, content: object, reason: str) -> None:
    beside(file, content)
    with pytest.raises(ItemError, match=reason):
        list(plain.read(file))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b" \n\t\r\n", "it holds no text"),
        (b"\xef\xbb\xbf", "it holds no text"),
        (b"... --- ...", "it holds no text"),
        (bytes(range(256)) * 10, "it is not text"),
        (b"\x01\x02\x00\x07" * 40, "it is not text"),
    ],
    ids=["empty", "white", "bom", "marks", "binary", "controls"],
)
def test_a_file_without_an_article_is_named(file: Path, data: bytes, reason: str) -> None:
    file.write_bytes(data)
    with pytest.raises(ItemError, match=reason) as caught:
        list(plain.read(file))
    assert caught.value.item == str(file)


def test_fifty_megabytes_are_refused_before_they_are_read(file: Path) -> None:
    with file.open("wb") as out:
        out.truncate(50_000_000)
    with pytest.raises(ItemError, match=r"it has 50 MB, an article may have 8: split it\."):
        list(plain.read(file))


def test_more_characters_than_an_article_has_are_refused(file: Path) -> None:
    file.write_text("walnut " * 300_000)
    with pytest.raises(ItemError, match=r"2\.1 million characters"):
        list(plain.read(file))


def test_a_long_first_line_makes_a_short_title(file: Path) -> None:
    file.write_text("walnut " * 100)
    (article,) = plain.read(file)
    assert len(article.title) <= 202
    assert article.title.endswith("walnut …")
