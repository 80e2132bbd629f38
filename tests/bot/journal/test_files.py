"""The journal's files: private to their user, of one secret, whole after a kill, shared by processes."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from bot.journal import Journal
from bot.journal.seen import Seen
from ingest.errors import StoreError
from tests.bot.journal.making import LAN, MINH, NEWS, Clock, missed, recorded

PROCESSES = 4
RECORDING = """
import sys
from pathlib import Path
from bot.journal import Journal
from tests.bot.journal.making import recorded
journal = Journal(Path(sys.argv[1]))
while True:
    print(recorded(journal).id, flush=True)
"""


def one_sentence(error: pytest.ExceptionInfo[StoreError]) -> str:
    said = str(error.value)
    assert said.endswith(".")
    assert ". " not in said
    assert "\n" not in said
    return said


def test_a_person_is_the_same_after_a_restart_and_in_no_other_folder(journal: Journal, data: Path) -> None:
    person = journal.person(LAN)
    assert len(person) == 32
    assert int(person, 16) >= 0
    assert person != journal.person(MINH)
    journal.close()
    again, other = Journal(data), Journal(data / "other")
    assert again.person(LAN) == person != other.person(LAN)
    again.close()
    other.close()


def test_only_their_user_can_read_the_files(journal: Journal, data: Path) -> None:
    recorded(journal)
    modes = {path.name: path.stat().st_mode & 0o777 for path in data.iterdir()}
    assert {"bot.db", "bot.db-wal", "seen.db", "secret"} <= modes.keys()
    assert set(modes.values()) == {0o600}
    assert data.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("found", [b"", b"abc", b"\xff\xfe", b"00" * 31])
def test_a_damaged_secret_is_one_sentence(data: Path, found: bytes) -> None:
    data.mkdir()
    (data / "secret").write_bytes(found)
    with pytest.raises(StoreError) as error:
        Journal(data)
    assert "secret is damaged: restore it" in one_sentence(error)


@pytest.mark.parametrize("found", [None, "ab" * 32])
def test_with_another_secret_the_journal_does_not_open_since_nobody_could_be_forgotten(
    journal: Journal, data: Path, found: str | None
) -> None:
    recorded(journal)
    journal.close()
    (data / "secret").unlink()
    if found:
        (data / "secret").write_text(found)
    with pytest.raises(StoreError) as error:
        Journal(data)
    assert "is not the one that" in one_sentence(error)
    (data / "bot.db").rename(data / "old.db")
    Journal(data).close()


def test_a_damaged_file_is_one_sentence(journal: Journal, data: Path) -> None:
    for n in range(300):
        missed(journal, f"Question {n}?")
    journal.expire()
    journal.close()
    whole = (data / "bot.db").read_bytes()
    (data / "bot.db").write_bytes(whole[:4096] + os.urandom(len(whole) - 4096))
    with pytest.raises(StoreError) as error:
        Journal(data)
    assert "damaged" in one_sentence(error)
    (data / "bot.db").write_bytes(b"no database" * 999)
    with pytest.raises(StoreError) as error:
        Journal(data)
    assert "damaged" in one_sentence(error)


def test_damage_within_a_row_is_one_sentence(journal: Journal, data: Path) -> None:
    entry = recorded(journal)
    with closing(sqlite3.connect(data / "bot.db", isolation_level=None)) as db:
        db.execute("UPDATE entries SET answer = '{\"text'")
        db.execute("INSERT INTO servers VALUES (?, '[1')", [NEWS])
    for read in (lambda: journal.entry(entry.id, NEWS), lambda: journal.settings(NEWS)):
        with pytest.raises(StoreError) as error:
            read()
        assert "damaged: restore the file bot.db" in one_sentence(error)


def test_a_file_of_a_later_version_is_one_sentence_and_left_alone(journal: Journal, data: Path) -> None:
    journal.close()
    with closing(sqlite3.connect(data / "bot.db")) as db:
        db.execute("PRAGMA user_version = 2")
    before = (data / "bot.db").read_bytes()
    with pytest.raises(StoreError) as error:
        Journal(data)
    assert "newer version of Dateline" in one_sentence(error)
    assert (data / "bot.db").read_bytes() == before


def test_settings_of_a_later_version_are_read_as_far_as_they_are_known(journal: Journal, data: Path) -> None:
    with closing(sqlite3.connect(data / "bot.db", isolation_level=None)) as db:
        db.execute("INSERT INTO servers VALUES (?, ?)", [NEWS, '{"channels": [5], "person_limit": 2, "colour": "red"}'])
    settings = journal.settings(NEWS)
    assert (settings.channels, settings.person_limit, settings.channel_limit) == ((5,), 2, 30)


def test_what_was_recorded_survives_a_kill(data: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", RECORDING, data], stdout=subprocess.PIPE, text=True)
    with process, process.stdout:
        ids = [process.stdout.readline().strip() for _ in range(50)]
        process.kill()
    journal = Journal(data)
    assert all(journal.entry(id_, NEWS) is not None for id_ in ids)
    assert journal.forget(LAN) >= 50
    journal.close()


def in_a_process(data: Path) -> tuple[str, int]:
    """Open a journal, see a hundred events, record what was new; return the person's hash and how many were new."""
    journal = Journal(data)
    new = [event for event in range(100) if journal.first_sight(event)]
    for event in new:
        missed(journal, f"Question {event}?")
    person = journal.person(LAN)
    journal.close()
    return person, len(new)


def test_processes_that_start_at_once_share_a_secret_and_answer_each_event_once(data: Path) -> None:
    with ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("spawn")) as processes:
        found = list(processes.map(in_a_process, [data] * PROCESSES))
    assert len({person for person, _ in found}) == 1
    assert sum(new for _, new in found) == 100
    journal = Journal(data)
    assert sum(group.count for group in journal.unanswered(NEWS, 1, limit=1000)) == 100
    journal.close()


def test_an_event_is_new_once_over_restarts(journal: Journal, data: Path) -> None:
    assert journal.first_sight(5)
    assert not journal.first_sight(5)
    journal.close()
    again = Journal(data)
    assert not again.first_sight(5)
    assert again.first_sight(6)
    again.close()


def test_events_are_dropped_after_a_week(journal: Journal, clock: Clock) -> None:
    journal.first_sight(5)
    clock.move(days=6)
    journal.expire()
    assert not journal.first_sight(5)
    clock.move(days=2)
    journal.expire()
    assert journal.first_sight(5)


def test_only_the_latest_events_are_kept(data: Path) -> None:
    seen = Seen(data)
    assert all(seen.add(event, 0) for event in range(20_010))
    with closing(sqlite3.connect(data / "seen.db")) as db:
        assert db.execute("SELECT count(*), min(event) FROM seen").fetchone() == (20_000, 10)
    assert not seen.add(20_009, 0)
    assert seen.add(9, 0)
    seen.close()
