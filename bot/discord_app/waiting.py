"""The queue in front of the answers: bounded, and fair to persons."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator, Hashable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import Any, Generic, Literal, TypeVar

from bot.discord_app.turns import Turns

T = TypeVar("T")

Reason = Literal["person", "everyone", "stopping"]
"""Too many questions of this person wait, or too many in all, or the bot is about to end."""

Moved = Callable[[int], None]
"""Is told a new place in the queue: 1 is next, 0 is being answered."""


class TurnedAwayError(Exception):
    """The queue takes no question of this person now."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class InterruptedAnswerError(Exception):
    """The bot ended before the question was answered."""


def unheard(_: int) -> None:
    """Places that nobody follows."""


class Ticket(Generic[T]):
    """A question's place in the queue. Awaiting it gives what its work returns, or raises what that raised.

    Cancelling whoever awaits it cancels it, too.

    Attributes:
        position: 1 is next, 0 is being answered or done.
    """

    def __init__(self, person: Hashable, work: Callable[[], T], moved: Moved) -> None:
        self.person = person
        self.position = -1  # none yet
        self._loop = asyncio.get_running_loop()
        self._future: asyncio.Future[T] = self._loop.create_future()
        self._context = copy_context()
        self._work = work
        self._moved = moved

    def __await__(self) -> Generator[Any, None, T]:
        return self._future.__await__()

    @property
    def is_done(self) -> bool:
        """Whether it is answered, failed, cancelled or interrupted."""
        return self._future.done()

    def cancel(self) -> bool:
        """Give the question up and tell whether that was possible; awaiting it raises ``CancelledError``.

        Work that runs cannot be stopped: it keeps its slot until it ends, and its result is dropped.
        """
        return self._future.cancel()

    def _move(self, position: int) -> None:
        """Note the new position and tell it soon, from the event loop and never from within a call of the queue."""
        is_new, self.position = self.position < 0, position
        if not is_new:
            self._loop.call_soon(self._tell, position, context=self._context)

    def _tell(self, position: int) -> None:
        # Of several changes at once only the last is told.
        if position == self.position and not self.is_done:
            self._moved(position)

    def _interrupt(self) -> None:
        if not self.is_done:
            self._future.set_exception(InterruptedAnswerError())
            self._future.exception()  # nobody has to await it


class AnswerQueue:
    """Runs blocking work in threads: ``slots`` at once, persons in turn, half the slots for one person at most.

    At most ``per_person`` questions of one person wait, and ``in_all`` of all. All methods belong to the event loop.
    """

    def __init__(self, slots: int = 4, per_person: int = 5, in_all: int = 200) -> None:
        self._slots = slots
        # With every slot of one person's, all others would wait as long as the slowest answer takes.
        self._at_once = max(1, slots // 2)
        self._per_person = per_person
        self._in_all = in_all
        self._is_open = True
        self._turns: Turns[Ticket[Any]] = Turns()
        self._running: set[Ticket[Any]] = set()
        self._executor = ThreadPoolExecutor(slots, thread_name_prefix="answer")

    def refusal(self, person: Hashable) -> Reason | None:
        """Return why a question of ``person`` would be turned away now."""
        if not self._is_open:
            return "stopping"
        if self._turns.waiting(person) >= self._per_person:
            return "person"
        return "everyone" if len(self._turns) >= self._in_all else None

    def ask(self, person: Hashable, work: Callable[[], T], moved: Moved = unheard) -> Ticket[T]:
        """Run ``work`` in a thread when it is the turn of ``person``; ``moved`` is told changes of its position.

        Both see the context variables of the caller.

        Raises:
            TurnedAwayError: ``refusal`` says why.
        """
        reason = self.refusal(person)
        if reason is not None:
            raise TurnedAwayError(reason)
        ticket = Ticket(person, work, moved)
        ticket._future.add_done_callback(lambda _: self._leave(ticket))
        self._turns.add(person, ticket)
        self._start()
        return ticket

    async def drain(self, seconds: float) -> list[Ticket[Any]]:
        """Take no more questions, give up those that wait, and let those that run end within ``seconds``.

        Return the unfinished ones. Whoever awaits one of them gets an ``InterruptedAnswerError``: those that wait at
        once, the others after ``seconds``. Threads of the latter run on, and hold up the interpreter's exit.
        """
        self._is_open = False
        waiting = self._turns.order()
        self._turns = Turns()
        for ticket in waiting:
            ticket._interrupt()
        if self._running:
            await asyncio.wait([ticket._future for ticket in self._running], timeout=seconds)
        late = [ticket for ticket in self._running if not ticket.is_done]
        for ticket in late:
            ticket._interrupt()
        self._executor.shutdown(wait=False, cancel_futures=True)
        return waiting + late

    def _start(self) -> None:
        """Start what may start, and number what waits."""
        while len(self._running) < self._slots:
            ticket = self._turns.next(self._may_start)
            if ticket is None:
                break
            if not ticket.is_done:
                self._running.add(ticket)
                ticket._move(0)
                self._executor.submit(self._work, ticket)
        for position, ticket in enumerate(self._turns.order(), 1):
            if ticket.position != position:
                ticket._move(position)

    def _may_start(self, person: Hashable) -> bool:
        return sum(ticket.person == person for ticket in self._running) < self._at_once

    def _work(self, ticket: Ticket[Any]) -> None:
        """Do the work of ``ticket``, in a thread, and hand its outcome to the event loop."""
        deliver: Callable[[], None]
        try:
            deliver = partial(ticket._future.set_result, ticket._context.copy().run(ticket._work))
        except BaseException as error:  # whatever it is, its question ends with it, and nothing else
            deliver = partial(ticket._future.set_exception, _raisable(error))
        # Where the loop is closed by now this raises, into a future that nobody reads.
        ticket._loop.call_soon_threadsafe(self._finish, ticket, deliver)

    def _finish(self, ticket: Ticket[Any], deliver: Callable[[], None]) -> None:
        self._running.discard(ticket)
        if not ticket.is_done:
            deliver()
        self._start()

    def _leave(self, ticket: Ticket[Any]) -> None:
        """Take a cancelled question out of the queue."""
        if ticket._future.cancelled():
            self._turns.discard(ticket.person, ticket)
            self._start()


def _raisable(error: BaseException) -> Exception:
    """Return what can be raised in a task without ending its loop or being taken for its cancellation."""
    if isinstance(error, Exception) and not isinstance(error, StopIteration):
        return error
    wrapped = RuntimeError(f"The answer ended with {type(error).__name__}.")
    wrapped.__cause__ = error
    return wrapped
