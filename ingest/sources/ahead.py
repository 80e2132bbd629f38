"""Work done by several threads ahead of whoever uses its results, but not far ahead."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from queue import Empty, Full, Queue
from typing import Generic, TypeVar

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

THREADS = 8
# Results that may wait: few enough for memory, enough to keep the embedder busy.
AHEAD = 32
_POLL_SECONDS = 0.1


def done_ahead(
    work: Callable[[_Task], _Result], tasks: Iterable[_Task], *, threads: int = THREADS, ahead: int = AHEAD
) -> Iterator[_Result]:
    """Yield ``work(task)`` for each task, as they finish; at most ``ahead`` results wait to be taken.

    What ``work`` raises is raised here. The threads end with the generator, each after the task it is at, and do not
    keep the process alive.
    """
    run = _Run(work, iter(tasks), Queue(ahead))
    crew = [threading.Thread(target=run.work_off, daemon=True) for _ in range(threads)]
    for thread in crew:
        thread.start()
    try:
        while any(thread.is_alive() for thread in crew) or not run.results.empty():
            try:
                result = run.results.get(timeout=_POLL_SECONDS)
            except Empty:
                continue
            if isinstance(result, BaseException):
                raise result
            yield result
    finally:
        run.ended.set()


class _Run(Generic[_Task, _Result]):
    """One set of tasks, and the threads' way to take them and to hand in results."""

    def __init__(
        self, work: Callable[[_Task], _Result], tasks: Iterator[_Task], results: Queue[_Result | BaseException]
    ) -> None:
        self._work = work
        self._tasks = tasks
        self._taking = threading.Lock()
        self.results = results
        self.ended = threading.Event()

    def work_off(self) -> None:
        while not self.ended.is_set():
            try:
                with self._taking:
                    task = next(self._tasks)
                self._hand_in(self._work(task))
            except StopIteration:
                return
            except BaseException as error:
                self._hand_in(error)
                return

    def _hand_in(self, result: _Result | BaseException) -> None:
        while not self.ended.is_set():
            try:
                self.results.put(result, timeout=_POLL_SECONDS)
            except Full:
                continue
            return
