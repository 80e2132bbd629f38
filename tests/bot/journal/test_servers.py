"""One server's data never reaches another, nor does a direct message reach any, whatever is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.journal import Journal, ServerSettings
from tests.bot.journal.making import CHANNEL, LAN, MINH, NEWS, SPORT, files_with, missed, recorded

MESSAGE = 990_000_000_000_000_001
OTHERS = pytest.mark.parametrize(
    ("own", "other"), [(NEWS, SPORT), (NEWS, None), (None, NEWS)], ids=["server", "not in a DM", "a DM"]
)


@OTHERS
def test_an_entry_is_read_by_its_own_server_only(journal: Journal, own: int | None, other: int | None) -> None:
    entry = recorded(journal, server=own, message=MESSAGE)
    assert journal.entry(entry.id, own).id == journal.by_message(MESSAGE, own).id == entry.id
    assert journal.entry(entry.id, other) is None
    assert journal.by_message(MESSAGE, other) is None


@OTHERS
def test_a_conversation_is_read_by_its_own_server_only(journal: Journal, own: int | None, other: int | None) -> None:
    first = recorded(journal, server=own, question="First?")
    across = recorded(journal, server=other, question="Second?", parent=first.id)
    assert journal.history(first.id, other) == []
    assert [turn.question for turn in journal.history(across.id, other)] == ["Second?"]
    assert journal.entry(across.id, other).parent is None


@OTHERS
def test_the_latest_entry_is_of_its_own_server_only(journal: Journal, own: int | None, other: int | None) -> None:
    entry = recorded(journal, server=own)
    assert journal.latest(CHANNEL, own).id == entry.id
    assert journal.latest(CHANNEL, other) is None


def test_a_conversation_in_direct_messages_stays_in_its_channel(journal: Journal) -> None:
    first = recorded(journal, LAN, "Mine?", server=None, channel=1)
    other = recorded(journal, MINH, "Theirs?", server=None, channel=2, parent=first.id)
    assert [turn.question for turn in journal.history(other.id, None)] == ["Theirs?"]


@OTHERS
def test_an_answer_is_rated_on_its_own_server_only(journal: Journal, own: int | None, other: int | None) -> None:
    entry = recorded(journal, server=own)
    assert not journal.rate(entry.id, other, LAN, liked=False, reason="figure")
    assert journal.rate(entry.id, own, LAN, liked=True)
    for server in {NEWS, SPORT} - {own}:
        assert journal.feedback(server, 9).liked == journal.feedback(server, 9).disliked == 0
    if own is not None:
        assert journal.feedback(own, 9).liked == 1


def test_what_was_not_found_is_told_to_its_own_server_only(journal: Journal) -> None:
    missed(journal, "Who paid for the bridge?", server=NEWS)
    missed(journal, "Who won the cup?", server=SPORT)
    missed(journal, "Am I ill?", server=None)
    assert [group.question for group in journal.unanswered(NEWS, 9)] == ["Who paid for the bridge?"]
    assert [group.question for group in journal.unanswered(SPORT, 9)] == ["Who won the cup?"]


def test_the_same_question_on_two_servers_is_counted_on_each(journal: Journal) -> None:
    for server in (NEWS, SPORT, SPORT):
        missed(journal, "Who won the cup?", server=server)
    assert [group.count for group in journal.unanswered(NEWS, 9)] == [1]
    assert [group.count for group in journal.unanswered(SPORT, 9)] == [2]


def test_settings_are_of_one_server(journal: Journal) -> None:
    journal.save_settings(NEWS, ServerSettings(private=True))
    assert journal.settings(NEWS).private
    assert not journal.settings(SPORT).private
    assert not journal.settings(None).private


def test_a_server_that_is_left_is_forgotten_and_no_other(journal: Journal, data: Path) -> None:
    gone, kept = missed(journal, "Who stole the swan boat?"), missed(journal, "Who won the cup?", server=SPORT)
    journal.save_settings(NEWS, ServerSettings(private=True))
    journal.save_settings(SPORT, ServerSettings(threads=True))
    journal.rate(gone.id, NEWS, MINH, liked=False)
    journal.rate(kept.id, SPORT, MINH, liked=True)
    assert files_with(data, "swan boat")
    assert journal.forget_server(NEWS) == 1
    assert files_with(data, "swan boat") == []
    assert journal.settings(NEWS) == ServerSettings()
    assert (journal.feedback(NEWS, 9).disliked, journal.unanswered(NEWS, 9)) == (0, [])
    assert journal.settings(SPORT).threads
    assert journal.feedback(SPORT, 9).liked == 1
    assert journal.entry(kept.id, SPORT) == kept
