"""One question's way through Discord: limits, the queue, the answer, the journal. It always ends with a message."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from bot.answer import Answer
from bot.answering import MAX_QUESTION_CHARS
from bot.discord_app.desk import Desk
from bot.discord_app.layout import show_answer
from bot.discord_app.outlets import Outlet
from bot.discord_app.sending import StatusLine
from bot.discord_app.shown import Shown
from bot.discord_app.views import answer_views, notice
from bot.discord_app.waiting import InterruptedAnswerError, TurnedAwayError
from bot.follow_up import Turn
from bot.journal import Entry, ServerSettings, new_id
from bot.logs import about, log_failure
from ingest.errors import DatelineError
from prompts import say

if TYPE_CHECKING:
    import discord

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
    """Answer ``asked`` through ``outlet``; return the first message of the answer, None where there is none."""
    told = turned_away(desk, asked, settings)
    if told is None:
        return await answer_admitted(desk, asked, outlet)
    await outlet.finish([notice(told)])
    return None


async def answer_admitted(desk: Desk, asked: Asked, outlet: Outlet) -> discord.Message | None:
    """Do what ``answer`` does with a question that ``turned_away`` counted."""
    desk.track()
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
    """Answer a question that may be asked; whatever fails, something is said in the end."""
    found = await _found(desk, asked, outlet, id_)
    if isinstance(found, _Found):
        messages = await _show(desk, asked, outlet, found)
        if messages:
            return messages[0]
        found = "d_failed"
    await outlet.finish([notice(say(found, asked.language))])
    return None


@dataclass(frozen=True, slots=True)
class _Found:
    id: str
    answer: Answer
    shown: Shown


async def _found(desk: Desk, asked: Asked, outlet: Outlet, id_: str) -> _Found | str:
    """Return the answer, or the name of the text to say instead."""
    status = StatusLine(lambda text: outlet.status(notice(text)), desk.pace, outlet.place)
    try:
        work = partial(_work, desk, asked, id_, status)
        return await desk.queue.ask(asked.user, work, partial(_moved, status, asked.language))
    except TurnedAwayError as turned:
        return _REFUSED[turned.reason]
    except InterruptedAnswerError:
        return "d_stopped"
    except Exception as error:
        log_failure(logger, "the answer failed", error)
        return "d_failed"
    finally:
        await status.stop()


def _presentable(found: Answer, asked: Asked) -> Answer:
    """Return an answer without what only the operator should read: a failure may name folders and addresses."""
    length = say("long_question", found.language, length=len(asked.text), limit=MAX_QUESTION_CHARS)
    for_askers = {say("no_articles", found.language), say("empty_question", found.language), length}
    if found.error is None or found.error in for_askers:
        return found
    logger.error("the answer failed: %s", found.error)
    told = say("d_failed", asked.language)
    return replace(found, text=told, error=told)


def _moved(status: StatusLine, language: str, position: int) -> None:
    if position:
        status.tell(say("d_waiting", language, position=position))


def _work(desk: Desk, asked: Asked, id_: str, status: StatusLine) -> _Found:
    """Answer, write the answer down and lay it out: all that would hold up the event loop, in one go of a thread."""
    answer = desk.answerer.answer(asked.text, history=_history(desk, asked), progress=status.tell_from_thread)
    answer = _presentable(answer, asked)
    logger.info("answered", extra={"status": answer.status, "composer": answer.composer, "ms": round(answer.ms.total)})
    _journal(desk, _entry(desk, asked, answer, id_))
    articles = desk.read_articles(answer.article_ids())
    return _Found(id_, answer, show_answer(answer, asked.language, articles, question=asked.echo))


def _history(desk: Desk, asked: Asked) -> list[Turn]:
    if asked.parent is not None:
        return desk.journal.history(asked.parent.id, asked.server)
    return [Turn(asked.replied, "")] if asked.replied else []


def _journal(desk: Desk, entry: Entry) -> None:
    """Write an answer down; it is shown all the same when that fails."""
    try:
        desk.journal.record(entry)
    except DatelineError as error:
        log_failure(logger, "the answer is not journalled", error)


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


async def _show(desk: Desk, asked: Asked, outlet: Outlet, found: _Found) -> list[discord.Message]:
    """Show an answer; return its messages, none where Discord takes it nowhere."""
    try:
        messages = await outlet.finish(
            answer_views(found.shown, found.id, found.answer, asked.language, question=asked.echo)
        )
    except Exception as error:
        log_failure(logger, "the answer cannot be shown", error)
        return []
    await _attach(desk, found.id, messages)
    return messages


async def _attach(desk: Desk, id_: str, messages: Sequence[discord.Message]) -> None:
    """Note which messages show an answer, for the replies to them."""
    try:
        await desk.in_thread(desk.journal.attach, id_, *(it.id for it in messages))
    except DatelineError as error:
        log_failure(logger, "the answer's messages are not journalled", error)
