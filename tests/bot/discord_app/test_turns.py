from __future__ import annotations

from collections import Counter, defaultdict

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.discord_app.turns import Turns

SLOTS, AT_ONCE = 3, 2
PERSONS = st.integers(0, 5)
Question = tuple[int, int]


def test_a_newcomer_waits_for_one_question_of_each_who_was_there_before() -> None:
    turns: Turns[str] = Turns()
    for number in range(20):
        turns.add("an", f"an {number}")
    assert turns.next() == "an 0"
    turns.add("binh", "binh 0")
    turns.add("chi", "chi 0")
    assert turns.order()[:4] == ["an 1", "binh 0", "chi 0", "an 2"]
    assert [turns.next() for _ in range(4)] == ["an 1", "binh 0", "chi 0", "an 2"]
    turns.add("binh", "binh 1")
    assert [turns.next() for _ in range(3)] == ["an 3", "binh 1", "an 4"]


def test_who_is_passed_over_keeps_the_place() -> None:
    turns: Turns[str] = Turns()
    for person in ("an", "binh", "chi"):
        turns.add(person, person)
    assert turns.next(lambda person: person != "an") == "binh"
    turns.add("binh", "binh again")
    assert [turns.next() for _ in range(4)] == ["an", "chi", "binh again", None]


def test_who_takes_a_question_back_keeps_the_place_for_the_next_one() -> None:
    turns: Turns[str] = Turns()
    for person, item in (("an", "first"), ("binh", "other"), ("an", "second")):
        turns.add(person, item)
    turns.discard("an", "first")
    turns.discard("an", "first")
    turns.discard("nobody", "first")
    assert turns.order() == ["second", "other"]
    turns.discard("an", "second")
    assert (turns.order(), len(turns), turns.waiting("an")) == (["other"], 1, 0)


@given(st.lists(PERSONS, max_size=40))
def test_the_order_that_is_told_is_the_order_that_comes(persons: list[int]) -> None:
    turns: Turns[Question] = Turns()
    for number, person in enumerate(persons):
        turns.add(person, (person, number))
    told = turns.order()
    assert len(told) == len(turns) == len(persons)
    assert [turns.next() for _ in persons] == told
    assert turns.next() is None


class Fairness(RuleBasedStateMachine):
    """Persons ask, give up and are answered, in any order, with slots and a bound for each person."""

    def __init__(self) -> None:
        super().__init__()
        self.turns: Turns[Question] = Turns()
        self.waiting: dict[int, list[Question]] = defaultdict(list)
        self.running: list[Question] = []
        self.asked = 0
        # How often each person was served while the first question of another could have been.
        self.overtaken: dict[int, Counter[int]] = defaultdict(Counter)

    def may_start(self, person: object) -> bool:
        return sum(who == person for who, _ in self.running) < AT_ONCE

    @rule(person=PERSONS, count=st.integers(1, 4))
    def ask(self, person: int, count: int) -> None:
        for _ in range(count):
            self.asked += 1
            self.turns.add(person, (person, self.asked))
            self.waiting[person].append((person, self.asked))

    @precondition(lambda self: len(self.running) < SLOTS)
    @rule()
    def start(self) -> None:
        able = {person for person, line in self.waiting.items() if line and self.may_start(person)}
        question = self.turns.next(self.may_start)
        assert (question is not None) == bool(able)
        if question is None:
            return
        person = question[0]
        assert question == self.waiting[person].pop(0)
        self.running.append(question)
        self.overtaken.pop(person, None)
        for other in able - {person}:
            self.overtaken[other][person] += 1
            assert self.overtaken[other][person] == 1, "nobody is served twice before another is served once"

    @precondition(lambda self: self.running)
    @rule(data=st.data())
    def finish(self, data: st.DataObject) -> None:
        self.running.remove(data.draw(st.sampled_from(self.running)))

    @precondition(lambda self: any(self.waiting.values()))
    @rule(data=st.data())
    def give_up(self, data: st.DataObject) -> None:
        person, number = data.draw(st.sampled_from([it for line in self.waiting.values() for it in line]))
        self.turns.discard(person, (person, number))
        self.waiting[person].remove((person, number))
        if not self.waiting[person]:
            self.overtaken.pop(person, None)

    @invariant()
    def nothing_is_lost(self) -> None:
        assert sorted(self.turns.order()) == sorted(it for line in self.waiting.values() for it in line)
        assert all(self.turns.waiting(person) == len(line) for person, line in self.waiting.items())


TestFairness = Fairness.TestCase
