"""What is recorded is found again: by id, message, channel and conversation, over restarts."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.follow_up import Turn
from bot.journal import Journal, ServerSettings, new_id
from bot.journal.entry import bounded_answer, bounded_question
from tests.bot.journal.making import CHANNEL, LAN, MINH, NEWS, SPORT, Clock, answer_to, entry_by, recorded

MESSAGE = 990_000_000_000_000_001


def test_an_id_is_long_safe_in_a_button_and_never_the_same() -> None:
    ids = {new_id() for _ in range(1_000)}
    assert len(ids) == 1_000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{16}", id_) for id_ in ids)


def test_an_entry_comes_back_as_it_was_recorded_after_a_restart(journal: Journal, data: Path) -> None:
    first = recorded(journal)
    entry = recorded(journal, MINH, "Còn cầu cũ thì sao?", language="vi", private=True, parent=first.id,
                     message=MESSAGE)  # fmt: skip
    journal.close()
    again = Journal(data)
    assert again.entry(entry.id, NEWS) == entry
    assert again.by_message(MESSAGE, NEWS) == entry
    again.close()


def test_a_time_comes_back_to_the_microsecond_in_utc(journal: Journal, clock: Clock) -> None:
    clock.move(microseconds=1)
    entry = recorded(journal, at=clock.now.astimezone())
    assert journal.entry(entry.id, NEWS).at.isoformat() == "2026-03-01T12:00:00.000001+00:00"


def test_every_message_of_a_long_answer_leads_to_its_entry(journal: Journal) -> None:
    entry = recorded(journal)
    for message in (MESSAGE, MESSAGE + 1, MESSAGE + 1):
        journal.attach(entry.id, message)
    assert journal.by_message(MESSAGE + 1, NEWS) == replace(entry, message=MESSAGE)
    journal.attach("gone", MESSAGE + 2)
    assert journal.by_message(MESSAGE + 2, NEWS) is None


def test_recording_an_id_again_changes_nothing(journal: Journal) -> None:
    entry = recorded(journal)
    journal.record(replace(entry, question="Something else?", server=SPORT))
    assert journal.entry(entry.id, NEWS) == entry
    assert journal.entry(entry.id, SPORT) is None


def test_a_conversation_is_told_oldest_first_and_only_its_last_turns(journal: Journal, clock: Clock) -> None:
    parent = None
    for n in range(6):
        clock.move(seconds=1)
        parent = recorded(journal, LAN if n % 2 else MINH, f"Question {n}?", text=f"Text {n}.", parent=parent).id
    assert journal.history(parent, NEWS) == [Turn(f"Question {n}?", f"Text {n}.") for n in (2, 3, 4, 5)]
    assert [turn.question for turn in journal.history(parent, NEWS, 1)] == ["Question 5?"]
    assert journal.history("unknown", NEWS) == []


def test_a_turn_is_of_bounded_length(journal: Journal) -> None:
    entry = recorded(journal, question="Why? " * 700, text="Because. " * 400)
    (turn,) = journal.history(entry.id, NEWS)
    assert (len(turn.question), len(turn.text)) == (500, 2_000)


def test_a_conversation_does_not_go_through_another_persons_private_entry(journal: Journal) -> None:
    private = recorded(journal, LAN, "My private question?", private=True)
    own = recorded(journal, LAN, "And then?", parent=private.id)
    others = recorded(journal, MINH, "And then?", parent=private.id)
    assert [turn.question for turn in journal.history(own.id, NEWS)] == ["My private question?", "And then?"]
    assert [turn.question for turn in journal.history(others.id, NEWS)] == ["And then?"]


def test_the_latest_entry_of_a_channel_is_the_last_that_all_have_seen(journal: Journal, clock: Clock) -> None:
    assert journal.latest(CHANNEL, NEWS) is None
    seen = recorded(journal)
    clock.move(seconds=1)
    recorded(journal, private=True)
    recorded(journal, channel=CHANNEL + 1)
    assert journal.latest(CHANNEL, NEWS) == seen


def test_a_direct_message_is_found_by_its_channel_of_which_only_a_hash_is_kept(journal: Journal) -> None:
    entry = recorded(journal, server=None, channel=123_456)
    assert journal.latest(123_456, None).id == entry.id
    assert journal.latest(123_457, None) is None
    assert journal.entry(entry.id, None).channel not in {0, 123_456}
    assert recorded(journal, channel=123_456).channel == journal.latest(123_456, NEWS).channel


def test_ids_of_people_who_are_mentioned_are_not_kept(journal: Journal, data: Path) -> None:
    asked = f"What did <@{MINH}> and <@!{LAN}> say in <#{CHANNEL}>?"
    entry = journal.entry(recorded(journal, question=asked, notes=(f"Understood as: {asked}",)).id, NEWS)
    expected = f"What did @… and @… say in <#{CHANNEL}>?"
    assert (entry.question, entry.answer["question"]) == (expected, expected)
    assert entry.answer["notes"] == [f"Understood as: {expected}"]
    for id_ in (LAN, MINH):
        assert str(id_).encode() not in (data / "bot.db-wal").read_bytes()


def test_what_sqlite_cannot_keep_is_kept_as_question_marks(journal: Journal) -> None:
    entry = recorded(journal, question="Who \ud83d won\0?", text="\udc00 won. [1]")
    kept = journal.entry(entry.id, NEWS)
    assert (kept.question, kept.answer["text"]) == ("Who ? won\0?", "? won. [1]")


@given(st.lists(st.text(max_size=5_000), max_size=40), st.text(max_size=9_000))
def test_an_answer_is_json_of_bounded_length(notes: list[str], text: str) -> None:
    answer = answer_to("Why?", text=text * 8, notes=tuple(notes * 3)).as_json()
    kept = bounded_answer(answer)
    assert len(kept) <= 32_000 or len(json.loads(kept)["text"]) <= 4_000
    assert json.loads(kept).keys() == answer.keys()
    assert json.loads(kept)["status"] == "answered"


def test_an_answer_that_is_too_long_loses_what_explains_it_before_its_sources() -> None:
    answer = answer_to("Why?", notes=("A note.",)).as_json()
    long = {**answer, "retrieved": [{"article_id": "x" * 100, "score": 0.5}] * 300}
    assert json.loads(bounded_answer(long)) == {**answer, "retrieved": []}


def test_a_question_is_of_bounded_length() -> None:
    assert bounded_question("a" * 9_999) == "a" * 4_000


def test_a_rating_replaces_an_earlier_one_of_the_same_person(journal: Journal) -> None:
    entry = recorded(journal)
    assert journal.rate(entry.id, NEWS, LAN, liked=True)
    assert journal.rate(entry.id, NEWS, MINH, liked=False)
    counted = journal.feedback(NEWS, 30)
    assert (counted.liked, counted.disliked, counted.reasons) == (1, 1, {})
    journal.rate(entry.id, NEWS, MINH, liked=False, reason="outdated")
    journal.rate(entry.id, NEWS, LAN, liked=False, reason="outdated")
    counted = journal.feedback(NEWS, 30)
    assert (counted.liked, counted.disliked, counted.reasons) == (0, 2, {"outdated": 2})
    assert not journal.rate("unknown", NEWS, LAN, liked=True)


def test_ratings_are_counted_by_when_they_were_given(journal: Journal, clock: Clock) -> None:
    entry = recorded(journal)
    clock.move(days=10)
    journal.rate(entry.id, NEWS, LAN, liked=True)
    clock.move(days=5)
    assert journal.feedback(NEWS, 6).liked == 1
    assert journal.feedback(NEWS, 4).liked == 0


def test_settings_are_the_defaults_until_they_are_saved(journal: Journal, data: Path) -> None:
    wanted = ServerSettings((501, 502), forum_answers=True, private=True, threads=True, person_limit=3, channel_limit=9)
    assert journal.settings(NEWS) == journal.settings(None) == ServerSettings()
    journal.save_settings(NEWS, ServerSettings(threads=True))
    journal.save_settings(NEWS, wanted)
    journal.close()
    again = Journal(data)
    assert (again.settings(NEWS), again.settings(SPORT)) == (wanted, ServerSettings())
    again.close()


def test_threads_write_and_read_at_once(journal: Journal) -> None:
    def work(n: int) -> bool:
        entry = entry_by(journal, n, f"Question {n}?", message=n + 1)
        journal.record(entry)
        return journal.by_message(n + 1, NEWS) == entry and journal.rate(entry.id, NEWS, n, liked=True)

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(work, range(200)))
    assert journal.feedback(NEWS, 1).liked == 200
