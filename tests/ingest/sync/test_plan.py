from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.errors import SettingsError
from ingest.sync.plan import Plan
from tests.conftest import ROOT

FEED = '[[feed]]\nurl = "https://news.example/rss.xml"\n'


def load(folder: Path, text: str) -> Plan:
    path = folder / "sources.toml"
    path.write_text(text, "utf-8")
    return Plan.load(path)


def test_a_plan_says_what_to_look_at_and_how_often(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    plan = load(
        tmp_path,
        FEED + 'every = "5m"\nsource = "The Example"\n'
        '[[page]]\nurl = "https://News.example/live#now"\n'
        '[[sitemap]]\nurl = "https://news.example/sitemap.xml"\n'
        '[[folder]]\npath = "news"\n',
    )
    assert plan.origins == [
        "https://news.example/rss.xml",
        "https://news.example/sitemap.xml",
        "https://news.example/live",
    ]
    assert dict(plan.schedule.every) == {"https://news.example/rss.xml": 300, "https://news.example/sitemap.xml": 3600}
    assert plan.overrides["https://news.example/rss.xml"].source == "The Example"
    assert plan.folder[0].path == tmp_path / "news"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (FEED + 'evry = "5m"\n', 'sources.toml: "evry" in [[feed]] number 1 is not known.'),
        (
            FEED + '[[feed]]\nurl = "https://b.example"\nevery = "soon"\n',
            '"every" in [[feed]] number 2 is wrong (a time',
        ),
        (FEED + "every = 5\n", '"every" in [[feed]] number 1 is wrong (a time is written like "30s"'),
        (FEED + 'every = "0s"\n', '"every" in [[feed]] number 1 is wrong'),
        (FEED + 'language = "Vietnamese language"\n', '"language" in [[feed]] number 1 is wrong'),
        ("[[feed]]\n", '"url" in [[feed]] number 1 is missing.'),
        ('[[feed]]\nurl = "news.example"\n', "an address begins with http:// or https://"),
        ('[[feeds]]\nurl = "https://a.example"\n', '"feeds" is not known.'),
        ('[feed]\nurl = "https://a.example"\n', "feed is written [[feed]], with two brackets."),
        (FEED + FEED, "https://news.example/rss.xml is named twice."),
        ('[[folder]]\npath = "a"\n[[folder]]\npath = "a/b"\n', "which is read whole"),
        ("", "names no source"),
        ("[[feed", "is not TOML"),
    ],
)
def test_what_is_wrong_is_one_sentence_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, text)
    said = str(caught.value)
    assert told in said
    assert str(tmp_path / "sources.toml") in said
    assert said.endswith(".")
    assert "\n" not in said


def test_the_example_in_the_readme_is_right(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    plan = load(tmp_path, example)
    assert all((plan.feed, plan.sitemap, plan.page, plan.folder))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="--sources FILE"):
        Plan.load(tmp_path / "nowhere.toml")
