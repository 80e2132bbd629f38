"""What is forgotten is gone: from every view, and from the bytes of every file."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.journal import Journal
from ingest.errors import StoreError
from tests.bot.journal.making import CHANNEL, LAN, MINH, NEWS, SPORT, Clock, entry_by, files_with, missed, recorded

MESSAGE = 990_000_000_000_000_001


def test_a_person_is_forgotten_on_every_server_and_in_direct_messages(journal: Journal) -> None:
    mine = [recorded(journal, LAN, server=server, message=MESSAGE + n) for n, server in enumerate((NEWS, SPORT, None))]
    private = recorded(journal, LAN, private=True)
    others = recorded(journal, MINH, message=MESSAGE + 9)
    assert journal.forget(LAN) == 4
    for n, entry in enumerate([*mine, private]):
        assert journal.entry(entry.id, entry.server) is None
        assert journal.by_message(MESSAGE + n, entry.server) is None
        assert journal.history(entry.id, entry.server) == []
    assert journal.latest(CHANNEL, NEWS) == others
    assert journal.forget(LAN) == 0


def test_ratings_by_a_person_and_of_their_answers_are_forgotten(journal: Journal) -> None:
    mine, others = recorded(journal, LAN), recorded(journal, MINH)
    journal.rate(mine.id, NEWS, MINH, liked=False, reason="source")
    journal.rate(others.id, NEWS, LAN, liked=False, reason="figure")
    journal.rate(others.id, NEWS, MINH, liked=True)
    journal.forget(LAN)
    counted = journal.feedback(NEWS, 9)
    assert (counted.liked, counted.disliked, counted.reasons) == (1, 0, {})


def test_the_ratings_of_someone_who_never_asked_are_forgotten(journal: Journal) -> None:
    journal.rate(recorded(journal, MINH).id, NEWS, LAN, liked=False, reason="other")
    assert journal.forget(LAN) == 0
    assert journal.feedback(NEWS, 9).disliked == 0


def test_a_group_shows_the_wording_of_those_who_are_not_forgotten(journal: Journal, clock: Clock) -> None:
    missed(journal, "How many people died?", MINH)
    clock.move(minutes=1)
    missed(journal, "how many died??", LAN)
    missed(journal, "Who is the man in the red coat?", LAN)
    journal.forget(LAN)
    assert [(group.question, group.count) for group in journal.unanswered(NEWS, 9)] == [("How many people died?", 1)]


def test_a_conversation_goes_on_without_what_is_forgotten(journal: Journal) -> None:
    first = recorded(journal, MINH, "First?")
    note = "Understood as: Where does the man in the red coat live?"
    mine = recorded(journal, LAN, "Who is the man in the red coat?", parent=first.id)
    third = recorded(journal, MINH, "Where does he live?", parent=mine.id, notes=(note,))
    fourth = recorded(journal, MINH, "Since when?", parent=third.id, notes=(note,))
    aside = recorded(journal, MINH, "And the bridge?", parent=first.id, notes=("Understood as: the bridge",))
    assert len(journal.history(fourth.id, NEWS)) == 4
    journal.forget(LAN)
    assert [turn.question for turn in journal.history(fourth.id, NEWS)] == ["Where does he live?", "Since when?"]
    assert journal.entry(third.id, NEWS).parent is None
    assert [journal.entry(entry.id, NEWS).answer["notes"] for entry in (third, fourth)] == [[], []]
    assert journal.entry(third.id, NEWS).answer == {**third.answer, "notes": []}
    assert journal.entry(aside.id, NEWS) == aside


def test_a_question_that_was_still_being_answered_is_not_recorded_after_it_was_forgotten(
    journal: Journal, clock: Clock
) -> None:
    asked, others = entry_by(journal, LAN), entry_by(journal, MINH)
    clock.move(seconds=5)
    journal.forget(LAN)
    journal.record(asked)
    journal.record(others)
    clock.move(seconds=5)
    later = recorded(journal, LAN)
    assert journal.entry(asked.id, NEWS) is None
    assert journal.entry(others.id, NEWS) == others
    assert journal.entry(later.id, NEWS) == later


def test_nothing_that_is_forgotten_is_left_in_the_bytes_of_any_file(journal: Journal, data: Path) -> None:
    # So many, of such different lengths, that SQLite splits and merges pages, which overwriting alone does not survive.
    chance = random.Random(4)
    marks = {LAN: [f"lan-{n:04}-mark" for n in range(400)], MINH: [f"minh-{n:04}-mark" for n in range(400)]}
    everyone = [(user, mark) for user in marks for mark in marks[user]]
    chance.shuffle(everyone)
    for user, mark in everyone:
        entry = missed(journal, f"{mark} {'q' * chance.randint(0, 300)}?", user, notes=(mark,),
                       channel=chance.randint(1, 50))  # fmt: skip
        journal.attach(entry.id, chance.getrandbits(60))
    assert all(files_with(data, mark) for mark in marks[LAN])
    assert journal.forget(LAN) == 400
    kept = b"".join(path.read_bytes() for path in data.iterdir())
    assert [mark for mark in marks[LAN] if mark.encode() in kept] == []
    assert journal.person(LAN).encode() not in kept
    assert all(mark.encode() in kept for mark in marks[MINH])


def test_those_who_are_forgotten_soon_after_another_are_overwritten_at_once_and_rewritten_within_an_hour(
    journal: Journal, data: Path, clock: Clock
) -> None:
    def size() -> int:
        return (data / "bot.db").stat().st_size

    recorded(journal, MINH)
    for user, mark in ((LAN, "swan boat"), (MINH, "red coat")):
        for n in range(300):
            recorded(journal, user, f"{n} {mark}?")
    journal.forget(LAN)
    first = size()
    clock.move(minutes=50)
    journal.forget(MINH)
    assert size() == first  # the file is not written anew for each
    assert files_with(data, "red coat") == []
    journal.expire()
    assert size() < first / 2
    for n in range(300):
        recorded(journal, LAN, f"{n} swan boat?")
    grown = size()
    clock.move(minutes=61)
    journal.forget(LAN)
    assert size() < grown / 2


def test_the_file_is_not_written_anew_each_time_that_something_expires(
    journal: Journal, data: Path, clock: Clock
) -> None:
    journal.expire()
    for n in range(300):
        recorded(journal, LAN, f"{n} swan boat?")
    clock.move(days=90, hours=-1)
    journal.expire()
    clock.move(hours=2)
    assert journal.expire() == 300
    before = (data / "bot.db").stat().st_size
    clock.move(hours=6)
    journal.expire()
    assert (data / "bot.db").stat().st_size < before / 2


def test_ids_of_people_are_nowhere_in_the_folder(journal: Journal, data: Path) -> None:
    event = 880_000_000_000_000_123
    journal.rate(recorded(journal, LAN, server=None, channel=770_000_000_000_000_123).id, None, MINH, liked=True)
    journal.first_sight(event)
    kept = b"".join(path.read_bytes() for path in data.iterdir())
    for id_ in (LAN, MINH, event, 770_000_000_000_000_123):
        assert str(id_).encode() not in kept
        assert id_.to_bytes(8, "big") not in kept


def test_what_is_older_than_the_retention_expires_with_all_that_belongs_to_it(
    journal: Journal, clock: Clock, data: Path
) -> None:
    old = missed(journal, "Who stole the swan boat?", message=MESSAGE)
    journal.rate(old.id, NEWS, MINH, liked=False)
    clock.move(days=89)
    young = recorded(journal, MINH, parent=old.id, notes=("Understood as: the swan boat",))
    assert journal.expire() == 0
    clock.move(days=1, seconds=1)
    assert journal.expire() == 1
    assert journal.entry(old.id, NEWS) is journal.by_message(MESSAGE, NEWS) is None
    assert journal.feedback(NEWS, 365).disliked == 0
    assert journal.unanswered(NEWS, 365) == []
    assert [turn.question for turn in journal.history(young.id, NEWS)] == [young.question]
    assert files_with(data, "swan boat") == []


def test_more_than_a_batch_expires(journal: Journal, clock: Clock) -> None:
    for n in range(450):
        recorded(journal, n)
    clock.move(days=91)
    kept = recorded(journal)
    assert journal.expire() == 450
    assert journal.entry(kept.id, NEWS) == kept


def test_a_program_that_reads_does_not_keep_a_person_from_being_forgotten(
    journal: Journal, data: Path, clock: Clock
) -> None:
    missed(journal, "Who stole the swan boat?")
    with closing(sqlite3.connect(data / "bot.db")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM entries").fetchone()
        assert journal.forget(LAN) == 1
        assert journal.unanswered(NEWS, 9) == []
        assert files_with(data, "swan boat") != []
        with pytest.raises(StoreError, match=r"^Another program reads .*bot\.db, so that its log .*: end that one\.$"):
            journal.expire()
    journal.expire()
    assert files_with(data, "swan boat") == []
