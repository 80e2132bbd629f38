from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Callable
from contextvars import ContextVar

import pytest

from bot.discord_app.waiting import AnswerQueue, TurnedAwayError
from tests.bot.discord_app.gates import gate, has, run


def test_answers_come_from_threads_of_the_queue_and_know_what_their_asker_knows() -> None:
    asker: ContextVar[str] = ContextVar("asker")

    def work() -> tuple[str, str]:
        known = asker.get()
        asker.set("nobody")
        return known, threading.current_thread().name.partition("_")[0]

    async def main() -> None:
        queue, told = AnswerQueue(slots=2), set[tuple[str, str]]()

        async def ask(person: str) -> None:
            asker.set(person)
            ticket = queue.ask(person, work, lambda _: told.add((person, asker.get())))
            assert await ticket == (person, "answer")
            assert asker.get() == person

        await asyncio.gather(*(ask(str(number)) for number in range(20)))
        assert told == {(str(number), str(number)) for number in range(2, 20)}
        assert await queue.drain(1) == []

    run(main)


def test_fifty_persons_with_four_questions_each_are_served_in_rounds() -> None:
    persons, each, slots = 50, 4, 4

    async def main() -> None:
        queue, begun = AnswerQueue(slots, per_person=each, in_all=persons * each), list[int]()
        with gate() as closed:
            tickets = [
                queue.ask(person, closed.work(result=(person, number)), _noting(begun, person))
                for person in range(persons)
                for number in range(each)
            ]
            assert sorted(ticket.position for ticket in tickets) == [0] * slots + list(range(1, persons * each - 3))
            closed.open()
            assert await asyncio.gather(*tickets) == [(who, number) for who in range(persons) for number in range(each)]
            assert closed.most == slots
        # Those who started at once were not told so: they never waited.
        early = Counter(ticket.person for ticket in tickets) - Counter(begun)
        assert early == {0: slots // 2, 1: slots // 2}
        for person in range(len(early), persons):
            others = Counter(begun[: begun.index(person)])
            assert max(others.values(), default=0) <= 1, "nobody has a second turn before everybody had a first"
            turns = [count for count, served in enumerate(begun, 1) if served == person]
            assert all(count <= persons * turn for turn, count in enumerate(turns, 1))

    run(main)


def _noting(begun: list[int], person: int) -> Callable[[int], None]:
    return lambda position: begun.append(person) if position == 0 else None


def test_one_person_with_many_questions_leaves_slots_for_others() -> None:
    async def main() -> None:
        queue = AnswerQueue(slots=4, per_person=20)
        with gate() as closed:
            busy = [queue.ask("an", closed.work("an", number)) for number in range(20)]
            assert [ticket.position for ticket in busy] == [0, 0, *range(1, 19)]
            assert await queue.ask("binh", lambda: "at once") == "at once"
            closed.open()
            assert await asyncio.gather(*busy) == list(range(20))
            assert closed.most == 2

    run(main)


def test_a_single_slot_serves_everybody() -> None:
    async def main() -> None:
        queue = AnswerQueue(slots=1)
        with gate() as closed:
            tickets = [queue.ask(person, closed.work(person)) for person in ("an", "an", "binh")]
            closed.open()
            await asyncio.gather(*tickets)
            assert closed.begun == ["an", "an", "binh"]  # binh came when an was already served once

    run(main)


def test_the_queue_is_bounded_for_each_person_and_in_all() -> None:
    async def main() -> None:
        queue = AnswerQueue(slots=1, per_person=2, in_all=3)
        with gate() as closed:
            tickets = [queue.ask(person, closed.work()) for person in ("an", "an", "an")]
            assert queue.refusal("an") == "person"
            with pytest.raises(TurnedAwayError) as away:
                queue.ask("an", closed.work())
            assert away.value.reason == "person"
            tickets.append(queue.ask("binh", closed.work()))
            assert queue.refusal("binh") == queue.refusal("chi") == "everyone"
            closed.open()
            await asyncio.gather(*tickets)
            assert len(closed.begun) == 4
            assert queue.refusal("an") is None

    run(main)


def test_a_person_is_told_each_new_place_and_only_those() -> None:
    async def main() -> None:
        queue = AnswerQueue(slots=1)
        told: dict[str, list[int]] = {"an": [], "binh": [], "late": []}
        with gate() as first, gate() as rest:
            queue.ask("first", first.work())
            an, late = (
                queue.ask("an", rest.work(), told["an"].append),
                queue.ask("an", rest.work(), told["late"].append),
            )
            binh = queue.ask("binh", rest.work(), told["binh"].append)
            assert (an.position, binh.position, late.position) == (1, 2, 3)
            await asyncio.sleep(0)
            assert told == {"an": [], "binh": [], "late": [3]}, "the place one gets is known without being told"
            first.open()
            await has(lambda: told["an"])
            assert told == {"an": [0], "binh": [1], "late": [3, 2]}
            rest.open()
            await asyncio.gather(an, binh, late)
            assert told == {"an": [0], "binh": [1, 0], "late": [3, 2, 1, 0]}

    run(main)


def test_what_fails_when_it_is_told_a_place_stops_nobody(caplog: pytest.LogCaptureFixture) -> None:
    def fails(_: int) -> None:
        raise ValueError("no message to edit")

    async def main() -> None:
        queue = AnswerQueue(slots=1)
        assert await asyncio.gather(*(queue.ask(number, lambda: "done", fails) for number in range(5))) == ["done"] * 5

    run(main)
    assert "no message to edit" in caplog.text
