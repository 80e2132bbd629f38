"""Questions that stand alone, after a conversation on something else; on development data, where there is any."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest

from bot.follow_up import Turn, readings

DEV = os.environ.get("DATELINE_DEV")
FILES = sorted(Path(DEV, "questions").glob("*.jsonl")) if DEV else []
# Some of these questions do lean on an article that is not told ("When was this edict declared?").
MOST_CHANGED = 0.03


@pytest.mark.skipif(not FILES, reason="DATELINE_DEV names no folder of development data")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_few_questions_lose_their_own_reading_to_what_was_said_of_another_article(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    chance = random.Random(1)
    changed = []
    for row in rows:
        others = [other for other in chance.sample(rows, 12) if other["articles"] != row["articles"]][:3]
        turns = [Turn(other["question"], f"“{(other.get('answers') or ['It is so.'])[0]}” [1]") for other in others]
        meant = readings(row["question"], turns)
        changed += [] if row["question"] in meant else [meant[0]]
    print(len(changed), "of", len(rows), *changed, sep="\n")
    assert len(changed) <= MOST_CHANGED * len(rows)
