"""What moderators see of questions that nothing answers, and what a spreadsheet makes of it."""

from __future__ import annotations

import csv
import io
import itertools
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.journal import Group, Journal, as_csv, as_rows
from bot.journal.unanswered import harmless
from bot.journal.wording import wording
from ingest.text.language import detect
from tests.bot.journal.making import LAN, MINH, NEWS, Clock, missed, recorded
from tests.conftest import ROOT

WORDINGS = Path(__file__).with_name("wordings.txt")


def key(question: str) -> str:
    return wording(question, detect(question))


def test_the_same_question_in_other_words_is_one_group(journal: Journal, clock: Clock) -> None:
    for question in ("How many died?", "how many people died", "HOW MANY PEOPLE HAVE DIED??"):
        missed(journal, question)
        clock.move(minutes=1)
    missed(journal, "Who died?")
    groups = journal.unanswered(NEWS, 9)
    last = datetime(2026, 3, 1, 12, 2, tzinfo=UTC)
    assert groups[0] == Group("HOW MANY PEOPLE HAVE DIED??", 3, last, ("en",))
    assert [group.question for group in groups[1:]] == ["Who died?"]


def test_a_group_tells_its_languages(journal: Journal) -> None:
    missed(journal, "Interpol?", language="en")
    missed(journal, "interpol", language="vi")
    assert [(group.count, group.languages) for group in journal.unanswered(NEWS, 9)] == [(2, ("en", "vi"))]


def test_private_answered_and_failed_questions_and_direct_messages_are_not_among_them(journal: Journal) -> None:
    missed(journal, "Who died?", private=True)
    missed(journal, "Who died?", server=None)
    recorded(journal, question="Who died?")
    recorded(journal, question="Who died?", status="error")
    assert journal.unanswered(NEWS, 9) == []
    missed(journal, "who died", MINH)
    assert [(group.question, group.count) for group in journal.unanswered(NEWS, 9)] == [("who died", 1)]


def test_the_most_asked_come_first_then_the_latest(journal: Journal, clock: Clock) -> None:
    for question in ("Who won?", "Who paid?", "Who won?", "Who lost?"):
        missed(journal, question)
        clock.move(minutes=1)
    assert [group.question for group in journal.unanswered(NEWS, 9)] == ["Who won?", "Who lost?", "Who paid?"]
    assert [group.question for group in journal.unanswered(NEWS, 9, limit=2)] == ["Who won?", "Who lost?"]


def test_only_the_days_that_are_asked_for_count(journal: Journal, clock: Clock) -> None:
    missed(journal, "Who won?")
    clock.move(days=10)
    missed(journal, "who won", LAN)
    assert [group.count for group in journal.unanswered(NEWS, 9)] == [1]
    assert [group.count for group in journal.unanswered(NEWS, 11)] == [2]


def test_wordings_of_one_question_come_together_and_those_of_two_do_not() -> None:
    """The rule was made with the first half of the groups in view; of the others alone it joins 0.69 of the pairs."""
    groups = [block.splitlines() for block in WORDINGS.read_text("utf-8").strip().split("\n\n")]
    pairs = [pair for group in groups for pair in itertools.combinations(group, 2)]
    together = sum(key(one) == key(other) for one, other in pairs)
    assert len(pairs) > 200
    assert together / len(pairs) >= 0.75
    asked = [{key(question) for question in group} for group in groups]
    assert not any(one & other for one, other in itertools.combinations(asked, 2))


def test_questions_of_the_small_evaluation_stay_apart() -> None:
    lines = (ROOT / "tests" / "eval" / "questions.jsonl").read_text("utf-8").splitlines()
    questions = {json.loads(line)["question"] for line in lines}
    assert len({key(question) for question in questions}) == len(questions) > 30


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("How many US soldiers died?", "How many soldiers died?"),
        ("How many died in May?", "How many died in June?"),
        ("Why did the dam fail?", "When did the dam fail?"),
        ("Was nobody arrested?", "Was anybody arrested?"),
        ("Bao nhiêu người chết ở Huế?", "Bao nhiêu người chết ở Vinh?"),
        ("Vì sao chợ cháy?", "Khi nào chợ cháy?"),
        ("Bao nhiêu người bị bắt?", "Bao nhiêu người bị thương?"),
    ],
)
def test_questions_that_differ_in_what_they_ask_stay_apart(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize("question", ["???", "the", "là gì", "谁赢了选举？", "", "\0"])
def test_a_question_without_a_telling_word_has_a_wording_too(question: str) -> None:
    assert wording(question, "en") == wording(question.upper(), "en")


def group_of(question: str) -> Group:
    return Group(question, 3, datetime(2026, 3, 1, 9, 5, 59, tzinfo=UTC), ("en", "vi"))


def test_an_export_is_a_csv_file_that_spreadsheets_open_as_it_is() -> None:
    file = as_csv([group_of('Ai là "vua", ai là lính?\nAi?')], ("Câu hỏi", "Số lần", "Lần cuối", "Ngôn ngữ"))
    assert file.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline=""))) == [
        ["Câu hỏi", "Số lần", "Lần cuối", "Ngôn ngữ"],
        ['Ai là "vua", ai là lính? Ai?', "3", "2026-03-01 09:05", "en vi"],
    ]


def test_every_cell_is_quoted_so_that_a_semicolon_begins_no_other() -> None:
    last = as_csv([group_of("Who won;=1+1?")]).decode("utf-8-sig").splitlines()[1]
    assert last == '"Who won;=1+1?","3","2026-03-01 09:05","en vi"'


@pytest.mark.parametrize(
    "question",
    ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n =1", "＝1", "＠x", "\u200b=1", "\ufeff=1", "\0=1"],
)
def test_no_cell_is_a_formula(question: str) -> None:
    ((cell, *_),) = as_rows([group_of(question)])
    assert cell.startswith("'")
    assert cell[1:] in question


@given(st.text(alphabet=st.sampled_from("=+-@＝＋－＠\t\r\n \u200b\u00ad\ufeff\0'\"aé;,"), max_size=12))
def test_whatever_is_asked_no_cell_is_a_formula(question: str) -> None:
    cell = harmless(question)
    assert not cell.startswith(tuple("=+-@＝＋－＠\t\r\n"))
    assert cell == cell.strip()
    assert len(cell.splitlines()) <= 1
