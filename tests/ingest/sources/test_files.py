from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from ingest.article import Article
from ingest.errors import ItemError
from ingest.sources import read
from tests.articles import article, articles, write_jsonl
from tests.conftest import SEEDS

STORY = "A heron nested on the town hall. Nobody chased it away."


def told(*items: object) -> list[str]:
    return [str(found) for found in read(map(str, items)) if isinstance(found, ItemError)]


def test_the_seeds_are_two_articles_with_their_sidecars() -> None:
    found = list(read([str(SEEDS)]))
    assert [item.id for item in found] == ["interpol-liberterra-en", "interpol-liberterra-vi"]
    assert [str(item.published) for item in found] == ["2024-11-06"] * 2
    for item, path in zip(found, sorted(SEEDS.glob("*.txt")), strict=True):
        assert item.text.encode() == path.read_bytes()


def test_a_folder_gives_its_articles_by_name_and_nothing_else(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.md",
        "deep/er/c.TXT",
        "README.md",
        ".hidden.txt",
        ".git/x.txt",
        "notes.docx",
        "b.txt.json",
    ):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}" if name.endswith("json") else STORY)
    found = list(read([str(tmp_path / "in")]))
    assert [item.id.rsplit("-", 1)[0] for item in found] == ["a", "b", "c"]


def test_items_come_in_the_order_given_whatever_fails(tmp_path: Path) -> None:
    (tmp_path / "z.txt").write_text(STORY)
    lines = write_jsonl(tmp_path / "a.jsonl", [*articles(2), "{broken"])
    kinds = [type(item) for item in read([str(tmp_path / "z.txt"), "nowhere.txt", str(lines), str(SEEDS)])]
    assert kinds == [Article, ItemError, Article, Article, ItemError, Article, Article]


def test_a_missing_file_is_said_to_be_missing() -> None:
    assert told("nowhere.txt", "nowhere") == ["nowhere.txt: there is no such file.", "nowhere: there is no such file."]


def test_an_address_of_another_scheme_is_no_file() -> None:
    (said,) = told("ftp://news.example/storm.txt")
    assert said == "ftp://news.example/storm.txt: addresses begin with http:// or https://; others are not fetched."


def test_a_folder_without_articles_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "trap.txt"
    folder.mkdir()
    assert told(folder) == [f"{folder}: the folder has no .txt, .md, .html, .pdf, .jsonl or .jsonl.gz file."]


def test_another_kind_of_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    path.write_bytes(b"PK")
    (only,) = told(path)
    assert only.startswith(f"{path}: this kind of file is not read: give ")


def test_a_path_below_a_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    assert told(tmp_path / "a.txt" / "b.txt") == [
        f"{tmp_path / 'a.txt' / 'b.txt'}: it cannot be read (Not a directory)."
    ]


def test_a_name_that_is_too_long_cannot_be_read() -> None:
    (only,) = told("x" * 5_000 + ".txt")
    assert only.endswith("it cannot be read (File name too long).")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /proc")
def test_a_file_that_fails_while_it_is_read_is_named_and_the_next_is_read(tmp_path: Path) -> None:
    bad, good = tmp_path / "a.txt", tmp_path / "b.txt"
    bad.symlink_to("/proc/self/mem")
    good.write_text(STORY)
    first, second = read([str(tmp_path)])
    assert str(first) == f"{bad}: it cannot be read (Input/output error)."
    assert second.text == STORY


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(STORY)
    path.chmod(0)
    assert told(path) == [f"{path}: it cannot be read (Permission denied)."]


def test_a_pipe_named_like_an_article_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    assert told(path) == [f"{path}: it is not a file."]


def test_links_that_go_round_are_named(tmp_path: Path) -> None:
    path = tmp_path / "round.txt"
    path.symlink_to(path)
    (only,) = told(path)
    assert only.startswith(f"{path}: it cannot be read (")


def test_a_file_name_that_is_not_utf8_has_an_id_that_is(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text(STORY)
    (found,) = read([str(path)])
    assert found.id.encode()
    assert found.text == STORY


def test_one_article_is_the_same_from_a_file_of_its_own_and_from_a_line(tmp_path: Path) -> None:
    lines = write_jsonl(tmp_path / "a.jsonl", [article(4)])
    text = tmp_path / "a.txt"
    text.write_text(article(4).text)
    fields = {name: value for name, value in article(4).as_json().items() if name != "text"}
    write_jsonl(tmp_path / "a.txt.json", [fields])
    assert list(read([str(text)])) == list(read([str(lines)]))
