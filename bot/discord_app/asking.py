"""One question's way through Discord: limits, the queue, the answer, the journal. It always ends with a message."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

import discord
from discord.ui import LayoutView

from bot.answer import Answer
from bot.answering import MAX_QUESTION_CHARS
from bot.conversation import Turn
from bot.discord_app.desk import Desk
from bot.discord_app.layout import show_answer
from bot.discord_app.outlets import Outlet
from bot.discord_app.sending import StatusLine
from bot.discord_app.views import answer_views, notice
from bot.discord_app.waiting import InterruptedAnswerError, TurnedAwayError
from bot.journal import Entry, ServerSettings, new_id
from bot.logs import about, log_failure
from ingest.errors import DatelineError
from prompts import say

logger = logging.getLogger(__name__)
_REFUSED = {"person": "d_queue_person", "everyone": "d_queue_full", "stopping": "d_stopped"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it comes from Discord.

    Attributes:
        channel: where it was asked; ``limited`` is the channel that counts for the limits, a thread's parent.
        language: that of the person's interface.
        parent: the journalled question that it follows.
        replied: the text of somebody's message that it is about.
        echo: whether the question has to be shown with the answer, since Discord does not show it.
    """

    text: str
    user: int
    server: int | None
    channel: int
    limited: int
    language: str
    private: bool = False
    parent: Entry | None = None
    replied: str = ""
    echo: bool = False


async def answer(desk: Desk, asked: Asked, settings: ServerSettings, outlet: Outlet) -> discord.Message | None:
    """Answer ``asked`` through ``outlet``; return the message that shows the answer, None where there is none."""
    told = turned_away(desk, asked, settings)
    if told is None:
        return await answer_admitted(desk, asked, outlet)
    await outlet.finish([notice(told)])
    return None


async def answer_admitted(desk: Desk, asked: Asked, outlet: Outlet) -> discord.Message | None:
    """Do what ``answer`` does with a question that ``turned_away`` counted."""
    id_ = new_id()
    with about(id_, asked.text):
        return await _answer(desk, asked, outlet, id_)


def turned_away(desk: Desk, asked: Asked, settings: ServerSettings) -> str | None:
    """Count a question, or return why it cannot be asked now. A full queue costs nobody a question."""
    reason = desk.queue.refusal(asked.user)
    if reason is not None:
        return say(_REFUSED[reason], asked.language)
    person, channel = (asked.server, asked.user), (asked.server, asked.limited)
    refusal = desk.limits.take(person, channel, settings.person_limit, settings.channel_limit)
    if refusal is None:
        return None
    logger.info("turned away")
    limit = settings.person_limit if refusal.scope == "person" else settings.channel_limit
    # Discord shows this in the reader's language, and counts down.
    again = f"<t:{int(time.time() + refusal.seconds) + 1}:R>"
    return say(f"d_limit_{refusal.scope}", asked.language, limit=limit, again=again)


async def _answer(desk: Desk, asked: Asked, outlet: Outlet, id_: str) -> discord.Message | None:
    desk.track()
    status = StatusLine(lambda text: outlet.status(notice(text)))
    try:
        found = await _found(desk, asked, status)
    except TurnedAwayError as turned:
        await _say(outlet, status, say(_REFUSED[turned.reason], asked.language))
        return None
    except InterruptedAnswerError:
        await _say(outlet, status, say("d_stopped", asked.language))
        return None
    except Exception as error:
        log_failure(logger, "the answer failed", error)
        await _say(outlet, status, say("d_failed", asked.language))
        return None
    found = _presentable(found, asked)
    logger.info("answered", extra={"status": found.status, "composer": found.composer, "ms": round(found.ms.total)})
    await _write_down(desk, partial(desk.journal.record, _entry(desk, asked, found, id_)))
    await status.stop()
    shown = await outlet.finish(await _views(desk, asked, found, id_))
    if shown is not None:
        await _write_down(desk, partial(desk.journal.attach, id_, shown.id))
    return shown


def _presentable(found: Answer, asked: Asked) -> Answer:
    """Return an answer without what only the operator should read: a failure may name folders and addresses."""
    length = say("long_question", found.language, length=len(asked.text), limit=MAX_QUESTION_CHARS)
    for_askers = {say("no_articles", found.language), say("empty_question", found.language), length}
    if found.error is None or found.error in for_askers:
        return found
    logger.error("the answer failed: %s", found.error)
    told = say("d_failed", asked.language)
    return replace(found, text=told, error=told)


async def _write_down(desk: Desk, write: Callable[[], None]) -> None:
    """Write into the journal; an answer is shown all the same when that fails."""
    try:
        await desk.in_thread(write)
    except DatelineError as error:
        log_failure(logger, "the answer is not journalled", error)


async def _found(desk: Desk, asked: Asked, status: StatusLine) -> Answer:
    history = await desk.in_thread(_history, desk, asked)
    work = partial(desk.answerer.answer, asked.text, history=history, progress=status.tell)
    return await desk.queue.ask(asked.user, work, partial(_moved, status, asked.language))


def _moved(status: StatusLine, language: str, position: int) -> None:
    if position:
        status.tell(say("d_waiting", language, position=position))


def _history(desk: Desk, asked: Asked) -> list[Turn]:
    if asked.parent is not None:
        return [Turn(*turn) for turn in desk.journal.history(asked.parent.id, asked.server)]
    return [Turn(asked.replied, "")] if asked.replied else []


def _entry(desk: Desk, asked: Asked, found: Answer, id_: str) -> Entry:
    return Entry(
        id=id_,
        server=asked.server,
        channel=asked.channel,
        person=desk.journal.person(asked.user),
        private=asked.private,
        question=asked.text,
        answer=found.as_json(),
        message=None,
        parent=asked.parent.id if asked.parent else None,
        at=datetime.now(UTC),
    )


async def _views(desk: Desk, asked: Asked, found: Answer, id_: str) -> Sequence[LayoutView]:
    articles = await desk.articles(found.article_ids())
    shown = show_answer(found, asked.language, articles, question=asked.echo)
    return answer_views(shown, id_, found, asked.language, question=asked.echo)


async def _say(outlet: Outlet, status: StatusLine, text: str) -> None:
    await status.stop()
    await outlet.finish([notice(text)])
