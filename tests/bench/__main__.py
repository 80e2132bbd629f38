"""Measure ingest and answers at size: ``make bench``, or ``python -m tests.bench [--passages N] [--real N]``.

Every figure is beside that of the raw embedder, of raw Chroma or of a small folder in the same run, so that ratios
hold on any machine. 100,000 passages take half an hour, 4 GB of disk and 3 GB of memory.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.bench import asking, writing
from tests.bench.corpus import PASSAGES_AN_ARTICLE
from tests.conftest import keep_apart

_SMALL_PASSAGES = 1_000


def main() -> None:
    """Measure, print, and clean up."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure ingest and answers at size.")
    parser.add_argument("--passages", type=int, default=10_000, metavar="N", help="how many the large folder has")
    parser.add_argument("--real", type=int, default=100, metavar="N", help="how many are really embedded")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave the folders there, and use what is there")
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="dateline-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with pytest.MonkeyPatch.context() as patch:
            keep_apart(patch, folder)
            measure(folder, options.passages, options.real)
    finally:
        if options.keep is None:
            shutil.rmtree(folder)


def measure(folder: Path, passages: int, real: int) -> None:
    """Fill a small and a large folder in ``folder``, and measure writing, questions and size."""
    small, large = folder / "small", folder / "large"
    print(f"{passages:,} passages\n")
    writing.really_embedded(folder / "real", int(real / PASSAGES_AN_ARTICLE) + 1)
    writing.by_endpoint(folder / "endpoint", int(passages / 2 / PASSAGES_AN_ARTICLE))
    writing.filled(small, int(_SMALL_PASSAGES / PASSAGES_AN_ARTICLE))
    vectors = writing.filled(large, int(passages / PASSAGES_AN_ARTICLE), told=True)
    writing.compared_with_raw_chroma(folder / "raw", large, vectors)
    asking.questions(small, large)
    asking.cold(small, large)
    asking.news(large)


if __name__ == "__main__":
    main()
