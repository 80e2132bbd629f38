from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ingest.errors import ItemError
from ingest.sources import markdown

BODY = "# Ferry line closes\n\nThe last ferry of the line left Elmouth on Sunday.\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ferry.md"


def test_front_matter_is_metadata_and_not_text(file: Path) -> None:
    file.write_text(
        f"---\ntitle: Farewell to a ferry\ndate: 2022-03-04\npublisher: Gazette\nlang: en-GB\ntags: [a]\n---\n{BODY}"
    )
    (article,) = markdown.read(file)
    assert article.text == BODY
    assert (article.title, article.published) == ("Farewell to a ferry", date(2022, 3, 4))
    assert (article.source, article.language) == ("Gazette", "en")


def test_our_own_names_win_over_those_of_generators(file: Path) -> None:
    file.write_text(f"---\ndate: 2022-03-04\npublished: 2023-01-01T08:00:00+07:00\n...\n{BODY}")
    (article,) = markdown.read(file)
    assert article.published == date(2023, 1, 1)


@pytest.mark.parametrize("text", [BODY, f"---\n---\n{BODY}", f"--- \r\n# a comment\r\n---\r\n{BODY}"])
def test_without_front_matter_the_heading_is_the_title(file: Path, text: str) -> None:
    file.write_bytes(text.encode())
    (article,) = markdown.read(file)
    assert (article.title, article.text) == ("Ferry line closes", BODY)


def test_a_rule_within_the_text_is_no_front_matter(file: Path) -> None:
    file.write_text(f"{BODY}\n---\ntitle: No\n---\nMore of the story.\n")
    (article,) = markdown.read(file)
    assert article.title == "Ferry line closes"
    assert article.text.endswith("More of the story.\n")


def test_front_matter_that_never_ends_is_text(file: Path) -> None:
    file.write_text(f"---\ntitle: Lost\n{BODY}")
    (article,) = markdown.read(file)
    assert article.text.startswith("---\n")


@pytest.mark.parametrize(
    ("matter", "reason"),
    [
        ("title: [never closed", "its front matter is not YAML"),
        ("a: b: c", "its front matter is not YAML"),
        ("date: 2024-13-45", "its front matter is not YAML"),
        ("a: !!python/object:os.system x", "its front matter is not YAML"),
        pytest.param("[" * 5_000, "its front matter is not YAML", id="nested"),
        ("- one\n- two", "its front matter is not a list of names and values"),
        ("only words", "its front matter is not a list of names and values"),
        ("title: [a, b]", '"title" is list, not text'),
        ("date: soon", "\"published\" is 'soon', not a date"),
    ],
)
def test_broken_front_matter_is_named(file: Path, matter: str, reason: str) -> None:
    file.write_text(f"---\n{matter}\n---\n{BODY}")
    with pytest.raises(ItemError, match=reason) as caught:
        list(markdown.read(file))
    assert caught.value.item == str(file)


def test_a_sidecar_wins_over_front_matter(file: Path) -> None:
    file.write_text(f"---\ntitle: Inner\nsource: Gazette\n---\n{BODY}")
    file.with_name("ferry.md.json").write_text('{"title": "Outer"}')
    (article,) = markdown.read(file)
    assert (article.title, article.source) == ("Outer", "Gazette")


def test_an_empty_file_and_one_of_front_matter_alone_hold_no_article(file: Path) -> None:
    for text, reason in (("", "it is empty"), ("---\ntitle: Alone\n---\n", "it holds no text")):
        file.write_text(text)
        with pytest.raises(ItemError, match=reason):
            list(markdown.read(file))
