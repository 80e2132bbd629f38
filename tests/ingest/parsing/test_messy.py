"""Extraction measured on the development pages: ``DATELINE_DEV=… pytest tests/ingest/parsing/test_messy.py -s``."""

from __future__ import annotations

import gzip
import json
import os
import re
import tarfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ingest.parsing import Page, page

# Read before the tests' own settings take the operator's away.
FOLDER = os.environ.get("DATELINE_DEV")
pytestmark = pytest.mark.skipif(FOLDER is None, reason="DATELINE_DEV names no development data")

Read = list[tuple[dict[str, Any], Page]]


@pytest.fixture(scope="module")
def read() -> Read:
    folder = Path(FOLDER or "") / "messy"
    with (folder / "index_dev.jsonl").open(encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["kind"].endswith("_html")]
    with tarfile.open(folder / "dev.tar.gz") as archive:
        bodies = {member.name.removeprefix("./"): archive.extractfile(member) for member in archive if member.isfile()}
        pages = [(row, gzip.decompress(bodies[row["file"]].read())) for row in rows]  # type: ignore[union-attr]
    begun = time.process_time()
    found = [(row["gold"] | {"id": row["id"]}, page.parse(body, url=row["url"])) for row, body in pages]
    print(f"\n{len(found) / (time.process_time() - begun):.1f} pages a second of processor time")
    return found


def of_kind(read: Read, kind: str) -> Read:
    return [(gold, found) for gold, found in read if gold["id"].startswith(kind)]


def f1(found: str, gold: str) -> float:
    ours, theirs = (Counter(re.findall(r"\w+", text.lower())) for text in (found, gold))
    common = (ours & theirs).total()
    return 2 * common / (ours.total() + theirs.total())


def test_the_text_is_that_of_the_article(read: Read) -> None:
    scores = sorted((f1(found.text, gold["text"]), gold["id"]) for gold, found in of_kind(read, "news_html"))
    mean = sum(score for score, _ in scores) / len(scores)
    print(f"F1 {mean:.4f} over {len(scores)} pages; the worst: {scores[:5]}")
    assert mean >= 0.93


@pytest.mark.parametrize(("field", "expected"), [("must_contain", True), ("must_not_contain", False)])
def test_segments_are_in_or_out(read: Read, field: str, expected: bool) -> None:
    told = [
        (" ".join(segment.split()) in " ".join(found.text.split())) is expected
        for gold, found in of_kind(read, "segments_html")
        for segment in gold[field]
    ]
    print(f"{field}: {sum(told)} of {len(told)}")
    assert sum(told) >= 0.95 * len(told)


def test_dates_are_right(read: Read) -> None:
    told = [str(found.published) == gold["date"][:10] for gold, found in read if gold.get("date")]
    print(f"dates: {sum(told)} of {len(told)}")
    assert sum(told) >= 0.95 * len(told)
