"""One process of the stress test: ``python stress.py ROLE FOLDER SECONDS``.

The writer puts in, replaces and deletes groups of vectors and prints what has to be there at the end;
a reader searches all the while and prints how many searches it made and what failed.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

import numpy as np

from ingest.index import ServerAccess, VectorIndex

COLLECTION = "stress"
GROUP, DIMENSIONS = 20, 64


def vectors(seed: int) -> np.ndarray:
    """Return a group of unit vectors that the seed determines."""
    rows = np.random.default_rng(seed).standard_normal((GROUP, DIMENSIONS)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def write(index: VectorIndex, seconds: float) -> dict[str, object]:
    """Add, replace and delete groups at random until the time is up."""
    chance = random.Random(7)
    current: dict[int, int] = {}
    version = 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        group = chance.randrange(150)
        version += 1
        index.upsert([f"{group}:{version}:{n}" for n in range(GROUP)], vectors(version))
        if group in current:
            index.delete([f"{group}:{current[group]}:{n}" for n in range(GROUP)])
        current[group] = version
        if chance.random() < 0.1:
            gone = current.pop(group)
            index.delete([f"{group}:{gone}:{n}" for n in range(GROUP)])
    return {"current": {str(group): number for group, number in current.items()}, "versions": version}


def read(index: VectorIndex, seconds: float) -> dict[str, object]:
    """Search until the time is up."""
    searches, ids = 0, 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = index.nearest(vectors(searches)[0], 10)
        searches, ids = searches + 1, ids + len(found)
    return {"searches": searches, "ids": ids}


def main(role: str, folder: Path, seconds: float) -> None:
    """Play ``role`` and print the outcome as JSON."""
    access = ServerAccess(folder)
    index = VectorIndex(access, COLLECTION)
    try:
        print(json.dumps({"write": write, "read": read}[role](index, seconds)))
    finally:
        index.close()
        access.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), float(sys.argv[3]))
