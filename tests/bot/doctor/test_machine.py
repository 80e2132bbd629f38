from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.doctor import machine
from bot.doctor.check import Check, Finding, Status
from tests.conftest import ROOT

_NOBODY = 65534


def look(folder: Path) -> Finding:
    return Check("data folder", lambda: machine.data_folder(folder)).run()


@pytest.fixture
def folder(data: Path) -> Path:
    data.mkdir(mode=0o700)
    return data


def test_a_private_folder_passes_and_nothing_is_left_in_it(folder: Path) -> None:
    assert look(folder).status is Status.PASS
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_missing_is_made_by_the_first_ingest(data: Path) -> None:
    finding = look(data)
    assert finding.status is Status.WARN
    assert "python -m ingest add" in finding.text
    assert not data.exists()


def test_a_file_in_its_place_is_no_folder(data: Path) -> None:
    data.write_text("not a folder")
    assert look(data).status is Status.FAIL


@pytest.mark.parametrize("mode", [0o750, 0o705, 0o777])
def test_others_must_not_look_into_it(mode: int, folder: Path) -> None:
    folder.chmod(mode)
    assert (look(folder).status, f"chmod 700 {folder}" in look(folder).text) == (Status.FAIL, True)


@pytest.mark.skipif(os.getuid() != 0, reason="only root may give a folder away")
def test_the_folder_of_another_user_is_left_alone(folder: Path) -> None:
    os.chown(folder, _NOBODY, _NOBODY)
    assert (look(folder).status, "belongs to the user" in look(folder).text) == (Status.FAIL, True)


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_fails(folder: Path) -> None:
    folder.chmod(0o500)
    finding = look(folder)
    folder.chmod(0o700)
    assert (finding.status, "cannot be written" in finding.text) == (Status.FAIL, True)


def test_the_disk_is_that_of_the_folder_even_before_there_is_one(data: Path) -> None:
    assert f"free at {data.parent}" in machine.disk(data / "deeper").text


@pytest.mark.parametrize(
    ("offsets", "status", "told"),
    [
        ({"Discord": 1.2, "llm.test:80": -0.4}, Status.PASS, "agrees"),
        ({"Discord": 1.2, "llm.test:80": -61.0}, Status.WARN, "61 s behind that of llm.test:80"),
        ({"Discord": 3600.0}, Status.WARN, "3600 s ahead of that of Discord"),
        ({}, Status.SKIP, "Nobody"),
    ],
)
def test_the_clock_is_compared_with_the_one_it_differs_from_most(
    offsets: dict[str, float], status: Status, told: str
) -> None:
    finding = machine.clock(offsets, configured=True)
    assert (finding.status, told in finding.text) == (status, True)


def test_without_anything_to_ask_the_clock_passes() -> None:
    assert machine.clock({}, configured=False).status is Status.PASS


def test_the_pinned_versions_of_what_is_named_are_known() -> None:
    pins = machine.pinned(ROOT / "requirements.txt")
    assert {*machine.PACKAGES} <= pins.keys()
    assert machine.versions().status is not Status.FAIL
