"""Four readers and one updating writer at once, and owners that die: nothing may be lost."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.index import ServerAccess, VectorIndex
from tests.ingest.index import stress

ROOT = Path(__file__).parents[3]
# A minute by hand (STRESS_SECONDS=60); in the suite an eighth of that, which failed as surely with
# several processes at the folder.
SECONDS = float(os.environ.get("STRESS_SECONDS", "8"))
FILE_LIMIT = 2 << 30


def start(role: str, folder: Path, seconds: float) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.ingest.index.stress", role, str(folder), str(seconds)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_LIMIT, FILE_LIMIT)),
    )


def check(folder: Path, current: dict[str, int]) -> None:
    """Assert that exactly the current groups are there and each vector finds itself first."""
    access = ServerAccess(folder)
    index = VectorIndex(access, stress.COLLECTION)
    try:
        expected = {f"{group}:{version}:{n}" for group, version in current.items() for n in range(stress.GROUP)}
        assert set(index.ids()) == expected
        assert index.count() == len(expected)
        for group, version in current.items():
            for n, vector in enumerate(stress.vectors(version)):
                (found, similarity), *_ = index.nearest(vector, 1)
                assert found == f"{group}:{version}:{n}"
                assert similarity == pytest.approx(1, abs=1e-4)
    finally:
        index.close()
        access.close()


def test_four_readers_and_one_updating_writer(tmp_path: Path) -> None:
    readers = [start("read", tmp_path, SECONDS) for _ in range(4)]
    writer = start("write", tmp_path, SECONDS)
    outcomes = [json.loads(process.communicate(timeout=SECONDS + 60)[0]) for process in [writer, *readers]]
    assert [process.returncode for process in [writer, *readers]] == [0] * 5
    assert all(outcome["searches"] > 10 for outcome in outcomes[1:])
    assert outcomes[0]["versions"] > 10
    check(tmp_path, outcomes[0]["current"])


def test_owners_that_are_killed_are_followed_by_others(tmp_path: Path) -> None:
    owner = start("read", tmp_path, SECONDS)
    while not (tmp_path / "chroma.address").exists():
        time.sleep(0.02)
    writer = start("write", tmp_path, SECONDS)
    for _ in range(3):
        time.sleep(SECONDS / 5)
        following = start("read", tmp_path, SECONDS)
        time.sleep(1)
        owner.send_signal(signal.SIGKILL)
        owner.communicate()
        owner = following
    owner.communicate(timeout=SECONDS + 60)
    outcome = json.loads(writer.communicate(timeout=SECONDS + 60)[0])
    assert writer.returncode == 0
    check(tmp_path, outcome["current"])
