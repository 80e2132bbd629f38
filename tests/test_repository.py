from __future__ import annotations

import re
from importlib.metadata import distributions
from pathlib import Path

import pytest

from tests.conftest import ROOT

REQUIREMENTS = sorted(ROOT.glob("requirements*.txt"))
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).casefold()


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
def test_requirements_name_no_place_and_have_hashes(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(
        r"https?://|^\s*(-i|-f|--(extra-)?index-url|--find-links|--trusted-host)\b", text, re.MULTILINE
    )
    blocks = re.split(r"\n(?=\S)", text)
    pinned = [block for block in blocks if PINNED.match(block)]
    assert len(pinned) > 10
    assert all("--hash=sha256:" in block for block in pinned)


def test_every_package_that_is_installed_has_its_licence_named() -> None:
    third_party = {
        normalised(word.strip(".-")) for word in re.findall(r"[\w.-]+", (ROOT / "THIRD_PARTY.md").read_text("utf-8"))
    }
    packages = {normalised(name) for name in PINNED.findall((ROOT / "requirements.txt").read_text("utf-8"))}
    assert len(packages) > 50
    assert packages - third_party == set()


def test_what_is_pinned_is_what_the_tests_run_with() -> None:
    pinned = dict(re.findall(r"^([\w.-]+)==([^\s;\\]+)", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE))
    installed = {normalised(found.metadata["Name"]): found.version for found in distributions()}
    for name in ("chromadb", "llama-index-core", "onnxruntime", "sentencepiece", "sentencex", "trafilatura"):
        assert installed.get(name, pinned[name]) == pinned[name]


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    code = [path for folder in ("bot", "ingest", "prompts", "tests") for path in (ROOT / folder).rglob("*.py")]
    assert len(code) > 50
    assert [path for path in code if len(path.read_text("utf-8").splitlines()) > 400] == []
