from __future__ import annotations

import threading
import time

import pytest

from ingest.sources.ahead import done_ahead


def test_everything_is_done_once_by_several_threads() -> None:
    threads: set[str] = set()

    def work(task: int) -> int:
        threads.add(threading.current_thread().name)
        time.sleep(0.01)
        return task * task

    assert sorted(done_ahead(work, range(60), threads=4)) == [n * n for n in range(60)]
    assert len(threads) == 4


def test_a_slow_task_does_not_hold_up_the_others() -> None:
    slow = threading.Event()
    results = done_ahead(lambda task: slow.wait(30) if task == 0 else task, range(20), threads=2)
    assert [next(results) for _ in range(19)] == list(range(1, 20))
    slow.set()
    assert list(results) == [True]


def test_no_more_is_done_than_may_wait() -> None:
    done: list[int] = []
    results = done_ahead(lambda task: done.append(task) or task, range(1_000), threads=3, ahead=5)
    next(results)
    time.sleep(0.5)
    assert len(done) <= 1 + 5 + 3
    results.close()


def test_what_a_task_raises_is_raised_here_and_ends_the_threads() -> None:
    def work(task: int) -> int:
        if task == 7:
            raise ValueError("seven")
        return task

    before = threading.active_count()
    with pytest.raises(ValueError, match="seven"):
        list(done_ahead(work, range(1_000_000), threads=3))
    until = time.monotonic() + 10
    while threading.active_count() > before:
        assert time.monotonic() < until
        time.sleep(0.02)
