"""What is measured against feeds that are not part of Dateline: ``messy/index_dev.jsonl`` and ``messy/dev.tar.gz``."""

from __future__ import annotations

import json
import os
import re
import tarfile
from pathlib import Path

import pytest

from ingest.errors import ItemError
from ingest.parsing import Feed, Parser
from ingest.text.folding import words

_FOLDER = os.environ.get("DATELINE_DEV")
pytestmark = pytest.mark.skipif(not _FOLDER, reason="DATELINE_DEV names no folder with development data")
_TITLE = re.compile(r"""(?P<of>entries\[0\]|feed)\['title'\] == (?P<said>'(?:[^'\\<>]|\\.)+'|"(?:[^"\\<>]|\\.)+")""")


@pytest.fixture(scope="module")
def outcomes() -> dict[str, tuple[str, Feed | ItemError]]:
    """Read each feed in a worker, and return by its name what its author expects and what came of it."""
    folder = Path(_FOLDER or "") / "messy"
    lines = (folder / "index_dev.jsonl").read_text("utf-8").strip().split("\n")
    rows = {row["file"]: row["gold"]["expect"] or "" for row in map(json.loads, lines) if row["kind"] == "feed"}
    found: dict[str, tuple[str, Feed | ItemError]] = {}
    with Parser() as parser, tarfile.open(folder / "dev.tar.gz") as archive:
        for member in archive:
            name = member.name.removeprefix("./")
            if name in rows and (file := archive.extractfile(member)):
                found[name] = (rows[name], _read(parser, name, file.read()))
    assert found.keys() == rows.keys()
    return found


def _read(parser: Parser, name: str, body: bytes) -> Feed | ItemError:
    try:
        return parser.feed(name, body, url="http://127.0.0.1:8097/feeds/any.xml")
    except ItemError as error:
        return error


def test_none_crashes_and_each_bad_one_is_named(outcomes: dict[str, tuple[str, Feed | ItemError]]) -> None:
    errors = {name: error.reason for name, (_, error) in outcomes.items() if isinstance(error, ItemError)}
    assert all(re.match(r"its (XML is broken|letters are in an encoding)\b", said) for said in errors.values())
    well_formed = [name for name in errors if outcomes[name][0].startswith("not bozo")]
    assert well_formed == []
    # One that is broken is refused, says what is wrong with it, or was mended.
    bad = [found for expected, found in outcomes.values() if re.match(r"bozo\b", expected)]
    assert all(isinstance(found, ItemError) or found.damage or found.entries for found in bad)


def test_titles_are_as_their_authors_expect(outcomes: dict[str, tuple[str, Feed | ItemError]]) -> None:
    right, wrong = 0, []
    for name, (expected, found) in outcomes.items():
        match = _TITLE.search(expected)
        if match and isinstance(found, Feed):
            holder = found if match["of"] == "feed" else found.entries[0]
            said = match["said"][1:-1].encode("ascii", "backslashreplace").decode("unicode_escape")
            is_right = words(holder.title or "") == words(said)
            right += is_right
            wrong += [] if is_right else [name]
    print(f"{right} titles right, wrong: {wrong}")
    assert right >= 0.97 * (right + len(wrong)) > 100
