from __future__ import annotations

import asyncio
import gc
import threading
import time
import weakref
from concurrent.futures import CancelledError as ThreadCancelledError
from typing import Any

import pytest

from bot.discord_app.waiting import AnswerQueue, InterruptedAnswerError, Ticket, TurnedAwayError
from tests.bot.discord_app.gates import PATIENCE, Gate, gate, has, run


@pytest.mark.parametrize(
    ("failure", "seen"),
    [
        (ValueError("odd"), ValueError),
        (StopIteration(), RuntimeError),
        (SystemExit(1), RuntimeError),
        (KeyboardInterrupt(), RuntimeError),
        (asyncio.CancelledError(), RuntimeError),
        (ThreadCancelledError(), ThreadCancelledError),
    ],
    ids=lambda it: type(it).__name__ if isinstance(it, BaseException) else "",
)
def test_whatever_an_answer_ends_with_reaches_its_asker_and_no_other(
    failure: BaseException, seen: type[Exception]
) -> None:
    async def main() -> None:
        queue = AnswerQueue(slots=1)
        with gate() as opened:
            opened.open()
            failed, fine = queue.ask("an", opened.work(result=failure)), queue.ask("binh", opened.work(result="fine"))
            outcomes = await asyncio.gather(failed, fine, return_exceptions=True)
        assert isinstance(outcomes[0], seen)
        assert outcomes[1] == "fine"

    run(main)


def test_a_question_that_is_given_up_is_never_answered_and_others_move_up() -> None:
    async def main() -> None:
        queue, places = AnswerQueue(slots=1), list[int]()
        with gate() as closed:
            queue.ask("an", closed.work("an"))
            given_up = queue.ask("binh", closed.work("binh"))
            left = asyncio.ensure_future(_awaited(queue.ask("chi", closed.work("chi"))))
            last = queue.ask("dung", closed.work("dung"), places.append)
            await asyncio.sleep(0)
            assert given_up.cancel()
            left.cancel()  # a task that ends takes its question along
            await asyncio.gather(left, return_exceptions=True)
            await has(lambda: last.position == 1)
            with pytest.raises(asyncio.CancelledError):
                await given_up
            assert not given_up.cancel()
            closed.open()
            await last
            assert closed.begun == ["an", "dung"]
            assert places == [1, 0]

    run(main)


def test_who_gives_up_in_the_moment_of_the_turn_is_not_answered() -> None:
    async def main() -> None:
        queue, begun = AnswerQueue(slots=1), list[str]()
        loop = asyncio.get_running_loop()
        queue.ask("an", lambda: loop.call_soon_threadsafe(lambda: binh.cancel()))
        binh = queue.ask("binh", lambda: begun.append("binh"))
        chi = queue.ask("chi", lambda: begun.append("chi"))
        time.sleep(0.05)  # the loop has both to do at once
        await chi
        assert begun == ["chi"]

    run(main)


async def _awaited(ticket: Ticket[Any]) -> Any:
    return await ticket


def test_running_work_that_is_given_up_keeps_its_slot_until_it_ends() -> None:
    async def main() -> None:
        queue = AnswerQueue(slots=1)
        with gate() as closed:
            running, waiting = queue.ask("an", closed.work("an")), queue.ask("binh", closed.work("binh"))
            await has(lambda: closed.begun)
            assert running.cancel()
            await asyncio.sleep(0.01)
            assert (waiting.position, closed.begun) == (1, ["an"])
            closed.open()
            await waiting
            assert closed.most == 1

    run(main)


def test_draining_lets_running_answers_end_and_tells_who_waits_at_once() -> None:
    async def main() -> None:
        queue = AnswerQueue(slots=1)
        with gate() as closed:
            running, waiting = queue.ask("an", closed.work(result="done")), queue.ask("binh", closed.work())
            draining = asyncio.ensure_future(queue.drain(PATIENCE))
            with pytest.raises(InterruptedAnswerError):
                await waiting
            assert queue.refusal("chi") == "stopping"
            with pytest.raises(TurnedAwayError):
                queue.ask("chi", closed.work())
            assert not draining.done()
            closed.open()
            assert await draining == [waiting]
            assert await running == "done"
            assert await queue.drain(1) == []

    run(main)


def test_draining_gives_up_what_takes_too_long() -> None:
    async def main() -> None:
        queue = AnswerQueue(slots=2)
        with gate() as closed:
            slow, given_up, fast = (queue.ask(1, closed.work()), queue.ask(2, closed.work()), queue.ask(3, str))
            assert given_up.cancel()
            assert await queue.drain(0.05) == [fast, slow]
            for ticket in (slow, fast):
                with pytest.raises(InterruptedAnswerError):
                    await ticket
            closed.open()
            await has(lambda: closed.now == 0)  # the threads end, and disturb nobody

    run(main)


def test_an_answer_that_ends_after_the_loop_disturbs_nobody() -> None:
    closed, queues = Gate(), list[AnswerQueue]()

    async def main() -> None:
        queues.append(AnswerQueue(slots=1))
        queues[0].ask("an", closed.work())
        await queues[0].drain(0)

    run(main)
    closed.open()
    queues[0]._executor.shutdown(wait=True)  # a warning in a thread would fail the test


def test_ten_thousand_questions_leave_nothing_behind() -> None:
    alive: weakref.WeakSet[Ticket[int]] = weakref.WeakSet()

    async def ask(queue: AnswerQueue, count: int) -> None:
        for start in range(0, count, 100):
            tickets = [queue.ask(person % 40, lambda: 1) for person in range(start, start + 100)]
            alive.update(tickets)
            for spare in tickets[::10]:
                spare.cancel()
            await asyncio.gather(*tickets, return_exceptions=True)

    async def main() -> None:
        queue = AnswerQueue()
        await ask(queue, 1_000)
        gc.collect()
        before, threads = len(gc.get_objects()), threading.active_count()
        await ask(queue, 10_000)
        await asyncio.sleep(0)
        gc.collect()
        assert len(gc.get_objects()) - before < 500
        assert threading.active_count() <= threads
        assert len(asyncio.all_tasks()) == 1
        assert len(alive) == 0

    run(main)


def test_waiting_costs_no_work() -> None:
    async def main() -> None:
        queue = AnswerQueue(slots=2)
        with gate() as closed:
            tickets = [queue.ask(person, closed.work()) for person in range(50)]
            await asyncio.sleep(0.05)
            used = time.thread_time()
            await asyncio.sleep(0.5)
            assert time.thread_time() - used < 0.1
            closed.open()
            await asyncio.gather(*tickets)

    run(main)
